#include "views/fields/heatmap_painter.h"

#include "views/shared/rack_marks.h"

#include <utility>

namespace hallwright::fields {

HeatmapFrame HeatmapPainter::paint(HeatmapScene scene)
{
    const HeatmapScene::Revisions& wanted = scene.revisions;
    const HeatmapGrid& grid = *scene.grid;
    plot_.setColours(style::colours(scene.theme));
    if (std::exchange(shown_.field, wanted.field) != wanted.field) {
        plot_.setField(grid, *scene.scale);
        isolines_ = std::make_shared<const std::vector<Isoline>>(
            scene.isolines ? isolinesOf(grid, scene.scale->levels()) : std::vector<Isoline>());
        plot_.setIsolines(*isolines_, *scene.scale);
    }
    if (std::exchange(shown_.hall, wanted.hall) != wanted.hall)
        plot_.setHall(*scene.site, *scene.hall, style::rackStates(scene.snapshot.get(), *scene.hall), grid,
                      *scene.scale);
    if (std::exchange(shown_.selection, wanted.selection) != wanted.selection)
        plot_.setSelection(*scene.site, *scene.hall, scene.selected);
    QImage image = plot_.render(scene.pixels, scene.pixelRatio, scene.camera, scene.finish);
    image.setDevicePixelRatio(scene.pixelRatio);
    return {std::move(scene), std::move(image), isolines_};
}

} // namespace hallwright::fields
