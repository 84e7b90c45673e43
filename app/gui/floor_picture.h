// The heatmap as it lies on the floor of a hall in the 3D scene.
#pragma once

#include "core/simulation/heatmap.h"
#include "core/simulation/snapshot.h"
#include "views/shared/rack_colours.h"
#include "views/shared/theme.h"

#include <QImage>

#include <optional>
#include <utility>

namespace hallwright::app {

struct FloorPicture {
    QImage image;                             // row 0 is the north edge
    std::optional<style::ColourScale> legend; // nothing where that of the racks says it
};

FloorPicture floorPictureOf(const Site& site, const HallResult& result, HeatmapQuantity quantity,
                            style::RackColouring racks, const std::optional<style::ScaleEnds>& ends,
                            style::Theme theme);

// The ends of its scale in the quantity's unit, for the heatmap too; nothing where the site's are not known.
std::optional<std::pair<double, double>> floorRange(const Site& site, HeatmapQuantity quantity,
                                                    const std::optional<style::ScaleEnds>& ends);

} // namespace hallwright::app
