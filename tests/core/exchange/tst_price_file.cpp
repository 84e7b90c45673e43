// Lists of prices: what is read, and that no price hides where it comes from.
#include "core/exchange/price_file.h"
#include "core/model/errors.h"

#include <QTest>

using namespace hallwright;

namespace {

const std::string whole = R"(currency: USD
discount_rate: 0.07
energy_per_mwh: {value: 38, source: "hub, mean of 2025", date: 2026-01}
transmission_per_mwh: {value: 45, source: tariff, date: 2026-01}
demand_per_kw_month: {value: 12, source: tariff, date: 2026-01}
water_per_m3: {value: 2.5, source: tariff, date: 2026-01}
carbon_per_t: {value: 0, source: none is due, date: 2026-01}
other_per_year: {value: 1e6, source: estimate, date: 2026-01}
rent_per_accelerator_hour: {value: 2.1, source: list price, date: 2026-01}
capital:
  - {of: rack-type, type: "Type A", each: 3e6, years: 5, source: quote, date: 2026-01}
  - {of: facility-power, per_kw: 2500, years: 20, source: estimate, date: 2026-01}
)";

std::string refusalOf(const std::string& yaml)
{
    try {
        readPrices(yaml, "p.yaml");
    } catch (const InputError& error) {
        return error.what();
    }
    return "it was read";
}

} // namespace

class PriceFileTest : public QObject
{
    Q_OBJECT

private slots:
    void everyPriceIsRead()
    {
        const PriceList list = readPrices(whole, "p.yaml");
        QCOMPARE(list.currency, std::string("USD"));
        QCOMPARE(list.discountRate, 0.07);
        QCOMPARE(list.energyPerKwh->value, 0.038);
        QCOMPARE(list.energyPerKwh->source, std::string("hub, mean of 2025"));
        QCOMPARE(list.energyPerKwh->date, std::string("2026-01"));
        QCOMPARE(list.transmissionPerKwh->value, 0.045);
        QCOMPARE(list.demandPerKwMonth->value, 12.0);
        QCOMPARE(list.waterPerM3->value, 2.5);
        QCOMPARE(list.carbonPerT->value, 0.0);
        QCOMPARE(list.otherPerYear->value, 1e6);
        QCOMPARE(list.rentPerAcceleratorHour->value, 2.1);
        QCOMPARE(list.capital.size(), std::size_t{2});
        QCOMPARE(list.capital[0].of, CapitalOf::RackType);
        QCOMPARE(list.capital[0].rackType, std::string("Type A"));
        QCOMPARE(list.capital[0].price.value, 3e6);
        QCOMPARE(list.capital[1].of, CapitalOf::FacilityPower);
        QCOMPARE(list.capital[1].lifeYears, 20.0);
    }

    void whatIsLeftOutHasNoPrice()
    {
        const PriceList list = readPrices("currency: EUR\n", "p.yaml");
        QVERIFY(!list.energyPerKwh && !list.waterPerM3 && list.capital.empty());
    }

    void whatIsNoListIsRefused_data()
    {
        QTest::addColumn<QString>("yaml");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << ""
                               << "p.yaml:1: this is no list of prices";
        QTest::newRow("no YAML") << "currency: ["
                                 << "this is not YAML";
        QTest::newRow("no source") << "currency: USD\nwater_per_m3: {value: 2, date: 2026-01}\n"
                                   << "p.yaml:2:";
        QTest::newRow("no date") << "currency: USD\nwater_per_m3: {value: 2, source: tariff}\n"
                                 << "p.yaml:2:";
        QTest::newRow("negative") << "currency: USD\nwater_per_m3: {value: -2, source: s, date: d}\n"
                                  << "-2";
        QTest::newRow("unknown") << "currency: USD\nwater_per_m2: {value: 2, source: s, date: d}\n"
                                 << "water_per_m2";
        QTest::newRow("kind")
            << "currency: USD\ncapital:\n  - {of: roof, per_m2: 1, years: 2, source: s, date: d}\n"
            << "but must be rack-type, other-racks";
        QTest::newRow("life")
            << "currency: USD\ncapital:\n  - {of: hall-floor, per_m2: 1, years: 0, source: s, "
               "date: d}\n"
            << "years";
    }

    void whatIsNoListIsRefused()
    {
        QFETCH(QString, yaml);
        QFETCH(QString, says);
        const QString refusal = QString::fromStdString(refusalOf(yaml.toStdString()));
        QVERIFY2(refusal.startsWith(QStringLiteral("p.yaml:")) && refusal.contains(says),
                 qPrintable(refusal));
    }
};

QTEST_GUILESS_MAIN(PriceFileTest)
#include "tst_price_file.moc"
