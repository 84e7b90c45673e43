#include "core/design/catalogue_types.h"

#include "core/model/names.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright::design {

Rack ofType(const RackType& type)
{
    Rack rack;
    rack.type = type.id;
    rack.powerW = type.powerW;
    rack.liquidShare = type.liquidShare;
    rack.airflowM3s = type.airflowM3s;
    rack.massKg = type.massKg;
    rack.gpuCount = type.gpuCount;
    rack.role = type.role;
    return rack;
}

PipeTypeId pipeType(SiteEdit& edit, double diameterM)
{
    const auto& types = edit.site().catalogue->pipeTypes;
    const double roughnessM = PipeRun().roughnessM;
    const auto same = std::find_if(types.begin(), types.end(), [&](const PipeType& type) {
        return type.values.diameterM == diameterM && type.values.roughnessM == roughnessM;
    });
    if (same != types.end())
        return same->id;
    PipeType type;
    type.name = fmt::format("Pipe {:g} mm", 1e3 * diameterM);
    type.values.diameterM = diameterM;
    return edit.add(std::move(type));
}

PathwayTypeId pathwayType(SiteEdit& edit, PathwayKind kind, double widthM, double depthM)
{
    const auto& types = edit.site().catalogue->pathwayTypes;
    const auto same = std::find_if(types.begin(), types.end(), [&](const PathwayType& type) {
        return type.values.kind == kind && type.values.widthM == widthM && type.values.depthM == depthM;
    });
    if (same != types.end())
        return same->id;
    PathwayType type;
    type.name =
        fmt::format("{} {:g} x {:g} mm", sentenceCase(std::string(nameOf(kind))), 1e3 * widthM, 1e3 * depthM);
    type.values.kind = kind;
    type.values.widthM = widthM;
    type.values.depthM = depthM;
    return edit.add(std::move(type));
}

} // namespace hallwright::design
