// The year's pages of the report: the figures on them are the year's.
#include "core/simulation/evaluate.h"
#include "core/studies/year/year_metrics.h"
#include "tests/support/campus.h"
#include "tests/views/report/pdf_tools.h"
#include "views/report/year_sheets.h"
#include "views/shared/units_here.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::report;
using namespace hallwright::test;

namespace {

// Two kinds of hours: a cold half of the year and a warm one.
ReportedYear reportedYear(const SitePtr& site)
{
    auto weather = std::make_shared<WeatherSeries>();
    weather->place = "Testville";
    weather->source = "made up";
    weather->notes = {"Three hours were filled."};
    for (std::size_t h = 0; h < hoursOfYear(false); ++h)
        weather->hours.push_back(h < 4380 ? WeatherHour{5.0, 2.0, 5.0, 200.0}
                                          : WeatherHour{28.0, 20.0, 5.0, 200.0});
    YearQuestion question;
    question.weather = weather;
    question.conditions = conditionsOf(*site);
    ReportedYear reported;
    reported.year = evaluateYear(site, question);
    GridQuestion grid;
    grid.own.constantW = 1e6;
    reported.carbon = carbonOf(*reported.year, grid);
    reported.carbonSource = "the site's constant";
    PriceList prices;
    prices.energyPerKwh = Price{0.1, "a contract", "2026-01"};
    reported.cost = costOf(*reported.year, grid, prices);
    reported.currency = "USD";
    return reported;
}

const TableRow* rowNamed(const TableSection& section, const QString& name)
{
    for (const TableRow& row : section.rows) {
        if (row.cells.value(0) == name)
            return &row;
    }
    return nullptr;
}

} // namespace

class YearSheetsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        site_ = smallCampus();
        snapshot_ = evaluate(site_, conditionsOf(*site_));
        reported_ = reportedYear(site_);
    }

    void theFiguresAreTheYears()
    {
        const TableSheet sheet = yearTables(reported_);
        QCOMPARE(sheet.sections.size(), std::size_t{3});
        const TableSection& figures = sheet.sections[0];
        QCOMPARE(rowNamed(figures, "PUE")->cells[1],
                 style::formatPue(metricsOf(*reported_.year).pue.value()));
        QCOMPARE(rowNamed(figures, "Peak")->cells[1], style::formatPower(reported_.year->peakW.value));
        QCOMPARE(rowNamed(figures, "Own power, matched")->cells[1],
                 style::formatShare(reported_.carbon.matching.hourly));
        const TableSection& months = sheet.sections[1];
        QCOMPARE(months.rows.size(), std::size_t{12});
        QCOMPARE(months.rows[6].cells[1], style::formatPue(metricsOfMonth(*reported_.year, 6).pue.value()));
        const TableSection& cost = sheet.sections[2];
        QVERIFY(cost.heading.contains("USD"));
        QCOMPARE(cost.rows.back().cells[4], style::formatCount(std::llround(reported_.cost->perYear())));
        QVERIFY(rowNamed(cost, "Energy from the grid")->cells[5].contains("a contract, 2026-01"));
        QVERIFY(sheet.notes.join(' ').contains("Transmission has no price"));
        QVERIFY(sheet.notes.contains("Three hours were filled."));
    }

    void withoutPricesThereIsNoCost()
    {
        ReportedYear reported = reported_;
        reported.cost.reset();
        QCOMPARE(yearTables(reported).sections.size(), std::size_t{2});
    }

    void theReadersUnitsHold()
    {
        const style::UnitsHere ip(style::UnitSystem::Ip);
        const TableSheet sheet = yearTables(reported_);
        for (const TableSection& section : sheet.sections) {
            for (const TableRow& row : section.rows)
                QVERIFY2(!row.cells.join(' ').contains(QStringLiteral("m³")) &&
                             !row.cells.join(' ').contains(QStringLiteral("°C")),
                         qPrintable(row.cells.join(' ')));
        }
        QVERIFY(rowNamed(sheet.sections[0], "WUE")->cells[2].contains("gal"));
    }

    void thePagesStandInTheReport()
    {
        QTemporaryDir folder;
        const QString pdf = folder.filePath("year.pdf");
        ReportContent content{*snapshot_};
        content.year = reported_;
        ReportOptions options;
        options.pack = Pack::Plan;
        options.date = QDateTime(QDate(2026, 12, 1), QTime(12, 0));
        QVERIFY(writeReport(content, options, pdf.toStdString()));
        QString text;
        for (int page = 1; page <= sheetCount(content, options); ++page)
            text += textOfPage(pdf, page);
        for (const char* words :
             {"Figures of the year", "By month", "Cost, in USD", "Power beside IT by month and cause",
              "Power of the facility by month", "Testville"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), words);
    }

private:
    SitePtr site_;
    SnapshotPtr snapshot_;
    ReportedYear reported_;
};

QTEST_MAIN(YearSheetsTest)
#include "tst_year_sheets.moc"
