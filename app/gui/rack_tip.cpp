#include "app/gui/rack_tip.h"

#include "core/model/object_names.h"
#include "views/panels/site_search.h"
#include "views/shared/format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace hallwright::app {

namespace {

QString tipText(const char* source)
{
    return QCoreApplication::translate("hallwright::app::RackTip", source);
}

QString escaped(const std::string& s)
{
    return QString::fromStdString(s).toHtmlEscaped();
}

template <class Result, class IdType>
const Result* resultWith(const std::vector<Result>& results, IdType id)
{
    const auto found = std::ranges::find(results, id, &Result::id);
    return found != results.end() ? &*found : nullptr;
}

const HallResult* hallResultWith(const Site& site, const Snapshot* snapshot, ObjectRef object)
{
    const auto hall = snapshot ? hallWith(site, object) : std::nullopt;
    return hall ? snapshot->hallResult(*hall) : nullptr;
}

// "Delivers 120 kW (40 % of 300 kW)"
QString loading(const char* verb, double powerW, double ratedW)
{
    if (ratedW <= 0.0)
        return tipText(verb).arg(style::formatPower(powerW));
    return tipText("%1 (%2 of %3)")
        .arg(tipText(verb).arg(style::formatPower(powerW)), style::formatShare(powerW / ratedW),
             style::formatPower(ratedW));
}

QStringList figuresOf(const Site& site, const Snapshot* snapshot, const AirHandler& unit)
{
    const HallResult* hall = hallResultWith(site, snapshot, refTo(unit.id));
    const AirHandlerResult* now = hall ? resultWith(hall->airHandlers, unit.id) : nullptr;
    if (!now)
        return {tipText("Capacity %1").arg(style::formatPower(unit.capacityW))};
    if (!now->running)
        return {tipText("Off")};
    QStringList lines{
        loading("Takes %1", now->heatW, unit.capacityW),
        tipText("Fans at %1, %2").arg(style::formatShare(now->speed), style::formatAirflow(now->airflowM3s))};
    if (now->supplyC)
        lines << tipText("Supply air %1").arg(style::formatTemperature(*now->supplyC));
    return lines;
}

QStringList figuresOf(const Site& site, const Snapshot* snapshot, const Cdu& unit)
{
    const HallResult* hall = hallResultWith(site, snapshot, refTo(unit.id));
    const CduResult* now = hall ? resultWith(hall->cdus, unit.id) : nullptr;
    if (!now)
        return {tipText("Capacity %1").arg(style::formatPower(unit.capacityW))};
    if (!now->running)
        return {tipText("Off")};
    QStringList lines{loading("Takes %1", now->heatW, unit.capacityW)};
    if (now->supplyC)
        lines << tipText("Coolant supply %1").arg(style::formatTemperature(*now->supplyC));
    return lines;
}

QStringList figuresOf(const Site&, const Snapshot* snapshot, const PowerNode& node)
{
    const PowerNodeResult* now = snapshot ? resultWith(snapshot->powerNodes, node.id) : nullptr;
    if (!now)
        return {tipText("Rating %1").arg(style::formatPower(node.ratedW))};
    if (!now->energised)
        return {tipText("Dead")};
    return {loading("Delivers %1", now->outputW, node.ratedW)};
}

QStringList figuresOf(const Site&, const Snapshot*, const PlantUnit& unit)
{
    return {tipText("Rated heat %1").arg(style::formatPower(unit.capacityW))};
}

QStringList figuresOf(const Site&, const Snapshot*, const Aisle& aisle)
{
    if (!aisle.contained)
        return {tipText("Open")};
    return {aisle.blanked ? tipText("Contained, empty positions blanked") : tipText("Contained")};
}

QStringList figuresOf(const Site&, const Snapshot* snapshot, const Hall& hall)
{
    const HallResult* now = snapshot ? snapshot->hallResult(hall.id) : nullptr;
    if (!now)
        return {};
    QStringList lines{tipText("IT power %1").arg(style::formatPower(now->itPowerW))};
    if (now->hottestRack)
        lines << tipText("Warmest inlet %1").arg(style::formatTemperature(now->maxInletC));
    return lines;
}

// Of a thing whose name and kind say enough.
template <class T>
QStringList figuresOf(const Site&, const Snapshot*, const T&)
{
    return {};
}

} // namespace

QString rackTip(const Site& site, const Snapshot* snapshot, const Rack& rack)
{
    QStringList lines{QStringLiteral("<b>%1</b>").arg(escaped(rack.name)), escaped(site.typeOf(rack).name)};
    if (const RackResult* result = snapshot ? snapshot->rackResult(rack.id) : nullptr) {
        const auto [inlet, limit] =
            style::formatApart(result->inletC, result->inletLimitC,
                               [](double c, int more) { return style::formatTemperature(c, more); });
        lines << tipText("Power %1").arg(style::formatPower(result->powerW))
              << tipText("Inlet %1 (limit %2)").arg(inlet, limit)
              << tipText("Outlet %1").arg(style::formatTemperature(result->outletC))
              << tipText("Airflow %1").arg(style::formatAirflow(result->airflowM3s));
        if (result->heatToLiquidW > 0.0)
            lines << tipText("To coolant %1").arg(style::formatPower(result->heatToLiquidW));
    } else {
        lines << tipText("Design power %1").arg(style::formatPower(rack.powerW));
    }
    return lines.join(QStringLiteral("<br>"));
}

QString objectTip(const Site& site, const Snapshot* snapshot, ObjectRef object)
{
    QString tip;
    withObjectType(object.kind, [&]<class T>() {
        const T* thing = find(site, IdOf<T>{object.id});
        if (!thing)
            return;
        if constexpr (std::is_same_v<T, Rack>) {
            tip = rackTip(site, snapshot, *thing);
        } else {
            const std::string name = nameOf(site, object);
            const QString title = escaped(name.empty() ? sentenceCase(describe(site, object)) : name);
            const QStringList lines{QStringLiteral("<b>%1</b>").arg(title),
                                    panels::kindText(site, object).toHtmlEscaped()};
            tip = (lines + figuresOf(site, snapshot, *thing)).join(QStringLiteral("<br>"));
        }
    });
    return tip;
}

} // namespace hallwright::app
