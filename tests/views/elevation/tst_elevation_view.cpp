// A rack in elevation, driven with mouse and keys.
#include "core/model/site_edit.h"
#include "tests/support/filled_rack.h"
#include "views/elevation/device_list.h"
#include "views/elevation/elevation_view.h"

#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QTreeWidget>

#include <memory>

using namespace hallwright;
using namespace hallwright::test;
using design::DeviceMove;
using design::DevicePlace;
using elevation::ElevationView;

class TestElevationView : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        filled_ = filledRack();
        view_ = std::make_unique<ElevationView>();
        view_->setPictureSize({700, 820});
        view_->setRacks(filled_.site, {filled_.rack, filled_.emptyRack});
        view_->resize(view_->minimumSize());
        view_->show();
        QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
        moves_.clear();
        connect(view_.get(), &ElevationView::moveWanted, this,
                [this](const std::vector<DeviceMove>& moves) { moves_ = moves; });
    }
    void cleanup() { view_.reset(); }

    void devicesStandAtTheirUnits()
    {
        const auto& layout = view_->layoutShown();
        const auto& node = *layout.racks()[0].find(filled_.nodes[1]); // U5 to U8
        const QRectF rect = layout.deviceRect(0, node, DeviceFace::Front);
        const QRectF units = layout.slotRect(0, DeviceFace::Front, 4.0, 4.0);
        QVERIFY(units.contains(rect));
        QVERIFY(units.height() - rect.height() < 2.0);
        QVERIFY(!layout.deviceRect(0, node, DeviceFace::Rear).isEmpty()); // its back
    }

    void unitsFromTheTopAreNumberedSo()
    {
        SiteEdit edit(filled_.site);
        edit.change(filled_.site->rack(filled_.rack).type).unitsFromTop = true;
        view_->setRacks(edit.done(), {filled_.rack});
        const auto& layout = view_->layoutShown();
        QCOMPARE(elevation::unitNumber(layout.racks()[0], 0), 42);
        const auto& first = *layout.racks()[0].find(filled_.nodes[0]); // U1 to U4, at the top now
        QCOMPARE(first.lowestU, 38.0);
        QCOMPARE(elevation::positionAt(layout.racks()[0], 38.0, 4.0), 1.0);
    }

    void aClickChoosesADevice()
    {
        QSignalSpy chosen(view_.get(), &ElevationView::deviceChosen);
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, middle(filled_.nodes[2]));
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].value<DeviceId>(), filled_.nodes[2]);
    }

    void aDragMovesByWholeUnits()
    {
        dragBy(filled_.nodes[3], {0.0, -3.2 * view_->layoutShown().unitPx()});
        QCOMPARE(moves_.size(), std::size_t{1});
        QCOMPARE(moves_[0].to, (DevicePlace{filled_.rack, 16.0}));
    }

    void halvesOfUnitsAreReachedWithAlt()
    {
        dragBy(filled_.nodes[3], {0.0, -2.5 * view_->layoutShown().unitPx()}, Qt::AltModifier);
        QCOMPARE(moves_[0].to.positionU, 15.5);
    }

    void aDragGoesToTheRearAndToTheOtherRack()
    {
        const auto& layout = view_->layoutShown();
        const double rear = layout.faceRect(1, DeviceFace::Rear).center().x();
        dragBy(filled_.leafDevice, {rear - middle(filled_.leafDevice).x(), 10.0 * layout.unitPx()});
        QCOMPARE(moves_[0].to, (DevicePlace{filled_.emptyRack, 30.0, DeviceFace::Rear}));
    }

    void theGhostSaysWhyNot()
    {
        view_->whyNotMove = [](const auto&) { return QStringLiteral("It runs into leaf-1."); };
        QSignalSpy refused(view_.get(), &ElevationView::refused);
        press(filled_.nodes[0]);
        moveBy(filled_.nodes[0], {0.0, -200.0});
        QCOMPARE(view_->marks().ghosts.size(), std::size_t{1});
        QCOMPARE(view_->marks().refusal, QString("It runs into leaf-1."));
        release(filled_.nodes[0], {0.0, -200.0});
        QCOMPARE(refused.count(), 1);
        QVERIFY(moves_.empty());
        QVERIFY(view_->marks().ghosts.empty());
    }

    void escapePutsBack()
    {
        press(filled_.nodes[0]);
        moveBy(filled_.nodes[0], {0.0, -200.0});
        QTest::keyClick(view_.get(), Qt::Key_Escape);
        release(filled_.nodes[0], {0.0, -200.0});
        QVERIFY(moves_.empty());
    }

    void whatIsChosenTogetherMovesTogether()
    {
        view_->setSelection({filled_.nodes[0], filled_.nodes[1]}, filled_.nodes[1]);
        dragBy(filled_.nodes[1], {0.0, -20.0 * view_->layoutShown().unitPx()});
        QCOMPARE(moves_.size(), std::size_t{2});
        QCOMPARE(moves_[0].to.positionU, 21.0);
        QCOMPARE(moves_[1].to.positionU, 25.0);
    }

    void keysMoveByUnits_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<double>("upU");
        QTest::newRow("up") << int(Qt::Key_Up) << int(Qt::NoModifier) << 1.0;
        QTest::newRow("down") << int(Qt::Key_Down) << int(Qt::NoModifier) << -1.0;
        QTest::newRow("half up") << int(Qt::Key_Up) << int(Qt::AltModifier) << 0.5;
        QTest::newRow("half down") << int(Qt::Key_Down) << int(Qt::AltModifier) << -0.5;
    }
    void keysMoveByUnits()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        QFETCH(double, upU);
        view_->setSelection({filled_.nodes[0]}, filled_.nodes[0]);
        QSignalSpy nudged(view_.get(), &ElevationView::nudgeWanted);
        QTest::keyClick(view_.get(), Qt::Key(key), Qt::KeyboardModifiers(modifiers));
        QCOMPARE(nudged.count(), 1);
        QCOMPARE(nudged[0][0].toDouble(), upU);
    }

    void keysGoFromDeviceToDevice()
    {
        view_->setSelection({filled_.nodes[3]}, filled_.nodes[3]);
        QSignalSpy chosen(view_.get(), &ElevationView::deviceChosen);
        QTest::keyClick(view_.get(), Qt::Key_PageUp);
        QTest::keyClick(view_.get(), Qt::Key_PageDown);
        QCOMPARE(chosen[0][0].value<DeviceId>(), filled_.leafDevice);
        QCOMPARE(chosen[1][0].value<DeviceId>(), filled_.nodes[2]);
    }

    void aTypeThatIsDroppedIsPutWhereItFell()
    {
        DeviceTypeId type;
        DevicePlace place;
        connect(view_.get(), &ElevationView::addWanted, this, [&](DeviceTypeId id, const DevicePlace& at) {
            type = id;
            place = at;
        });
        QMimeData data;
        data.setData(elevation::deviceTypeMime, QByteArray::number(qlonglong(filled_.leaf.value)));
        const QRectF at = view_->layoutShown().slotRect(1, DeviceFace::Front, 9.0, 2.0);
        QDragEnterEvent enter(at.center().toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view_.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(at.center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view_.get(), &drop);
        QCOMPARE(type, filled_.leaf);
        QCOMPARE(place, (DevicePlace{filled_.emptyRack, 10.0}));
    }

    void aFewLettersFindAType()
    {
        elevation::DeviceList list;
        list.setCatalogue(filled_.site->catalogue);
        list.show();
        QSignalSpy wanted(&list, &elevation::DeviceList::wanted);
        QTest::keyClicks(list.search(), "be le");
        QTest::keyClick(list.search(), Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted[0][0].value<DeviceTypeId>(), filled_.leaf);
    }

private:
    QPoint middle(DeviceId device) { return view_->middleOf(device)->toPoint(); }
    void press(DeviceId device) { QTest::mousePress(view_.get(), Qt::LeftButton, {}, middle(device)); }
    void moveBy(DeviceId device, QPointF by, Qt::KeyboardModifiers keys = {})
    {
        const QPointF to = QPointF(middle(device)) + by;
        QMouseEvent move(QEvent::MouseMove, to, view_->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, keys);
        QCoreApplication::sendEvent(view_.get(), &move);
    }
    void release(DeviceId device, QPointF by)
    {
        QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, (QPointF(middle(device)) + by).toPoint());
    }
    void dragBy(DeviceId device, QPointF by, Qt::KeyboardModifiers keys = {})
    {
        press(device);
        moveBy(device, by / 2.0, keys);
        moveBy(device, by, keys);
        release(device, by);
    }

    FilledRack filled_;
    std::unique_ptr<ElevationView> view_;
    std::vector<DeviceMove> moves_;
};

QTEST_MAIN(TestElevationView)
#include "tst_elevation_view.moc"
