// Panes and docks are where they were left, in the next site and in the next session.
#include "tests/app/main_window_fixture.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLabel>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSettings>
#include <QTreeView>

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

    // With every dock and picture in turn, a hall's or the campus's.
    void aSmallWindowStaysAsSmallWithAnyPaneOpen()
    {
        constexpr QSize small(1024, 700);
        window_->resize(small);
        window_->selection()->selectHall(site_->buildings.front()->halls.front()->id);
        for (int number = 0; number < 3; ++number)
            pane(number).setChecked(true);
        QStringList wide;
        const auto look = [&](const QString& name) {
            QCoreApplication::processEvents();
            if (window_->size() != small || window_->minimumSizeHint().width() > small.width() ||
                window_->minimumSizeHint().height() > small.height())
                wide << QStringLiteral("%1: %2 x %3, at least %4 x %5")
                            .arg(name)
                            .arg(window_->width())
                            .arg(window_->height())
                            .arg(window_->minimumSizeHint().width())
                            .arg(window_->minimumSizeHint().height());
        };
        look("as it begins");
        for (QDockWidget* each : window_->findChildren<QDockWidget*>()) {
            const bool wasHidden = each->isHidden();
            each->show();
            each->raise();
            look(each->objectName());
            if (wasHidden)
                each->hide();
        }
        for (int number = 1; number < 4; ++number) {
            pane(number).setChecked(true);
            look(pane(number).text());
        }
        QVERIFY2(wide.isEmpty(), qPrintable(wide.join('\n')));
    }

    void atTheSidesNothingIsCutInASmallWindow()
    {
        window_->resize(1024, 700);
        QCoreApplication::processEvents();
        for (const char* name : {"siteDock", "inspectorDock"}) {
            const QWidget& content = *dock(name).widget();
            QVERIFY2(dock(name).width() >= content.minimumSizeHint().width(), name);
        }
        const auto& tree = *window_->findChild<QTreeView*>(QStringLiteral("siteTree"));
        int columns = 0;
        for (int column = 0; column < tree.header()->count(); ++column)
            columns += tree.isColumnHidden(column) ? 0 : tree.columnWidth(column);
        QVERIFY2(columns <= tree.viewport()->width(),
                 qPrintable(QStringLiteral("%1 of %2").arg(columns).arg(tree.viewport()->width())));
    }

    // Nothing that is written anywhere keeps the unit of before.
    void anotherUnitSystemReachesEveryPane()
    {
        for (QDockWidget* each : window_->findChildren<QDockWidget*>())
            each->show();
        for (int number = 0; number < 4; ++number)
            pane(number).setChecked(true);
        const Rack rack = rackToDrag();
        window_->selection()->select(*site_, refTo(rack.id));
        trigger("&Duplicate"); // a step for the history
        waitForSnapshot();
        auto* ip = window_->findChild<QAction*>(QStringLiteral("ipUnitsAction"));
        const bool was = ip->isChecked();
        const auto restore = qScopeGuard([&] { ip->setChecked(was); });
        ip->setChecked(true);
        QTRY_VERIFY2(left().isEmpty(), qPrintable(left().join('\n')));
    }

private:
    // Texts in units of SI that IP has others for.
    QStringList left() const
    {
        static const QRegularExpression si("\\d[\\s\u00a0]?(°C|K|m|mm|m²|m³/s|L/s|kPa|kg|kW/m²|kN/m²)\\b");
        QStringList found;
        const auto look = [&](const QString& text, const QObject* where) {
            if (text.contains(si))
                found << QStringLiteral("%1: %2").arg(
                    where->objectName().isEmpty() ? QString::fromLatin1(where->metaObject()->className())
                                                  : where->objectName(),
                    text);
        };
        for (const QLabel* label : window_->findChildren<QLabel*>())
            if (label->isVisible())
                look(label->text(), label);
        for (const QAbstractSpinBox* field : window_->findChildren<QAbstractSpinBox*>())
            if (field->isVisible())
                look(field->text(), field);
        for (const QAbstractItemView* view : window_->findChildren<QAbstractItemView*>())
            if (view->isVisible() && view->model())
                lookAt(*view->model(), {}, look, view);
        return found;
    }

    template <class Look>
    static void lookAt(const QAbstractItemModel& model, const QModelIndex& parent, const Look& look,
                       const QObject* where)
    {
        for (int row = 0; row < model.rowCount(parent); ++row) {
            for (int column = 0; column < model.columnCount(parent); ++column)
                look(model.index(row, column, parent).data().toString(), where);
            lookAt(model, model.index(row, 0, parent), look, where);
        }
    }

    QAction& pane(int number) { return *window_->findChild<QAction*>(QStringLiteral("pane%1").arg(number)); }
    QDockWidget& dock(const char* name) { return *window_->findChild<QDockWidget*>(name); }
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowLayoutTest>(argc, argv);
}

#include "tst_window_layout.moc"
