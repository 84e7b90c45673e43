#include "views/fields/field_painter.h"

#include "core/simulation/heatmap.h"
#include "views/fields/air_shapes.h"

#include <vtkPolyData.h>

#include <algorithm>
#include <utility>

namespace hallwright::fields {

FieldFrame FieldPainter::paint(FieldScene scene)
{
    const FieldScene::Revisions& wanted = scene.revisions;
    plot_.setColours(style::colours(scene.theme));
    if (std::exchange(shown_.room, wanted.room) != wanted.room)
        plot_.setRoom(*scene.data->room, scene.rackColours);
    if (std::exchange(shown_.marks, wanted.marks) != wanted.marks)
        plot_.setMarks(scene.selected, scene.moved, scene.leftOut);
    if (std::exchange(shown_.slices, wanted.slices) != wanted.slices)
        setSlices(scene);
    if (std::exchange(shown_.surface, wanted.surface) != wanted.surface)
        setSurface(scene);
    if (std::exchange(shown_.streamlines, wanted.streamlines) != wanted.streamlines)
        setStreamlines(scene);
    chooseCut(scene);
    const AirRoom& room = *scene.data->room;
    QImage image = plot_.render(scene.pixels, scene.pixelRatio, scene.camera,
                                {room.widthM, room.depthM, room.heightM}, scene.finish);
    image.setDevicePixelRatio(scene.pixelRatio);
    return {std::move(scene), std::move(image), cuts_};
}

void FieldPainter::setSlices(const FieldScene& scene)
{
    for (const Axis normal : {Axis::X, Axis::Y, Axis::Z}) {
        cuts_[static_cast<std::size_t>(normal)].reset();
        plot_.hideSlice(normal);
    }
    const FieldOptions& options = scene.options;
    const AirRoom& room = *scene.data->room;
    if (options.quantity == FieldQuantity::PowerDensity)
        return showPowerDensity(scene);
    if (options.quantity == FieldQuantity::Difference && !scene.data->hasReferenceCells())
        return;
    if (options.plan)
        showSlice(scene, Axis::Z, options.planM);
    if (options.crossSection)
        showSlice(scene, Axis::X, options.crossShare * room.widthM);
    if (options.longSection)
        showSlice(scene, Axis::Y, options.longShare * room.depthM);
}

void FieldPainter::showSlice(const FieldScene& scene, Axis normal, double atM)
{
    const QuantityValues values(*scene.data, scene.options.quantity, scene.shareValues());
    show(scene, sliceOf(values, normal, atM));
}

// On the floor: it belongs to the floor area, not to a height.
void FieldPainter::showPowerDensity(const FieldScene& scene)
{
    const AirRoom& room = *scene.data->room;
    Slice slice;
    slice.acrossM = room.widthM;
    slice.upM = room.depthM;
    slice.grid = heatmapOf(*scene.result, HeatmapQuantity::PowerDensity);
    constexpr double overFloorM = 0.1;
    slice.outlines = outlinesAcross(room, Axis::Z, overFloorM);
    show(scene, std::move(slice));
}

void FieldPainter::show(const FieldScene& scene, Slice slice)
{
    auto cut = std::make_shared<CutAir>();
    cut->slice = std::move(slice);
    if (scene.options.isolines)
        cut->isolines = isolinesOf(cut->slice, scene.scale->levels());
    plot_.setSlice(cut->slice, *scene.scale, cut->isolines);
    cuts_[static_cast<std::size_t>(cut->slice.normal)] = std::move(cut);
}

void FieldPainter::setSurface(const FieldScene& scene)
{
    const bool shown = scene.options.isosurface && scene.temperatureScale;
    if (!shown || scene.options.quantity == FieldQuantity::PowerDensity)
        plot_.setIsosurface(nullptr, 0);
    else
        plot_.setIsosurface(isosurfaceOf(*scene.data, scene.options.isosurfaceC),
                            scene.temperatureScale->colours().at(scene.options.isosurfaceC));
}

void FieldPainter::setStreamlines(const FieldScene& scene)
{
    const FieldOptions& options = scene.options;
    const bool ofAir = options.quantity != FieldQuantity::PowerDensity && scene.temperatureScale;
    const std::vector<FlowSeeds> seeds = ofAir ? seedsOf(*scene.data, options) : std::vector<FlowSeeds>();
    if (seeds.empty())
        plot_.hideStreamlines();
    else
        plot_.setStreamlines(streamlinesOf(*scene.data, seeds), *scene.temperatureScale);
}

// Looked at straight on, a slice has nothing before it.
void FieldPainter::chooseCut(const FieldScene& scene)
{
    const Axis normal = scene.preset == FieldPreset::Plan ? Axis::Z : Axis::Y;
    const auto& cut = cuts_[static_cast<std::size_t>(normal)];
    if (scene.camera.parallel() && cut)
        plot_.cutBefore(normal, cut->slice.atM);
    else
        plot_.cutNothing();
}

} // namespace hallwright::fields
