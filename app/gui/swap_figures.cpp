#include "app/gui/swap_figures.h"

#include "core/model/object_names.h"
#include "views/shared/figure_text.h"
#include "views/shared/format.h"
#include "views/shared/mass_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace hallwright::app {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

// A share of a rating that is left, and of what.
struct Margin {
    double share = unknown;
    QString of;
};

QString marginText(const Margin& margin)
{
    return std::isnan(margin.share)
               ? style::dash()
               : QObject::tr("%1 left of %2").arg(style::formatShare(margin.share), margin.of);
}

void take(Margin& least, double share, const std::string& of)
{
    if (std::isnan(least.share) || share < least.share)
        least = {share, QString::fromStdString(of)};
}

// Sums and least margins of the racks in one version.
struct RackSums {
    double powerW = 0.0;
    double massKg = 0.0;
    double airflowM3s = 0.0;
    long long gpus = 0;
    double warmestC = unknown;
    Margin feed, feedAlone, cdu;
};

void takeFeeds(RackSums& sums, const Snapshot& snapshot, const std::set<PowerNodeId>& feeds)
{
    for (const PowerNodeResult& result : snapshot.powerNodes) {
        const PowerNode* node = snapshot.site->power->find(result.id);
        if (!node || !feeds.contains(result.id) || node->ratedW <= 0.0)
            continue;
        take(sums.feed, 1.0 - result.outputW / node->ratedW, node->name);
        take(sums.feedAlone, 1.0 - result.outputOtherSideLostW / node->ratedW, node->name);
    }
}

void takeCdus(RackSums& sums, const Snapshot& snapshot, const std::set<CduId>& cdus)
{
    for (const HallResultPtr& hall : snapshot.halls) {
        for (const CduResult& result : hall->cdus) {
            const Cdu* cdu = cdus.contains(result.id) ? find(*snapshot.site, result.id) : nullptr;
            if (cdu && cdu->capacityW > 0.0)
                take(sums.cdu, 1.0 - result.loadW() / cdu->capacityW, cdu->name);
        }
    }
}

RackSums sumsOf(const Snapshot& snapshot, const std::vector<RackId>& racks)
{
    RackSums sums;
    std::set<PowerNodeId> feeds;
    std::set<CduId> cdus;
    for (const RackId id : racks) {
        const Rack& rack = snapshot.site->rack(id);
        sums.powerW += rack.powerW;
        sums.massKg += rack.massKg;
        sums.airflowM3s += rack.airflowM3s;
        sums.gpus += rack.gpuCount;
        feeds.insert({rack.feedA, rack.feedB});
        cdus.insert(rack.cdu);
        if (const RackResult* result = snapshot.rackResult(id))
            sums.warmestC = std::fmax(sums.warmestC, result->inletC);
    }
    takeFeeds(sums, snapshot, feeds);
    takeCdus(sums, snapshot, cdus);
    return sums;
}

SwapFigure figure(const QString& title, double before, double after, std::string_view unit)
{
    return {title, style::figureText(before, unit), style::figureText(after, unit),
            style::gainText(before, after, unit), false};
}

SwapFigure written(const QString& title, const QString& before, const QString& after, const QString& gain)
{
    return {title, before, after, before == after ? QString() : gain, false};
}

SwapFigure margin(const QString& title, const Margin& before, const Margin& after)
{
    SwapFigure made{title, marginText(before), marginText(after), {}, after.share < 0.0};
    constexpr double leastPoint = 5e-4;
    if (const double by = after.share - before.share; std::abs(by) > leastPoint)
        made.gain = (by > 0.0 ? QStringLiteral("+") : QStringLiteral("−")) + style::formatShare(std::abs(by));
    return made;
}

QString signedCount(long long by)
{
    return (by > 0 ? QStringLiteral("+") : QStringLiteral("−")) + style::formatCount(std::abs(by));
}

QString signedText(double by, QString (*format)(double))
{
    return (by > 0.0 ? QStringLiteral("+") : QStringLiteral("−")) + format(std::abs(by));
}

} // namespace

std::vector<SwapFigure> swapFigures(const Snapshot& before, const Snapshot& after,
                                    const std::vector<RackId>& racks)
{
    const RackSums was = sumsOf(before, racks);
    const RackSums is = sumsOf(after, racks);
    const auto air = [](double m3s) { return style::formatAirflow(m3s); };
    std::vector<SwapFigure> figures;
    figures.push_back(figure(QObject::tr("Power of these racks"), was.powerW, is.powerW, "W"));
    figures.push_back(written(QObject::tr("GPUs of these racks"), style::formatCount(was.gpus),
                              style::formatCount(is.gpus), signedCount(is.gpus - was.gpus)));
    figures.push_back(written(QObject::tr("Mass of these racks"), style::formatMass(was.massKg),
                              style::formatMass(is.massKg),
                              signedText(is.massKg - was.massKg, style::formatMass)));
    figures.push_back(written(QObject::tr("Air through these racks"), air(was.airflowM3s), air(is.airflowM3s),
                              signedText(is.airflowM3s - was.airflowM3s, air)));
    figures.push_back(figure(QObject::tr("Warmest inlet of these racks"), was.warmestC, is.warmestC, "°C"));
    figures.push_back(margin(QObject::tr("Least margin of their feeds"), was.feed, is.feed));
    figures.push_back(margin(QObject::tr("… after the loss of the other side"), was.feedAlone, is.feedAlone));
    figures.push_back(margin(QObject::tr("Least margin of their CDUs"), was.cdu, is.cdu));
    figures.push_back(figure(QObject::tr("IT power of the campus"), before.itPowerW, after.itPowerW, "W"));
    figures.push_back(
        figure(QObject::tr("Facility power"), before.facilityPowerW, after.facilityPowerW, "W"));
    figures.push_back(
        figure(QObject::tr("PUE"), before.pue.value_or(unknown), after.pue.value_or(unknown), ""));
    figures.push_back(
        figure(QObject::tr("Worst inlet of the campus"), before.maxInletC, after.maxInletC, "°C"));
    SwapFigure over = written(QObject::tr("Racks over their inlet limit"),
                              style::formatCount(static_cast<long long>(before.racksOverLimit)),
                              style::formatCount(static_cast<long long>(after.racksOverLimit)),
                              signedCount(static_cast<long long>(after.racksOverLimit) -
                                          static_cast<long long>(before.racksOverLimit)));
    over.worse = after.racksOverLimit > before.racksOverLimit;
    figures.push_back(over);
    return figures;
}

} // namespace hallwright::app
