// The window as a person uses it: open, look, drag a rack, undo, edit, save.
#include "app/gui/preferences_dialog.h"
#include "core/layout/placement.h"
#include "core/model/edits.h"
#include "tests/app/main_window_fixture.h"
#include "tests/app/window_idle.h"
#include "views/panels/key_figures_bar.h"
#include "views/panels/quantity_field.h"

#include <QComboBox>
#include <QLineEdit>
#include <QScreen>
#include <QStatusBar>
#include <QUndoStack>
#include <QWheelEvent>

#include <cmath>

using namespace hallwright;
using namespace hallwright::app;

namespace {

// The figures on screen while a drag is under way.
struct DragView {
    QString hall;
    QString rack;
    QString comparedWith;
};

} // namespace

class MainWindowTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init() { open(); }
    void cleanup() { close(); }

    void draggingARack_data()
    {
        QTest::addColumn<scene::ViewPreset>("preset");
        QTest::newRow("in 3D") << scene::ViewPreset::Hall;
        QTest::newRow("top-down") << scene::ViewPreset::TopDown;
    }

    void draggingARack()
    {
        QFETCH(scene::ViewPreset, preset);
        const Rack rack = rackToDrag();
        lookAt(rack.id, preset);
        const SnapshotPtr before = window_->session()->latest();

        press(rack.id);
        const DragView during = moveUntilShown(rack.id);
        QVERIFY(window_->document()->isPreviewing());
        QVERIFY2(!during.rack.isEmpty(), "the rack's inlet temperature shows no change during the drag");
        QVERIFY2(!during.hall.isEmpty(), "the hall's figures show no change during the drag");
        QCOMPARE(during.comparedWith, QStringLiteral("Changes since the drag began"));
        const SnapshotPtr dragged = window_->session()->latest();
        const HallId hall = site_->hallOf(rack.id).id;
        QVERIFY(dragged->hallResult(hall)->meanInletC != before->hallResult(hall)->meanInletC);
        QVERIFY(dragged->pue != before->pue);
        QVERIFY(*window_->document()->committedSite() == *site_);

        QTest::mouseRelease(scene().window3d(), Qt::LeftButton, {}, at_);
        QVERIFY(!window_->document()->isPreviewing());
        const SitePtr after = window_->document()->committedSite();
        QVERIFY(!(after->rack(rack.id).pose == rack.pose));
        QVERIFY(!obstruction(*after, after->hallOf(rack.id), after->rack(rack.id)));

        window_->document()->undoStack()->undo();
        QVERIFY(*window_->document()->committedSite() == *site_);
        QCOMPARE(window_->document()->committedSite().get(), site_.get());
        waitForSnapshot();
        QCOMPARE(window_->session()->latest()->pue, before->pue);
    }

    void escapeRevertsADrag()
    {
        const Rack rack = rackToDrag();
        lookAt(rack.id, scene::ViewPreset::TopDown);
        press(rack.id);
        moveUntilShown(rack.id);
        QVERIFY(window_->document()->isPreviewing());
        QTest::keyClick(scene().window3d(), Qt::Key_Escape);
        QVERIFY(!window_->document()->isPreviewing());
        QCOMPARE(window_->document()->shownSite().get(), site_.get());
        QTest::mouseRelease(scene().window3d(), Qt::LeftButton, {}, at_);
        QCOMPARE(window_->document()->undoStack()->count(), 0);
    }

    void aClickSelectsAndTheInspectorEdits()
    {
        const Rack rack = rackToDrag();
        lookAt(rack.id, scene::ViewPreset::TopDown);
        QTest::mouseClick(scene().window3d(), Qt::LeftButton, {}, scene().positionOf(refTo(rack.id)));
        QTRY_VERIFY(window_->selection()->rack() == rack.id);
        auto* power = window_->findChild<panels::QuantityField*>("rackPower");
        QVERIFY(power);
        power->setValue(7.5);
        QCOMPARE(window_->document()->committedSite()->rack(rack.id).powerW, 7500.0);
        window_->document()->undoStack()->undo();
        QVERIFY(*window_->document()->committedSite() == *site_);
    }

    void aPositionInsideAnotherRackIsRefused()
    {
        const Hall& hall = *site_->buildings.front()->halls.front();
        const Rack& rack = hall.racks.front();
        const Rack& other = hall.racks[1];
        window_->selection()->select(*site_, refTo(rack.id));
        auto* x = window_->findChild<panels::QuantityField*>("rackX");
        auto* y = window_->findChild<panels::QuantityField*>("rackY");
        x->setValue(other.pose.x);
        y->setValue(other.pose.y);
        const SitePtr& now = window_->document()->committedSite();
        QVERIFY(!obstruction(*now, now->hall(hall.id), now->rack(rack.id)));
    }

    void aBuildingKeepsWorkingAfterClosingAndReopening()
    {
        window_->project()->close();
        QCOMPARE(window_->keyFigures()->value("pue"), QStringLiteral("–"));
        window_->project()->open(site_, {});
        waitForSnapshot();
        QVERIFY(window_->keyFigures()->value("pue") != QStringLiteral("–"));
    }

    void aValueHalfTypedBelongsToTheRackItWasTypedFor()
    {
        const auto& racks = site_->buildings.front()->halls.front()->racks;
        window_->selection()->select(*site_, refTo(racks[0].id));
        typeInto("rackPower", "7.5");
        window_->selection()->select(*site_, refTo(racks[1].id));
        const SitePtr& now = window_->document()->committedSite();
        QCOMPARE(now->rack(racks[0].id).powerW, 7500.0);
        QCOMPARE(now->rack(racks[1].id).powerW, racks[1].powerW);
    }

    void savingCompletesWhatIsHalfTyped()
    {
        const std::filesystem::path file = state_.filePath("typed.hallwright").toStdString();
        window_->project()->save(file);
        const RackId rack = rackToDrag().id;
        window_->selection()->select(*site_, refTo(rack));
        typeInto("rackPower", "8.5");
        trigger("&Save");
        QCOMPARE(loadSite(file)->rack(rack).powerW, 8500.0);
    }

    void aWindowMayGoWhileAValueIsHalfTyped()
    {
        window_->selection()->select(*site_, refTo(rackToDrag().id));
        typeInto("rackPower", "9.5");
        window_
            .reset(); // the field tells its entry while the window and its document go: that must reach nobody
    }

    void whatADialogCoveredIsDrawnAgain()
    {
        scene().grabImage();
        QWidget cover(nullptr, Qt::FramelessWindowHint);
        cover.setStyleSheet("background: #ff0000");
        cover.setGeometry(QRect(scene().mapToGlobal(QPoint(60, 60)), QSize(150, 150)));
        cover.show();
        QVERIFY(QTest::qWaitForWindowExposed(&cover));
        const QPoint middle = scene().mapToGlobal(QPoint(135, 135));
        const auto onScreen = [&] {
            return window_->screen()->grabWindow(0, middle.x(), middle.y(), 1, 1).toImage().pixel(0, 0);
        };
        QTRY_COMPARE(onScreen(), qRgb(255, 0, 0));
        cover.hide();
        QTRY_VERIFY(onScreen() != qRgb(255, 0, 0));
    }

    void scrollingOverAFieldDoesNotEditIt()
    {
        window_->selection()->select(*site_, refTo(rackToDrag().id));
        auto* power = window_->findChild<panels::QuantityField*>("rackPower");
        power->clearFocus();
        const QPointF middle(power->rect().center());
        QWheelEvent turn(middle, power->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                         Qt::NoScrollPhase, false);
        QApplication::sendEvent(power, &turn);
        QVERIFY(!window_->project()->isModified());
    }

    void anUndoDuringADragIsNotUndoneByTheDrag()
    {
        const Rack rack = rackToDrag();
        window_->document()->commit(withRackPower(site_, rack.id, 1e3 * 5.0), "Set power");
        lookAt(rack.id, scene::ViewPreset::TopDown);
        press(rack.id);
        moveUntilShown(rack.id);
        window_->document()->undoStack()->undo();
        for (int i = 0; i < 5; ++i) {
            at_ += QPoint(6, -6);
            QTest::mouseMove(scene().window3d(), at_);
            QTest::qWait(20);
        }
        QTest::mouseRelease(scene().window3d(), Qt::LeftButton, {}, at_);
        QCOMPARE(window_->document()->committedSite().get(), site_.get());
        QVERIFY(window_->document()->undoStack()->canRedo());
    }

    void aRemovedRackLeavesNothingSelectedAndComesBack()
    {
        const Rack rack = rackToDrag();
        window_->selection()->select(*site_, refTo(rack.id));
        trigger("&Remove");
        QVERIFY(!window_->document()->committedSite()->findRack(rack.id));
        QVERIFY(!window_->selection()->rack().valid());
        waitForSnapshot();
        window_->document()->undoStack()->undo();
        QCOMPARE(window_->document()->committedSite().get(), site_.get());
        waitForSnapshot();
    }

    void aDuplicateStandsFreeAndIsSelected()
    {
        const Rack rack = rackToDrag();
        window_->selection()->select(*site_, refTo(rack.id));
        trigger("&Duplicate");
        const SitePtr& now = window_->document()->committedSite();
        QCOMPARE(now->rackCount(), site_->rackCount() + 1);
        const RackId copy = window_->selection()->rack();
        QVERIFY(copy != rack.id);
        QVERIFY(!obstruction(*now, now->hallOf(copy), now->rack(copy)));
        // Named on in the hall's own pattern, not after its original.
        const std::string& name = now->rack(copy).name;
        QVERIFY2(name != rack.name && name.find("copy") == std::string::npos, name.c_str());
        QCOMPARE(name.size(), rack.name.size());
    }

    // The field keeps the focus after Enter, but has nothing of its own left to undo.
    void aTypedPositionIsUndoneByTheDocument()
    {
        const Rack rack = rackToDrag();
        window_->selection()->select(*site_, refTo(rack.id));
        const double freeX = placeBeside(rack);
        typeInto("rackX", QLocale().toString(freeX, 'f', 3));
        auto* box = window_->findChild<panels::QuantityField*>("rackX");
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        QTest::keyClick(box, Qt::Key_Return);
        QVERIFY(std::abs(window_->document()->committedSite()->rack(rack.id).pose.x - freeX) < 1e-3);
        QTest::keyClick(box, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window_->document()->committedSite()->rack(rack.id).pose.x, rack.pose.x);
        QVERIFY(std::abs(box->value() - rack.pose.x) < 1e-3);
        QTest::keyClick(box, Qt::Key_Y, Qt::ControlModifier); // redo, too
    }

    void whatIsHalfTypedIsUndoneInItsField()
    {
        const Rack rack = rackToDrag();
        window_->selection()->select(*site_, refTo(rack.id));
        typeInto("rackX", QStringLiteral("77"));
        auto* box = window_->findChild<panels::QuantityField*>("rackX");
        QTest::keyClick(box, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!box->text().startsWith(QStringLiteral("77")));
        QVERIFY(window_->document()->undoStack()->index() == 0);
    }

    void aRackIsNotRenamedToItsNeighbour()
    {
        const Hall& hall = *site_->buildings.front()->halls.front();
        const Rack rack = hall.racks.front();
        window_->selection()->select(*site_, refTo(rack.id));
        auto* name = window_->findChild<QLineEdit*>("rackName");
        QVERIFY(name);
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, QString::fromStdString(hall.racks[1].name));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(window_->document()->committedSite()->rack(rack.id).name, rack.name);
        QCOMPARE(name->text(), QString::fromStdString(rack.name));
        QVERIFY(window_->statusBar()->currentMessage().contains(QStringLiteral("already has a rack named")));
    }

    void theLookOfTheSceneIsChosenAndKept()
    {
        const scene::SceneView* view = window_->workspace()->sceneView();
        QCOMPARE(lookChoice(), scene::LookChoice::Automatic);
        QCOMPARE(view->look(), scene::Look::Plain); // on software
        for (QAction* action : window_->findChildren<QAction*>()) {
            if (action->text().contains(QStringLiteral("Pre&ferences")))
                action->trigger();
        }
        const auto* dialog = window_->findChild<PreferencesDialog*>();
        QVERIFY(dialog);
        auto* choice = dialog->findChild<QComboBox*>(QStringLiteral("sceneLook"));
        emit choice->activated(static_cast<int>(scene::LookChoice::Full));
        QCOMPARE(view->look(), scene::Look::Full);
        QCOMPARE(lookChoice(), scene::LookChoice::Full);
        emit choice->activated(static_cast<int>(scene::LookChoice::Automatic));
        QCOMPARE(view->look(), scene::Look::Plain);
        QCOMPARE(lookChoice(), scene::LookChoice::Automatic);
    }

private:
    // An x at which the rack would stand free, well away from where it is.
    double placeBeside(const Rack& rack) const
    {
        const Hall& hall = site_->hallOf(rack.id);
        for (double x = 1.0; x < hall.widthM - 1.0; x += 0.1) {
            Rack moved = rack;
            moved.pose.x = x;
            if (std::abs(x - rack.pose.x) > 0.5 && !obstruction(*site_, hall, moved))
                return x;
        }
        return rack.pose.x;
    }

    void lookAt(RackId rack, scene::ViewPreset preset)
    {
        window_->selection()->selectHall(site_->hallOf(rack).id);
        scene().showPreset(preset);
        scene().grabImage();
    }

    void press(RackId rack)
    {
        at_ = scene().positionOf(refTo(rack));
        QVERIFY(scene().rect().contains(at_));
        QTest::mousePress(scene().window3d(), Qt::LeftButton, {}, at_);
    }

    // Moves the hand away from the row until the rack has followed and been evaluated; then reads the screen.
    DragView moveUntilShown(RackId rack)
    {
        const Pose start = site_->rack(rack).pose;
        for (int i = 0; i < 80; ++i) {
            at_ += QPoint(3, -3); // far from the walls of the hall, whatever the docks leave of the picture
            QTest::mouseMove(scene().window3d(), at_);
            QTest::qWait(20);
            const SitePtr& shown = window_->document()->shownSite();
            const Pose now = shown->rack(rack).pose;
            if (std::hypot(now.x - start.x, now.y - start.y) > 1.0 && i >= 12)
                break;
        }
        [&] { QTRY_VERIFY(isIdle(*window_)); }();
        panels::KeyFiguresBar* figures = window_->keyFigures();
        // Beside the pictures, figures are brought up to date ten times a second.
        constexpr int patienceMs = 5000;
        (void)QTest::qWaitFor([&] { return !figures->change("rack").isEmpty(); }, patienceMs);
        return {figures->change("hall"), figures->change("rack"), figures->comparedWith()};
    }

    // Types without completing the entry: no Enter, the focus stays.
    void typeInto(const char* field, const QString& text)
    {
        auto* box = window_->findChild<panels::QuantityField*>(field);
        QVERIFY(box);
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, text);
    }

    QPoint at_;
};

int main(int argc, char* argv[])
{
    return runWithWindow<MainWindowTest>(argc, argv);
}

#include "tst_main_window.moc"
