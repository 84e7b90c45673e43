// Mouse and keys in the view of a hall's air.
#include "tests/views/fields/field_view_fixture.h"

#include <QSignalSpy>

using namespace hallwright;
using namespace hallwright::fields;
using namespace hallwright::fields::analytic;

class FieldPointingTest : public FieldViewFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }

    void probeTellsWhatIsUnderTheCursor();
    void probeOutsideTellsNothing();
    void clickNamesTheRack();
    void dragIsNoClick();
    void aSupplyIsChosenByAClick();
    void whatTheEyeMissesIsNotUnderTheCursor();
    void presetsAndKeys();
};

void FieldPointingTest::probeTellsWhatIsUnderTheCursor()
{
    FieldOptions options;
    for (const double height : {0.6, 1.5, 2.2}) {
        options.planM = height;
        view_->setOptions(options);
        view_->grabImage();
        probeAt(placeOf({2.0, 6.0, height}));
        constexpr double pixelM = 0.03;
        QVERIFY(std::abs(probed_.x - 2.0) < pixelM && std::abs(probed_.y - 6.0) < pixelM);
        QCOMPARE(probed_.z, height);
        constexpr double singlePrecision = 1e-4;
        QVERIFY(std::abs(value_ - (18.0 + 4.0 * height)) < singlePrecision);
    }
    // From the south the section along the hall is before the eye.
    options.plan = false;
    options.longSection = true;
    options.longShare = 0.25;
    view_->setOptions(options);
    view_->showPreset(FieldPreset::Front);
    view_->grabImage();
    probeAt({400, 300});
    QCOMPARE(probed_.y, 2.0);
    QVERIFY(std::abs(value_ - (18.0 + 4.0 * probed_.z)) < 1e-4);
}

void FieldPointingTest::probeOutsideTellsNothing()
{
    probeAt(placeOf({-0.3, 4.0, 1.5}));
    QVERIFY(std::isnan(value_));
    probeAt(placeOf({5.5, 3.5, 1.5})); // in the rack
    QVERIFY(std::isnan(value_));
    QVERIFY(std::abs(probed_.x - 5.5) < 0.05);
}

void FieldPointingTest::clickNamesTheRack()
{
    QSignalSpy clicked(view_, &FieldView::clicked);
    QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, placeOf({5.5, 3.5, 1.5}));
    QCOMPARE(clicked.size(), 1);
    QVERIFY(clicked.first()[0].value<ObjectRef>() == refTo(RackId{1}));
    QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, placeOf({2.0, 2.0, 1.5}));
    QCOMPARE(clicked.size(), 1);
}

void FieldPointingTest::dragIsNoClick()
{
    QSignalSpy clicked(view_, &FieldView::clicked);
    const QImage before = view_->grabImage();
    const QPoint from = placeOf({5.5, 3.5, 1.5});
    const QPoint by(60, -40);
    QTest::mousePress(view_, Qt::LeftButton, Qt::NoModifier, from);
    QMouseEvent move(QEvent::MouseMove, QPointF(from + by), view_->mapToGlobal(QPointF(from + by)),
                     Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view_, &move);
    QTest::mouseRelease(view_, Qt::LeftButton, Qt::NoModifier, from + by);
    QVERIFY(clicked.isEmpty());
    QVERIFY(view_->grabImage() != before);
    QTest::mouseDClick(view_, Qt::LeftButton, Qt::NoModifier, from);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(view_, &leave);
    view_->showPreset(FieldPreset::Plan);
    QCOMPARE(pixelsLike(view_->grabImage(), before.pixel(before.width() / 3, 200)) > 1000, true);
}

void FieldPointingTest::aSupplyIsChosenByAClick()
{
    AirRoom room = roomWithARack();
    const auto tile = [](double x, double y) {
        AirSupplyPatch patch;
        patch.patch = {{{x, y, 0.0}, {x + 0.6, y + 0.6, 0.0}}, Axis::Z, true};
        patch.flowM3s = 0.5;
        return patch;
    };
    room.supplies = {tile(1.0, 1.0), tile(9.0, 6.0)};
    view_->setData(airOf([](Point3) { return 20.0; }, {0.0, 0.0, 1.0}, room));
    view_->grabImage();
    QSignalSpy told(view_, &FieldView::optionsChanged);
    QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, placeOf({9.3, 6.3, 0.0}));
    QVERIFY(told.isEmpty()); // nobody asked for one
    FieldOptions options;
    options.streamlines = StreamlinesFrom::Supply;
    view_->setOptions(options);
    const QImage nearest = view_->grabImage();
    QSignalSpy rack(view_, &FieldView::clicked);
    QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, placeOf({1.3, 1.3, 0.0}));
    QCOMPARE(told.size(), 1);
    QVERIFY(view_->options().supplyAt == (Point3{1.3, 1.3, 0.0}));
    QVERIFY(view_->subtitle().contains(QStringLiteral("streamlines from the supply at x 1.3, y 1.3 m")));
    QVERIFY(view_->grabImage() != nearest);
    QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, placeOf({9.3, 6.3, 0.0}));
    QVERIFY(view_->subtitle().contains(QStringLiteral("x 9.3, y 6.3 m")));
    QVERIFY(rack.isEmpty());
    QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, placeOf({5.5, 3.5, 1.5}));
    QCOMPARE(rack.size(), 1); // racks are chosen as ever
    QCOMPARE(told.size(), 2);
}

// From above and aside, a place of the floor is probed where it is, whatever stands elsewhere.
void FieldPointingTest::whatTheEyeMissesIsNotUnderTheCursor()
{
    AirRoom room = roomWithARack();
    AirSupplyPatch wall;
    wall.patch = {{{0.0, 1.0, 0.5}, {0.0, 7.0, 2.5}}, Axis::X, true};
    wall.flowM3s = 1.0;
    AirSupplyPatch tile;
    tile.patch = {{{9.0, 6.0, 0.0}, {9.6, 6.6, 0.0}}, Axis::Z, true};
    tile.flowM3s = 0.5;
    room.supplies = {tile, wall};
    view_->setData(airOf([](Point3) { return 20.0; }, {0.5, 0.0, 0.0}, room));
    view_->showPreset(FieldPreset::Iso);
    FieldOptions options;
    options.planM = 0.0;
    options.streamlines = StreamlinesFrom::Supply;
    view_->setOptions(options);
    view_->grabImage();
    QSignalSpy racks(view_, &FieldView::clicked);
    QSignalSpy told(view_, &FieldView::optionsChanged);
    int probes = 0;
    for (int y = 60; y < view_->height() - 60; y += 40)
        for (int x = 40; x < view_->width() - 120; x += 40) {
            probeAt({x, y});
            if (std::isnan(value_))
                continue; // beside the hall, or in the rack
            ++probes;
            QVERIFY(probed_.x >= 0.0 && probed_.x <= 12.0 && probed_.y >= 0.0 && probed_.y <= 8.0);
            const auto before = std::pair(racks.size(), told.size());
            QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, {x, y});
            // What was clicked lies on the ray to that place of the floor: a rack or a wall before it, or the tile.
            if (racks.size() > before.first)
                QVERIFY(view_->probeText().contains(QStringLiteral("rack 1")));
            else if (told.size() > before.second && view_->options().supplyAt == (Point3{9.3, 6.3, 0.0}))
                QVERIFY(probed_.x > 8.9 && probed_.x < 9.7 && probed_.y > 5.9 && probed_.y < 6.7);
        }
    QVERIFY(probes > 20);
    QVERIFY(told.size() > 0 && told.size() < probes / 2); // the wall is before some of the floor
}

void FieldPointingTest::presetsAndKeys()
{
    QSignalSpy presets(view_, &FieldView::presetChanged);
    QSignalSpy changes(view_, &FieldView::optionsChanged);
    view_->setFocus();
    QImage before = view_->grabImage();
    for (const int key : {Qt::Key_2, Qt::Key_3, Qt::Key_1}) {
        QTest::keyClick(view_, static_cast<Qt::Key>(key));
        const QImage after = view_->grabImage();
        QVERIFY(after != before);
        before = after;
    }
    QCOMPARE(presets.size(), 3);
    const double height = view_->options().planM;
    QTest::keyClick(view_, Qt::Key_PageUp);
    QVERIFY(view_->options().planM > height);
    QCOMPARE(changes.size(), 1);
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(view_, Qt::Key_PageUp);
    QCOMPARE(view_->options().planM, 3.0); // no higher than the room
}

QTEST_MAIN(FieldPointingTest)

#include "tst_field_pointing.moc"
