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

    // One unit each beside a conversion: US gallon 3.785411784 L, refrigeration ton 12,000 BTU/h, lb 0.45359237 kg, psi
    // 6,894.757 Pa (NIST SP 811).
    void everyUnitOfAQuantityMayBeTyped_data()
    {
        QTest::addColumn<QString>("quantity");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("si");
        QTest::newRow("litres a second") << "m³/s"
                                         << "25 L/s" << 0.025;
        QTest::newRow("litres a minute") << "m³/s"
                                         << "1250 L/min" << 1250e-3 / 60;
        QTest::newRow("cubic metres an hour") << "m³/s"
                                              << "90 m³/h" << 0.025;
        QTest::newRow("without the raised three") << "m³/s"
                                                  << "90 m3/h" << 0.025;
        QTest::newRow("cubic metres a second") << "m³/s"
                                               << "0.025 m3/s" << 0.025;
        QTest::newRow("gallons a minute") << "m³/s"
                                          << "100 gpm" << 100 * 3.785411784e-3 / 60;
        QTest::newRow("cubic feet a minute") << "m³/s"
                                             << "1000 CFM" << 1000 * std::pow(0.3048, 3) / 60;
        QTest::newRow("twice a flow") << "m³/s"
                                      << "2 * 12.5 L/s" << 0.025;
        QTest::newRow("kilowatts") << "W"
                                   << "44 kW" << 44e3;
        QTest::newRow("megawatts") << "W"
                                   << "1.2 MW" << 1.2e6;
        QTest::newRow("tons") << "W"
                              << "100 tons" << 351685.28;
        QTest::newRow("millimetres") << "m"
                                     << "219.1 mm" << 0.2191;
        QTest::newRow("inches") << "m"
                                << "6 in" << 0.1524;
        QTest::newRow("kilopascals") << "Pa"
                                     << "80 kPa" << 80e3;
        QTest::newRow("pounds a square inch") << "Pa"
                                              << "10 psi" << 68947.57;
        QTest::newRow("pounds") << "kg"
                                << "1000 lb" << 453.59237;
        QTest::newRow("kilowatt-hours") << "J"
                                        << "10 kWh" << 36e6;
        QTest::newRow("a difference") << "K"
                                      << "18 °F" << 10.0;
        QTest::newRow("another quantity's") << "Pa"
                                            << "25 L/s" << qQNaN();
    }

    void everyUnitOfAQuantityMayBeTyped()
    {
        QFETCH(QString, quantity);
        QFETCH(QString, typed);
        QFETCH(double, si);
        const auto value = typedQuantity(typed, typedUnitsOf(quantity.toStdString()), 1.0, 0.0);
        QCOMPARE(value.has_value(), !std::isnan(si));
        if (value) // the last digits of the table of units
            QVERIFY2(std::abs(*value / si - 1.0) < 1e-7, qPrintable(QString::number(*value, 'g', 12)));
    }

    void temperaturesAreReadInBothUnits_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("inFahrenheit");
        QTest::addColumn<double>("celsius");
        QTest::newRow("shown in °C") << "24" << false << 24.0;
        QTest::newRow("shown in °F") << "75.2" << true << 24.0;
        QTest::newRow("°F where °C is shown") << "75.2 °F" << false << 24.0;
        QTest::newRow("F") << "75.2F" << false << 24.0;
        QTest::newRow("°C where °F is shown") << "24 °C" << true << 24.0;
        QTest::newRow("a change") << "+2" << false << 22.0;
        QTest::newRow("a change in K") << "+2 K" << true << 22.0;
        QTest::newRow("a change in °F") << "+3.6 °F" << false << 22.0;
        QTest::newRow("below zero") << "-40 °F" << false << -40.0;
        QTest::newRow("arithmetic") << "20 + 4" << false << 24.0;
        QTest::newRow("kelvins from nought") << "297 K" << false << qQNaN();
        QTest::newRow("words") << "warm" << false << qQNaN();
    }

    void temperaturesAreReadInBothUnits()
    {
        QFETCH(QString, typed);
        QFETCH(bool, inFahrenheit);
        QFETCH(double, celsius);
        const auto value = typedTemperature(typed, inFahrenheit, 20.0);
        QCOMPARE(value.has_value(), !std::isnan(celsius));
        if (value)
            QVERIFY2(std::abs(*value - celsius) < 1e-9, qPrintable(QString::number(*value, 'g', 12)));
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
