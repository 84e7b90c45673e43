#include "core/simulation/hall_result.h"

#include "core/physics/recirculation.h"

#include <algorithm>

namespace hallwright {

std::string_view nameOf(RackService service)
{
    switch (service) {
    case RackService::NoPower:
        return "no-power";
    case RackService::NoCoolant:
        return "no-coolant";
    case RackService::HotCoolant:
        return "hot-coolant";
    case RackService::NotInService:
        return "not-in-service";
    case RackService::Running:
        break;
    }
    return "running";
}

bool HallResult::missesSetPointByOutage() const
{
    constexpr double heldK = 1e-3;
    const bool isOut = std::ranges::any_of(inputs.handlersOff, [](std::uint8_t off) { return off != 0; });
    return isOut && (supplyAirflowM3s < rackAirflowM3s * (1.0 - 1e-9) || supplyC > hall->supplyC + heldK);
}

bool HallResult::isClosed(std::size_t aisle) const
{
    const bool isKnown = recirculation && recirculation->layout().aisles.size() == hall->aisles.size();
    return isKnown ? recirculation->layout().aisles[aisle].contained : hall->aisles[aisle].contained;
}

} // namespace hallwright
