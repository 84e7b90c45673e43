// The strip beside a hall's air, on which it is chosen what is seen.
#include "views/fields/field_controls.h"
#include "views/shared/format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSet>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace hallwright;
using namespace hallwright::fields;

class FieldControlsTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { style::setUnitSystem(style::UnitSystem::Si); }

    void controlsTellOfEachChoice();
    void controlsFollowWithoutTelling();
    void controlsCanBeReachedByKeys();
    void controlsStayLowInANarrowPane();
    void controlsShowTheReadersUnits();
};

void FieldControlsTest::controlsTellOfEachChoice()
{
    FieldControls controls;
    controls.setRoomSize(12.0, 8.0, 3.0);
    QSignalSpy told(&controls, &FieldControls::optionsChanged);
    auto* quantity = controls.findChildren<QComboBox*>().first();
    quantity->setCurrentIndex(2);
    QCOMPARE(told.size(), 1);
    QCOMPARE(controls.options().quantity, FieldQuantity::Speed);
    for (QCheckBox* box : controls.findChildren<QCheckBox*>())
        if (box->isEnabled())
            box->toggle();
    QVERIFY(!controls.options().plan);
    QVERIFY(controls.options().crossSection && controls.options().longSection);
    QVERIFY(controls.options().isosurface && !controls.options().isolines);
    QVERIFY(controls.options().range.has_value());
    const auto sliders = controls.findChildren<QSlider*>();
    QCOMPARE(sliders.size(), 3);
    sliders[1]->setValue(sliders[1]->maximum() / 4);
    QCOMPARE(controls.options().crossShare, 0.25);
    sliders[2]->setValue(sliders[2]->maximum());
    QCOMPARE(controls.options().longShare, 1.0);
}

void FieldControlsTest::controlsFollowWithoutTelling()
{
    FieldControls controls;
    controls.setRoomSize(12.0, 8.0, 3.0);
    QSignalSpy told(&controls, &FieldControls::optionsChanged);
    FieldOptions options;
    options.quantity = FieldQuantity::AshraeBands;
    options.planM = 0.9;
    options.isosurface = true;
    options.streamlines = StreamlinesFrom::Rack;
    controls.setOptions(options);
    QVERIFY(told.isEmpty());
    QVERIFY(controls.options() == options);
    controls.setRack(RackId{7}, QStringLiteral("A07"));
    QCOMPARE(told.size(), 1);
    QCOMPARE(controls.options().rack, RackId{7});
}

void FieldControlsTest::controlsCanBeReachedByKeys()
{
    FieldControls controls;
    controls.setRoomSize(12.0, 8.0, 3.0);
    controls.resize(1100, controls.sizeHint().height());
    controls.show();
    QVERIFY(QTest::qWaitForWindowExposed(&controls));
    controls.activateWindow();
    controls.findChildren<QComboBox*>().first()->setFocus();
    QSet<QWidget*> reached;
    for (int i = 0; i < 40; ++i) {
        reached.insert(controls.focusWidget());
        QTest::keyClick(controls.focusWidget(), Qt::Key_Tab);
    }
    // Layer, plan with slider and number, two sections, surface, streamlines, isolines, range, four buttons.
    QVERIFY2(reached.size() >= 14, qPrintable(QString::number(reached.size())));
}

// Three lines in a wide pane, six in the narrowest; what has no room is one click away.
void FieldControlsTest::controlsStayLowInANarrowPane()
{
    QWidget pane;
    auto* controls = new FieldControls;
    auto* column = new QVBoxLayout(&pane);
    column->addWidget(controls);
    column->addStretch(1);
    column->setContentsMargins(0, 0, 0, 0);
    controls->setRoomSize(12.0, 8.0, 3.0);
    controls->setRack(RackId{7}, QStringLiteral("a rack with a long name"));
    pane.resize(1100, 500);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    auto* more = controls->findChild<QToolButton*>(QStringLiteral("more"));
    auto* range = controls->findChildren<QCheckBox*>().last();
    const auto heightAt = [&](int width) {
        pane.resize(width, 500);
        for (int i = 0; i < 5; ++i) // a change of the lines asks the pane for a new layout
            QCoreApplication::processEvents();
        return controls->height();
    };
    const int wide = heightAt(1100);
    QVERIFY(!more->isVisible() && range->isVisible());
    QCOMPARE(heightAt(640), wide);
    QVERIFY(more->isVisible() && !range->isVisible());
    const int narrow = heightAt(360);
    QCOMPARE(pane.width(), 360);
    QVERIFY2(narrow > wide && narrow <= 2 * wide, qPrintable(QString::number(narrow)));
    QTest::mouseClick(more, Qt::LeftButton);
    QVERIFY(range->isVisible());
    QCOMPARE(heightAt(1100), wide); // and back
    QVERIFY(!more->isVisible() && range->isVisible());
}

void FieldControlsTest::controlsShowTheReadersUnits()
{
    FieldControls controls;
    controls.setRoomSize(12.192, 8.0, 3.048);
    QDoubleSpinBox* height = nullptr;
    for (QDoubleSpinBox* box : controls.findChildren<QDoubleSpinBox*>())
        if (box->accessibleName() == QStringLiteral("Height of the plan over the floor"))
            height = box;
    QVERIFY(height);
    QCOMPARE(height->suffix(), QStringLiteral(" m"));
    style::setUnitSystem(style::UnitSystem::Ip);
    controls.updateUnits();
    QCOMPARE(height->suffix(), QStringLiteral(" ft"));
    QCOMPARE(height->maximum(), 10.0);
}

QTEST_MAIN(FieldControlsTest)

#include "tst_field_controls.moc"
