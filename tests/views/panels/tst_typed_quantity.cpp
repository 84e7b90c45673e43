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

    void whatWillNotDoIsSaidAndStaysToBeMended_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("too much") << "120"
                                  << "x cannot be 120; at most 100.000 m.";
        QTest::newRow("too little") << "-1 m"
                                    << "x cannot be -1 m; at least 0.000 m.";
        QTest::newRow("no number") << "ten"
                                   << "x cannot be \"ten\"; enter a number, such as 10.000 m.";
        QTest::newRow("nothing") << " "
                                 << "x cannot be \"\"; enter a number, such as 10.000 m.";
    }

    void whatWillNotDoIsSaidAndStaysToBeMended()
    {
        QFETCH(QString, typed);
        QFETCH(QString, sentence);
        QuantityField field(lengthField(), 0.0, 100.0, 0.6);
        field.setAccessibleName("x");
        field.setSi(10.0);
        QSignalSpy edited(&field, &QuantityField::edited), refused(&field, &QuantityField::refused);
        type(field, typed);
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Tab}) {
            QTest::keyClick(&field, key);
            QCOMPARE(refused.takeFirst().front().toString().replace(QChar(0x00a0), ' '), sentence);
            QCOMPARE(field.cleanText().trimmed(), typed.trimmed());
        }
        type(field, "20");
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(refused.count(), 0);
        QCOMPARE(edited.count(), 1);
        QCOMPARE(field.si(), 20.0);
    }

    void whatIsLeftUnreadableIsSaidAndTheValueStays()
    {
        QuantityField field(powerField(), 0.0, 1e6, 1e3);
        field.setSi(40e3);
        QSignalSpy refused(&field, &QuantityField::refused);
        type(field, "a lot");
        field.complete();
        QCOMPARE(refused.count(), 1);
        QCOMPARE(field.si(), 40e3);
        QCOMPARE(field.text(), QStringLiteral("40.00\u00a0kW"));
        field.complete();
        QCOMPARE(refused.count(), 1);
    }

    void aTemperatureAboveTheLimitMayBeTypedAndIsSaid()
    {
        QuantityField field(temperatureField(), -60.0, 60.0, 1.0);
        field.setSi(20.0);
        QSignalSpy refused(&field, &QuantityField::refused);
        type(field, "99");
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(refused.count(), 1);
        type(field, "32.5 C");
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(field.si(), 32.5);
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

private:
    static void type(QuantityField& field, const QString& text)
    {
        field.selectAll();
        QTest::keyClicks(&field, text);
    }
};

QTEST_MAIN(TestTypedQuantity)
#include "tst_typed_quantity.moc"
