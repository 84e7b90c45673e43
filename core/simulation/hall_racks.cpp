#include "core/simulation/hall_racks.h"

#include "core/model/number_text.h"
#include "core/simulation/affected.h"
#include "core/simulation/hall_notes.h"

#include <algorithm>

namespace hallwright {

namespace {

double lowerLimitC(double hallC, double typeC)
{
    constexpr double widestAllowableC = 45.0; // ASHRAE class A4, where neither states a limit
    if (hallC <= 0.0 && typeC <= 0.0)
        return widestAllowableC;
    if (hallC <= 0.0 || typeC <= 0.0)
        return std::max(hallC, typeC);
    return std::min(hallC, typeC);
}

void findTypes(HallResult& hall, const Catalogue& catalogue, HallRacks& racks)
{
    const std::size_t n = hall.hall->racks.size();
    hall.racks.resize(n);
    racks.type.assign(n, nullptr);
    const RackType* type = nullptr;
    for (std::size_t i = 0; i < n; ++i) {
        const Rack& rack = hall.hall->racks[i];
        if (!type || type->id != rack.type) // neighbours mostly share theirs
            type = catalogue.find(rack.type);
        racks.type[i] = type;
        hall.racks[i].inletLimitC = lowerLimitC(hall.hall->inletLimitC, type ? type->inletLimitC : 0.0);
    }
}

void findPower(HallResult& hall, HallRacks& racks)
{
    const std::size_t n = hall.hall->racks.size();
    racks.designW.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        const Rack& rack = hall.hall->racks[i];
        const bool isIdle = isOff(hall.inputs.racksIdle, i);
        const bool isDark = !isIdle && isOff(hall.inputs.racksOff, i);
        racks.designW[i] = isIdle || isDark ? 0.0 : std::max(rack.powerW, 0.0);
        if (isIdle)
            hall.racks[i].service = RackService::NotInService;
        if (isDark)
            hall.racks[i].service = RackService::NoPower;
    }
}

void findCoolant(HallResult& hall, HallRacks& racks)
{
    const std::vector<Cdu>& cdus = hall.hall->cdus;
    const std::size_t n = hall.hall->racks.size();
    racks.cduOf.assign(n, cdus.size());
    racks.liquidShare.assign(n, 0.0);
    racks.liquidW.assign(n, 0.0);
    Affected withoutCdu;
    for (std::size_t i = 0; i < n; ++i) {
        const Rack& rack = hall.hall->racks[i];
        const auto cdu =
            std::find_if(cdus.begin(), cdus.end(), [&](const Cdu& unit) { return unit.id == rack.cdu; });
        racks.cduOf[i] = static_cast<std::size_t>(cdu - cdus.begin());
        double& designW = racks.designW[i];
        if (cdu == cdus.end()) {
            if (rack.liquidShare > 0.0 && designW > 0.0)
                withoutCdu.add(rack.name, designW * rack.liquidShare);
            continue;
        }
        racks.liquidShare[i] = std::clamp(rack.liquidShare, 0.0, 1.0);
        if (racks.liquidShare[i] > 0.0 && designW > 0.0 && isOff(hall.inputs.cdusOff, racks.cduOf[i])) {
            hall.racks[i].service = RackService::NoCoolant;
            designW = 0.0;
        }
        racks.liquidW[i] = racks.liquidShare[i] * designW;
    }
    if (withoutCdu.count > 0)
        note(hall, "{} of heat to coolant is taken as heat to the hall's air, because {} on no CDU.",
             kilowatts(withoutCdu.powerW), withoutCdu.racks() + " " + withoutCdu.are());
}

FansAtLoad fansOf(const Rack& rack, const RackType* type)
{
    return fansAtLoad(rack.powerW, rack.airflowM3s, type ? type->powerW : 0.0, type ? type->airflowM3s : 0.0);
}

void findFans(const HallResult& hall, HallRacks& racks)
{
    racks.fans.reserve(racks.designW.size());
    for (std::size_t i = 0; i < racks.designW.size(); ++i)
        racks.fans.push_back(fansOf(hall.hall->racks[i], racks.type[i]));
}

} // namespace

HallRacks racksOf(HallResult& hall, const Catalogue& catalogue)
{
    HallRacks racks;
    findTypes(hall, catalogue, racks);
    findPower(hall, racks);
    findCoolant(hall, racks);
    findFans(hall, racks);
    return racks;
}

} // namespace hallwright
