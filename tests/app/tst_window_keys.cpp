// The window without a mouse: from part to part, where the keys are, and what they do.
#include "app/gui/command_palette.h"
#include "app/gui/focus_pane.h"
#include "app/gui/help_dialog.h"
#include "app/gui/history_dock.h"
#include "app/gui/pane_ring.h"
#include "tests/app/main_window_fixture.h"

#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenuBar>
#include <QSet>
#include <QTreeView>
#include <QTreeWidget>

using namespace hallwright;
using namespace hallwright::app;

class WindowKeysTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init()
    {
        QSettings().clear();
        open();
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        pane(1).setChecked(true);
        pane(0).setChecked(false); // 3D has a window of its own
        window_->selection()->selectHall(site_->buildings.front()->halls.front()->id);
        QTRY_VERIFY(window_->workspace()->planView()->width() > 200); // laid out
        QCoreApplication::processEvents();
    }
    void cleanup() { close(); }

    // First, and both themes in one window: with another theme Qt 6.4 styles anew what windows of earlier tests left in its cache.
    void theFocusIsSeenInThePlanAndInTheTree()
    {
        auto& plan = *static_cast<FocusPane*>(window_->workspace()->panes()[1]);
        auto& tree = *window_->findChild<QTreeView*>(QStringLiteral("siteTree"));
        const auto edge = [](QWidget& widget) {
            return QColor(widget.grab().toImage().pixel(0, widget.height() / 2));
        };
        for (const style::Theme theme : {style::Theme::Dark, style::Theme::Light}) {
            window_->setTheme(theme);
            const QColor accent = style::colours(theme).accent;
            window_->workspace()->planView()->setFocus();
            QVERIFY(plan.hasKeys());
            QTRY_COMPARE(edge(plan), accent);
            QVERIFY(edge(tree) != accent);
            tree.setFocus();
            QVERIFY(!plan.hasKeys());
            QTRY_COMPARE(edge(tree), accent);
            QVERIFY(edge(plan) != accent);
        }
    }

    void aKeyGoesRoundAllThatIsSeenAndBack()
    {
        dock("findingsDock").show();
        const QList<const char*> parts{"siteDock", "inspectorDock", "findingsDock", "keyFiguresBar"};
        window_->workspace()->planView()->setFocus();
        QSet<QString> reached;
        int steps = 0;
        do {
            trigger("To the ne&xt part of the window");
            for (const char* part : parts) {
                if (holdsKeys(*window_->findChild<QWidget*>(part)))
                    reached << part;
            }
            QVERIFY(++steps < 20);
        } while (!holdsKeys(*window_->workspace()->planView()));
        QCOMPARE(reached.size(), parts.size());
        trigger("To the pre&vious part");
        QVERIFY(!holdsKeys(*window_->workspace()->planView()));
        trigger("To the ne&xt part of the window");
        QVERIFY(holdsKeys(*window_->workspace()->planView()));
    }

    // 3D too, whose window takes the keys from all widgets; none of the parts keeps them.
    void whereTheKeysComeToHasAFrame()
    {
        pane(0).setChecked(true);
        window_->workspace()->planView()->setFocus();
        const auto& ring = *window_->findChild<PaneRing*>();
        QSet<QWidget*> framed;
        for (int i = 0; i < 12; ++i) {
            trigger("To the ne&xt part of the window");
            QWidget* with = nullptr;
            const auto isWithWhatHasTheKeys = [&] {
                with = ring.framed();
                for (QWidget* part : window_->workspace()->panes()) {
                    if (static_cast<FocusPane*>(part)->hasKeys())
                        with = part;
                }
                return with && widgetWithKeys() && with->isAncestorOf(widgetWithKeys());
            };
            QTRY_VERIFY(isWithWhatHasTheKeys()); // the screen gives the keys in its own time
            framed << with;
        }
        QVERIFY2(framed.size() >= 6, qPrintable(QString::number(framed.size())));
        QVERIFY(framed.contains(window_->workspace()->panes()[0]));
        // A hand that goes elsewhere takes the frame away.
        window_->workspace()->planView()->setFocus(Qt::MouseFocusReason);
        QVERIFY(!ring.framed());
    }

    void theKeysGoIntoWhatIsOpened()
    {
        auto* loads = window_->findChild<QComboBox*>(QStringLiteral("scenarioLoads"));
        for (const char* name : {"findingsDock", "hallsDock", "powerDiagramDock", "loopDiagramDock"}) {
            loads->setFocus();
            dock(name).toggleViewAction()->trigger();
            QTRY_VERIFY2(holdsKeys(dock(name)), name);
        }
        loads->setFocus();
        pane(1).setChecked(false);
        pane(1).trigger();
        QTRY_VERIFY(holdsKeys(*window_->workspace()->planView()));
    }

    // A tree in a dock that stands behind another one is no place for keys.
    void whatIsHiddenIsPassedOver()
    {
        dock("siteDock").hide();
        for (int i = 0; i < 12; ++i) {
            trigger("To the ne&xt part of the window");
            QVERIFY(QApplication::focusWidget() && QApplication::focusWidget()->isVisible());
            QVERIFY(!holdsKeys(dock("siteDock")));
        }
    }

    void theKeysComeBackToTheFieldThatHadThem()
    {
        auto* loads = window_->findChild<QComboBox*>(QStringLiteral("scenarioLoads"));
        loads->setFocus();
        trigger("To the ne&xt part of the window");
        QVERIFY(!loads->hasFocus());
        trigger("To the pre&vious part");
        QVERIFY(loads->hasFocus());
    }

    void thePlanIsZoomedAndMovedByKeys()
    {
        plan::PlanView& plan = *window_->workspace()->planView();
        plan.setFocus();
        const auto metrePx = [&] { return plan.viewPosition({1, 0}).x() - plan.viewPosition({0, 0}).x(); };
        const double fitted = metrePx();
        QTest::keyClick(&plan, Qt::Key_Plus);
        QVERIFY(metrePx() > fitted);
        const QPointF before = plan.viewPosition({0, 0});
        QTest::keyClick(&plan, Qt::Key_Left);
        QVERIFY(plan.viewPosition({0, 0}).x() > before.x());
        QTest::keyClick(&plan, Qt::Key_0);
        QCOMPARE(metrePx(), fitted);
        // With something selected arrows are its own.
        window_->selection()->select(*site_, refTo(rackToDrag().id));
        const QPointF still = plan.viewPosition({0, 0});
        QTest::keyClick(&plan, Qt::Key_Up);
        QCOMPARE(plan.viewPosition({0, 0}), still);
    }

    void enterInTheHistoryGoesToTheStep()
    {
        const Rack rack = rackToDrag();
        window_->selection()->select(*site_, refTo(rack.id));
        trigger("&Duplicate");
        QCOMPARE(window_->document()->undoStack()->index(), 1);
        dock("historyDock").raise();
        auto& list = *dock("historyDock").findChild<QTreeWidget*>();
        list.setCurrentItem(list.topLevelItem(0));
        QCOMPARE(window_->document()->undoStack()->index(), 1);
        QTest::keyClick(&list, Qt::Key_Return);
        QCOMPARE(window_->document()->undoStack()->index(), 0);
    }

    void helpHasEveryKeyEveryToolAndEveryPart()
    {
        trigger("&Keys, mouse and panes");
        auto* help = window_->findChild<HelpDialog*>();
        QVERIFY(help);
        QCOMPARE(help->focusWidget(), help->findChild<QLineEdit*>());
        const QString text = help->text();
        for (const Command& command : commandsOf(*window_->menuBar())) {
            for (const QKeySequence& key : command.action->shortcuts())
                QVERIFY2(text.contains(key.toString(QKeySequence::NativeText)), qPrintable(command.path));
        }
        for (const QDockWidget* part : window_->findChildren<QDockWidget*>()) {
            QVERIFY2(!part->whatsThis().isEmpty(), qPrintable(part->objectName()));
            QVERIFY2(text.contains(part->whatsThis()), qPrintable(part->objectName()));
        }
        for (const QWidget* part : window_->workspace()->panes())
            QVERIFY2(text.contains(part->whatsThis()) && !part->whatsThis().isEmpty(),
                     qPrintable(part->windowTitle()));
        for (const char* tool : {"Perforated tiles", "Pipe run", "Draw door of", "Cable tray"})
            QVERIFY2(text.contains(tool), tool);
        help->close();
    }

private:
    static bool holdsKeys(const QWidget& part)
    {
        const QWidget* now = QApplication::focusWidget();
        return now && (now == &part || part.isAncestorOf(now));
    }

    QAction& pane(int number) { return *window_->findChild<QAction*>(QStringLiteral("pane%1").arg(number)); }
    QDockWidget& dock(const char* name) { return *window_->findChild<QDockWidget*>(name); }
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowKeysTest>(argc, argv);
}

#include "tst_window_keys.moc"
