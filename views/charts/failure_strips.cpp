#include "views/charts/failure_strips.h"

#include "core/model/object_names.h"
#include "core/studies/failure/failure_words.h"
#include "views/charts/year_text.h"
#include "views/shared/format.h"

#include <QObject>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright::charts {

namespace {

constexpr double noValue = std::numeric_limits<double>::quiet_NaN();
constexpr double percent = 100.0;

QString asText(const std::string& words)
{
    return QString::fromStdString(words);
}

// With its building where another hall has the same name.
QString hallLabel(const Site& site, HallId id)
{
    QString label, building;
    int same = 0;
    for (const BuildingPtr& each : site.buildings) {
        for (const HallPtr& hall : each->halls) {
            if (hall->id == id) {
                label = asText(hall->name);
                building = asText(each->name);
            }
        }
    }
    for (const BuildingPtr& each : site.buildings)
        same += static_cast<int>(std::ranges::count_if(
            each->halls, [&](const HallPtr& hall) { return asText(hall->name) == label; }));
    return same > 1 ? building + QStringLiteral(", ") + label : label;
}

double highestOf(const std::vector<double>& values)
{
    double highest = -std::numeric_limits<double>::infinity();
    for (const double value : values)
        highest = std::fmax(highest, value);
    return highest;
}

// The curves of one list of each sample.
std::vector<FailureCurve> curvesOf(const Cascade& cascade, std::vector<double> FailureSample::*list)
{
    std::vector<FailureCurve> curves((cascade.samples.front().*list).size());
    for (const FailureSample& sample : cascade.samples) {
        for (std::size_t i = 0; i < curves.size(); ++i)
            curves[i].values.push_back((sample.*list)[i]);
    }
    return curves;
}

// Puts the curve of the greatest grade first, as the worst, and leaves out those without any value.
template <class Grade>
void rank(std::vector<FailureCurve>& curves, Grade grade, CurveRole role)
{
    std::erase_if(curves, [](const FailureCurve& curve) {
        return std::ranges::none_of(curve.values, [](double value) { return std::isfinite(value); });
    });
    if (curves.empty())
        return;
    const auto worst = std::ranges::max_element(curves, {}, grade);
    std::rotate(curves.begin(), worst, worst + 1);
    curves.front().role = role;
}

FailureStrip inletStrip(const Cascade& cascade)
{
    FailureStrip strip{QStringLiteral("inlet_c"), QObject::tr("Hottest inlet")};
    strip.curves = curvesOf(cascade, &FailureSample::inletC);
    double limitC = noValue;
    for (std::size_t h = 0; h < strip.curves.size(); ++h) {
        strip.curves[h].of = hallLabel(*cascade.site, cascade.halls[h].hall);
        limitC = std::fmin(limitC, cascade.halls[h].inletLimitC);
    }
    rank(
        strip.curves, [](const FailureCurve& curve) { return highestOf(curve.values); }, CurveRole::Worst);
    if (std::isfinite(limitC))
        strip.limits.push_back({QObject::tr("limit"), limitC});
    strip.limits.push_back({QObject::tr("servers off"), cascade.options.rackShutdownC});
    return strip;
}

FailureStrip coolantStrip(const Cascade& cascade)
{
    FailureStrip strip{QStringLiteral("coolant_c"), QObject::tr("Coolant supply")};
    strip.curves = curvesOf(cascade, &FailureSample::coolantC);
    double slowC = noValue, tripC = noValue;
    for (std::size_t h = 0; h < strip.curves.size(); ++h) {
        strip.curves[h].of = QObject::tr("CDUs of %1").arg(hallLabel(*cascade.site, cascade.halls[h].hall));
        slowC = std::fmin(slowC, cascade.halls[h].coolantLimitC);
        tripC = std::fmin(tripC, cascade.halls[h].coolantTripC);
    }
    rank(
        strip.curves, [](const FailureCurve& curve) { return highestOf(curve.values); }, CurveRole::Worst);
    std::vector<FailureCurve> loops = curvesOf(cascade, &FailureSample::supplyC);
    for (std::size_t k = 0; k < loops.size(); ++k)
        loops[k].of = asText(nameOf(*cascade.site, refTo(cascade.site->cooling->loops[k].id)));
    rank(
        loops, [](const FailureCurve& curve) { return highestOf(curve.values) - curve.values.front(); },
        strip.curves.empty() ? CurveRole::Worst : CurveRole::Second);
    strip.curves.insert(strip.curves.end(), loops.begin(), loops.end());
    if (std::isfinite(slowC))
        strip.limits.push_back({QObject::tr("chips slow down"), slowC});
    if (std::isfinite(tripC))
        strip.limits.push_back({QObject::tr("chips off"), tripC});
    return strip;
}

FailureStrip batteryStrip(const Cascade& cascade)
{
    FailureStrip strip{QStringLiteral("stored_share"), QObject::tr("Battery charge"), QuantityKind::Ratio};
    strip.isShare = true;
    strip.curves = curvesOf(cascade, &FailureSample::storedShare);
    for (std::size_t s = 0; s < strip.curves.size(); ++s)
        strip.curves[s].of = asText(nameOf(*cascade.site, cascade.stores[s]));
    // The first that is empty, else the one with least left.
    rank(
        strip.curves,
        [](const FailureCurve& curve) {
            double sum = 0.0;
            for (const double share : curve.values)
                sum -= share;
            return sum;
        },
        CurveRole::Worst);
    constexpr double full = 1.0 - 1e-9;
    const bool drawn = !strip.curves.empty() &&
                       std::ranges::any_of(strip.worst().values, [](double share) { return share < full; });
    if (!drawn)
        strip.curves.clear();
    return strip;
}

FailureStrip powerStrip(const Cascade& cascade)
{
    FailureStrip strip{QStringLiteral("it_w"), QObject::tr("IT power"), QuantityKind::Power};
    FailureCurve& curve = strip.curves.emplace_back();
    curve.of = QObject::tr("all racks");
    curve.role = CurveRole::Worst;
    strip.steps = true;
    for (const FailureSample& sample : cascade.samples)
        curve.values.push_back(sample.itW);
    return strip;
}

} // namespace

std::vector<FailureStrip> failureStrips(const Cascade& cascade)
{
    std::vector<FailureStrip> strips;
    for (const auto& make : {inletStrip, coolantStrip, batteryStrip, powerStrip}) {
        if (FailureStrip strip = make(cascade); !strip.curves.empty())
            strips.push_back(std::move(strip));
    }
    return strips;
}

AxisUnit stripUnit(const FailureStrip& strip)
{
    if (strip.isShare)
        return {QStringLiteral("%"), percent, 0.0};
    return axisUnitOf(strip.kind, highestOf(strip.worst().values));
}

QString stripValueText(const FailureStrip& strip, double si)
{
    return strip.isShare ? style::formatShare(si) : valueText(strip.kind, si);
}

std::optional<std::size_t> sampleAt(const Cascade& cascade, double timeS)
{
    const auto after = std::ranges::upper_bound(cascade.samples, timeS, {}, &FailureSample::timeS);
    if (cascade.samples.empty())
        return std::nullopt;
    return after == cascade.samples.begin() ? 0
                                            : static_cast<std::size_t>(after - cascade.samples.begin()) - 1;
}

QString failureReading(const Cascade& cascade, const std::vector<FailureStrip>& strips, double timeS)
{
    const auto sample = sampleAt(cascade, timeS);
    if (!sample)
        return {};
    QStringList parts{asText(clockWithUnit(timeS))};
    for (const FailureStrip& strip : strips) {
        const QString title = strip.kind == QuantityKind::Power ? strip.title : strip.title.toLower(); // "IT"
        parts << QStringLiteral("%1 %2").arg(title, stripValueText(strip, strip.worst().values[*sample]));
    }
    return parts.join(QStringLiteral("  ·  "));
}

QString failureCsv(const Cascade& cascade, const std::vector<FailureStrip>& strips)
{
    QStringList head{QObject::tr("time [s]")};
    for (const FailureStrip& strip : strips) {
        for (const FailureCurve& curve : strip.curves)
            head << csvCell(QStringLiteral("%1: %2").arg(stripUnit(strip).label(strip.title), curve.of));
    }
    QString text = head.join(QLatin1Char(',')) + QLatin1Char('\n');
    for (std::size_t i = 0; i < cascade.samples.size(); ++i) {
        QStringList cells{QString::number(cascade.samples[i].timeS, 'g', 10)};
        for (const FailureStrip& strip : strips) {
            const AxisUnit unit = stripUnit(strip);
            for (const FailureCurve& curve : strip.curves)
                cells << (std::isfinite(curve.values[i]) ? QString::number(unit.of(curve.values[i]), 'g', 10)
                                                         : QString());
        }
        text += cells.join(QLatin1Char(',')) + QLatin1Char('\n');
    }
    return text;
}

} // namespace hallwright::charts
