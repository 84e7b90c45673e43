// Each tool with mouse and keys, in the plan and in 3D, down to the model.
#include "app/editing/editor.h"
#include "app/gui/array_dialog.h"
#include "app/gui/workspace.h"
#include "core/model/object_names.h"
#include "tests/app/main_window_fixture.h"
#include "views/plan/plan_view.h"
#include "views/shared/format.h"

#include <QClipboard>
#include <QLabel>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSettings>
#include <QSpinBox>
#include <QStatusBar>
#include <QTreeWidget>

#include <cmath>

using namespace hallwright;
using namespace hallwright::app;

class WindowEditingTest : public MainWindowFixture
{
    Q_OBJECT

    enum class Where { Plan, Scene };

    const Hall& hall() const { return window_->document()->committedSite()->hall(hallId_); }
    int steps() { return window_->document()->undoStack()->index(); }
    // The sizes and powers beside the types.
    QString textsOfPalette() const
    {
        auto* palette =
            window_->findChild<QWidget*>(QStringLiteral("paletteDock"))->findChild<QTreeWidget*>();
        QStringList texts;
        for (QTreeWidgetItemIterator item(palette); *item; ++item)
            texts << (*item)->text(1);
        return texts.join(QLatin1Char('\n'));
    }

    bool isEnabled(const QString& menuEntry) const
    {
        for (const QAction* action : window_->findChildren<QAction*>()) {
            if (action->text() == menuEntry)
                return action->isEnabled();
        }
        return false;
    }
    plan::PlanView& plan() { return *window_->workspace()->planView(); }

    void openHall(Where where)
    {
        open();
        hallId_ = site_->buildings.front()->halls.front()->id;
        where_ = where;
        window_->selection()->selectHall(hallId_);
        if (where == Where::Plan) {
            window_->findChild<QAction*>(QStringLiteral("pane1"))->setChecked(true);
            window_->findChild<QAction*>(QStringLiteral("pane0"))->setChecked(false);
            window_->findChild<QAction*>(QStringLiteral("pane2"))->setChecked(false);
            QTRY_VERIFY(plan().isVisible());
        } else {
            window_->findChild<QAction*>(QStringLiteral("pane2"))->setChecked(false);
            scene().showPreset(scene::ViewPreset::TopDown);
            scene().setLayerVisible(scene::Layer::Labels, false);
            scene().grabImage();
            const Rack& a = hall().racks.front();
            const Rack& b = hall().racks[11];
            seen_ = a.pose.position();
            seenAt_ = scene().positionOf(refTo(a.id));
            pixelsPerMetre_ = (scene().positionOf(refTo(b.id)).x() - seenAt_.x()) / (b.pose.x - a.pose.x);
        }
        QTest::qWait(50);
    }

    // From above, two racks tell where any point of the floor is seen.
    QPoint at(Point2 p)
    {
        if (where_ == Where::Plan)
            return plan().viewPosition(p).toPoint();
        const Point2 away = p - seen_;
        return (seenAt_ + QPointF(away.x, -away.y) * pixelsPerMetre_).toPoint();
    }

    void press(Point2 p, Qt::KeyboardModifiers keys = {})
    {
        if (where_ == Where::Plan)
            QTest::mousePress(&plan(), Qt::LeftButton, keys, at(p));
        else
            QTest::mousePress(scene().window3d(), Qt::LeftButton, keys, at(p));
    }

    void moveTo(Point2 p, Qt::KeyboardModifiers keys = {}, bool held = true)
    {
        QObject* target = where_ == Where::Plan ? static_cast<QObject*>(&plan()) : scene().window3d();
        QMouseEvent move(QEvent::MouseMove, QPointF(at(p)), QPointF(at(p)), Qt::NoButton,
                         held ? Qt::LeftButton : Qt::NoButton, keys);
        QCoreApplication::sendEvent(target, &move);
    }

    void release(Point2 p, Qt::KeyboardModifiers keys = {})
    {
        if (where_ == Where::Plan)
            QTest::mouseRelease(&plan(), Qt::LeftButton, keys, at(p));
        else
            QTest::mouseRelease(scene().window3d(), Qt::LeftButton, keys, at(p));
    }

    void drag(Point2 from, Point2 to, Qt::KeyboardModifiers keys = {})
    {
        press(from, keys);
        for (int i = 1; i <= 4; ++i)
            moveTo(from + (to - from) * (i / 4.0), keys);
        release(to, keys);
    }

    void click(Point2 p, Qt::KeyboardModifiers keys = {})
    {
        press(p, keys);
        release(p, keys);
    }

    void key(Qt::Key key, Qt::KeyboardModifiers keys = {}) { QTest::keyClick(window_.get(), key, keys); }

    HallId hallId_;
    Where where_ = Where::Plan;
    Point2 seen_; // of the first rack at first, seen from above
    QPointF seenAt_;
    double pixelsPerMetre_ = 1.0;

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void cleanup() { close(); }

    void toolsWork_data()
    {
        QTest::addColumn<int>("where");
        QTest::newRow("in the plan") << int(Where::Plan);
        QTest::newRow("in 3D") << int(Where::Scene);
    }

    void toolsWork()
    {
        QFETCH(int, where);
        openHall(static_cast<Where>(where));
        const Rack first = hall().racks.front();
        const Rack third = hall().racks[2];
        const auto racks = hall().racks.size();
        const auto aisles = hall().aisles.size();

        // A click selects, with Ctrl another one too.
        click(first.pose.position());
        QVERIFY(window_->selection()->rack() == first.id);
        click(third.pose.position(), Qt::ControlModifier);
        QCOMPARE(window_->selection()->set().racks().size(), std::size_t{2});

        // A drag moves both.
        drag(third.pose.position(), third.pose.position() + Point2{0, -1.8}, Qt::AltModifier);
        QCOMPARE(steps(), 1);
        const double movedM = hall().racks.front().pose.y - first.pose.y;
        QVERIFY2(std::abs(movedM + 1.8) < 0.1, qPrintable(QString::number(movedM)));
        QVERIFY(std::abs(hall().racks[2].pose.y - (third.pose.y - 1.8)) < 0.1);
        window_->document()->undoStack()->undo();

        // Arrows move by a tile, with Alt by a centimetre.
        key(Qt::Key_Down);
        QVERIFY(std::abs(hall().racks.front().pose.y - (first.pose.y - 0.6)) < 1e-6);
        key(Qt::Key_Down, Qt::AltModifier);
        QVERIFY(std::abs(hall().racks.front().pose.y - (first.pose.y - 0.61)) < 1e-6);
        window_->document()->undoStack()->setIndex(0);

        // A band: over bare floor in the plan, in 3D with Ctrl.
        key(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        drag({3.0, 2.6}, {5.2, 4.0}, where_ == Where::Plan ? Qt::NoModifier : Qt::ControlModifier);
        QCOMPARE(window_->selection()->set().racks().size(), std::size_t{3});

        // A row is placed, an aisle drawn, a distance measured.
        window_->editor()->choose(PlaceChoice{refTo(first.type)});
        moveTo({4.5, 8.4}, {}, false);
        QVERIFY(!window_->editor()->overlay().ghosts.empty());
        drag({4.5, 8.4}, {4.5 + 2.5, 8.4});
        QCOMPARE(hall().racks.size(), racks + 5);
        window_->editor()->choose(AreaChoice{AreaKind::ColdAisle});
        drag({4.2, 6.65}, {7.2, 7.75});
        QCOMPARE(hall().aisles.size(), aisles + 1);
        window_->editor()->choose(WallChoice{});
        drag({1.8, 9.0}, {4.2, 9.0});
        QCOMPARE(hall().walls.size(), std::size_t{1});
        window_->editor()->choose(TileChoice{});
        drag({4.5, 4.5}, {9.3, 5.1});
        QCOMPARE(hall().tileFields.size(), std::size_t{1});
        window_->editor()->choose(MeasureChoice{});
        click({1.5, 8.0});
        moveTo({3.5, 8.0}, {}, false);
        QVERIFY(!window_->editor()->overlay().dimensions.empty());
        QVERIFY(window_->editor()->escape());
        QVERIFY(window_->editor()->escape());
        QVERIFY(!window_->editor()->tool().takesAll());
        QCOMPARE(steps(), 4);
    }

    void waysAreDrawnAndRowsPulled_data() { toolsWork_data(); }

    void waysAreDrawnAndRowsPulled()
    {
        QFETCH(int, where);
        openHall(static_cast<Where>(where));
        const auto racks = hall().racks.size();
        const Row row = hall().rows.front();

        // A busway over the whole row, from the menu.
        trigger("Draw &busway along a row");
        moveTo(row.area.centre(), {}, false);
        QVERIFY2(window_->editor()->overlay().words.contains("side A"),
                 qPrintable(window_->editor()->overlay().words));
        click(row.area.centre());
        QCOMPARE(steps(), 1);
        QVERIFY(std::abs(window_->document()->committedSite()->power->nodes.back().runLengthM -
                         row.area.width) < 0.01);

        // A tray along three points, ended by Enter; a pipe ended by a double click's second press.
        trigger("Draw cable &tray");
        for (const Point2 p : {Point2{3.0, 8.4}, {7.2, 8.4}, {7.2, 6.6}})
            click(p);
        key(Qt::Key_Backspace);
        key(Qt::Key_Return);
        QCOMPARE(steps(), 2);
        QCOMPARE(window_->document()->committedSite()->pathways->pathways.back().pathM.size(),
                 std::size_t{2});
        trigger("Draw &pipe run");
        click({3.0, 7.8});
        click({6.0, 7.8});
        key(Qt::Key_Return);
        QCOMPARE(steps(), 3);
        window_->editor()->choose(SelectChoice{});

        // The east end of a selected row is pulled by two racks.
        window_->selection()->setTo({{refTo(row.id)}, hallId_});
        QCOMPARE(window_->editor()->overlay().handles.size(), std::size_t{2});
        const Point2 handle = window_->editor()->overlay().handles[1].at;
        drag(handle, handle + Point2{1.0, 0.0}); // the handle stands half a rack out
        QCOMPARE(steps(), 4);
        // In 3D the floor under the pointer is where the ray comes down behind the racks: about two.
        const auto added = hall().racks.size() - racks;
        QVERIFY2(static_cast<Where>(where) == Where::Plan ? added == 2 : added >= 1 && added <= 4,
                 qPrintable(QString::number(added)));
    }

    void escapePutsAMoveBack()
    {
        openHall(Where::Plan);
        const Rack first = hall().racks.front();
        press(first.pose.position());
        moveTo(first.pose.position() + Point2{0, -0.9});
        moveTo(first.pose.position() + Point2{0, -1.8});
        QVERIFY(window_->document()->isPreviewing());
        key(Qt::Key_Escape);
        QVERIFY(!window_->document()->isPreviewing());
        release(first.pose.position() + Point2{0, -1.8});
        QCOMPARE(steps(), 0);
    }

    void racksGoOverTheClipboardToAnotherHall()
    {
        openHall(Where::Plan);
        window_->selection()->select(*site_, refTo(hall().racks.front().id));
        trigger("&Copy racks");
        QVERIFY(QGuiApplication::clipboard()->text().startsWith("name\ttype\tx_m"));
        const HallId other = site_->buildings[1]->halls[0]->id;
        const auto racks = site_->hall(other).racks.size();
        window_->selection()->selectHall(other);
        trigger("&Paste racks");
        QCOMPARE(window_->document()->committedSite()->hall(other).racks.size(), racks + 1);
        QVERIFY(window_->selection()->rack().valid());
        QVERIFY(isEnabled("&Paste racks"));
        QGuiApplication::clipboard()->setText("Dear all,");
        QVERIFY(!isEnabled("&Paste racks"));
        QCOMPARE(steps(), 1);
    }

    void lockingIsOfferedWhereSomethingIsUnlocked()
    {
        openHall(Where::Plan);
        const ObjectRef first = refTo(hall().racks[0].id), second = refTo(hall().racks[1].id);
        window_->selection()->select(*site_, first);
        QVERIFY(isEnabled("&Lock") && !isEnabled("&Unlock"));
        trigger("&Lock");
        QVERIFY(!isEnabled("&Lock") && isEnabled("&Unlock"));
        auto* stays = window_->findChild<QLabel*>(QStringLiteral("locked"));
        QVERIFY(stays->isVisible() && stays->text().startsWith("Locked:"));
        window_->selection()->setTo({{first, second}, hallId_});
        QVERIFY(isEnabled("&Lock") && isEnabled("&Unlock"));
        window_->selection()->select(*site_, second);
        QVERIFY(!stays->isVisible());
    }

    void unitsAreKeptForTheNextStart()
    {
        const auto units = [this] { return window_->findChild<QAction*>(QStringLiteral("ipUnitsAction")); };
        const auto back = qScopeGuard([] {
            QSettings().remove(QStringLiteral("units"));
            style::setUnitSystem(style::UnitSystem::Si);
        });
        open();
        units()->setChecked(true);
        QVERIFY(textsOfPalette().contains(QRegularExpression("\\d′")));
        close();
        style::setUnitSystem(style::UnitSystem::Si);
        open();
        QVERIFY(units()->isChecked());
        QCOMPARE(style::unitSystem(), style::UnitSystem::Ip);
        units()->setChecked(false);
        QVERIFY(!textsOfPalette().contains(QRegularExpression("\\d′")));
    }

    void aToolKeepsItsHintBehindWhatWasDone()
    {
        openHall(Where::Plan);
        trigger("Draw &door");
        QVERIFY(window_->statusBar()->toolTip().contains("R: another width"));
        emit window_->editor()->said("Draw door");
        const QString said = window_->statusBar()->currentMessage();
        QVERIFY2(said.startsWith("Draw door") && said.contains("Esc: done"), qPrintable(said));
        QVERIFY(window_->editor()->escape());
        QVERIFY(!window_->statusBar()->currentMessage().contains("Esc: done"));
        QVERIFY(window_->statusBar()->toolTip().isEmpty());
    }

    // The row is as long as the hall has room for: one copy more reaches through the wall.
    void anArrayThatCannotStandNamesTheCopyAndStaysAsked()
    {
        openHall(Where::Plan);
        const Rack& rack = hall().racks.front();
        window_->selection()->select(*site_, refTo(rack.id));
        LayoutCommands layout(window_->document(), window_->selection());
        const auto standings =
            standingsOf(*site_, window_->selection()->set().objects, window_->selection()->hall());
        ArrayDialog dialog(
            standings, [&](const ArrayRule& rule) { return layout.makeArray(rule); }, window_.get());
        dialog.show();
        auto* count = dialog.findChild<QSpinBox*>();
        count->setValue(900);
        QTest::keyClick(&dialog, Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        QCOMPARE(count->value(), 900);
        const QString said = dialog.findChild<QLabel*>("arrayOutcome")->text();
        const QRegularExpression names(
            QStringLiteral("^Copy \\d+ of rack %1 cannot stand at").arg(QString::fromStdString(rack.name)));
        QVERIFY2(said.contains(names), qPrintable(said));
        QCOMPARE(steps(), 0);
        ArrayRule inEachOther;
        inEachOther.count = 3;
        inEachOther.pitchM = 0.01;
        QVERIFY(layout.makeArray(inEachOther).startsWith("Copy 1 of rack"));
    }

    void theWindowsRowIsSelectedAndTurned()
    {
        openHall(Where::Plan);
        window_->selection()->select(*site_, refTo(hall().racks.front().id));
        trigger("Select its &row");
        QCOMPARE(window_->selection()->set().racks().size(), std::size_t{12});
        trigger("Mirror &north to south");
        QCOMPARE(steps(), 1);
        QVERIFY(std::abs(std::remainder(hall().racks.front().pose.yawDeg, 360.0)) < 1e-6); // was 180
    }
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowEditingTest>(argc, argv);
}

#include "tst_window_editing.moc"
