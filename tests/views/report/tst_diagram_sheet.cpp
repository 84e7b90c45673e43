// Diagrams on sheets: large enough to be read, whole over as many sheets as it takes.
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "tests/views/report/pdf_tools.h"
#include "views/report/diagram_sheet.h"

#include <QTest>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::report;
using namespace hallwright::test;

class DiagramSheetTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        site_ = smallCampus();
        snapshot_ = evaluate(site_, conditionsOf(*site_));
        options_.date = QDateTime(QDate(2026, 3, 14), QTime(9, 26));
        pdf_ = dir_.filePath("full.pdf");
        QVERIFY(writeReport({*snapshot_}, options_, pdf_.toStdString()));
    }

    void aDrawingIsAsLargeAsItsSheetAllows_data()
    {
        QTest::addColumn<QSizeF>("drawing");
        QTest::addColumn<double>("scale");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("rows");
        // On a sheet of 1000 by 800, with scales from 1 to 2; parts overlap by 240 and 180 units.
        QTest::newRow("small: not blown up") << QSizeF(100, 100) << 2.0 << 1 << 1;
        QTest::newRow("fits by its width") << QSizeF(800, 400) << 1.25 << 1 << 1;
        QTest::newRow("fits exactly") << QSizeF(1000, 800) << 1.0 << 1 << 1;
        QTest::newRow("two beside each other") << QSizeF(1760, 800) << 1.0 << 2 << 1;
        QTest::newRow("a little more takes three") << QSizeF(1770, 800) << 1.0 << 3 << 1;
        QTest::newRow("below each other") << QSizeF(1000, 900) << 1.0 << 1 << 2;
    }
    void aDrawingIsAsLargeAsItsSheetAllows()
    {
        QFETCH(QSizeF, drawing);
        QFETCH(double, scale);
        QFETCH(int, columns);
        QFETCH(int, rows);
        const DiagramFit fit = fitOf(drawing, {1000, 800}, 1.0, 2.0);
        QCOMPARE(fit.columns, columns);
        QCOMPARE(fit.rows, rows);
        QCOMPARE(fit.scale, scale);
    }

    // Whatever its size: letters are large enough, and the parts together hold all of it.
    void thePartsHoldAllOfIt()
    {
        constexpr QSizeF sheet(1000, 800);
        for (const double width : {10.0, 999.0, 1001.0, 5432.1, 40000.0}) {
            for (const double height : {10.0, 801.0, 12345.0}) {
                const DiagramFit fit = fitOf({width, height}, sheet, 1.0, 2.0);
                QVERIFY(fit.scale >= 1.0 - 1e-9 && fit.scale <= 2.0);
                const double rightEnd = (fit.columns - 1) * fit.stepSize.width() + sheet.width() / fit.scale;
                const double lowerEnd = (fit.rows - 1) * fit.stepSize.height() + sheet.height() / fit.scale;
                QVERIFY(rightEnd >= width - 1e-6 && lowerEnd >= height - 1e-6);
                // and no fewer would
                QVERIFY(fit.columns == 1 || width > (fit.columns - 1) * (1000.0 - 240.0) + 240.0 - 1e-6);
            }
        }
    }

    void theCampusEachBuildingAndEachHallHaveASheet()
    {
        QStringList titles;
        for (const ReportPage& page : pages())
            titles << (page.chapter == "Single-line diagrams" ? page.title : QString());
        for (const char* subject :
             {"Campus", "Building 1", "Building 2", "Building 1, Hall A", "Building 2, Hall B"})
            QVERIFY2(!titles.filter(QRegularExpression(QStringLiteral("^%1(, part 1 of .*)?$").arg(subject)))
                          .empty(),
                     subject);
    }

    void theNamesOfTheNetworkCanBeReadOnThem()
    {
        const QString campus = textOf("Single-line diagrams", "Campus");
        for (const char* words : {"Utility", "side A", "no supply", "load below 80 %", "Sources above"})
            QVERIFY2(campus.contains(words), words);
        const QString hall = textOf("Single-line diagrams", "Building 1, Hall A");
        QVERIFY2(hall.contains("PDU 1A") && hall.contains("racks"), qPrintable(hall));
    }

    void eachLoopHasASheetWithItsPlant()
    {
        for (const CoolantLoop& loop : site_->cooling->loops) {
            const QString text = textOf("Coolant diagrams", QString::fromStdString(loop.name));
            QVERIFY2(text.contains("supply") && text.contains("return"), loop.name.c_str());
            QVERIFY2(text.contains("°C"), loop.name.c_str());
        }
    }

    void aSiteWithoutAPowerNetworkHasNoSingleLineDiagram()
    {
        auto without = std::make_shared<Site>(*site_);
        without->power = std::make_shared<const PowerNetwork>();
        Snapshot snapshot = *snapshot_;
        snapshot.site = without;
        QPicture paper;
        QPainter painter(&paper);
        QVERIFY(singleLinePages(Sheet(painter, options_), snapshot).empty());
    }

private:
    std::vector<ReportPage> pages() const { return pagesOn(*snapshot_, options_); }

    QString textOf(const QString& chapter, const QString& begins) const
    {
        QString text;
        const std::vector<ReportPage> all = pages();
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].chapter == chapter &&
                (all[i].title == begins || all[i].title.startsWith(begins + ", part")))
                text += plain(textOfPage(pdf_, static_cast<int>(i) + 1)).simplified();
        }
        return text;
    }

    QTemporaryDir dir_;
    SitePtr site_;
    SnapshotPtr snapshot_;
    ReportOptions options_;
    QString pdf_;
};

QTEST_MAIN(DiagramSheetTest)
#include "tst_diagram_sheet.moc"
