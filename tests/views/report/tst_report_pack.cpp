// What a report is beside its drawings and tables: cover, conclusions, contents, outline, links, papers, packs.
#include "core/model/errors.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "tests/views/report/pdf_tools.h"
#include "views/report/conclusions.h"
#include "views/report/file_hash.h"
#include "views/report/materials_tables.h"
#include "views/report/outage_table.h"
#include "views/report/sheet_limit.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::report;
using namespace hallwright::test;

class TestReportPack : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        site_ = test::smallCampus();
        snapshot_ = evaluate(site_, conditionsOf(*site_));
        content_ = std::make_unique<ReportContent>(
            ReportContent{*snapshot_, meetingStudiesOf(*snapshot_, [](const std::string&) { return true; })});
        options_.siteFile = "small.hallwright";
        options_.siteFileSha256 = QString(64, 'a').replace(40, 3, "b0b");
        options_.date = QDateTime(QDate(2026, 3, 14), QTime(9, 26));
        options_.modelVersion = "Hallwright 1.2.3";
        options_.fields = {"Expansion", "Project X", "A. Author", "C. Checker", "Rev 7", {}};
        pdf_ = dir_.filePath("full.pdf");
        QVERIFY(write(options_, pdf_));
        count_ = sheetCount(*content_, options_);
    }

    void theCoverSaysWhatItIsAboutAndWhoAnswersForIt()
    {
        const QString text = plain(textOfPage(pdf_, 1));
        for (const char* words :
             {"Expansion", "Small campus", "Testville", "Project X", "A. Author", "C. Checker", "Rev 7",
              "2026-03-14 09:26", "small.hallwright", "Hallwright 1.2.3", "GPUs", "PUE", "on A3", "SHA-256"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), words);
        QVERIFY(text.contains(options_.siteFileSha256.left(32)) &&
                text.contains(options_.siteFileSha256.mid(32)));
    }

    void theCoverShowsTheCampusInThreeDimensionsAndSaysFromWhere()
    {
        const QString text = plain(textOfPage(pdf_, 1)).simplified();
        for (const char* words :
             {"Seen from the south-west, 35° above the horizon", "Rack inlet temperature"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), qPrintable(text));
    }

    void theCampusIsShownOnceForEachResourceAtOneScale()
    {
        const int number = sheetNamed("Resources on the campus");
        QVERIFY(number > 0);
        const QString text = plain(textOfPage(pdf_, number)).simplified();
        for (const char* words : {"What stops the next rack", "A feed", "Used, of the limit", "100"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), qPrintable(text));
    }

    // What is refused before the studies are known is refused with them too, and what there is never is.
    void sheetsBeyondAllThatThereCanBeAreRefusedBeforeTheStudies()
    {
        const ReportContent unstudied{*snapshot_};
        ReportOptions options = options_;
        options.sheets = SheetRange{1, count_};
        requireSheets(unstudied, options);
        options.sheets = SheetRange{1, sheetCount(unstudied, options_)};
        requireSheets(unstudied, options);
        options.sheets = SheetRange{3, 900};
        QVERIFY_EXCEPTION_THROWN(requireSheets(unstudied, options), InputError);
        QVERIFY(sheetCount(unstudied, options_) < count_);
        options.pack = Pack::Plan; // without studies the number is known
        options.sheets = SheetRange{1, sheetCount(unstudied, options) + 1};
        QVERIFY_EXCEPTION_THROWN(requireSheets(unstudied, options), InputError);
    }

    void everySheetSaysWhichOfHowManyItIs()
    {
        for (int number = 1; number <= count_; ++number) {
            const QString text = plain(textOfPage(pdf_, number));
            QVERIFY2(text.contains(QStringLiteral("%1 of %2").arg(number).arg(count_)), qPrintable(text));
        }
    }

    void theHashIsThatOfTheFilesBytes()
    {
        QFile file(dir_.filePath("abc"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("abc") == 3);
        file.close();
        // FIPS 180-4, example of one block
        QCOMPARE(sha256Of(file.fileName().toStdString()),
                 QString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QVERIFY(sha256Of(dir_.filePath("none").toStdString()).isEmpty());
    }

    void aCleanSiteBreaksNoRuleOfMany()
    {
        const TableSheet sheet = conclusions(*content_, Findings{});
        QCOMPARE(sheet.sections.front().heading, QString("In short"));
        QVERIFY(sheet.sections.front().rows.front().cells.front().startsWith(
            QStringLiteral("0 of %1 rules broken").arg(rules().size())));
        QVERIFY(!sheet.sections.front().rows.front().alarming);
    }

    void theConclusionsCountEachRuleOnce()
    {
        const FindingsPtr findings = findingsOf(*snapshot_);
        const TableSheet sheet = conclusions(*content_, *findings);
        std::size_t counted = 0;
        for (const TableSection& section : sheet.sections) {
            if (section.heading.startsWith("Rules broken")) {
                for (const TableRow& row : section.rows)
                    counted += row.cells.at(2).toULong();
            }
        }
        QCOMPARE(counted, findings->open.size());
    }

    // A figure's share is its value over its limit, and only what is above one is over it.
    void aLimitedFigureIsOverItsLimitWhereItsShareIsAboveOne()
    {
        const std::vector<LimitedFigure> figures = limitedFigures(*snapshot_);
        QVERIFY(figures.size() > 5);
        for (const LimitedFigure& figure : figures) {
            if (!std::isnan(figure.share))
                QCOMPARE(figure.exceeded, figure.share > 1.0 + 1e-9);
        }
    }

    void theCapacityOfEachBuildingNamesWhatBinds()
    {
        const TableSheet sheet = conclusions(*content_, *findingsOf(*snapshot_));
        const auto binding =
            std::find_if(sheet.sections.begin(), sheet.sections.end(),
                         [](const TableSection& s) { return s.heading.startsWith("What binds"); });
        QVERIFY(binding != sheet.sections.end());
        QCOMPARE(binding->rows.size(), 1 + site_->buildings.size()); // the campus first
        for (const TableRow& row : binding->rows)
            QVERIFY(!row.cells.last().trimmed().isEmpty());
    }

    void everyOutageIsARowOfTheTable()
    {
        const TableSheet sheet = outageTables(*content_);
        QCOMPARE(sheet.sections.front().rows.size(), content_->studies.outages.size());
        QVERIFY(!content_->studies.outages.empty());
    }

    // Counted by hand from the site.
    void theBillOfMaterialsCountsRacksAndMeasuresPipes()
    {
        const TableSheet sheet = materialsTables(*snapshot_);
        std::size_t racks = 0;
        for (const TableRow& row : sheet.sections.front().rows)
            racks += row.cells.at(3).toULong();
        QCOMPARE(racks, site_->rackCount());
        std::size_t units = site_->cooling->plant.size() + site_->power->nodes.size();
        for (const BuildingPtr& building : site_->buildings) {
            for (const HallPtr& hall : building->halls)
                units += hall->airHandlers.size() + hall->cdus.size();
        }
        std::size_t listed = 0;
        for (const TableRow& row : sheet.sections.at(1).rows)
            listed += row.cells.at(3).toULong();
        QCOMPARE(listed, units);
    }

    void theContentsLeadToEverySheet()
    {
        const QString text = plain(textOfPage(pdf_, 2));
        for (const char* words : {"Contents", "Conclusions", "Campus plan", "Floor plans",
                                  "Bill of materials", "Assumptions and sources", "Building 2, Hall B"})
            QVERIFY2(text.contains(words), words);
        const QString bare = bareOf(pdf_);
        QCOMPARE(bare.count("/Subtype /Link"), count_ - 1); // all but the sheet of contents itself
    }

    void theOutlineHasTheChaptersAndTheirSheets()
    {
        const QString bare = bareOf(pdf_);
        QVERIFY(bare.contains("/Outlines") && bare.contains("/UseOutlines"));
        for (const char* title : {"(Cover)", "(Conclusions)", "(Floor plans)", "(Building 2, Hall B)"})
            QVERIFY2(bare.contains(title), title);
        QVERIFY(bare.contains("/Author (A. Author)"));
    }

    void qpdfFindsNothingWrong()
    {
        QVERIFY(outputOf("qpdf", {"--check", pdf_}).contains("No syntax or stream encoding errors"));
    }

    void noLetterIsSmallerThanSixPoint_data()
    {
        QTest::addColumn<int>("paper");
        QTest::addColumn<int>("orientation");
        for (const Paper& paper : papers()) {
            QTest::addRow("%s", paper.name) << static_cast<int>(paper.size) << 0;
            QTest::addRow("%s portrait", paper.name) << static_cast<int>(paper.size) << 1;
        }
    }

    void noLetterIsSmallerThanSixPoint()
    {
        QFETCH(int, paper);
        QFETCH(int, orientation);
        ReportOptions options = options_;
        options.paper = static_cast<PaperSize>(paper);
        options.orientation = static_cast<Orientation>(orientation);
        const QString file = dir_.filePath("paper.pdf");
        QVERIFY(write(options, file));
        constexpr int zoom = 3; // the most there is: sizes are told as whole numbers
        const QString xml = outputOf(
            "pdftohtml", {"-xml", "-stdout", "-i", "-fontfullname", "-zoom", QString::number(zoom), file});
        static const QRegularExpression form("<fontspec [^>]*size=\"(\\d+)\"");
        QRegularExpressionMatchIterator fonts = form.globalMatch(xml);
        QVERIFY(fonts.hasNext());
        while (fonts.hasNext()) {
            const int size = fonts.next().captured(1).toInt();
            QVERIFY2(size >= 6 * zoom, qPrintable(QStringLiteral("%1 pt").arg(1.0 * size / zoom)));
        }
        const QSizeF mm = paperMm(options.paper, options.orientation);
        const QString info = outputOf("pdfinfo", {file});
        static const QRegularExpression pageSize("Page size: +([0-9.]+) x ([0-9.]+) pts");
        const QRegularExpressionMatch match = pageSize.match(info);
        QVERIFY2(std::abs(match.captured(1).toDouble() / 72 * 25.4 - mm.width()) < 0.5, qPrintable(info));
        QVERIFY2(std::abs(match.captured(2).toDouble() / 72 * 25.4 - mm.height()) < 0.5, qPrintable(info));
    }

    void somePagesKeepTheirNumbers()
    {
        ReportOptions options = options_;
        options.sheets = SheetRange{2, 3};
        const QString file = dir_.filePath("range.pdf");
        QVERIFY(write(options, file));
        QVERIFY(outputOf("pdfinfo", {file}).contains(QRegularExpression("Pages: +2\n")));
        QVERIFY(plain(textOfPage(file, 1)).contains(QStringLiteral("2 of %1").arg(count_)));
        QCOMPARE(bareOf(file).count("/Subtype /Link"), 1); // the other pages are not there to be led to
        options.sheets = SheetRange{3, count_ + 1};
        options.progress = [](int, int) { return qFatal("a page was painted before the refusal"), true; };
        try {
            write(options, file);
            QFAIL("a page was printed that there is not");
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains(QString::number(count_)), error.what());
        }
    }

    // As the printer gets them: one picture a sheet, as large as the paper.
    void sheetsToBePrintedAreThoseOfThePdf()
    {
        QCOMPARE(paintSheets(*content_, options_).size(), static_cast<std::size_t>(count_));
        ReportOptions options = options_;
        options.sheets = SheetRange{1, 1};
        const QPicture sheet = paintSheets(*content_, options).front();
        const QSizeF size = paperMm(options.paper, options.orientation) * 100.0;
        QVERIFY(QRectF(QPointF(0, 0), size).contains(sheet.boundingRect()));
        QVERIFY(sheet.boundingRect().width() > 0.9 * size.width());
        options.progress = [](int, int) { return false; };
        QVERIFY(paintSheets(*content_, options).empty());
    }

    void aScaleIsTakenWhereItFitsAndRefusedWhereItDoesNot()
    {
        ReportOptions options = options_;
        options.pack = Pack::Plan;
        options.scale = 200;
        const QString file = dir_.filePath("scaled.pdf");
        QVERIFY(write(options, file));
        QVERIFY(outputOf("pdftotext", {"-layout", file, "-"}).contains("1:200 on A3"));
        options.scale = 20;
        try {
            write(options, file);
            QFAIL("a hall was drawn that does not fit");
        } catch (const InputError& error) {
            QVERIFY2(QString(error.what()).contains("does not fit on A3 at 1:20"), error.what());
        }
    }

    void aPackHoldsItsChaptersAlone()
    {
        ReportOptions options = options_;
        const auto has = [&](const QString& chapter) {
            QPicture paper;
            QPainter painter(&paper);
            for (const ReportPage& page :
                 pagesOf(Sheet(painter, options), *content_, findingsOf(*snapshot_))) {
                if (page.chapter == chapter)
                    return true;
            }
            return false;
        };
        QVERIFY(has("Floor plans") && has("Capacity") && has("Power and inlets"));
        QVERIFY(has("Capacity in charts") && has("Single-line diagrams") && has("Coolant diagrams"));
        options.pack = Pack::Plan;
        QVERIFY(has("Floor plans") && !has("Capacity") && !has("Power and inlets"));
        options.pack = Pack::Capacity;
        QVERIFY(!has("Floor plans") && has("Capacity") && has("Loss of one element (N-1)"));
    }

    void theUnitsAreThoseAskedForWhateverTheProgramHas()
    {
        ReportOptions options = options_;
        options.units = style::UnitSystem::Ip;
        options.sheets = SheetRange{1, 1};
        const QString file = dir_.filePath("ip.pdf");
        QVERIFY(write(options, file));
        QVERIFY(plain(textOfPage(file, 1)).contains("°F"));
        QVERIFY(style::unitSystem() == style::UnitSystem::Si);
        QVERIFY(plain(textOfPage(pdf_, 1)).contains("°C"));
    }

private:
    // The first with this title; 0 for none.
    int sheetNamed(const QString& title) const
    {
        QPicture paper;
        QPainter painter(&paper);
        const auto pages = pagesOf(Sheet(painter, options_), *content_, findingsOf(*snapshot_));
        const auto at = std::ranges::find(pages, title, &ReportPage::title);
        return at == pages.end() ? 0 : static_cast<int>(at - pages.begin()) + 1;
    }

    bool write(const ReportOptions& options, const QString& file) const
    {
        return writeReport(*content_, options, file.toStdString());
    }
    // Uncompressed, so that it can be read as text.
    static QString bareOf(const QString& file)
    {
        return outputOf("qpdf", {"--qdf", "--object-streams=disable", file, "-"});
    }

    QTemporaryDir dir_;
    SitePtr site_;
    SnapshotPtr snapshot_;
    std::unique_ptr<ReportContent> content_;
    ReportOptions options_;
    QString pdf_;
    int count_ = 0;
};

QTEST_MAIN(TestReportPack)
#include "tst_report_pack.moc"
