#include "core/simulation/hall_result.h"

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

} // namespace hallwright
