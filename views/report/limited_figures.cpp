#include "core/model/names.h"
#include "core/simulation/inlet_uncertainty.h"
#include "views/report/conclusions.h"
#include "views/report/words.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace hallwright::report {

namespace {

using namespace hallwright::style;

constexpr double rounding = 1.0 + 1e-9; // of a sum against a rating it should equal

// The most loaded of many of one kind.
struct Fullest {
    double used = 0.0;
    double limit = 0.0;
    QString of;

    double share() const { return limit > 0.0 ? used / limit : 0.0; }
    void take(double nextUsed, double nextLimit, const std::string& name)
    {
        if (nextLimit > 0.0 && (limit <= 0.0 || nextUsed / nextLimit > share()))
            *this = {nextUsed, nextLimit, QString::fromStdString(name)};
    }
};

template <class Format>
void add(std::vector<LimitedFigure>& figures, const QString& name, const Fullest& fullest, Format format)
{
    if (fullest.limit > 0.0)
        figures.push_back({name, format(fullest.used), format(fullest.limit), fullest.share(), fullest.of,
                           fullest.share() > rounding, false});
}

QString powerText(double watts)
{
    return formatPower(watts);
}

void addInlets(std::vector<LimitedFigure>& figures, const Snapshot& snapshot)
{
    double least = std::numeric_limits<double>::infinity();
    LimitedFigure figure{
        QStringLiteral("Rack inlet nearest its limit, counting its ±"), {}, {}, std::nan(""), {}};
    for (const HallResultPtr& hall : snapshot.halls) {
        const auto uncertainty = inletUncertaintyOf(*hall);
        for (std::size_t i = 0; i < hall->racks.size(); ++i) {
            const RackResult& rack = hall->racks[i];
            const double left = rack.inletLimitC - rack.inletC;
            const double withUncertainty = left - (uncertainty ? uncertainty->worstK : 0.0);
            if (rack.service != RackService::Running || !(withUncertainty < least))
                continue;
            least = withUncertainty;
            figure.value =
                formatTemperature(rack.inletC) +
                (uncertainty ? QLatin1Char(' ') + formatUncertainty(uncertainty->worstK) : QString());
            figure.limit = formatTemperature(rack.inletLimitC);
            figure.of = QString::fromStdString(hall->hall->racks[i].name);
            figure.exceeded = left < 0.0;
            figure.undecided = uncertainty && isUndecided(rack, uncertainty->worstK);
        }
    }
    if (!figure.of.isEmpty())
        figures.push_back(figure);
}

void addBuildings(std::vector<LimitedFigure>& figures, const Snapshot& snapshot)
{
    Fullest fullest;
    for (std::size_t i = 0; i < snapshot.buildings.size(); ++i)
        fullest.take(snapshot.buildings[i].facilityPowerW, snapshot.buildings[i].capacityW,
                     snapshot.site->buildings[i]->name);
    add(figures, QStringLiteral("Building against its capacity"), fullest, powerText);
}

// What each kind would carry after the loss of the other side.
void addPower(std::vector<LimitedFigure>& figures, const Snapshot& snapshot)
{
    std::map<PowerNodeKind, Fullest> fullest;
    for (std::size_t i = 0; i < snapshot.powerNodes.size(); ++i) {
        const PowerNode& node = snapshot.site->power->nodes[i];
        const PowerNodeResult& result = snapshot.powerNodes[i];
        fullest[node.kind].take(std::max(result.outputW, result.outputOtherSideLostW), node.ratedW,
                                node.name);
    }
    for (const auto& [kind, most] : fullest) {
        if (most.used > 0.0)
            add(figures, QStringLiteral("%1, with the other side lost").arg(words(nameOf(kind))), most,
                powerText);
    }
}

void addCircuits(std::vector<LimitedFigure>& figures, const Snapshot& snapshot)
{
    Fullest fullest;
    for (const HallResultPtr& hall : snapshot.halls) {
        for (std::size_t i = 0; i < hall->racks.size(); ++i) {
            const RackResult& rack = hall->racks[i];
            if (rack.circuitLoad)
                fullest.take(rack.circuitLoadOneLost.value_or(*rack.circuitLoad), 1.0,
                             hall->hall->racks[i].name);
        }
    }
    add(figures, QStringLiteral("Rack circuit, with one lost"), fullest,
        [](double share) { return formatShare(share); });
}

void addCooling(std::vector<LimitedFigure>& figures, const Snapshot& snapshot)
{
    Fullest cdu, air, loop;
    for (const HallResultPtr& hall : snapshot.halls) {
        for (std::size_t i = 0; i < hall->cdus.size(); ++i)
            cdu.take(hall->cdus[i].loadW(), hall->hall->cdus[i].capacityW, hall->hall->cdus[i].name);
        air.take(hall->heatToAirW - hall->rearDoorHeatW, hall->airHandlerCapacityW, hall->hall->name);
    }
    for (std::size_t i = 0; i < snapshot.loops.size(); ++i)
        loop.take(snapshot.loops[i].heatW, snapshot.loops[i].plantCapacityW,
                  snapshot.site->cooling->loops[i].name);
    add(figures, QStringLiteral("CDU against its capacity"), cdu, powerText);
    add(figures, QStringLiteral("Hall's air handlers against their capacity"), air, powerText);
    add(figures, QStringLiteral("Coolant loop against its plant, as it is outdoors"), loop, powerText);
}

} // namespace

std::vector<LimitedFigure> limitedFigures(const Snapshot& snapshot)
{
    std::vector<LimitedFigure> figures;
    addInlets(figures, snapshot);
    addBuildings(figures, snapshot);
    addPower(figures, snapshot);
    addCircuits(figures, snapshot);
    addCooling(figures, snapshot);
    return figures;
}

} // namespace hallwright::report
