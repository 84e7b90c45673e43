#include "core/simulation/recirculation_layout.h"

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
    for (const Aisle& aisle : hall.aisles)
        layout.aisles.push_back({aisle.area, aisle.kind, aisle.contained});
    layout.containmentLeakage = hall.containmentLeakage;
    layout.sideSupplied = hall.floor == FloorKind::Slab;
    return layout;
}

} // namespace hallwright
