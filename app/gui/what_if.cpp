#include "app/gui/what_if.h"

#include "views/shared/format.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace hallwright::app {

namespace {

bool isOff(const HallResult& hall, std::size_t rack)
{
    return rack < hall.inputs.racksOff.size() && hall.inputs.racksOff[rack] != 0;
}

bool losesCoolant(const RackResult& now, const RackResult& before)
{
    return now.coolantFlowM3s <= 0.0 && before.coolantFlowM3s > 0.0;
}

void addHall(Consequences& sum, const HallResult& now, const HallResult& before)
{
    const std::size_t count = std::min(now.racks.size(), before.racks.size());
    for (std::size_t i = 0; i < count; ++i) {
        const bool isDead = isOff(now, i) && !isOff(before, i);
        const bool isDry = !isOff(now, i) && losesCoolant(now.racks[i], before.racks[i]);
        if (!isDead && !isDry)
            continue;
        sum.itLostW += before.racks[i].powerW - now.racks[i].powerW;
        ++(isDead ? sum.racksWithoutPower : sum.racksWithoutCoolant);
    }
}

double unrejectedW(const Snapshot& snapshot)
{
    double sum = 0.0;
    for (const LoopResult& loop : snapshot.loops)
        sum += loop.unrejectedW;
    return sum;
}

QString counted(std::size_t count, const QString& one, const QString& many)
{
    return count == 1 ? one : many.arg(style::formatCount(static_cast<long long>(count)));
}

QString signedPower(double watts)
{
    return watts > 0.0 ? QLatin1Char('+') + style::formatPower(watts) : style::formatPower(watts);
}

} // namespace

Consequences consequencesOf(const Snapshot& now, const Snapshot& before)
{
    Consequences sum;
    const std::size_t halls = std::min(now.halls.size(), before.halls.size());
    for (std::size_t h = 0; h < halls; ++h)
        addHall(sum, *now.halls[h], *before.halls[h]);
    sum.facilityChangeW = now.facilityPowerW - before.facilityPowerW;
    sum.maxInletChangeK = now.maxInletC - before.maxInletC;
    sum.moreRacksOverLimit =
        now.racksOverLimit > before.racksOverLimit ? now.racksOverLimit - before.racksOverLimit : 0;
    sum.unrejectedW = std::max(0.0, unrejectedW(now) - unrejectedW(before));
    return sum;
}

QStringList sentencesOf(const Consequences& c, const Snapshot& now)
{
    QStringList parts;
    constexpr double visibleW = 500.0;
    if (c.itLostW > visibleW)
        parts << QObject::tr("%1 of IT lost").arg(style::formatPower(c.itLostW));
    if (c.racksWithoutPower > 0)
        parts << counted(c.racksWithoutPower, QObject::tr("1 rack without power"),
                         QObject::tr("%1 racks without power"));
    if (c.racksWithoutCoolant > 0)
        parts << counted(c.racksWithoutCoolant, QObject::tr("1 rack without coolant"),
                         QObject::tr("%1 racks without coolant"));
    if (c.unrejectedW > visibleW)
        parts << QObject::tr("%1 of heat not rejected").arg(style::formatPower(c.unrejectedW));
    if (c.moreRacksOverLimit > 0)
        parts << counted(c.moreRacksOverLimit, QObject::tr("1 more rack over its limit"),
                         QObject::tr("%1 more racks over their limit"));
    if (parts.isEmpty())
        parts << QObject::tr("no rack is affected");
    parts << QObject::tr("facility %1 (%2)")
                 .arg(style::formatPower(now.facilityPowerW), signedPower(c.facilityChangeW));
    constexpr double visibleK = 0.05;
    if (now.hottestRack.valid() && std::abs(c.maxInletChangeK) >= visibleK)
        parts << QObject::tr("warmest inlet %1 (%2)")
                     .arg(style::formatTemperature(now.maxInletC),
                          style::formatTemperatureDifference(c.maxInletChangeK));
    else if (now.hottestRack.valid())
        parts << QObject::tr("warmest inlet stays at %1").arg(style::formatTemperature(now.maxInletC));
    return parts;
}

} // namespace hallwright::app
