// What a picture of a hall's air is of: the hall, its field, and what the reader chose to see. Any part may be missing.
#pragma once

#include "core/simulation/snapshot.h"
#include "views/fields/field_options.h"
#include "views/fields/inlet_sources.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace hallwright::fields {

struct FieldSubject {
    SitePtr site;
    SnapshotPtr snapshot; // keeps the result
    HallId hallId;
    HallPtr hall;                       // of the site; may be null
    const HallResult* result = nullptr; // of the snapshot; may be null
    FieldDataPtr data;
    FieldAge age = FieldAge::ThisLayout;
    QString trouble; // why the newest layout has no field while an older one is shown
    std::shared_ptr<const RecirculationMatrix> matrix;
    FieldOptions options;
    std::vector<RackId> selected;

    void setHall(SitePtr newSite, SnapshotPtr newSnapshot, HallId newHall);

    bool isPlanOnly() const { return options.quantity == FieldQuantity::PowerDensity; }
    bool streamlinesShown() const { return options.streamlines != StreamlinesFrom::Nowhere; }
    // Surface or streamlines, beside the quantity.
    bool showsTemperatures() const { return !isPlanOnly() && (options.isosurface || streamlinesShown()); }
    // Only the racks are coloured, by what they give to one rack's inlet: the list beside them is the legend.
    bool showsOnlySources() const;

    Point3 roomSize() const; // a cubic metre without a field
    QString hallName() const;
    QString rackName(RackId id) const;
    std::optional<std::size_t> rackIndex(RackId id) const; // in the field's room
    // Whose air alone the streamlines follow: in the room's supplies.
    std::optional<std::size_t> streamlinesSupply() const;
    // Of the air at the inlet of options.rack; none while nobody knows.
    InletSources sources() const;

    // Where racks now stand that the field has elsewhere. Needs a field.
    std::vector<AirBox> movedRacks() const;
    // Whose air and heat the field does without. Needs a field.
    std::vector<AirBox> racksLeftOut() const;
    // The selected and the chosen rack, and the supply that the streamlines follow.
    std::vector<AirBox> selectedBoxes() const;
};

} // namespace hallwright::fields
