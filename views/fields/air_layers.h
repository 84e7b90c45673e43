// What FieldOptions choose of a hall's air, as plain pictures, lines and triangles in the hall's frame: for a scene that
// others draw. Needs no screen.
#pragma once

#include "views/fields/field_scale.h"
#include "views/shared/air_layers.h"

#include <optional>
#include <vector>

namespace hallwright::fields {

struct AirLayersQuestion {
    FieldDataPtr data; // usable, and not null
    HallId hall;
    FieldOptions options; // not the power density, which is no matter of air

    bool operator==(const AirLayersQuestion&) const = default;
};

struct AirLayersAnswer {
    style::AirLayers layers;
    Range range{0.0, 1.0};        // of the slices' colours
    Range temperatures{0.0, 1.0}; // of the lines' and the surface's
};

// Answers questions one after the other. What two of them have in common is made once, and its pointer stays.
class AirLayersMaker
{
public:
    // A few milliseconds, more if it takes shares; lines and surface are those made last.
    AirLayersAnswer withSlices(const AirLayersQuestion& question);
    // After withSlices() of the same question.
    AirLayersAnswer withShapes(const AirLayersQuestion& question);

private:
    void findShares(const AirLayersQuestion& question);
    void trace(const AirLayersQuestion& question);
    void findSurface(const AirLayersQuestion& question);
    AirLayersAnswer collected(const AirLayersQuestion& question) const;

    // What a part was made of.
    struct Origin {
        FieldDataPtr data;
        FieldQuantity quantity = FieldQuantity::Temperature;
        StreamlinesFrom from = StreamlinesFrom::Nowhere;
        RackId rack;
        std::optional<Point3> supplyAt;
        double isosurfaceC = 0.0;
        Range temperatures;

        bool operator==(const Origin&) const = default;
    };
    SteadyRanges steady_;
    SteadyRanges::Shown ranges_{{0.0, 1.0}, {0.0, 1.0}};
    Origin sharesOf_, linesOf_, surfaceOf_;
    std::vector<float> shares_;
    style::AirLayers made_; // lines and surface also while none are chosen
};

} // namespace hallwright::fields
