// The report from the window: what its dialog asks and refuses, what is written, and what a printer gets.
#include "app/gui/report_dialog.h"

#include "core/model/site_edit.h"
#include "core/simulation/evaluate.h"
#include "tests/app/main_window_fixture.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPrintPreviewDialog>
#include <QPrinter>
#include <QProcess>
#include <QProgressDialog>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>

using namespace hallwright;
using namespace hallwright::app;

namespace {

template <class Widget>
Widget* in(const QWidget& parent, const char* name)
{
    return parent.findChild<Widget*>(QString::fromLatin1(name));
}

QString outputOf(const QString& tool, const QStringList& arguments)
{
    QProcess process;
    process.start(tool, arguments);
    return process.waitForFinished() ? QString::fromUtf8(process.readAllStandardOutput()) : QString();
}

} // namespace

class ReportDialogTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void cleanup() { close(); }

    void whatMeansNothingIsSaidAndCannotBeWritten_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("words");
        QTest::newRow("a scale in words") << "reportScale"
                                          << "large"
                                          << "such as 1:100";
        QTest::newRow("a scale of nothing") << "reportScale"
                                            << "1:0"
                                            << "such as 1:100";
        QTest::newRow("pages backwards") << "reportPages"
                                         << "7-3"
                                         << "such as 4 or 3-7";
        QTest::newRow("no page") << "reportPages"
                                 << "0"
                                 << "such as 4 or 3-7";
        QTest::newRow("a logo that is none") << "reportLogo"
                                             << "/nowhere.png"
                                             << "cannot be read as a picture";
    }
    void whatMeansNothingIsSaidAndCannotBeWritten()
    {
        QFETCH(QString, field);
        QFETCH(QString, typed);
        QFETCH(QString, words);
        ReportDialog dialog({});
        QVERIFY(canBeTaken(dialog));
        set(dialog, field, typed);
        QVERIFY2(in<QLabel>(dialog, "reportProblem")->text().contains(words),
                 qPrintable(in<QLabel>(dialog, "reportProblem")->text()));
        QVERIFY(!canBeTaken(dialog));
        set(dialog, field, field == "reportScale" ? QString("1:100") : QString());
        QVERIFY(canBeTaken(dialog));
    }

    void theOptionsAreThoseChosen()
    {
        ReportDialog dialog({{7, "Denser"}});
        set(dialog, "reportScale", "1:75");
        set(dialog, "reportPages", "3 – 5");
        set(dialog, "reportProject", "Phase 2");
        in<QComboBox>(dialog, "reportPack")->setCurrentIndex(2);
        in<QComboBox>(dialog, "reportPaper")->setCurrentText("ANSI D");
        in<QComboBox>(dialog, "reportOrientation")->setCurrentIndex(1);
        QVERIFY(!dialog.comparedWith());
        in<QComboBox>(dialog, "reportComparedWith")->setCurrentText("Denser");
        in<QCheckBox>(dialog, "reportTables")->setChecked(true);
        QTest::mouseClick(in<QPushButton>(dialog, "reportWriteButton"), Qt::LeftButton);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        const report::ReportOptions options = dialog.options();
        QCOMPARE(options.scale, std::optional(75));
        QVERIFY(options.sheets && options.sheets->first == 3 && options.sheets->last == 5);
        QVERIFY(options.pack == report::Pack::Capacity && options.paper == report::PaperSize::AnsiD);
        QVERIFY(options.orientation == report::Orientation::Portrait);
        QCOMPARE(options.fields.project, QString("Phase 2"));
        QCOMPARE(dialog.comparedWith(), std::optional<std::int64_t>(7));
        QVERIFY(dialog.wantsTables() && !dialog.wantsPreview());
    }

    // Paper, project and tables are offered again; what is of one report alone is not.
    void theNextOneBeginsWhereTheLastLeftOff()
    {
        {
            ReportDialog dialog({});
            in<QComboBox>(dialog, "reportPaper")->setCurrentText("A1");
            set(dialog, "reportPages", "2");
            set(dialog, "reportAuthor", "A. Author");
            in<QCheckBox>(dialog, "reportTables")->setChecked(true);
            QTest::mouseClick(in<QPushButton>(dialog, "reportPreviewButton"), Qt::LeftButton);
            QCOMPARE(dialog.result(), int(QDialog::Accepted));
            QVERIFY(dialog.wantsPreview());
        }
        const ReportDialog next({});
        QCOMPARE(in<QComboBox>(next, "reportPaper")->currentText(), QString("A1"));
        QCOMPARE(in<QLineEdit>(next, "reportAuthor")->text(), QString("A. Author"));
        QVERIFY(in<QCheckBox>(next, "reportTables")->isChecked());
        QVERIFY(in<QLineEdit>(next, "reportPages")->text().isEmpty());
    }

    void withoutABranchThereIsNothingToCompareWith()
    {
        const ReportDialog alone({});
        QVERIFY(!in<QComboBox>(alone, "reportComparedWith")->isEnabled());
        QVERIFY(!in<QComboBox>(alone, "reportComparedWith")->toolTip().isEmpty());
    }

    void everyLabelHasItsOwnKey()
    {
        const ReportDialog dialog({{7, "Denser"}});
        QStringList keys;
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            keys << keyOf(label->text());
        for (const QAbstractButton* button : dialog.findChildren<QAbstractButton*>())
            keys << keyOf(button->text());
        keys.removeAll(QString());
        QVERIFY(keys.size() > 12);
        const qsizetype all = keys.size();
        keys.removeDuplicates();
        QCOMPARE(keys.size(), all);
    }

    void theReportIsWrittenWithItsTablesAndComparison()
    {
        open();
        const std::int64_t branch = window_->project()->createBranch(Project::mainLine, "Denser");
        SiteEdit edit(window_->document()->committedSite());
        edit.change(rackToDrag().id).powerW += 5e3;
        window_->document()->commit(edit.done(), "Denser rack");
        window_->project()->switchTo(Project::mainLine);
        waitForSnapshot();
        QTRY_VERIFY(window_->results().areComplete());
        QStringList said;
        connect(window_->report(), &ReportActions::said, this, [&](const QString& words) { said << words; });
        const QString pdf = dir_.filePath("report.pdf");
        ReportRequest request;
        request.comparedWith = branch;
        request.tables = dir_.filePath("report-tables");
        window_->report()->write(window_->results().shown(), {}, request, pdf);
        QTRY_VERIFY_WITH_TIMEOUT(!said.empty(), 60000);
        QVERIFY2(said.first().contains("report-tables"), qPrintable(said.first()));
        QCOMPARE(QDir(request.tables).entryList(QDir::Files).size(), 8);
        QVERIFY(outputOf("pdftotext", {"-layout", pdf, "-"}).contains("From Main to Denser"));
    }

    void aCancelledReportLeavesNothing()
    {
        open();
        QTRY_VERIFY(window_->results().areComplete());
        QStringList said;
        connect(window_->report(), &ReportActions::said, this, [&](const QString& words) { said << words; });
        const QString pdf = dir_.filePath("given-up.pdf");
        window_->report()->write(window_->results().shown(), {}, {}, pdf);
        emit window_->findChild<QProgressDialog*>()->canceled(); // as its button does
        QTRY_VERIFY_WITH_TIMEOUT(!said.empty(), 60000);
        QVERIFY2(said.first().contains("cancelled"), qPrintable(said.first()));
        QVERIFY(!QFile::exists(pdf));
    }

    void thePreviewShowsEveryPage()
    {
        open();
        QTRY_VERIFY(window_->results().areComplete());
        QSignalSpy previewed(window_->report(), &ReportActions::previewed);
        ReportRequest request;
        request.options.pack = report::Pack::Capacity;
        window_->report()->preview(window_->results().shown(), {}, request);
        QTRY_COMPARE_WITH_TIMEOUT(previewed.count(), 1, 60000);
        auto* dialog = window_->findChild<QPrintPreviewDialog*>("reportPreview");
        QVERIFY(dialog);
        QCOMPARE(dialog->printer()->pageLayout().orientation(), QPageLayout::Landscape);
        QCOMPARE(dialog->printer()->pageLayout().pageSize().id(), QPageSize::A3);
        dialog->close();
        QTRY_VERIFY(!window_->findChild<QPrintPreviewDialog*>("reportPreview"));
    }

    // On the same paper to scale; on another as large as it allows.
    void aPrinterGetsTheSheetsOnItsPaper_data()
    {
        QTest::addColumn<QPageSize::PageSizeId>("paper");
        QTest::addColumn<QString>("points");
        QTest::newRow("the same") << QPageSize::A3 << "1191 x 842";
        QTest::newRow("a smaller one") << QPageSize::A4 << "842 x 595";
    }
    void aPrinterGetsTheSheetsOnItsPaper()
    {
        QFETCH(QPageSize::PageSizeId, paper);
        QFETCH(QString, points);
        const SitePtr site = test::smallCampus();
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        report::ReportOptions options;
        options.pack = report::Pack::Plan;
        const std::vector<QPicture> sheets = report::paintSheets({*snapshot}, options);
        const QString pdf = dir_.filePath("printed.pdf");
        {
            QPrinter printer(QPrinter::HighResolution);
            printer.setOutputFormat(QPrinter::PdfFormat);
            printer.setOutputFileName(pdf);
            printer.setPageLayout(QPageLayout(QPageSize(paper), QPageLayout::Landscape, QMarginsF()));
            printer.setFullPage(true);
            printSheets(printer, sheets, options);
        }
        const QString info = outputOf("pdfinfo", {pdf});
        QVERIFY2(info.contains(QRegularExpression(QStringLiteral("Pages: +%1\n").arg(sheets.size()))),
                 qPrintable(info));
        QVERIFY2(info.contains(points), qPrintable(info));
        const QString text = outputOf("pdftotext", {"-layout", pdf, "-"});
        QVERIFY2(text.contains("Hall B") && text.contains("1:75 on A3"), qPrintable(text.left(600)));
    }

private:
    static void set(const ReportDialog& dialog, const QString& field, const QString& text)
    {
        if (auto* box = dialog.findChild<QComboBox*>(field))
            box->setEditText(text);
        else
            dialog.findChild<QLineEdit*>(field)->setText(text);
    }

    static bool canBeTaken(const ReportDialog& dialog)
    {
        const bool write = in<QPushButton>(dialog, "reportWriteButton")->isEnabled();
        const bool preview = in<QPushButton>(dialog, "reportPreviewButton")->isEnabled();
        return write && preview;
    }

    // The letter behind the ampersand.
    static QString keyOf(const QString& text)
    {
        const qsizetype at = text.indexOf('&');
        return at >= 0 ? text.mid(at + 1, 1).toLower() : QString();
    }

    QTemporaryDir dir_;
};

int main(int argc, char* argv[])
{
    return runWithWindow<ReportDialogTest>(argc, argv);
}

#include "tst_report_dialog.moc"
