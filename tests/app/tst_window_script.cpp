// A layout made by hand in the window is the one that a script makes on the command line, and the one that its own change set
// makes of the site it began with.
#include "app/gui/workspace.h"
#include "core/storage/site_file.h"
#include "tests/app/main_window_fixture.h"
#include "tests/cli/cli_run.h"
#include "views/plan/plan_view.h"

using namespace hallwright;
using namespace hallwright::app;

class WindowScriptTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void cleanup() { close(); }

    void aLayoutByHandIsTheOneByScript()
    {
        layOutByHand();
        const auto path = [this](const char* name) { return folder_.filePath(QLatin1String(name)); };
        saveSite(site_, {}, {}, path("before.hallwright").toStdString(), nullptr);
        const SitePtr made = window_->document()->committedSite();
        saveSite(made, {}, {}, path("by-hand.hallwright").toStdString(), nullptr);

        QStringList script{"edit", path("before.hallwright"), "-o", path("by-script.hallwright")};
        for (const RackId id : moved_) {
            const Pose& pose = made->rack(id).pose;
            script << "--move"
                   << QStringLiteral("rack:#%1=%2,%3,%4")
                          .arg(id.value)
                          .arg(pose.x, 0, 'g', 17)
                          .arg(pose.y, 0, 'g', 17)
                          .arg(pose.yawDeg, 0, 'g', 17);
        }
        script << "--set" << QStringLiteral("rack:#%1.power_w=12345").arg(valued_.value) << "--remove"
               << QStringLiteral("rack:#%1").arg(removed_.value);
        const test::Outcome edited = test::cli(script);
        QVERIFY2(edited.code == 0, edited.err.constData());
        sameLayout(path("by-hand.hallwright"), path("by-script.hallwright"));

        const test::Outcome found =
            test::cli({"diff", path("before.hallwright"), path("by-hand.hallwright"), "--json"});
        QCOMPARE(found.code, 1);
        test::writeFile(path("changes.json"), found.out);
        const test::Outcome applied = test::cli(
            {"apply", path("before.hallwright"), path("changes.json"), "-o", path("applied.hallwright")});
        QVERIFY2(applied.code == 0, applied.err.constData());
        sameLayout(path("by-hand.hallwright"), path("applied.hallwright"));
    }

private:
    void sameLayout(const QString& a, const QString& b)
    {
        const test::Outcome outcome = test::cli({"diff", a, b});
        QVERIFY2(outcome.code == 0, outcome.out.constData());
    }

    // One rack dragged, one nudged, one given a power, one removed.
    void layOutByHand()
    {
        open();
        const Hall& hall = *site_->buildings.front()->halls.front();
        window_->selection()->selectHall(hall.id);
        window_->findChild<QAction*>(QStringLiteral("pane1"))->setChecked(true);
        plan::PlanView& plan = *window_->workspace()->planView();
        QTRY_VERIFY(plan.isVisible());
        QTest::qWait(50);
        const Rack dragged = rackToDrag();
        moved_ = {dragged.id, hall.racks[5].id};
        valued_ = hall.racks[7].id;
        removed_ = hall.racks[9].id;

        const Point2 from = dragged.pose.position(), to{from.x - 1.2, from.y + 0.6};
        QTest::mousePress(&plan, Qt::LeftButton, {}, plan.viewPosition(from).toPoint());
        for (int i = 1; i <= 4; ++i) {
            const QPointF at = plan.viewPosition(from + (to - from) * (i / 4.0));
            QMouseEvent move(QEvent::MouseMove, at, plan.mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(&plan, &move);
        }
        QTest::mouseRelease(&plan, Qt::LeftButton, {}, plan.viewPosition(to).toPoint());
        QVERIFY(window_->document()->committedSite()->rack(dragged.id).pose != dragged.pose);

        window_->selection()->select(*site_, refTo(moved_[1]));
        QTest::keyClick(window_.get(), Qt::Key_Up);
        QVERIFY(window_->document()->committedSite()->rack(moved_[1]).pose != site_->rack(moved_[1]).pose);

        SiteCommands(window_->document(), window_->selection())
            .setField({refTo(valued_)}, "power_w", {FieldValue(12345.0)});
        window_->selection()->select(*site_, refTo(removed_));
        trigger(tr("&Remove"));
        QVERIFY(!window_->document()->committedSite()->findRack(removed_));
    }

    QTemporaryDir folder_;
    std::vector<RackId> moved_;
    RackId valued_, removed_;
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowScriptTest>(argc, argv);
}

#include "tst_window_script.moc"
