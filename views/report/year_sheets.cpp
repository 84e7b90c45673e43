#include "views/report/year_sheets.h"

#include "core/exchange/weather_hours.h"
#include "core/studies/year/year_metrics.h"
#include "views/report/charts.h"
#include "views/report/words.h"
#include "views/shared/cause_colours.h"
#include "views/shared/sentence_units.h"

#include <QLocale>

#include <array>
#include <cmath>

namespace hallwright::report {

namespace {

using namespace hallwright::style;

constexpr double wattHoursPerMwh = 1e6;
constexpr double kwhPerMwh = 1000.0;
constexpr double kilogramsPerTonne = 1000.0;
constexpr double secondsPerHour = 3600.0;

QString utf8Text(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString mwhText(double mwh)
{
    constexpr double few = 1000.0;
    return QLocale().toString(mwh, 'f', std::abs(mwh) < few ? 1 : 0) + QStringLiteral("\u00a0MWh");
}

QString energyOf(const YearSums& sums, YearQuantity quantity)
{
    return mwhText(sumOf(sums, quantity) / wattHoursPerMwh);
}

QString hoursText(std::size_t hours)
{
    return countText(hours) + QStringLiteral("\u00a0h");
}

QString moneyText(double money)
{
    return formatCount(std::llround(money));
}

QString cueText(const std::optional<double>& cue)
{
    return cue ? QLocale().toString(*cue, 'f', 3) + QStringLiteral("\u00a0kg/kWh") : dash();
}

class YearFigures
{
public:
    explicit YearFigures(const ReportedYear& reported) : reported_(reported), year_(*reported.year) {}

    TableSection section()
    {
        addMetrics();
        addEnergy();
        addCarbon();
        addHours();
        return {QStringLiteral("Figures of the year"),
                {{QStringLiteral("Figure"), 0.2, Qt::AlignLeft},
                 {QStringLiteral("Value"), 0.16},
                 {QStringLiteral("What it is"), 0.64, Qt::AlignLeft}},
                std::move(rows_)};
    }

private:
    void add(const QString& name, const QString& value, const QString& what, bool alarming = false)
    {
        rows_.push_back({{name, value, what}, alarming});
    }

    QString hourName(std::size_t hour) const
    {
        return QString::fromStdString(hourText(hour, year_.weather->leapYear));
    }

    void addMetrics()
    {
        const YearMetrics metrics = metricsOf(year_);
        add(QStringLiteral("PUE"), known(metrics.pue, formatPue),
            std::isfinite(year_.leastPue.value)
                ? QStringLiteral(
                      "Facility energy by IT energy (ISO/IEC 30134-2); of an hour %1 on %2 to %3 on %4.")
                      .arg(formatPue(year_.leastPue.value), hourName(year_.leastPue.hour),
                           formatPue(year_.mostPue.value), hourName(year_.mostPue.hour))
                : QStringLiteral("In none of its hours every set point is held."),
            !metrics.pue);
        if (const std::size_t without = year_.allHoursWithoutPue(); without > 0)
            add(QStringLiteral("Set point not held"), hoursText(without),
                QStringLiteral(
                    "Hours in which cooling takes too little power, so that the year's PUE is too low."),
                true);
        add(QStringLiteral("WUE"), known(metrics.wueLPerKwh, formatWaterUsage),
            QStringLiteral("Make-up water at the site by IT energy (ISO/IEC 30134-9): %1.")
                .arg(formatWaterVolume(secondsPerHour * sumOf(year_.sums, YearQuantity::WaterKgS))));
    }

    void addEnergy()
    {
        add(QStringLiteral("Facility energy"), energyOf(year_.sums, YearQuantity::FacilityW),
            QStringLiteral("Of %1.").arg(hoursText(year_.hours())));
        add(QStringLiteral("IT energy"), energyOf(year_.sums, YearQuantity::ItW),
            QStringLiteral("Load: %1.").arg(QString::fromStdString(year_.load)));
        add(QStringLiteral("Peak"), formatPower(year_.peakW.value),
            QStringLiteral("Most power of the facility, on %1.").arg(hourName(year_.peakW.hour)));
    }

    void addCarbon()
    {
        const CarbonReport& carbon = reported_.carbon;
        add(QStringLiteral("CUE, by location"), cueText(carbon.cueLocation),
            QStringLiteral("%1 t of carbon at %2, by IT energy (ISO/IEC 30134-8).")
                .arg(formatCount(std::llround(carbon.locationKg / kilogramsPerTonne)),
                     QString::fromStdString(reported_.carbonSource)));
        if (carbon.generationKwh <= 0.0)
            return;
        add(QStringLiteral("CUE, by market"), cueText(carbon.cueMarket),
            QStringLiteral(
                "What own generation and purchases do not match over the year (GHG Protocol, Scope 2)."));
        add(QStringLiteral("CUE, hour by hour"), cueText(carbon.cueHourly),
            QStringLiteral("What they do not match in the same hour."));
        add(QStringLiteral("Own power, matched"), formatShare(carbon.matching.hourly),
            QStringLiteral("Of the facility's energy in its hour; %1 over the year, of %2 generated.")
                .arg(formatShare(carbon.matching.annual), mwhText(carbon.generationKwh / kwhPerMwh)));
    }

    void addHours()
    {
        const auto hours = [this](CoolingMode mode) {
            return year_.modeHours[static_cast<std::size_t>(mode)];
        };
        add(QStringLiteral("Free cooling"), hoursText(hours(CoolingMode::Free)),
            QStringLiteral(
                "Hours in which no compressor runs; in %1 compressors carry a part, in %2 all of the heat.")
                .arg(hoursText(hours(CoolingMode::Partial)), hoursText(hours(CoolingMode::Full))));
        for (std::size_t l = 0; l < yearLimits; ++l) {
            const LimitHours& limit = year_.limits[l];
            if (limit.hours > 0)
                add(QStringLiteral("Beyond a limit"), hoursText(limit.hours),
                    QStringLiteral("Hours with %1, the first on %2.")
                        .arg(utf8Text(textOf(static_cast<YearLimit>(l)).title), hourName(limit.first)),
                    true);
        }
        add(QStringLiteral("Hottest inlet"), formatTemperature(year_.hottestInletC.value),
            QStringLiteral("Of all racks, on %1; inlets are the estimate's.")
                .arg(hourName(year_.hottestInletC.hour)));
        add(QStringLiteral("Outdoors"), formatTemperature(year_.hottestC.value),
            QStringLiteral("At most, on %1; at least %2 on %3.")
                .arg(hourName(year_.hottestC.hour), formatTemperature(year_.coldestC.value),
                     hourName(year_.coldestC.hour)));
    }

    const ReportedYear& reported_;
    const YearReport& year_;
    std::vector<TableRow> rows_;
};

TableSection monthsSection(const ReportedYear& reported)
{
    TableSection section{QStringLiteral("By month"),
                         {{QStringLiteral("Month"), 0.1, Qt::AlignLeft},
                          {QStringLiteral("PUE"), 0.1},
                          {QStringLiteral("WUE"), 0.14},
                          {QStringLiteral("Facility"), 0.16},
                          {QStringLiteral("IT"), 0.16},
                          {QStringLiteral("Own power"), 0.16},
                          {QStringLiteral("of it in its hour"), 0.18}},
                         {}};
    for (std::size_t m = 0; m < monthsOfYear; ++m) {
        const YearMetrics metrics = metricsOfMonth(*reported.year, m);
        const MatchedEnergy& matched = reported.carbon.months[m];
        const bool own = matched.generationKwh > 0.0;
        section.rows.push_back({{QLocale().standaloneMonthName(static_cast<int>(m) + 1, QLocale::ShortFormat),
                                 known(metrics.pue, formatPue), known(metrics.wueLPerKwh, formatWaterUsage),
                                 energyOf(reported.year->months[m], YearQuantity::FacilityW),
                                 energyOf(reported.year->months[m], YearQuantity::ItW),
                                 own ? mwhText(matched.generationKwh / kwhPerMwh) : dash(),
                                 own ? mwhText(matched.matchedKwh / kwhPerMwh) : dash()}});
    }
    return section;
}

void addCostRows(TableSection& section, const std::vector<CostLine>& lines)
{
    for (const CostLine& line : lines)
        section.rows.push_back(
            {{QString::fromStdString(line.what),
              QStringLiteral("%1 %2").arg(formatCount(std::llround(line.amount)),
                                          QString::fromStdString(line.unit)),
              line.lifeYears > 0.0 ? moneyText(line.cost) : dash(),
              line.lifeYears > 0.0 ? QStringLiteral("%1 years").arg(line.lifeYears) : dash(),
              moneyText(line.perYear),
              line.price ? QStringLiteral("%1, %2").arg(QString::fromStdString(line.price->source),
                                                        QString::fromStdString(line.price->date))
                         : QStringLiteral("hourly prices")}});
}

TableSection costSection(const ReportedYear& reported)
{
    const CostReport& cost = *reported.cost;
    TableSection section{QStringLiteral("Cost, in %1").arg(QString::fromStdString(reported.currency)),
                         {{QStringLiteral("What"), 0.26, Qt::AlignLeft},
                          {QStringLiteral("Amount"), 0.15},
                          {QStringLiteral("Once"), 0.12},
                          {QStringLiteral("Life"), 0.09},
                          {QStringLiteral("A year"), 0.12},
                          {QStringLiteral("Price from"), 0.26, Qt::AlignLeft}},
                         {}};
    addCostRows(section, cost.running);
    addCostRows(section, cost.capital);
    section.rows.push_back({{QStringLiteral("Together"), QString(), moneyText(cost.capitalOnce), QString(),
                             moneyText(cost.perYear()), QString()}});
    return section;
}

QStringList costNotes(const CostReport& cost, const QString& currency)
{
    QStringList notes;
    if (cost.perAcceleratorHour)
        notes << QStringLiteral(
                     "An accelerator-hour costs %1 %2 if all %3 accelerators are used at every hour.")
                     .arg(QLocale().toString(*cost.perAcceleratorHour, 'f', 3), currency,
                          formatCount(cost.accelerators));
    if (cost.breakEvenUtilisation)
        notes << (*cost.breakEvenUtilisation <= 1.0
                      ? QStringLiteral("Owning is cheaper than renting above %1 of use.")
                            .arg(formatShare(*cost.breakEvenUtilisation))
                      : QStringLiteral("Renting is cheaper at any use."));
    return notes;
}

// Mean power of each month [W], so that months of 28 and of 31 days stand beside each other.
double meanOfMonthW(const YearReport& year, std::size_t month, YearQuantity quantity)
{
    const bool leap = year.weather->leapYear;
    const auto hours = static_cast<double>(firstHourOf(month + 1, leap) - firstHourOf(month, leap));
    return sumOf(year.months[month], quantity) / hours;
}

QString monthName(std::size_t month)
{
    return QLocale().standaloneMonthName(static_cast<int>(month) + 1, QLocale::ShortFormat);
}

std::vector<StackedBar> monthBars(const YearReport& year, const std::vector<YearQuantity>& causes)
{
    std::vector<StackedBar> bars;
    for (std::size_t m = 0; m < monthsOfYear; ++m) {
        StackedBar bar{monthName(m), {}};
        for (const YearQuantity cause : causes)
            bar.powersW.push_back(meanOfMonthW(year, m, cause));
        bars.push_back(std::move(bar));
    }
    return bars;
}

std::vector<StackedBar> facilityBars(const YearReport& year)
{
    std::vector<StackedBar> bars;
    for (std::size_t m = 0; m < monthsOfYear; ++m) {
        const double itW = meanOfMonthW(year, m, YearQuantity::ItW);
        bars.push_back({monthName(m), {itW, meanOfMonthW(year, m, YearQuantity::FacilityW) - itW}});
    }
    return bars;
}

void paintMonths(Sheet& sheet, const Page& page, const ReportedYear& reported)
{
    std::vector<StackPart> parts;
    std::vector<YearQuantity> causes;
    for (std::size_t c = 0; c < overheadCauses.size(); ++c) {
        if (sumOf(reported.year->sums, overheadCauses[c]) <= 0.0)
            continue;
        causes.push_back(overheadCauses[c]);
        parts.push_back({utf8Text(textOf(overheadCauses[c]).title), QColor(causeColours[c])});
    }
    const QRectF body = chartBody(sheet);
    const double gap = 8 * mm;
    const QRectF upper(body.topLeft(), QSizeF(body.width(), (body.height() - gap) / 2));
    paintStackedBars(sheet, upper, QStringLiteral("Power beside IT by month and cause, mean of the month"),
                     parts, monthBars(*reported.year, causes));
    paintStackedBars(
        sheet, upper.translated(0, upper.height() + gap),
        QStringLiteral("Power of the facility by month, mean of the month"),
        {{QStringLiteral("IT"), QColor(0x3f6d99)}, {QStringLiteral("beside IT"), QColor(0xd55e00)}},
        facilityBars(*reported.year));
    paintChartFoot(sheet, page, QStringLiteral("The year by month"),
                   {QStringLiteral("Overhead by cause, in the order of the plant. Weather: %1 (%2).")
                        .arg(QString::fromStdString(reported.year->weather->place),
                             QString::fromStdString(reported.year->weather->source))});
}

} // namespace

TableSheet yearTables(const ReportedYear& reported)
{
    const YearReport& year = *reported.year;
    TableSheet sheet{
        QStringLiteral("A year"), {YearFigures(reported).section(), monthsSection(reported)}, {}};
    sheet.notes
        << QStringLiteral(
               "Weather: %1 (%2). %3 points of it were evaluated; against evaluating each hour the energy is "
               "within %4.")
               .arg(QString::fromStdString(year.weather->place), QString::fromStdString(year.weather->source),
                    countText(year.evaluations), formatShare(year.facilityDoubt, 2));
    for (const std::string& note : year.weather->notes)
        sheet.notes << sentence(note);
    if (reported.cost) {
        sheet.sections.push_back(costSection(reported));
        sheet.notes << costNotes(*reported.cost, QString::fromStdString(reported.currency));
        for (const std::string& note : reported.cost->notes)
            sheet.notes << sentence(note);
    }
    return sheet;
}

std::vector<ReportPage> yearChartPages(const ReportedYear& reported)
{
    return {{QStringLiteral("A year"), QStringLiteral("By month and cause"),
             [reported](Sheet& sheet, const Page& page) { paintMonths(sheet, page, reported); }}};
}

} // namespace hallwright::report
