#include "core/simulation/evaluate.h"
#include "core/simulation/explain.h"
#include "core/simulation/inlet_uncertainty.h"
#include "core/simulation/metrics.h"
#include "tests/support/campus.h"
#include "tests/support/random_site.h"

#include <QtTest>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

using namespace hallwright;

namespace {

constexpr double rounding = 1e-12; // of sums in another order, relative to the largest part

QByteArray told(const Explanation& e)
{
    QByteArray text =
        QByteArray::fromStdString(e.key) + ": " + QByteArray::number(e.value, 'g', 17) + " from";
    for (const ExplainedInput& input : e.inputs)
        text += ' ' + QByteArray::number(input.value, 'g', 17);
    return text;
}

double combined(const Explanation& e)
{
    double value = 0.0;
    switch (e.combine) {
    case Combine::Sum:
        for (const ExplainedInput& input : e.inputs)
            value += input.value;
        return value;
    case Combine::Difference:
        value = e.inputs.at(0).value;
        for (std::size_t i = 1; i < e.inputs.size(); ++i)
            value -= e.inputs[i].value;
        return value;
    case Combine::Product:
        value = 1.0;
        for (const ExplainedInput& input : e.inputs)
            value *= input.value;
        return value;
    case Combine::Ratio:
        value = 1.0;
        for (std::size_t i = 0; i + 1 < e.inputs.size(); ++i)
            value *= e.inputs[i].value;
        return e.inputs.back().value > 0.0 ? value / e.inputs.back().value
                                           : std::numeric_limits<double>::quiet_NaN();
    case Combine::Maximum:
        for (std::size_t i = 0; i < e.inputs.size(); ++i)
            value = i == 0 ? e.inputs[i].value : std::max(value, e.inputs[i].value);
        return value;
    case Combine::Other:
        break;
    }
    return e.value;
}

// The size of what cancels in a sum or a difference.
double scaleOf(const Explanation& e)
{
    double scale = std::abs(e.value);
    if (e.combine == Combine::Sum || e.combine == Combine::Difference) {
        for (const ExplainedInput& input : e.inputs)
            scale = std::max(scale, std::abs(input.value));
    }
    return scale;
}

// Unknown is the same as unknown only.
bool same(double a, double b, double tolerance)
{
    return std::isnan(a) ? std::isnan(b) : std::abs(a - b) <= tolerance;
}

void verifyExplained(const Snapshot& s)
{
    for (const std::string& key : explainedKeys(s)) {
        const auto e = explain(s, key);
        QVERIFY2(e, key.c_str());
        QCOMPARE(e->key, key);
        QVERIFY2(same(combined(*e), e->value, rounding * scaleOf(*e)), told(*e).constData());
        for (const ExplainedInput& input : e->inputs) {
            if (input.key.empty()) {
                QVERIFY2(std::isfinite(input.value), told(*e).constData());
                continue;
            }
            const auto of = explain(s, input.key);
            QVERIFY2(of, input.key.c_str());
            QVERIFY2(same(of->value, input.value, rounding * std::abs(of->value)),
                     (told(*e) + " but " + told(*of)).constData());
            QCOMPARE(input.unit, of->unit);
        }
    }
}

SnapshotPtr evaluated(const SitePtr& site)
{
    return evaluate(site, conditionsOf(*site));
}

// The small campus with the buildings' and halls' names changed.
SitePtr renamed(const std::vector<std::string>& buildings, const std::vector<std::string>& halls)
{
    auto site = std::make_shared<Site>(*test::smallCampus());
    for (std::size_t b = 0; b < site->buildings.size(); ++b) {
        auto building = std::make_shared<Building>(*site->buildings[b]);
        auto hall = std::make_shared<Hall>(*building->halls[0]);
        building->name = buildings[b];
        hall->name = halls[b];
        building->halls[0] = hall;
        site->buildings[b] = building;
    }
    return site;
}

double undecidedIn(const Snapshot& snapshot)
{
    double racks = 0.0;
    for (const HallResultPtr& hall : snapshot.halls)
        racks += static_cast<double>(racksUndecided(*hall));
    return racks;
}

} // namespace

class ExplainTest : public QObject
{
    Q_OBJECT

private slots:
    void aValueFollowsFromItsInputs_data()
    {
        QTest::addColumn<double>("outdoorC");
        for (const double outdoorC : {-20.0, 5.0, 20.0, 35.0, 45.0})
            QTest::addRow("%g °C", outdoorC) << outdoorC;
    }

    void aValueFollowsFromItsInputs()
    {
        QFETCH(double, outdoorC);
        const SitePtr site = test::smallCampus();
        verifyExplained(*evaluate(site, conditionsOf(*site, outdoorC)));
    }

    void onAnySiteAValueFollowsFromItsInputs()
    {
        std::mt19937 random(20240607);
        for (int i = 0; i < 40; ++i) {
            const SitePtr site = test::randomSite(random);
            verifyExplained(*evaluate(site, test::randomWeather(random)));
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(QStringLiteral("site %1").arg(i)));
        }
    }

    void equipmentOutOfServiceIsExplainedToo()
    {
        const SitePtr site = test::smallCampus();
        Conditions conditions = conditionsOf(*site);
        conditions.outages.power = {site->power->nodes[1].id};
        conditions.outages.plant = {site->cooling->plant[0].id};
        conditions.outages.airHandlers = {site->buildings[0]->halls[0]->airHandlers[0].id};
        verifyExplained(*evaluate(site, conditions));
    }

    void theEmptySiteIsExplained()
    {
        const auto s = evaluated(std::make_shared<Site>());
        verifyExplained(*s);
        QCOMPARE(explainedKeys(*s).size(), explainedKeys().size());
    }

    void aHallWithoutRacksIsExplained()
    {
        auto site = std::make_shared<Site>(*test::smallCampus());
        auto building = std::make_shared<Building>(*site->buildings[0]);
        auto hall = std::make_shared<Hall>(*building->halls[0]);
        hall->racks.clear();
        building->halls[0] = hall;
        site->buildings[0] = building;
        const auto s = evaluated(site);
        verifyExplained(*s);
        QVERIFY(std::isnan(explain(*s, hallKey(*s, 0, "partial_pue"))->value));
        QVERIFY(std::isnan(explain(*s, hallKey(*s, 0, "max_inlet_c"))->value)); // its supply is no inlet
        QVERIFY(std::isnan(explain(*s, hallKey(*s, 0, "mean_inlet_c"))->value));
        QVERIFY(std::isnan(explain(*s, buildingKey(*s, 0, "pue"))->value));
    }

    void theValuesAreTheFigures()
    {
        const auto s = evaluated(test::smallCampus());
        const Metrics m = metricsOf(*s);
        const std::pair<const char*, std::optional<double>> figures[] = {
            {"it_power_w", s->itPowerW},
            {"facility_power_w", s->facilityPowerW},
            {"cooling_power_w", s->coolingPowerW},
            {"distribution_loss_w", s->distributionLossW},
            {"other_power_w", s->otherPowerW},
            {"pue", s->pue},
            {"wue_l_per_kwh", m.wueLPerKwh},
            {"cue_kg_per_kwh", m.cueKgPerKwh},
            {"ere", m.ere},
            {"itue", m.itue},
            {"tue", m.tue},
            {"water_kg_s", s->waterKgS},
            {"reused_heat_w", s->reusedHeatW},
            {"max_inlet_c", s->maxInletC},
            {"racks_over_limit", static_cast<double>(s->racksOverLimit)},
            {"racks_undecided", undecidedIn(*s)},
            {"energy_residual", s->energyResidual},
            {"mass_residual", s->massResidual},
            {"power_residual", s->powerResidual},
            {"source_power_w", s->sourcePowerW},
            {"building/Building 1/pue", s->buildings[0].pue()},
            {"building/Building 2/it_power_w", s->buildings[1].itPowerW},
            {"hall/Building 1/Hall A/partial_pue", partialPue(*s->halls[0])},
            {"hall/Building 2/Hall B/return_c", s->halls[1]->returnC},
            {"hall/Building 2/Hall B/supply_c", s->halls[1]->supplyC},
        };
        for (const auto& [key, value] : figures) {
            const auto e = explain(*s, key);
            QVERIFY2(e, key);
            QVERIFY2(value ? e->value == *value : std::isnan(e->value), key);
        }
    }

    // T_return = T_supply + (Q_air + Q_loss) / (ρ cp V) with the inputs in that order.
    void aHallsReturnFollowsFromItsInputs()
    {
        constexpr double balanceK = 1e-4; // what an energy residual of 1e-6 leaves of a rise below 100 K
        const auto s = evaluated(test::smallCampus());
        for (std::size_t h = 0; h < s->halls.size(); ++h) {
            const auto e = explain(*s, hallKey(*s, h, "return_c"));
            QCOMPARE(e->inputs.size(), std::size_t{5});
            const double riseK =
                (e->inputs[1].value + e->inputs[2].value) / (e->inputs[3].value * e->inputs[4].value);
            QVERIFY(riseK > 1.0);
            QVERIFY(std::abs(e->inputs[0].value + riseK - e->value) <= balanceK);
        }
    }

    void eachHasItsTextsAndAKeyOfItsOwn()
    {
        const auto s = evaluated(test::smallCampus());
        std::set<std::string> seen;
        for (const std::string& key : explainedKeys(*s)) {
            const auto e = explain(*s, key);
            QVERIFY2(!e->title.empty() && !e->formula.empty() && !e->source.empty(), key.c_str());
            QVERIFY2(e->source.find("core/") == std::string::npos, e->source.c_str()); // for who has no code
            QVERIFY2(seen.insert(key).second, key.c_str());
            for (const ExplainedInput& input : e->inputs)
                QVERIFY2(!input.name.empty(), key.c_str());
        }
    }

    // A unit at the end of the key is the unit of the value.
    void theKeysUnitIsTheValues()
    {
        const std::pair<const char*, const char*> endings[] = {{"_w", "W"},
                                                               {"_c", "°C"},
                                                               {"_kg_s", "kg/s"},
                                                               {"_l_per_kwh", "L/kWh"},
                                                               {"_kg_per_kwh", "kg/kWh"},
                                                               {"racks_over_limit", "racks"},
                                                               {"racks_undecided", "racks"}};
        const auto s = evaluated(test::smallCampus());
        for (const std::string& key : explainedKeys(*s)) {
            std::string unit;
            for (const auto& [ending, of] : endings)
                unit = key.ends_with(ending) ? of : unit;
            QCOMPARE(explain(*s, key)->unit, unit);
        }
    }

    // Every figure can be followed down to inputs that lead no further.
    void noExplanationLeadsBackToItself()
    {
        const auto s = evaluated(test::smallCampus());
        for (const std::string& start : explainedKeys(*s)) {
            std::vector<std::string> open{start};
            std::set<std::string> below;
            while (!open.empty()) {
                const auto e = explain(*s, open.back());
                open.pop_back();
                for (const ExplainedInput& input : e->inputs) {
                    if (!input.key.empty() && below.insert(input.key).second)
                        open.push_back(input.key);
                }
            }
            QVERIFY2(!below.contains(start), start.c_str());
        }
    }

    void anUnknownKeyHasNoExplanation()
    {
        const auto s = evaluated(test::smallCampus());
        for (const char* key : {"", "PUE", "pue ", "building/Building 1/", "building/Building 9/pue",
                                "hall/Building 1/Hall B/return_c", "hall/Hall A/return_c", "overhead/",
                                "building/Building 1/partial_pue"})
            QVERIFY2(!explain(*s, key), key);
    }

    void aSlashInANameIsPartOfIt()
    {
        const auto s = evaluated(renamed({"North/South", "North"}, {"A/B", "South/A/B"}));
        QCOMPARE(explain(*s, "building/North/South/pue")->value, s->buildings[0].pue().value());
        QCOMPARE(explain(*s, "hall/North/South/A/B/it_power_w")->value, s->halls[0]->itPowerW);
        verifyExplained(*evaluated(renamed({"North/South", "West"}, {"A/B", "/"})));
    }

    void thingsOfOneNameAreToldApartById()
    {
        const auto s = evaluated(renamed({"Twin", "Twin"}, {"Hall", "Hall"}));
        verifyExplained(*s);
        const std::string second = fmt::format("building/Twin#{}/it_power_w", s->buildings[1].id.value);
        QCOMPARE(buildingKey(*s, 1, "it_power_w"), second);
        QCOMPARE(explain(*s, second)->value, s->buildings[1].itPowerW);
        QVERIFY(!explain(*s, "building/Twin/it_power_w"));
    }
};

QTEST_APPLESS_MAIN(ExplainTest)
#include "tst_explain.moc"
