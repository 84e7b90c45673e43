#include "views/elevation/rack_roll_up.h"

#include "core/model/contents_figures.h"
#include "core/model/names.h"
#include "core/model/rack_slots.h"
#include "views/shared/format.h"
#include "views/shared/mass_text.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <utility>

namespace hallwright::elevation {

namespace {

constexpr double smallestPart = 1e-9;

bool differ(double a, double b)
{
    return std::abs(a - b) > smallestPart * std::max(std::abs(a), std::abs(b));
}

template <class Format>
QString sumText(const StatedSum& sum, int devices, Format format)
{
    if (devices == 0)
        return style::dash();
    if (sum.sum == 0.0 && !sum.complete())
        return QObject::tr("not stated");
    return sum.complete() ? format(sum.sum) : QObject::tr("≥ %1").arg(format(sum.sum));
}

QString power(double watts)
{
    return style::formatPower(watts);
}
QString air(double m3s)
{
    return style::formatAirflow(m3s);
}
QString units(double u)
{
    return QObject::tr("%1 U").arg(QLocale::c().toString(u, 'g', 4)).replace(QLatin1Char(' '), QChar(0x00a0));
}

const RackResult* resultOf(const Snapshot* snapshot, RackId rack)
{
    if (!snapshot)
        return nullptr;
    return snapshot->site->findRack(rack) ? snapshot->rackResult(rack) : nullptr;
}

class Sums
{
public:
    Sums(const Site& site, RackId id, const Snapshot* snapshot)
        : site_(site), rack_(site.rack(id)), type_(site.typeOf(rack_)), contents_(site.contents->of(id)),
          result_(resultOf(snapshot, id))
    {
        if (contents_)
            figures_ = figuresOf(*site.catalogue, type_, *contents_);
        planned_ = plannedFigures(site, rack_);
    }

    RollUp rollUp()
    {
        spaceRow();
        powerRows();
        massRows();
        airRows();
        portLines();
        remarks();
        return std::move(rollUp_);
    }

private:
    void add(const QString& title, const QString& devices, const QString& rack, const QString& limit,
             bool departs = false, bool over = false)
    {
        rollUp_.rows.push_back({title, devices, rack, limit, over, departs});
    }

    void spaceRow()
    {
        const double used = slotsOf(*site_.catalogue, type_, contents_).usedU();
        const int all = usableHeightOf(type_);
        add(QObject::tr("Units taken"), units(used), style::formatShare(all > 0 ? used / all : 0.0),
            units(all));
        add(QObject::tr("Devices"), style::formatCount(figures_.devices), style::dash(), style::dash());
    }

    void powerRows()
    {
        const int n = figures_.devices;
        add(QObject::tr("Power, planned"), sumText(figures_.powerW, n, power), power(rack_.powerW),
            style::dash(), differ(rack_.powerW, planned_.powerW));
        add(QObject::tr("Power, nameplate"), sumText(figures_.nameplateW, n, power), style::dash(),
            style::dash());
        if (result_) {
            add(QObject::tr("Power, evaluated"), style::dash(), power(result_->powerW), style::dash());
            if (result_->circuitLoad)
                add(QObject::tr("Load of a circuit"), style::dash(),
                    style::formatShare(*result_->circuitLoad), style::formatShare(1.0), false,
                    *result_->circuitLoad > 1.0);
        }
        add(QObject::tr("Heat to liquid"), n > 0 ? power(figures_.heatToLiquidW) : style::dash(),
            style::formatShare(rack_.liquidShare), style::dash(),
            differ(rack_.liquidShare, planned_.liquidShare));
        add(QObject::tr("GPUs"), n > 0 ? style::formatCount(figures_.gpuCount) : style::dash(),
            style::formatCount(rack_.gpuCount), style::dash(), rack_.gpuCount != planned_.gpuCount);
    }

    void massRows()
    {
        const int n = figures_.devices;
        const bool over = type_.loadLimitKg > 0.0 && figures_.loadKg.sum > type_.loadLimitKg;
        add(QObject::tr("Mass of devices"), sumText(figures_.loadKg, n, style::formatMass), style::dash(),
            type_.loadLimitKg > 0.0 ? style::formatMass(type_.loadLimitKg) : style::dash(), false, over);
        add(QObject::tr("Mass with the rack"), sumText(figures_.massKg, n, style::formatMass),
            style::formatMass(rack_.massKg), style::dash(), differ(rack_.massKg, planned_.massKg));
    }

    void airRows()
    {
        add(QObject::tr("Airflow, planned"), sumText(figures_.airflowM3s, figures_.devices, air),
            air(rack_.airflowM3s), style::dash(), differ(rack_.airflowM3s, planned_.airflowM3s));
        if (!result_)
            return;
        add(QObject::tr("Airflow, evaluated"), style::dash(), air(result_->airflowM3s), style::dash());
        add(QObject::tr("Air at the inlet"), style::dash(), style::formatTemperature(result_->inletC),
            style::formatTemperature(result_->inletLimitC), false, result_->overLimit());
    }

    void portLines()
    {
        if (!contents_)
            return;
        for (const PortGroup& group : portsOf(*site_.catalogue, *contents_)) {
            QString line =
                QObject::tr("%1 × %2, %3")
                    .arg(group.count)
                    .arg(QString::fromStdString(group.connector), style::words(nameOf(group.kind)).toLower());
            if (const double gbS = portSpeedGbS(group.connector); gbS > 0.0)
                line += QObject::tr(", %1 Gb/s each").arg(QLocale::c().toString(gbS, 'g', 4));
            rollUp_.ports << line;
        }
    }

    void remarks()
    {
        if (!contents_) {
            rollUp_.remarks << QObject::tr("Its contents are not stated: it has the figures of its type, %1.")
                                   .arg(QString::fromStdString(type_.name));
            return;
        }
        const auto unstated = [this](int count, const QString& what) {
            if (count > 0)
                rollUp_.remarks << (count == 1 ? QObject::tr("1 device states no %1.").arg(what)
                                               : QObject::tr("%1 devices state no %2.").arg(count).arg(what));
        };
        unstated(figures_.powerW.unstated, QObject::tr("power"));
        unstated(figures_.loadKg.unstated, QObject::tr("mass"));
        unstated(figures_.airflowM3s.unstated, QObject::tr("airflow"));
        if (figures_.byNameplate > 0)
            rollUp_.remarks
                << QObject::tr("Of %1 the nameplate stands in for the power.").arg(figures_.byNameplate);
        if (!figures_.powerW.complete() || !figures_.massKg.complete() || !figures_.airflowM3s.complete())
            rollUp_.remarks << QObject::tr(
                "Where devices state too little, the rack has its type's figure if that "
                "is larger.");
        if (type_.ownMassKg == 0.0)
            rollUp_.remarks << QObject::tr("The type states no mass of the empty rack.");
    }

    const Site& site_;
    const Rack& rack_;
    const RackType& type_;
    const RackContents* contents_;
    const RackResult* result_;
    ContentsFigures figures_;
    RackFigures planned_;
    RollUp rollUp_;
};

} // namespace

RollUp rollUpOf(const Site& site, RackId rack, const Snapshot* snapshot)
{
    return Sums(site, rack, snapshot).rollUp();
}

} // namespace hallwright::elevation
