#include "core/model/errors.h"
#include "core/model/site_edit.h"
#include "core/physics/air_field.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/hall_air_room.h"
#include "core/simulation/inlet_uncertainty.h"
#include "tests/support/campus.h"
#include "tests/views/report/pdf_tools.h"
#include "views/plan/hall_plan.h"
#include "views/report/conclusions.h"
#include "views/report/drawing_scale.h"
#include "views/report/engineering_tables.h"
#include "views/report/report.h"
#include "views/shared/format.h"
#include "views/shared/theme.h"

#include <QFile>
#include <QImage>
#include <QPicture>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::report;
using namespace hallwright::test;

namespace {

// The first row of the table under this heading whose first cell begins so; empty if there is none.
TableRow rowOf(const TableSheet& sheet, const QString& heading, const QString& begins)
{
    for (const TableSection& section : sheet.sections) {
        for (const TableRow& row : section.rows) {
            if (section.heading.startsWith(heading) && row.cells.front().startsWith(begins))
                return row;
        }
    }
    return {};
}

std::size_t rowsOf(const std::vector<TableSheet>& sheets)
{
    std::size_t rows = 0;
    for (const TableSheet& sheet : sheets) {
        for (const TableSection& section : sheet.sections)
            rows += section.rows.size();
    }
    return rows;
}

QByteArray contentOf(const QString& file)
{
    QFile stream(file);
    return stream.open(QIODevice::ReadOnly) ? stream.readAll() : QByteArray();
}

} // namespace

class TestReport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        site_ = test::smallCampus();
        snapshot_ = evaluate(site_, conditionsOf(*site_));
        options_.siteFile = "small.hallwright";
        options_.date = QDateTime(QDate(2026, 3, 14), QTime(9, 26));
        options_.modelVersion = "Hallwright 1.2.3";
        pdf_ = dir_.filePath("a3.pdf");
        QVERIFY(write(options_, pdf_));
        count_ = sheetCount({*snapshot_}, options_);
    }

    void thePdfHasThePagesThatWereCounted()
    {
        const QString info = outputOf("pdfinfo", {pdf_});
        QVERIFY2(info.contains(QRegularExpression(QStringLiteral("Pages: +%1\n").arg(count_))),
                 qPrintable(info));
        QCOMPARE(std::size(site_->buildings), std::size_t{2});
        QVERIFY2(info.contains("(A3)"), qPrintable(info));
        QVERIFY2(info.contains(QRegularExpression("Title: +Small campus")), qPrintable(info));
    }

    void everythingIsVectorsAndEmbeddedFonts()
    {
        const QStringList images = outputOf("pdfimages", {"-list", pdf_}).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(images.size(), 2); // two lines of heading, no image
        const QStringList fonts = outputOf("pdffonts", {pdf_}).split('\n', Qt::SkipEmptyParts);
        QVERIFY(fonts.size() > 2);
        for (qsizetype i = 2; i < fonts.size(); ++i)
            QVERIFY2(fonts[i].contains(QRegularExpression("yes +(yes|no) +yes")), qPrintable(fonts[i]));
    }

    void theCampusPageStatesTheKeyFiguresAndWhatTheyRestOn()
    {
        const QString text = plain(textOfPage(pdf_, sheet(campusChapter))); // without ligatures
        for (const char* words :
             {"Small campus", "Testville", "GPUs", "PUE", "Distribution loss", "Building 1", "Building 2",
              "instant geometric estimate", "2026-03-14 09:26", "small.hallwright", "Hallwright 1.2.3",
              "28.0 °C", "Water usage effectiveness (WUE)", "Carbon usage effectiveness (CUE)"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), words);
        QVERIFY2(text.contains(QRegularExpression("1:\\d+ on A3")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("%1 of %2").arg(sheet(campusChapter)).arg(count_)));
    }

    void everyHallPageNamesItsHallItsRacksAndItsScale()
    {
        const QString text = textOfPage(pdf_, sheet(plansChapter, 1));
        for (const char* words : {"Building 2, Hall B", "1:75 on A3", "CDU 1", "Cold aisle 1", "LA04", "B06",
                                  "15.60 m", "9.60 m", "Rack inlet temperature", "Air handler capacity",
                                  "kW/m²", "Partial PUE", "Rack coolant", "Wet coils"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), words);
    }

    void inletsCarryTheirUncertaintyAndWhatItMeans()
    {
        for (int hall = 0; hall < 2; ++hall) {
            const HallResult& result = *snapshot_->halls[static_cast<std::size_t>(hall)];
            const auto uncertainty = inletUncertaintyOf(result);
            const QString text = plain(textOfPage(pdf_, sheet(plansChapter, hall)));
            for (const auto& [inletC, withinK] : {std::pair(result.meanInletC, uncertainty->rmsK),
                                                  std::pair(result.maxInletC, uncertainty->worstK)}) {
                const QString words = plain(style::formatTemperature(inletC)) + QLatin1Char(' ') +
                                      plain(style::formatUncertainty(withinK));
                QVERIFY2(text.contains(words), qPrintable(text));
            }
            QVERIFY2(
                text.contains("Inlets: estimate from geometry, not CFD. ±: differences of inlets from CFD"),
                qPrintable(text));
        }
        QVERIFY(plain(textOfPage(pdf_, sheet(campusChapter))).contains("±"));
    }

    // As the window exports it when its air pane has found the field of a hall.
    void aHallWhoseInletsRestOnItsFieldSaysSo()
    {
        const HallResult& hall = *snapshot_->halls[1];
        const AirFieldPtr field =
            AirField::solve(airRoomOf(*hall.hall, *site_->catalogue, hall, site_->info.elevationM));
        const AirMatrices air = {{hall.hall->id, field->matrix(hall.recirculation->layout())}};
        const SnapshotPtr shown = evaluate(site_, conditionsOf(*site_), {}, air);
        const QString file = dir_.filePath("field.pdf");
        QVERIFY(writeReport({*shown}, options_, file.toStdString()));
        const int firstHall = sheetOf(*shown, options_, plansChapter);
        QVERIFY(plain(textOfPage(file, sheetOf(*shown, options_, campusChapter)))
                    .simplified()
                    .contains("by potential flow in 1 of 2 halls"));
        QVERIFY(plain(textOfPage(file, firstHall)).contains("Inlets: estimate from geometry"));
        QVERIFY(plain(textOfPage(file, firstHall + 1)).contains("Inlets: 3D field"));
    }

    // Eight racks of hall B are too heavy for its floor: one line, with the worst.
    void racksThatAreShutDownAreListedOnce()
    {
        Conditions conditions = conditionsOf(*site_);
        conditions.outages.cdus = {site_->buildings[1]->halls[0]->cdus[0].id};
        const QString file = dir_.filePath("dark.pdf");
        const SnapshotPtr dark = evaluate(site_, conditions);
        QVERIFY(writeReport({*dark}, options_, file.toStdString()));
        const QString text = plain(textOfPage(file, sheetOf(*dark, options_, tablesChapter)));
        QCOMPARE(text.count("528.0 kW"), 1);
        QCOMPARE(text.count("No coolant reaches"), 1);
        QVERIFY(!text.contains("shut down"));
    }

    void theCampusPageCountsTheFindingsAndTellsTheWorst()
    {
        const QString text = plain(textOfPage(pdf_, sheet(campusChapter))).simplified();
        const FindingsPtr findings = findingsOf(*snapshot_);
        QVERIFY(!findings->clean());
        QVERIFY2(text.contains(QStringLiteral("Findings: %1 critical, %2 major, %3 minor")
                                   .arg(findings->count(Severity::Critical))
                                   .arg(findings->count(Severity::Major))
                                   .arg(findings->count(Severity::Minor))),
                 qPrintable(text));
        QVERIFY2(text.contains("Rack LA01 in hall Hall B loads the floor"), qPrintable(text));
    }

    void theFindingsPageGroupsThemByRuleAndPlace()
    {
        const QString text = plain(textOfPage(pdf_, sheet(tablesChapter)));
        for (const char* words : {"Findings, by rule and place", "Floor overloaded", "Hall B in Building 2",
                                  "8 racks", "Rack LA01 in hall Hall B loads the floor with 18.52 kN"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), qPrintable(text));
        QCOMPARE(text.count("Floor overloaded"), 1);
        SiteEdit edit(site_);
        for (const Rack& rack : site_->buildings[1]->halls[0]->racks)
            edit.changeRecord(refTo(rack.id)).waivers["floor-load"] = "On spreader plates";
        const SitePtr waived = edit.done();
        const SnapshotPtr snapshot = evaluate(waived, conditionsOf(*waived));
        const TableSheet sheet = findingsTables(*snapshot, *findingsOf(*snapshot));
        QVERIFY(rowOf(sheet, "Findings", "Major").cells.filter("Floor").isEmpty());
        QCOMPARE(rowOf(sheet, "Waived", "Floor overloaded").cells.at(2),
                 QStringLiteral("On spreader plates"));
    }

    void theCoolingPageListsLoopsAndPlant()
    {
        const QString text =
            textOfPage(pdf_, sheet(tablesChapter)) + textOfPage(pdf_, sheet(tablesChapter, 1));
        for (const char* words : {"Coolant loops", "Plant, each unit", "One unit lost", "Small campus"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), words);
        for (const CoolantLoop& loop : site_->cooling->loops)
            QVERIFY2(text.contains(QString::fromStdString(loop.name)), loop.name.c_str());
    }

    void thePowerPageStatesOverheadMetricsStagesAndMargins()
    {
        const QString text =
            textOfPage(pdf_, sheet(tablesChapter)) + textOfPage(pdf_, sheet(tablesChapter, 1));
        for (const char* words :
             {"Power beyond IT, by cause", "Usage metrics", "Power chain by stage", "Least margins",
              "PUE = P_facility / P_IT", "ISO/IEC 30134-2", "UPS", "Transformer", "Balances close to"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), words);
    }

    // A line of units that carry the same counts each.
    void plantUnitsAreCountedOnceEach()
    {
        const TableSheet sheet = coolingTables(*snapshot_);
        int units = 0;
        for (const TableRow& row : sheet.sections.back().rows)
            units += row.cells.at(1).toInt();
        QCOMPARE(units, static_cast<int>(site_->cooling->plant.size()));
    }

    void aUnitOutOfServiceStandsOnALineOfItsOwn()
    {
        const PlantUnit& unit = site_->cooling->plant.front();
        Conditions conditions = conditionsOf(*site_);
        conditions.outages.plant = {unit.id};
        const SnapshotPtr without = evaluate(site_, conditions);
        const TableRow row = rowOf(coolingTables(*without), "Plant", QString::fromStdString(unit.name));
        QCOMPARE(row.cells.at(1), QString("1"));
        QCOMPARE(row.cells.at(4), QString("out of service"));
    }

    // Without the largest unit the rest carries the loop's heat or does not: the line is alarming exactly then.
    void aLoopThatLosesTooMuchWithOneUnitIsAlarming()
    {
        Snapshot changed = *snapshot_;
        const CoolantLoop& loop = site_->cooling->loops.front();
        const QString name = QString::fromStdString(loop.name);
        for (std::size_t u = 0; u < changed.plant.size(); ++u) {
            if (site_->cooling->plant[u].loop == loop.id) {
                changed.plant[u].heatW = 10e3;
                changed.plant[u].capacityW = 100e3;
            }
        }
        changed.loops.front().unrejectedW = 0.0;
        changed.loops.front().supplyC = loop.supplyC;
        const bool one = std::count_if(site_->cooling->plant.begin(), site_->cooling->plant.end(),
                                       [&](const PlantUnit& unit) { return unit.loop == loop.id; }) == 1;
        QCOMPARE(rowOf(coolingTables(changed), "Coolant loops", name).alarming, one);
        for (PlantUnitResult& unit : changed.plant)
            unit.heatW = 100e3;
        QVERIFY(rowOf(coolingTables(changed), "Coolant loops", name).alarming);
    }

    void anOverloadAfterTheLossOfASideIsAlarming()
    {
        Snapshot changed = *snapshot_;
        const PowerNode& node = site_->power->nodes.back();
        changed.powerNodes.back().outputOtherSideLostW = 1.5 * node.ratedW;
        const TableRow row = rowOf(powerTables(changed), "Least margins", QString::fromStdString(node.name));
        QVERIFY(row.alarming);
        QCOMPARE(row.cells.at(7), style::formatShare(1.5));
    }

    // What a table of the report says is what the command line says.
    void everyExplainedFigureHasFormulaAndSource()
    {
        for (const TableSection& section : powerTables(*snapshot_).sections) {
            if (section.columns.back().title != "Source")
                continue;
            const bool overhead = section.heading.startsWith("Power beyond IT"); // eight causes and their sum
            QCOMPARE(section.rows.size(), overhead ? std::size_t{9} : std::size_t{8});
            for (const TableRow& row : section.rows) {
                QVERIFY(row.cells.at(3).contains('='));
                QVERIFY2(!row.cells.at(4).isEmpty(), qPrintable(row.cells.front()));
            }
        }
    }

    void shortTablesShareASheetWithItsTitlesAndNotes()
    {
        const TableSection table{"Short", {{"A", 1.0}}, std::vector<TableRow>(8)};
        const std::vector<TableSheet> sheets =
            onSheets(on(), {{"Findings", {table}, {"One"}},
                            {"Cooling", {}, {"None"}},
                            {"Power", {table, table, table, table}, {"Two"}}});
        QCOMPARE(sheets.size(), std::size_t{2}); // 4 of 51.5 mm and their gaps fill 225 mm
        QCOMPARE(sheets[0].title, QString("Findings, power"));
        QCOMPARE(sheets[0].notes, QStringList({"One", "Two"}));
        QCOMPARE(sheets[0].sections.size() + sheets[1].sections.size(), std::size_t{5});
        QCOMPARE(sheets[1].title, QString("Power"));
        QCOMPARE(sheets[1].notes, QStringList("Two"));
    }

    void tablesGoOnUntilEveryRowIsOnASheet_data()
    {
        QTest::addColumn<int>("rows");
        for (const int rows : {0, 1, 2, 41, 42, 43, 44, 45, 100, 1000})
            QTest::addRow("%d rows", rows) << rows;
    }

    void tablesGoOnUntilEveryRowIsOnASheet()
    {
        QFETCH(int, rows);
        const TableSection table{"Long", {{"A", 1.0}}, std::vector<TableRow>(static_cast<std::size_t>(rows))};
        const std::vector<TableSheet> sheets = onSheets(on(), {{"Tables", {table, table}, {}}});
        QCOMPARE(rowsOf(sheets), 2 * static_cast<std::size_t>(rows));
        for (const TableSheet& sheet : sheets) {
            double heightMm = 0.0;
            for (const TableSection& section : sheet.sections)
                heightMm += 6.5 + tableRowMm * static_cast<double>(section.rows.size() + 1);
            QVERIFY(heightMm <= Sheet::layoutFrame(options_).height() / mm -
                                    Sheet::titleHeightMm); // above the title block
        }
    }

    // The walls' outer faces are 16.2 m by 10.2 m; their outline covers half a line of them on each side.
    void theDrawingHasTheScaleItStates_data()
    {
        QTest::addColumn<bool>("a4");
        QTest::addColumn<int>("scale");
        QTest::newRow("A3") << false << 75;
        QTest::newRow("A4") << true << 100;
    }

    void theDrawingHasTheScaleItStates()
    {
        QFETCH(bool, a4);
        QFETCH(int, scale);
        constexpr double toleranceMm = 0.5; // two lines and a pixel's blur
        ReportOptions options = options_;
        options.paper = a4 ? PaperSize::A4 : PaperSize::A3;
        const QString file = dir_.filePath("scale.pdf");
        QVERIFY(write(options, file));
        const int plan = sheetOf(*snapshot_, options, plansChapter);
        QVERIFY2(textOfPage(file, plan).contains(scaleText(scale) + (a4 ? " on A4" : " on A3")),
                 qPrintable(textOfPage(file, plan)));
        const QImage page = pageImage(file, plan, dir_);
        QSizeF walls = sizeOfColour(page, style::colours(style::Theme::Light).wall.rgb());
        if (a4)
            walls.transpose(); // turned: upright it would be smaller
        const Rect outline = plan::wallOutline(*site_->buildings[0]->halls[0]);
        QVERIFY2(std::abs(walls.width() - outline.width * 1000 / scale) < toleranceMm,
                 qPrintable(QString::number(walls.width())));
        QVERIFY2(std::abs(walls.height() - outline.depth * 1000 / scale) < toleranceMm,
                 qPrintable(QString::number(walls.height())));
    }

    void nothingLeavesTheFrame()
    {
        for (int number = 1; number <= count_; ++number) {
            const QImage page = pageImage(pdf_, number, dir_);
            constexpr int margin = 95; // pixels: half a millimetre outside the frame's line
            const QRect inside = page.rect().adjusted(margin, margin, -margin, -margin);
            for (const QRect& strip :
                 {QRect(0, 0, page.width(), margin), QRect(0, inside.bottom() + 1, page.width(), margin),
                  QRect(0, 0, margin, page.height()), QRect(inside.right() + 1, 0, margin, page.height())}) {
                QImage blank(strip.size(), QImage::Format_RGB32);
                blank.fill(Qt::white);
                QVERIFY2(page.copy(strip) == blank,
                         qPrintable(QStringLiteral("ink beside the frame of page %1").arg(number)));
            }
        }
    }

    void theLargestStandardScaleThatFitsIsChosen_data()
    {
        QTest::addColumn<double>("width");
        QTest::addColumn<double>("depth");
        QTest::addColumn<int>("scale");
        QTest::newRow("exactly 1:100") << 20.0 << 10.0 << 100;
        QTest::newRow("a little more") << 20.01 << 10.0 << 125;
        QTest::newRow("depth decides") << 1.0 << 30.0 << 300;
        QTest::newRow("a cupboard") << 0.5 << 0.5 << 50;
        QTest::newRow("a county") << 90000.0 << 10.0 << 1000000;
    }

    void theLargestStandardScaleThatFitsIsChosen()
    {
        QFETCH(double, width);
        QFETCH(double, depth);
        QFETCH(int, scale);
        QCOMPARE(largestScale(width, depth, {200.0, 100.0}), scale);
    }

    void anUnwritableTargetIsToldByName()
    {
        const QString file = dir_.filePath("plain");
        QFile plain(file);
        QVERIFY(plain.open(QIODevice::WriteOnly) && plain.write("kept") == 4);
        plain.close();
        try {
            write(options_, file + "/report.pdf");
            QFAIL("a file was taken for a directory");
        } catch (const StorageError& error) {
            QVERIFY2(QString(error.what()).contains("plain/report.pdf"), error.what());
        }
        QCOMPARE(contentOf(file), QByteArray("kept"));
    }

    void aStoppedReportLeavesTheEarlierOne()
    {
        const QString file = dir_.filePath("stopped.pdf");
        QVERIFY(write(options_, file));
        const QByteArray before = contentOf(file);
        ReportOptions options = options_;
        int pages = 0;
        options.progress = [&pages](int done, int total) {
            pages = total;
            return done < 2;
        };
        QVERIFY(!write(options, file));
        QCOMPARE(pages, count_);
        QCOMPARE(contentOf(file), before);
    }

    void anEmptySiteHasAFirstPage()
    {
        const auto empty = std::make_shared<Site>();
        const SnapshotPtr snapshot = evaluate(empty, conditionsOf(*empty));
        const QString file = dir_.filePath("empty.pdf");
        QVERIFY(writeReport({*snapshot}, options_, file.toStdString()));
        QVERIFY(plain(textOfPage(file, 1))
                    .contains(QStringLiteral("1 of %1").arg(sheetCount({*snapshot}, options_))));
    }

private:
    bool write(const ReportOptions& options, const QString& file) const
    {
        return writeReport({*snapshot_}, options, file.toStdString());
    }
    int sheet(const QString& chapter, int nth = 0) const
    {
        return sheetOf(*snapshot_, options_, chapter, nth);
    }
    Sheet on() { return Sheet(measure_, options_); } // one to measure by

    QTemporaryDir dir_;
    SitePtr site_;
    SnapshotPtr snapshot_;
    ReportOptions options_;
    QString pdf_;
    int count_ = 0;
    QPicture paper_;
    QPainter measure_{&paper_};
};

QTEST_MAIN(TestReport)
#include "tst_report.moc"
