#include "app/gui/rack_tip.h"

#include "views/shared/format.h"

#include <QCoreApplication>
#include <QStringList>

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

} // namespace hallwright::app
