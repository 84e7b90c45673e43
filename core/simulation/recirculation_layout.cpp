#include "core/simulation/recirculation_layout.h"

#include "core/simulation/closed_aisles.h"

namespace hallwright {

RecirculationLayout recirculationLayoutOf(const Hall& hall, const Catalogue& catalogue)
{
    RecirculationLayout layout;
    layout.racks.reserve(hall.racks.size());
    const RackType* type = nullptr;
    const RackType unknown;
    for (const Rack& rack : hall.racks) {
        if (!type || type->id != rack.type)
            type = catalogue.find(rack.type);
        const RackType& size = type ? *type : unknown;
        layout.racks.push_back({rack.pose, size.widthM, size.depthM, rack.airflowM3s});
    }
    layout.aisles.reserve(hall.aisles.size());
    const std::vector<bool> closed = closedAislesOf(hall, catalogue);
    for (std::size_t i = 0; i < hall.aisles.size(); ++i)
        layout.aisles.push_back({hall.aisles[i].area, hall.aisles[i].kind, closed[i]});
    layout.containmentLeakage = hall.containmentLeakage;
    layout.sideSupplied = hall.floor == FloorKind::Slab;
    return layout;
}

} // namespace hallwright
