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
    case RackService::NotInService:
        return "not-in-service";
    case RackService::Running:
        break;
    }
    return "running";
}

} // namespace hallwright
