// A sample site as its test sees it: built from its recipe, evaluated at its own conditions, and the figures that its
// expected.csv may name.
#pragma once

#include "campus_checks.h"
#include "core/exchange/recipe.h"
#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"

#include <QFile>
#include <QString>
#include <QStringList>

#include <map>

namespace hallwright::test {

struct Sample {
    SitePtr site;
    SnapshotPtr result;
};

// `recipe` beneath sample-sites/.
inline Sample evaluatedSample(const std::string& recipe)
{
    Sample sample;
    sample.site = buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/" + recipe);
    sample.result = evaluate(sample.site, conditionsOf(*sample.site));
    return sample;
}

template <class Visit>
void forEachRack(const Site& site, Visit visit)
{
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks)
                visit(rack);
        }
    }
}

inline double computePowerW(const Site& site)
{
    double powerW = 0.0;
    forEachRack(site,
                [&](const Rack& rack) { powerW += rack.role == RackRole::Compute ? rack.powerW : 0.0; });
    return powerW;
}

inline std::size_t computeRacks(const Site& site)
{
    std::size_t racks = 0;
    forEachRack(site, [&](const Rack& rack) { racks += rack.role == RackRole::Compute ? 1 : 0; });
    return racks;
}

// By the names `hallwright-cli solve --json` gives them, where it does.
inline std::map<QString, double> keyFigures(const Sample& sample)
{
    const Snapshot& s = *sample.result;
    const OverheadSplit& o = s.overhead;
    return {
        {"rack_count", static_cast<double>(sample.site->rackCount())},
        {"compute_racks", static_cast<double>(computeRacks(*sample.site))},
        {"gpu_count", static_cast<double>(sample.site->gpuCount())},
        {"compute_power_w", computePowerW(*sample.site)},
        {"it_power_w", s.itPowerW},
        {"facility_power_w", s.facilityPowerW},
        {"cooling_power_w", s.coolingPowerW},
        {"distribution_loss_w", s.distributionLossW},
        {"other_power_w", s.otherPowerW},
        {"pue", s.pue.value()},
        {"max_inlet_c", s.maxInletC},
        {"racks_over_limit", static_cast<double>(s.racksOverLimit)},
        {"air_handler_fans_w", o.airHandlerFansW},
        {"cdu_pumps_w", o.cduPumpsW},
        {"loop_pumps_w", o.loopPumpsW},
        {"chillers_w", o.chillersW},
        {"condenser_pumps_w", o.condenserPumpsW},
        {"heat_rejection_w", o.heatRejectionW},
        {"water_kg_s", s.waterKgS},
    };
}

// Every line of an expected.csv against the figures; the first offence as a sentence, or "".
inline std::string wrongFigure(const std::string& csv, const std::map<QString, double>& figures,
                               int leastLines)
{
    QFile file(QString::fromStdString(HALLWRIGHT_SOURCE_DIR "/sample-sites/" + csv));
    if (!file.open(QIODevice::ReadOnly))
        return csv + " cannot be opened";
    if (file.readLine().trimmed() != "key,value,tolerance,source")
        return csv + " has another header";
    int lines = 0;
    for (; !file.atEnd(); ++lines) {
        const QStringList fields = QString::fromUtf8(file.readLine()).trimmed().split(',');
        const auto figure = figures.find(fields.at(0));
        if (fields.size() < 4 || figure == figures.end())
            return fields.join(',').toStdString() + ": no such figure";
        if (!(std::abs(figure->second - fields.at(1).toDouble()) <= fields.at(2).toDouble()))
            return fmt::format("{} is {:.4f}", fields.at(0).toStdString(), figure->second);
    }
    return lines < leastLines ? fmt::format("{} has {} lines", csv, lines) : std::string();
}

// What a walk over the plan would find beside what the rules find: the first offence, or "".
inline std::string layoutOffence(const Site& site)
{
    std::vector<std::string> found{trenchUnderBuilding(site), overloadedBusway(site)};
    for (const BuildingPtr& building : site.buildings) {
        for (const PipeRun& pipe : site.cooling->pipes)
            found.push_back(pipeThroughRoom(site, *building, pipe));
    }
    const auto first =
        std::find_if(found.begin(), found.end(), [](const std::string& s) { return !s.empty(); });
    return first == found.end() ? std::string() : *first;
}

// What is wrong with it at its own conditions: the first finding as a sentence, or "".
inline std::string firstFinding(const Sample& sample)
{
    const FindingsPtr findings = findingsOf(*sample.result);
    return findings->clean() ? std::string() : findings->open.front()->sentence;
}

// Warm water lies outside the box of the chillers' published curves, and the evaluation says so; it must say nothing
// else. The first such sentence, or "".
inline std::string unexpectedNote(const Snapshot& snapshot)
{
    for (const std::string& note : snapshot.notes) {
        if (note.find("curves were fitted on") == std::string::npos)
            return note;
    }
    return {};
}

// Heat of a loop against what its plant takes up at these conditions with its `out` largest units out of service.
// Towers and plates are left out: they stand behind chillers.
inline double spareCapacityW(const Sample& sample, std::size_t loop, std::size_t out)
{
    std::vector<double> capacityW;
    for (std::size_t u = 0; u < sample.site->cooling->plant.size(); ++u) {
        const PlantUnit& unit = sample.site->cooling->plant[u];
        const bool behind =
            unit.kind == PlantKind::CoolingTower || unit.kind == PlantKind::WatersideEconomiser;
        if (unit.loop == sample.site->cooling->loops[loop].id && !behind)
            capacityW.push_back(sample.result->plant[u].capacityW);
    }
    std::sort(capacityW.begin(), capacityW.end(), std::greater<>());
    double spareW = -sample.result->loops[loop].heatW;
    for (std::size_t i = out; i < capacityW.size(); ++i)
        spareW += capacityW[i];
    return spareW;
}

} // namespace hallwright::test
