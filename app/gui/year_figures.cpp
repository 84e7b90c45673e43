#include "app/gui/year_figures.h"

#include "core/studies/year/year_metrics.h"
#include "views/charts/year_text.h"
#include "views/shared/format.h"

#include <QLocale>
#include <QObject>

#include <cmath>
#include <utility>

namespace hallwright::app {

namespace {

using charts::hourName;

constexpr double kilogramsPerTonne = 1000.0;
constexpr double secondsPerHour = 3600.0;
constexpr double wattHoursPerKwh = 1000.0;

QString hoursText(std::size_t hours)
{
    return style::formatCount(static_cast<long long>(hours)) + QChar(0x00a0) + QLatin1Char('h');
}

class Lines
{
public:
    explicit Lines(const YearAnswer& answer)
        : answer_(answer), year_(*answer.year), carbon_(answer.carbon), cost_(answer.cost),
          basis_(*answer.of.basis)
    {
    }

    std::vector<YearFigure> lines()
    {
        addMetrics();
        addCarbon();
        addCost();
        addEnergies();
        addFreeCooling();
        addLimits();
        addMaintenance();
        addExtremes();
        addAccuracy();
        return std::move(lines_);
    }

private:
    void add(const char* key, const QString& title, const QString& value, const QString& why,
             std::optional<std::size_t> hour = {})
    {
        lines_.push_back({QString::fromLatin1(key), title, value, why, hour});
    }

    double sum(YearQuantity quantity) const { return sumOf(year_.sums, quantity); }

    void addMetrics()
    {
        const YearMetrics metrics = metricsOf(year_);
        QString range;
        if (std::isfinite(year_.leastPue.value))
            range = QObject::tr(" Of an hour it is %1 on %2 to %3 on %4.")
                        .arg(style::formatPue(year_.leastPue.value), hourName(year_, year_.leastPue.hour),
                             style::formatPue(year_.mostPue.value), hourName(year_, year_.mostPue.hour));
        add("pue", QObject::tr("PUE"), style::known(metrics.pue, style::formatPue),
            QObject::tr("Facility energy by IT energy of the year (ISO/IEC 30134-2).") + range);
        if (const std::size_t without = year_.allHoursWithoutPue(); without > 0)
            add("without_pue", QObject::tr("Set point not held"), hoursText(without),
                QObject::tr(
                    "Hours without a PUE, as cooling takes too little power: the year's PUE is too low "
                    "for them, and none where no hour has one."));
        add("wue", QObject::tr("WUE"), style::known(metrics.wueLPerKwh, style::formatWaterUsage),
            QObject::tr("Make-up water at the site by IT energy (ISO/IEC 30134-9), 1 kg taken as 1 L."));
        if (sum(YearQuantity::ReusedHeatW) > 0.0)
            add("ere", QObject::tr("ERE"), style::known(metrics.ere, style::formatPue),
                QObject::tr("Facility energy less %1 of heat that others use, by IT energy.")
                    .arg(charts::energyText(sum(YearQuantity::ReusedHeatW))));
        addHeatCustomer();
    }

    void addHeatCustomer()
    {
        if (!basis_.heat)
            return;
        const double givenWh = sum(YearQuantity::ReusedHeatW);
        add("heat_given", QObject::tr("Heat given"), charts::energyText(givenWh),
            QObject::tr("Of %1 that the customer asks for (%2); the plant rejects what is not asked for.")
                .arg(charts::energyText(year_.heatDemandWh), QString::fromStdString(basis_.heat->source)));
    }

    void addCarbon()
    {
        const QString grid =
            basis_.grid ? QObject::tr("the hours of %1").arg(QString::fromStdString(basis_.grid->source))
                        : QString::fromStdString(siteCarbonText(*year_.site));
        const QString why =
            QObject::tr("Carbon of the grid's energy by IT energy (ISO/IEC 30134-8), by location, "
                        "at %1.")
                .arg(grid);
        const auto cueText = [](double cue) { return QObject::tr("%1 kg/kWh").arg(cue, 0, 'f', 3); };
        add("cue", QObject::tr("CUE"), style::known(carbon_.cueLocation, cueText), why);
        if (carbon_.generationKwh > 0.0)
            addMatching(cueText);
        add("carbon", QObject::tr("Carbon"),
            QObject::tr("%1 t").arg(QLocale().toString(carbon_.locationKg / kilogramsPerTonne, 'f', 0)), why);
    }

    template <class CueText>
    void addMatching(const CueText& cueText)
    {
        add("cue_market", QObject::tr("CUE, by market"), style::known(carbon_.cueMarket, cueText),
            QObject::tr("What own generation and purchases do not match over the year, at the grid's own mix "
                        "(GHG Protocol Scope 2)."));
        add("cue_hourly", QObject::tr("CUE, hour by hour"), style::known(carbon_.cueHourly, cueText),
            QObject::tr("What they do not match in the same hour."));
        add("matching_annual", QObject::tr("Matched over the year"),
            style::formatShare(carbon_.matching.annual),
            QObject::tr("%1 of own generation and purchases by the facility's energy: what a yearly claim of "
                        "renewable energy counts.")
                .arg(charts::energyText(wattHoursPerKwh * carbon_.generationKwh)));
        add("matching_hourly", QObject::tr("Matched hour by hour"),
            style::formatShare(carbon_.matching.hourly),
            QObject::tr(
                "The share of the facility's energy that is generated in the hour in which it is used "
                "(24/7 matching)."));
    }

    void addCost()
    {
        if (carbon_.cost)
            add("cost", QObject::tr("Energy cost"), QLocale().toString(*carbon_.cost, 'f', 0),
                QObject::tr(
                    "What is taken from the grid at the prices of %1, in its money; no transmission, no "
                    "demand charge.")
                    .arg(QString::fromStdString(basis_.price->source)));
        if (cost_)
            addOwning(*cost_, *basis_.prices);
        if (!carbon_.shift)
            return;
        const ShiftReport& shift = *carbon_.shift;
        const BatchWork& batch = basis_.choices.batch;
        const QString why =
            QObject::tr("%1 of the IT energy may wait %2 h: %3 of it moves to other hours, the facility's "
                        "peak goes from %4 to %5.")
                .arg(style::formatShare(batch.share))
                .arg(batch.deadlineH)
                .arg(charts::energyText(wattHoursPerKwh * shift.movedKwh),
                     style::formatPower(shift.peakBeforeW), style::formatPower(shift.peakAfterW));
        add("shift_carbon", QObject::tr("Carbon saved by waiting"),
            QObject::tr("%1 t").arg(QLocale().toString(shift.avoidedKg / kilogramsPerTonne, 'f', 1)), why);
        if (shift.avoidedCost)
            add("shift_cost", QObject::tr("Cost saved by waiting"),
                QLocale().toString(*shift.avoidedCost, 'f', 0), why);
    }

    static QString linesOf(const std::vector<CostLine>& lines)
    {
        QString text;
        for (const CostLine& line : lines) {
            const QString from = line.price ? QObject::tr(" (%1, %2)")
                                                  .arg(QString::fromStdString(line.price->source),
                                                       QString::fromStdString(line.price->date))
                                            : QString();
            text += QStringLiteral("\n%1: %2%3")
                        .arg(QString::fromStdString(line.what), moneyText(line.perYear), from);
        }
        return text;
    }

    static QString moneyText(double money) { return style::formatCount(std::llround(money)); }

    static QString phaseText(const CapitalPhase& phase)
    {
        QString text =
            QObject::tr("\n%1: %2 for %3 racks of %4")
                .arg(phase.kind == PhaseKind::Built   ? QObject::tr("In operation")
                     : phase.kind == PhaseKind::Dated ? QString::fromStdString(phase.day)
                                                      : QObject::tr("Without a date"),
                     moneyText(phase.cost), style::formatCount(static_cast<long long>(phase.racks)),
                     style::formatPower(phase.rackPowerW));
        for (const PhasePart& part : phase.parts) {
            if (!part.orderBy.empty())
                text += QObject::tr("\n    %1: order by %2")
                            .arg(QString::fromStdString(part.what), QString::fromStdString(part.orderBy));
        }
        return text;
    }

    // The first order that is still to come in the plan, whatever day it is.
    void addPhases(const QString& currency)
    {
        std::string first;
        QString phases;
        for (const CapitalPhase& phase : answer_.phases) {
            phases += phaseText(phase);
            for (const PhasePart& part : phase.parts) {
                if (!part.orderBy.empty() && (first.empty() || part.orderBy < first))
                    first = part.orderBy;
            }
        }
        if (answer_.phases.size() < 2 && first.empty())
            return;
        add("phases", QObject::tr("First order"),
            first.empty() ? style::dash() : QString::fromStdString(first),
            QObject::tr(
                "Capital in %1 by the days on which racks and halls go into operation, ordered by its lead "
                "times:%2")
                .arg(currency, phases));
    }

    void addOwning(const CostReport& cost, const PriceList& prices)
    {
        const QString currency = QString::fromStdString(prices.currency);
        QString without;
        for (const std::string& note : cost.notes)
            without += QLatin1Char('\n') + QString::fromStdString(note);
        add("cost_year", QObject::tr("Cost a year"),
            QObject::tr("%1 %2").arg(moneyText(cost.perYear()), currency),
            QObject::tr(
                "Running cost %1 and %2 for what is built, %3 once, with %4 interest over its life:%5%6")
                .arg(moneyText(cost.runningPerYear), moneyText(cost.capitalPerYear),
                     moneyText(cost.capitalOnce), style::formatShare(prices.discountRate),
                     linesOf(cost.running) + linesOf(cost.capital), without));
        addPhases(currency);
        if (!cost.perAcceleratorHour)
            return;
        QString used;
        for (const double utilisation : {0.8, 0.6, 0.4})
            used += QObject::tr("\nUsed at %1 of the hours: %2")
                        .arg(style::formatShare(utilisation))
                        .arg(*ownedPerAcceleratorHour(cost, utilisation, year_.hours()), 0, 'f', 3);
        add("accelerator_hour", QObject::tr("Accelerator-hour"),
            QObject::tr("%1 %2").arg(*cost.perAcceleratorHour, 0, 'f', 3).arg(currency),
            QObject::tr("The cost of a year by %1 accelerators and its hours, all of them used.%2")
                .arg(style::formatCount(cost.accelerators), used));
        if (cost.breakEvenUtilisation)
            add("break_even", QObject::tr("Owning pays above"),
                *cost.breakEvenUtilisation <= 1.0 ? style::formatShare(*cost.breakEvenUtilisation)
                                                  : QObject::tr("never"),
                QObject::tr("The share of the hours in use at which owning costs what renting does, %1 %2 an "
                            "accelerator-hour (%3, %4).")
                    .arg(prices.rentPerAcceleratorHour->value, 0, 'f', 3)
                    .arg(currency, QString::fromStdString(prices.rentPerAcceleratorHour->source),
                         QString::fromStdString(prices.rentPerAcceleratorHour->date)));
    }

    void addEnergies()
    {
        const double facilityWh = sum(YearQuantity::FacilityW), itWh = sum(YearQuantity::ItW);
        add("facility_energy", QObject::tr("Facility energy"), charts::energyText(facilityWh),
            QObject::tr("The sum of the facility's power over %1.").arg(hoursText(year_.hours())));
        add("it_energy", QObject::tr("IT energy"), charts::energyText(itWh),
            QString::fromStdString("Load: " + year_.load + '.'));
        QString causes;
        for (const YearQuantity cause : overheadCauses) {
            if (sum(cause) > 0.0)
                causes += QObject::tr("\n%1: %2, partial PUE %3")
                              .arg(charts::causeText(cause), charts::energyText(sum(cause)),
                                   style::known(partialPue(year_.sums, cause), style::formatPue));
        }
        add("overhead_energy", QObject::tr("Beside IT"), charts::energyText(facilityWh - itWh),
            QObject::tr("By cause, as the chart has it month by month:") + causes);
        add("water", QObject::tr("Water"),
            style::formatWaterVolume(secondsPerHour * sum(YearQuantity::WaterKgS)),
            QObject::tr("Make-up of towers and of what is sprayed, at the site."));
        add("peak", QObject::tr("Peak"), style::formatPower(year_.peakW.value),
            QObject::tr("Most power of the facility, on %1.").arg(hourName(year_, year_.peakW.hour)),
            year_.peakW.hour);
    }

    void addFreeCooling()
    {
        const auto hours = [this](CoolingMode mode) {
            return year_.modeHours[static_cast<std::size_t>(mode)];
        };
        add("free", QObject::tr("Free cooling"), hoursText(hours(CoolingMode::Free)),
            QObject::tr("Hours in which no compressor runs."));
        add("partial", QObject::tr("Partly free"), hoursText(hours(CoolingMode::Partial)),
            QObject::tr("Hours in which compressors carry a part of the heat."));
        add("none", QObject::tr("Compressors alone"), hoursText(hours(CoolingMode::Full)),
            QObject::tr("Hours in which compressors carry all of the heat."));
    }

    void addLimits()
    {
        bool any = false;
        for (std::size_t l = 0; l < yearLimits; ++l) {
            const LimitHours& limit = year_.limits[l];
            if (limit.hours == 0)
                continue;
            any = true;
            const auto which = static_cast<YearLimit>(l);
            const std::string key = "beyond_" + std::string(textOf(which).key);
            add(key.c_str(), QObject::tr("Beyond a limit"),
                QObject::tr("%1: %2").arg(hoursText(limit.hours), charts::limitText(which)),
                QObject::tr("%1 with %2; the first of them is %3.")
                    .arg(hoursText(limit.hours), charts::limitText(which), hourName(year_, limit.first)),
                limit.first);
        }
        if (!any)
            add("beyond", QObject::tr("Beyond a limit"), QObject::tr("never"),
                QObject::tr("No hour passes a limit of a rack's inlet, of the plant or of the power."));
    }

    static QString moreText(double value, const QString& text)
    {
        return value < 0.0 ? QObject::tr("%1 less").arg(text) : QObject::tr("%1 more").arg(text);
    }

    void addMaintenance()
    {
        if (!answer_.maintained)
            return;
        const MaintenanceEffect& effect = *answer_.maintained;
        QString limits;
        for (std::size_t l = 0; l < yearLimits; ++l) {
            if (const long long hours = effect.limitHours[l]; hours != 0)
                limits += QLatin1Char('\n') +
                          moreText(static_cast<double>(hours),
                                   QObject::tr("%1 with %2")
                                       .arg(hoursText(static_cast<std::size_t>(std::abs(hours))),
                                            charts::limitText(static_cast<YearLimit>(l))));
        }
        const QString cost =
            answer_.maintenanceCost
                ? QObject::tr(", running cost %1 %2")
                      .arg(moreText(*answer_.maintenanceCost, moneyText(std::abs(*answer_.maintenanceCost))),
                           QString::fromStdString(basis_.prices->currency))
                : QString();
        add("maintenance", QObject::tr("Maintenance"), hoursText(effect.hours),
            QObject::tr(
                "Hours with work planned in %1. Against the year with everything in service: energy %2, "
                "water %3%4.%5")
                .arg(QString::fromStdString(basis_.maintenance->source),
                     moreText(effect.facilityWh, charts::energyText(std::abs(effect.facilityWh))),
                     moreText(effect.waterKg, style::formatWaterVolume(std::abs(effect.waterKg))), cost,
                     limits));
    }

    void addExtremes()
    {
        const auto hottest = [this](const char* key, const QString& title, const Extreme& extreme,
                                    const QString& what) {
            if (std::isfinite(extreme.value))
                add(key, title, style::formatTemperature(extreme.value),
                    what.arg(hourName(year_, extreme.hour)), extreme.hour);
        };
        hottest("hottest_inlet", QObject::tr("Hottest inlet"), year_.hottestInletC,
                QObject::tr("Of all racks, on %1; inlets are the estimate's."));
        hottest("hottest", QObject::tr("Hottest hour"), year_.hottestC, QObject::tr("Dry bulb on %1."));
        hottest("coldest", QObject::tr("Coldest hour"), year_.coldestC, QObject::tr("Dry bulb on %1."));
    }

    void addAccuracy()
    {
        add("accuracy", QObject::tr("Estimated error"),
            QObject::tr("%1 of the energy").arg(style::formatShare(year_.facilityDoubt, 2)),
            QObject::tr("The campus was evaluated at %1 points of the weather; hours in between lie on a map "
                        "of them. Estimated against evaluating each hour: energy within %2, water within "
                        "%3, and %4 may be of another cooling mode or limit.")
                .arg(style::formatCount(static_cast<long long>(year_.evaluations)),
                     style::formatShare(year_.facilityDoubt, 2), style::formatWaterVolume(year_.waterDoubtKg),
                     hoursText(static_cast<std::size_t>(std::lround(year_.stateDoubtHours)))));
    }

    const YearAnswer& answer_;
    const YearReport& year_;
    const CarbonReport& carbon_;
    const std::optional<CostReport>& cost_;
    const YearBasis& basis_;
    std::vector<YearFigure> lines_;
};

} // namespace

std::vector<YearFigure> yearFigures(const YearAnswer& answer)
{
    return Lines(answer).lines();
}

} // namespace hallwright::app
