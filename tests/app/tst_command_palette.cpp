// Everything the menus can do, found by typing.
#include "app/gui/command_palette.h"
#include "tests/app/main_window_fixture.h"

#include <QLineEdit>
#include <QMenuBar>
#include <QSet>
#include <QTreeWidget>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::app;

class CommandPaletteTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init() { open(); }
    void cleanup() { close(); }

    void wordsAreFoundAnywhereAndBestAtTheBeginning()
    {
        const QString array = "Edit › Array …", draw = "Tools › Draw aisle";
        QVERIFY(matchOf(array, "arr") > 0);
        QVERIFY(matchOf(array, "ED ar") > 0);
        QCOMPARE(matchOf(array, "rrx"), 0);
        QVERIFY(matchOf(array, "a") > matchOf("Edit › Turn", ""));
        QVERIFY(matchOf(draw, "ai") > matchOf("View › Plain", "ai"));
        QVERIFY(matchOf(draw, "") > 0);
    }

    void whatIsCalledAsWasTypedIsFirst()
    {
        const QString plan = "View › Floor plan", report = "File › Export › Floor-plan report (PDF) …";
        QVERIFY(matchOf(plan, "floor plan") > matchOf(report, "floor plan"));
        QVERIFY(matchOf(plan, "Floor") > matchOf("Tools › Draw on the floor", "Floor"));
        ask("floor plan");
        QVERIFY2(list().topLevelItem(0)->text(0).endsWith(plan), qPrintable(list().topLevelItem(0)->text(0)));
    }

    void wordsOfTheTradeAreFoundThatTheMenusDoNotUse()
    {
        for (const auto& [typed, found] :
             {std::pair("one-line", "Single-line diagram"), std::pair("scenario", "To the scenario"),
              std::pair("energy", "To the scenario"), std::pair("rotate", "Turn by")}) {
            ask(typed);
            bool isThere = false;
            for (int i = 0; i < list().topLevelItemCount(); ++i)
                isThere = isThere || list().topLevelItem(i)->text(0).contains(found);
            QVERIFY2(isThere, typed);
        }
    }

    void noCommandIsThereTwice()
    {
        QSet<QString> paths;
        for (const Command& command : commandsOf(*window_->menuBar())) {
            QVERIFY2(!paths.contains(command.path), qPrintable(command.path));
            paths << command.path;
        }
        QVERIFY(paths.contains("Edit › Array …"));
        QVERIFY(paths.contains("View › Layers in 3D › Roofs"));
    }

    void noKeyIsGivenTwice()
    {
        QHash<QKeySequence, QString> owners;
        for (const Command& command : commandsOf(*window_->menuBar())) {
            for (const QKeySequence& key : command.action->shortcuts()) {
                QVERIFY2(!owners.contains(key), qPrintable(command.path + " and " + owners.value(key) +
                                                           " both have " + key.toString()));
                owners.insert(key, command.path);
            }
        }
    }

    void enterDoesTheFirst()
    {
        ask("view floor");
        QVERIFY(list().topLevelItem(0)->text(0).endsWith("View › Floor plan"));
        QAction* pane = window_->findChild<QAction*>("pane1");
        const bool before = pane->isChecked();
        QTest::keyClick(&line(), Qt::Key_Return);
        QVERIFY(!palette().isVisible());
        QTRY_VERIFY(pane->isChecked() != before);
        // What was used last is first the next time.
        ask("");
        QVERIFY(list().topLevelItem(0)->text(0).endsWith("View › Floor plan"));
        QTest::keyClick(&line(), Qt::Key_Escape);
        QVERIFY(!palette().isVisible());
    }

    void whatCannotBeDoneIsShownLastAndNotDone()
    {
        window_->selection()->selectHall({});
        ask("array");
        QTreeWidgetItem* first = list().topLevelItem(0);
        QVERIFY(first->isDisabled());
        QCOMPARE(first->text(1), QString("Ctrl+Shift+D"));
        QTest::keyClick(&line(), Qt::Key_Return);
        QVERIFY(palette().isVisible());
    }

    void arrowsChooseAndNothingFoundIsSaid()
    {
        ask("view");
        QTest::keyClick(&line(), Qt::Key_Down);
        QCOMPARE(list().currentItem(), list().topLevelItem(1));
        QTest::keyClick(&line(), Qt::Key_Up);
        QTest::keyClick(&line(), Qt::Key_Up);
        QCOMPARE(list().currentItem(), list().topLevelItem(0));
        line().setText("zzzz");
        QCOMPARE(list().topLevelItemCount(), 1);
        QVERIFY(list().topLevelItem(0)->isDisabled());
    }

private:
    CommandPalette& palette() { return *window_->findChild<CommandPalette*>("commandPalette"); }
    QLineEdit& line() { return *palette().findChild<QLineEdit*>(); }
    QTreeWidget& list() { return *palette().findChild<QTreeWidget*>(); }
    void ask(const QString& words)
    {
        palette().ask();
        QVERIFY(palette().isVisible());
        line().setText(words);
    }
};

int main(int argc, char* argv[])
{
    return runWithWindow<CommandPaletteTest>(argc, argv);
}

#include "tst_command_palette.moc"
