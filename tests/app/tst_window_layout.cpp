// Panes and docks are where they were left, in the next site and in the next session.
#include "tests/app/main_window_fixture.h"

#include <QDockWidget>
#include <QSettings>

using namespace hallwright;
using namespace hallwright::app;

class WindowLayoutTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init()
    {
        QSettings().clear();
        open();
    }
    void cleanup() { close(); }

    void itBeginsWith3dAndHeatmap()
    {
        QVERIFY(pane(0).isChecked());
        QVERIFY(!pane(1).isChecked());
        QVERIFY(dock("inspectorDock").isVisible());
    }

    void theNextSessionIsAsThisOne()
    {
        pane(1).setChecked(true);
        pane(0).setChecked(false);
        dock("inspectorDock").hide();
        dock("hallsDock").show();
        QVERIFY(window_->close());
        window_.reset();
        open();
        QVERIFY(pane(1).isChecked());
        QVERIFY(!pane(0).isChecked());
        QVERIFY(!dock("inspectorDock").isVisible());
        QVERIFY(dock("hallsDock").isVisible());
    }

    void theNextSiteToo()
    {
        dock("inspectorDock").hide();
        window_->project()->close();
        window_->project()->open(site_, {});
        QVERIFY(!dock("inspectorDock").isVisible());
        QVERIFY(dock("siteDock").isVisible());
    }

    void forgettingItGoesBackToHowItBegins()
    {
        pane(1).setChecked(true);
        trigger("&Forget the layout of panes");
        QVERIFY(window_->close());
        window_.reset();
        open();
        QVERIFY(!pane(1).isChecked());
    }

    void aDamagedLayoutIsLeftAside()
    {
        window_.reset();
        QSettings().setValue("layout", QByteArray("\0nonsense", 9));
        QSettings().setValue("panes", QVariantList{false, false, false, false});
        open();
        QVERIFY(pane(0).isChecked());
        QVERIFY(dock("inspectorDock").isVisible());
    }

private:
    QAction& pane(int number) { return *window_->findChild<QAction*>(QStringLiteral("pane%1").arg(number)); }
    QDockWidget& dock(const char* name) { return *window_->findChild<QDockWidget*>(name); }
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowLayoutTest>(argc, argv);
}

#include "tst_window_layout.moc"
