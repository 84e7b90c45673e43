// What FieldOptions choose of a hall's air, as plain pictures, lines and triangles in the hall's frame: for a scene that
// others draw. Needs no screen.
#pragma once

#include "views/fields/field_scale.h"

#include <QImage>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace hallwright::fields {

struct LayerSlice {
    Axis normal = Axis::Z;
    double atM = 0.0;
    double acrossM = 0.0, upM = 0.0; // of the room: along x, y in a plan, x, z or y, z in a section
    QImage image;                    // row 0 is the north edge or the top; clear where solids are
};

struct LayerLine {
    std::vector<Point3> points;
    std::vector<QRgb> colours; // of each point
};

struct LayerSurface {
    std::vector<std::array<float, 3>> points;
    std::vector<std::array<float, 3>> normals;
    std::vector<std::uint32_t> corners; // three to a triangle
    QRgb colour = 0;
};

using LayerLines = std::shared_ptr<const std::vector<LayerLine>>;

struct AirLayers {
    std::vector<LayerSlice> slices;
    LayerLines lines;                            // null: none chosen
    std::shared_ptr<const LayerSurface> surface; // likewise
    Range range{0.0, 1.0};                       // of the slices' colours
    Range temperatures{0.0, 1.0};                // of the lines' and the surface's
};

struct AirLayersQuestion {
    FieldDataPtr data; // usable, and not null
    HallId hall;
    FieldOptions options; // not the power density, which is no matter of air

    bool operator==(const AirLayersQuestion&) const = default;
};

// Answers questions one after the other. What two of them have in common is made once, and its pointer stays.
class AirLayersMaker
{
public:
    // A few milliseconds, more if it takes shares; lines and surface are those made last.
    AirLayers withSlices(const AirLayersQuestion& question);
    // After withSlices() of the same question.
    AirLayers withShapes(const AirLayersQuestion& question);

private:
    void findShares(const AirLayersQuestion& question);
    void trace(const AirLayersQuestion& question);
    void findSurface(const AirLayersQuestion& question);
    AirLayers collected(const AirLayersQuestion& question) const;

    // What a part was made of.
    struct Origin {
        FieldDataPtr data;
        FieldLayer layer = FieldLayer::Temperature;
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
    std::vector<LayerSlice> slices_;
    LayerLines lines_;
    std::shared_ptr<const LayerSurface> surface_;
};

} // namespace hallwright::fields
