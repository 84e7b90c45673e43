// What the window asks and tells about the file that is open: left by a crash, read-only, open elsewhere, changed by others.
#include "core/model/edits.h"
#include "core/storage/recovery.h"
#include "core/storage/site_file.h"
#include "tests/app/main_window_fixture.h"

#include <QAbstractButton>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QTimer>

#include <fstream>
#include <iterator>

using namespace hallwright;
using namespace hallwright::app;

namespace {

constexpr RackId rack{1};

void writeText(const std::filesystem::path& file, const std::string& text)
{
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
}

std::string textOf(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

class WindowFilesTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }

    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        file_ = folder_->filePath("campus.hallwright").toStdString();
        saveSite(*test::smallCampus(), file_);
        window_ = std::make_unique<MainWindow>();
        window_->show();
        answers_.clear();
        questions_.clear();
        connect(&hand_, &QTimer::timeout, this, &WindowFilesTest::answerDialog);
        hand_.start(20);
    }

    void cleanup()
    {
        hand_.disconnect();
        window_.reset();
        QVERIFY(answers_.isEmpty());
    }

    void aReadOnlyFileIsSaidAndSavedUnderAnotherName()
    {
        std::filesystem::permissions(file_, std::filesystem::perms::owner_read);
        open();
        QVERIFY(window_->windowTitle().contains("read-only"));
        change(12e3);
        answers_ << "Cancel";
        QVERIFY(!window_->files()->save());
        QVERIFY2(questions_.last().contains("read-only"), qPrintable(questions_.last()));
        QVERIFY(*loadSite(file_) == *test::smallCampus());
        window_->document()->undoStack()->undo();
    }

    void aFileOpenElsewhereOpensReadOnly()
    {
        QProcess other;
        holdElsewhere(other);
        answers_ << "Open read-only";
        open();
        QVERIFY2(questions_.first().contains("anna on desk-7 (process 4711)"),
                 qPrintable(questions_.first()));
        QVERIFY(window_->windowTitle().contains("read-only"));
        other.kill();
        QVERIFY(other.waitForFinished());
    }

    void aFileOpenElsewhereNeedNotBeOpened()
    {
        QProcess other;
        holdElsewhere(other);
        answers_ << "Cancel";
        window_->openFile(QString::fromStdString(file_.string()));
        QTRY_VERIFY(answers_.isEmpty());
        QTest::qWait(50);
        QVERIFY(!window_->project()->isOpen());
        other.kill();
        QVERIFY(other.waitForFinished());
    }

    void aChangeFromOutsideIsShownAndTaken()
    {
        open();
        change(12e3);
        answers_ << "Take theirs";
        saveSite(*withRackPower(test::smallCampus(), rack, 33e3), file_);
        QTRY_VERIFY(answers_.isEmpty());
        QTRY_COMPARE(power(), 33e3);
        QVERIFY2(questions_.last().contains("power") && questions_.last().contains("33"),
                 qPrintable(questions_.last()));
        QVERIFY(!window_->project()->isModified());
        window_->document()->undoStack()->undo(); // nothing of mine is lost
        QCOMPARE(power(), 12e3);
        window_->document()->undoStack()->redo();
    }

    void aChangeFromOutsideIsReplacedBySavingMine()
    {
        open();
        change(12e3);
        answers_ << "Keep mine";
        saveSite(*withRackPower(test::smallCampus(), rack, 33e3), file_);
        QTRY_VERIFY(answers_.isEmpty());
        QTRY_VERIFY(!window_->project()->changedOnDisk());
        QVERIFY(window_->files()->save());
        QCOMPARE(loadSite(file_)->rack(rack).powerW, 12e3);
    }

    void aChangeFromOutsideThatIsPutOffIsAskedAboutOnSaving()
    {
        open();
        change(12e3);
        answers_ << "Cancel";
        saveSite(*withRackPower(test::smallCampus(), rack, 33e3), file_);
        QTRY_VERIFY(answers_.isEmpty());
        answers_ << "Cancel";
        QVERIFY(!window_->files()->save());
        QCOMPARE(loadSite(file_)->rack(rack).powerW, 33e3);
        window_->document()->undoStack()->undo();
    }

    void aLeftoverSaysWhatItHoldsAndIsKeptInAFile()
    {
        crash();
        answers_ << "Keep in a file";
        open();
        QVERIFY2(questions_.first().contains("44"), qPrintable(questions_.first()));
        QTRY_VERIFY(std::filesystem::exists(folder_->filePath("campus.unsaved-1.hallwright").toStdString()));
        QCOMPARE(loadSite(folder_->filePath("campus.unsaved-1.hallwright").toStdString())->rack(rack).powerW,
                 44e3);
        QVERIFY(*window_->document()->committedSite() == *test::smallCampus());
    }

    void aLeftoverIsRestored()
    {
        crash();
        answers_ << "Restore";
        open();
        QTRY_COMPARE(power(), 44e3);
        window_->document()->undoStack()->undo();
    }

    void aLeftoverThatCannotBeReadIsToldAndKept()
    {
        writeText(recoveryFileFor(file_), "written by a version to come");
        answers_ << "OK";
        open();
        QVERIFY2(questions_.first().contains("campus.unsaved-1.hallwright"), qPrintable(questions_.first()));
        QCOMPARE(textOf(folder_->filePath("campus.unsaved-1.hallwright").toStdString()),
                 std::string("written by a version to come"));
    }

    void wordsOfAFileAreNoMarkup()
    {
        const QString file = folder_->filePath("x.hallwright");
        writeText(file.toStdString(), "no site");
        answers_ << "OK";
        window_->openFile(file);
        QTRY_VERIFY(answers_.isEmpty());
        QCOMPARE(formats_, QList<Qt::TextFormat>{Qt::PlainText});
    }

private:
    void open()
    {
        window_->openFile(QString::fromStdString(file_.string()));
        QTRY_VERIFY(window_->project()->isOpen());
        QTRY_VERIFY(answers_.isEmpty());
    }

    void change(double powerW)
    {
        window_->document()->commit(withRackPower(window_->document()->committedSite(), rack, powerW),
                                    "Set power");
    }

    double power() const { return window_->document()->committedSite()->rack(rack).powerW; }

    void crash()
    {
        RecoveryFile(file_).write(withRackPower(test::smallCampus(), rack, 44e3), {}, {}, stampOf(file_));
    }

    // As a window on another machine that shares the disk does.
    void holdElsewhere(QProcess& other)
    {
        const std::filesystem::path lock = recoveryFileFor(file_).string() + ".lock";
        writeText(lock, "anna\ndesk-7\n4711\n");
        other.start("flock",
                    {"-x", QString::fromStdString(lock.string()), "sh", "-c", "echo held; exec sleep 60"});
        QVERIFY(other.waitForReadyRead());
    }

    // Presses the button of the next answer in whatever the window asks.
    void answerDialog()
    {
        auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        if (!box || answers_.isEmpty())
            return;
        questions_ << box->text() + QLatin1Char('\n') + box->informativeText();
        formats_ = {box->textFormat()};
        const QString answer = answers_.takeFirst();
        for (QAbstractButton* button : box->buttons()) {
            if (button->text().remove(QLatin1Char('&')) == answer) {
                button->click();
                return;
            }
        }
        box->reject();
        QFAIL(qPrintable("no button " + answer));
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::filesystem::path file_;
    QTimer hand_;
    QStringList answers_;
    QStringList questions_;
    QList<Qt::TextFormat> formats_;
};

QTEST_MAIN(WindowFilesTest)
#include "tst_window_files.moc"
