// The chosen hall's air as the 3D scene shows it: what the options choose, made in the background from the newest field.
#pragma once

#include "app/gui/hall_air.h"
#include "views/fields/air_layers_worker.h"
#include "views/shared/air_layers.h"
#include "views/shared/rack_colours.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace hallwright::app {

class HallAirLayers : public QObject
{
    Q_OBJECT

public:
    // `air` outlives it.
    explicit HallAirLayers(HallAir* air, QObject* parent = nullptr);

    void setShown(bool shown); // wants a field while shown
    void updateUnits();        // after style::setUnitSystem

    // False, with the reason in the caption, as long as there is nothing to show; the layers are then empty.
    bool isReady() const { return shown_.has_value(); }
    const style::AirLayers& layers() const { return made_.layers; }
    bool isIdle() const { return worker_.isIdle(); } // no further ones are being made
    // What is seen, at which height, and whether of this layout; or why nothing is. One line; empty if not shown.
    QString caption() const;
    // Of the slices; nothing without any.
    std::optional<style::ColourScale> legend() const;
    // Of streamlines and surface, where the slices' does not explain them.
    std::optional<style::ColourScale> shapesLegend() const;

signals:
    void changed();

private:
    void ask();
    void show(const fields::AirLayersQuestion& question, const fields::AirLayersAnswer& answer);
    void clear();
    QString missing() const;
    QString rackName(RackId id) const;
    style::ColourScale slicesLegend() const;
    bool isOfThisLayout() const;

    HallAir* air_;
    bool wanted_ = false;
    fields::FieldDataPtr data_;                      // of the newest field
    std::optional<fields::AirLayersQuestion> shown_; // what the layers answer
    fields::AirLayersAnswer made_;
    fields::AirLayersWorker worker_;
    QTimer settled_; // an estimate stays one until the hand has rested a little
};

} // namespace hallwright::app
