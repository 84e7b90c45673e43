// Two versions side by side in the report, and the tables written beside it.
#include "core/model/errors.h"
#include "core/model/site_edit.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "tests/views/report/pdf_tools.h"
#include "views/report/comparison_tables.h"
#include "views/report/table_files.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace hallwright;
using namespace hallwright::report;
using namespace hallwright::test;

namespace {

const TableSection* sectionOf(const TableSheet& sheet, const QString& begins)
{
    for (const TableSection& section : sheet.sections) {
        if (section.heading.startsWith(begins))
            return &section;
    }
    return nullptr;
}

const TableRow* rowOf(const TableSection& section, qsizetype column, const QString& words)
{
    for (const TableRow& row : section.rows) {
        if (row.cells.value(column).contains(words))
            return &row;
    }
    return nullptr;
}

} // namespace

class ComparisonTest : public QObject
{
    Q_OBJECT

private slots:
    // One rack of hall A goes, one moves, one draws more; hall B stays as it is.
    void initTestCase()
    {
        site_ = smallCampus();
        const std::vector<Rack>& racks = site_->buildings.front()->halls.front()->racks;
        SiteEdit edit(site_);
        edit.remove(refTo(racks.at(0).id));
        edit.change(racks.at(1).id).pose.y += 0.01;
        edit.change(racks.at(2).id).powerW += 10e3;
        other_ = edit.done();
        comparison_ = Comparison{{"Main", evaluate(site_, conditionsOf(*site_))},
                                 {"Denser", evaluate(other_, conditionsOf(*other_))}};
    }

    void whatWasDoneIsToldByKind()
    {
        const TableSheet sheet = tables(*comparison_);
        const TableSection* changes = sectionOf(sheet, "What was added");
        QVERIFY(changes);
        const std::vector<Rack>& racks = site_->buildings.front()->halls.front()->racks;
        const auto wordOf = [&](const Rack& rack) {
            const TableRow* row = rowOf(*changes, 1, QString::fromStdString(rack.name));
            return row ? row->cells.first() : QString();
        };
        QCOMPARE(wordOf(racks.at(0)), QString("Removed"));
        QCOMPARE(wordOf(racks.at(1)), QString("Moved"));
        QCOMPARE(wordOf(racks.at(2)), QString("Changed"));
        QCOMPARE(changes->rows.size(), std::size_t{3});
    }

    // 10 kW more in one rack, one rack less.
    void figuresStandSideBySideWithTheirDifference()
    {
        const TableSheet sheet = tables(*comparison_);
        const TableSection* figures = sectionOf(sheet, "Figures");
        QVERIFY(figures);
        const TableRow* it = rowOf(*figures, 0, "IT power");
        QVERIFY(it);
        QCOMPARE(it->cells.at(1), style::formatPower(comparison_->before.snapshot->itPowerW));
        QCOMPARE(it->cells.at(2), style::formatPower(comparison_->after.snapshot->itPowerW));
        QVERIFY(it->cells.at(3).startsWith("−")); // the rack that is gone drew more than 10 kW
        QCOMPARE(figures->columns.at(1).title, QString("Main"));
        QCOMPARE(figures->columns.at(2).title, QString("Denser"));
    }

    void onlyHallsThatDifferAreListed()
    {
        const TableSheet sheet = tables(*comparison_);
        const TableSection* halls = sectionOf(sheet, "Halls that differ");
        QVERIFY(halls);
        QCOMPARE(halls->rows.size(), std::size_t{1});
        QCOMPARE(halls->rows.front().cells.front(), QString("Hall A"));
        QCOMPARE(halls->rows.front().cells.at(1), QString("24 → 23"));
    }

    void findingsThatComeAndGoAreTold()
    {
        SiteEdit edit(site_);
        edit.change(site_->buildings.front()->halls.front()->id).floorRatingPa = 1e3; // which bears no rack
        const SitePtr weak = edit.done();
        const SnapshotPtr after = evaluate(weak, conditionsOf(*weak));
        const TableSheet there = tables({comparison_->before, {"Weak", after}});
        const TableSheet back = tables({{"Weak", after}, comparison_->before});
        QVERIFY(rowOf(*sectionOf(there, "Findings"), 0, "New")->alarming);
        QVERIFY(rowOf(*sectionOf(there, "Findings"), 2, "Floor overloaded"));
        const TableRow* cleared = rowOf(*sectionOf(back, "Findings"), 0, "Cleared");
        QVERIFY(cleared && !cleared->alarming);
    }

    void aVersionIsTheSameAsItself()
    {
        const TableSheet sheet = tables({comparison_->before, {"Copy", comparison_->before.snapshot}});
        QVERIFY(!sectionOf(sheet, "Halls") && !sectionOf(sheet, "Findings") && !sectionOf(sheet, "What was"));
        for (const TableRow& row : sectionOf(sheet, "Figures")->rows)
            QVERIFY2(row.cells.at(3).isEmpty(), qPrintable(row.cells.at(0)));
        QVERIFY(sheet.sections.front().rows.at(1).cells.front().contains("same findings"));
    }

    void manyChangesAreCountedWhereThereIsNoRoom()
    {
        const SitePtr large = scaleCampus(500);
        SiteEdit edit(large);
        for (const Rack& rack : large->buildings.front()->halls.front()->racks)
            edit.change(rack.id).powerW += 1.0;
        const SitePtr denser = edit.done();
        const TableSheet sheet = tables({{"Main", evaluate(large, conditionsOf(*large))},
                                         {"Denser", evaluate(denser, conditionsOf(*denser))}});
        const TableSection* changes = sectionOf(sheet, "What was added");
        QCOMPARE(changes->rows.size(), std::size_t{151});
        QVERIFY(changes->rows.back().cells.at(1).startsWith("and 350 more"));
    }

    void thePagesAreInThePackWhereTheyAreAskedFor()
    {
        ReportOptions options;
        options.pack = Pack::Plan;
        const QString pdf = dir_.filePath("compared.pdf");
        ReportContent content{*comparison_->before.snapshot};
        QVERIFY(writeReport(content, options, pdf.toStdString()));
        QVERIFY(!outputOf("pdftotext", {pdf, "-"}).contains("Denser"));
        content.comparison = comparison_;
        QVERIFY(writeReport(content, options, pdf.toStdString()));
        const QString text = plain(outputOf("pdftotext", {"-layout", pdf, "-"}));
        QVERIFY2(text.contains("From Main to Denser"), qPrintable(text.left(2000)));
    }

    void theTablesAreWrittenIntoAFolder()
    {
        const Snapshot& snapshot = *comparison_->before.snapshot;
        const QString folder = dir_.filePath("deep/tables");
        writeTables(tableFilesOf(snapshot, *findingsOf(snapshot), usualCapacityOf(snapshot)),
                    folder.toStdString());
        const QStringList names{"buildings.csv", "capacity.csv", "equipment.csv", "feeds.csv",
                                "findings.csv",  "halls.csv",    "materials.csv", "racks.csv"};
        QCOMPARE(QDir(folder).entryList(QDir::Files, QDir::Name), names);
        for (const QString& name : names) {
            QFile file(folder + "/" + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(file.readAll().count('\n') > 1, qPrintable(name));
        }
        QCOMPARE(tableFilesOf(snapshot, *findingsOf(snapshot), nullptr).size(), std::size_t{7});
    }

    void aFileIsNoFolderForTables()
    {
        const QString path = dir_.filePath("file");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QVERIFY_EXCEPTION_THROWN(writeTables({{"racks.csv", "rack\n"}}, path.toStdString()), StorageError);
        QVERIFY_EXCEPTION_THROWN(requireFolder(path.toStdString()), StorageError);
        requireFolder(dir_.filePath("none yet").toStdString());
    }

private:
    static TableSheet tables(const Comparison& comparison)
    {
        return comparisonTables(comparison, *findingsOf(*comparison.before.snapshot),
                                *findingsOf(*comparison.after.snapshot));
    }

    QTemporaryDir dir_;
    SitePtr site_;
    SitePtr other_;
    std::optional<Comparison> comparison_;
};

QTEST_MAIN(ComparisonTest)
#include "tst_comparison.moc"
