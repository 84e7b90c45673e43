// Units and arithmetic in a number field.
#include "views/panels/quantity_field.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace hallwright::panels;

class TestTypedQuantity : public QObject
{
    Q_OBJECT

private slots:
    void lengthsAreRead_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("metres"); // NaN: cannot be read
        QTest::newRow("a number") << "1.2" << 1.2;
        QTest::newRow("a comma") << "1,2" << 1.2;
        QTest::newRow("negative") << "-1.2" << -1.2;
        QTest::newRow("feet") << "24 ft" << 7.3152;
        QTest::newRow("feet as a mark") << "24'" << 7.3152;
        QTest::newRow("feet and inches") << "6 ft 3 in" << 1.905;
        QTest::newRow("feet and inches as marks") << "6' 3\"" << 1.905;
        QTest::newRow("feet and inches as they are shown") << "6′ 3.5″" << 1.9177;
        QTest::newRow("a part without a unit") << "6 ft 3" << qQNaN();
        QTest::newRow("millimetres are no metres") << "600 mm" << 0.6;
        QTest::newRow("a product") << "2*600 mm" << 1.2;
        QTest::newRow("the other way round") << "600mm * 2" << 1.2;
        QTest::newRow("a quotient") << "12 ft / 2" << 1.8288;
        QTest::newRow("a sum") << "12.6 + 0.6" << 13.2;
        QTest::newRow("a sum of two units") << "1 m + 50 cm" << 1.5;
        QTest::newRow("brackets") << "2 * (0.6 + 0.9)" << 3.0;
        QTest::newRow("a change of what is there") << "+0.6" << 10.6;
        QTest::newRow("a change in another unit") << "+600 mm" << 10.6;
        QTest::newRow("an area") << "2 m * 2 m" << qQNaN();
        QTest::newRow("by nothing") << "2 / 0" << qQNaN();
        QTest::newRow("words") << "abc" << qQNaN();
        QTest::newRow("half a sum") << "2 +" << qQNaN();
        QTest::newRow("another kind of unit") << "2 kW" << qQNaN();
    }

    void lengthsAreRead()
    {
        QFETCH(QString, typed);
        QFETCH(double, metres);
        const auto value = typedQuantity(typed, lengthField().typed, 1.0, 10.0);
        QCOMPARE(value.has_value(), !std::isnan(metres));
        if (value)
            QVERIFY2(std::abs(*value - metres) < 1e-9, qPrintable(QString::number(*value, 'g', 12)));
    }

    void aFieldTakesWhatIsTyped()
    {
        QuantityField field(lengthField(), 0.0, 100.0, 0.6);
        field.setSi(10.0);
        QSignalSpy edited(&field, &QuantityField::edited);
        field.findChild<QLineEdit*>()->setText("2*600 mm");
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(edited.count(), 1);
        QVERIFY(std::abs(field.si() - 1.2) < 1e-9);
        QCOMPARE(field.text(), QStringLiteral("1.200\u00a0m"));
    }

    void whatIsNotChangedIsNoEdit()
    {
        QuantityField field(powerField(), 0.0, 1e6, 1e3);
        field.setSi(40.8e3);
        QSignalSpy edited(&field, &QuantityField::edited);
        field.interpretText();
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(edited.count(), 0);
    }
};

QTEST_MAIN(TestTypedQuantity)
#include "tst_typed_quantity.moc"
