// Work that can wait: the merit order against the linear programme, and its laws.
#include "core/model/errors.h"
#include "core/studies/year/shifting.h"

#include <QTest>

#include <glpk.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <random>

using namespace hallwright;

namespace {

struct Case {
    std::vector<double> work, most, cost;
    std::size_t deadlineH = 0;

    std::size_t latest(std::size_t j) const { return std::min(j + deadlineH, work.size() - 1); }
};

Case randomCase(std::mt19937& random)
{
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    Case made;
    const std::size_t hours = std::uniform_int_distribution<std::size_t>(1, 14)(random);
    made.deadlineH = std::uniform_int_distribution<std::size_t>(0, hours + 1)(random);
    const bool equalCosts = between(0.0, 1.0) < 0.2;
    for (std::size_t h = 0; h < hours; ++h) {
        made.work.push_back(between(0.0, 1.0) < 0.3 ? 0.0 : between(0.0, 10.0));
        made.most.push_back(between(0.0, 1.0) < 0.1 ? 0.0 : between(0.0, 20.0));
        made.cost.push_back(equalCosts ? std::round(between(-1.0, 2.0)) : between(-1.0, 5.0));
    }
    return made;
}

// The linear programme of shifting.h by GLPK's simplex; none without a solution.
std::optional<double> costByLinearProgramme(const Case& of)
{
    glp_term_out(GLP_OFF);
    glp_prob* problem = glp_create_prob();
    glp_set_obj_dir(problem, GLP_MIN);
    const int hours = static_cast<int>(of.work.size());
    glp_add_rows(problem, 2 * hours);
    for (int h = 1; h <= hours; ++h) {
        const auto at = static_cast<std::size_t>(h - 1);
        glp_set_row_bnds(problem, h, GLP_FX, of.work[at], of.work[at]);
        glp_set_row_bnds(problem, hours + h, GLP_UP, 0.0, of.most[at]);
    }
    for (std::size_t j = 0; j < of.work.size(); ++j) {
        for (std::size_t h = j; h <= of.latest(j); ++h) {
            const int column = glp_add_cols(problem, 1);
            glp_set_col_bnds(problem, column, GLP_LO, 0.0, 0.0);
            glp_set_obj_coef(problem, column, of.cost[h]);
            const int rows[] = {0, static_cast<int>(j) + 1, hours + static_cast<int>(h) + 1};
            const double ones[] = {0.0, 1.0, 1.0};
            glp_set_mat_col(problem, column, 2, rows, ones);
        }
    }
    glp_smcp settings;
    glp_init_smcp(&settings);
    settings.presolve = GLP_ON;
    std::optional<double> cost;
    if (glp_simplex(problem, &settings) == 0 && glp_get_status(problem) == GLP_OPT)
        cost = glp_get_obj_val(problem);
    glp_delete_prob(problem);
    return cost;
}

std::optional<Shifting> meritOrder(const Case& of)
{
    try {
        return shifted(of.work, of.most, of.cost, of.deadlineH);
    } catch (const InputError&) {
        return std::nullopt;
    }
}

} // namespace

class ShiftingTest : public QObject
{
    Q_OBJECT

private slots:
    void theMeritOrderCostsWhatTheLinearProgrammeDoes()
    {
        std::mt19937 random(7);
        int solved = 0, refused = 0;
        while (solved < 1000) {
            const Case made = randomCase(random);
            const std::optional<double> best = costByLinearProgramme(made);
            const std::optional<Shifting> found = meritOrder(made);
            QCOMPARE(found.has_value(), best.has_value());
            refused += best ? 0 : 1;
            if (!best)
                continue;
            ++solved;
            QVERIFY2(std::abs(found->cost - *best) <= 1e-6 * std::max(1.0, std::abs(*best)),
                     qPrintable(QString("%1 and %2").arg(found->cost).arg(*best)));
            const double done = std::accumulate(found->workWh.begin(), found->workWh.end(), 0.0);
            QVERIFY(std::abs(done - std::accumulate(made.work.begin(), made.work.end(), 0.0)) < 1e-9);
        }
        QVERIFY(refused > 100); // that there is no room is found too
    }

    void moreTimeNeverCostsMore()
    {
        std::mt19937 random(11);
        for (int run = 0; run < 300; ++run) {
            Case made = randomCase(random);
            double before = std::numeric_limits<double>::infinity();
            for (made.deadlineH = 0; made.deadlineH <= made.work.size(); ++made.deadlineH) {
                const std::optional<Shifting> found = meritOrder(made);
                if (!found) {
                    QVERIFY(std::isinf(before)); // room once found is not lost
                    continue;
                }
                QVERIFY(found->cost <= before + 1e-9);
                before = found->cost;
            }
        }
    }

    // 4 and 2 Wh come up at hours 0 and 1; hour 2 is cheapest and takes 5, hour 1 next: 5 · 1 + 1 · 2 = 7.
    void aCaseByHand()
    {
        const Shifting found =
            shifted(std::vector{4.0, 2.0, 0.0}, std::vector{9.0, 9.0, 5.0}, std::vector{3.0, 2.0, 1.0}, 2);
        QCOMPARE(found.workWh, (std::vector{0.0, 1.0, 5.0}));
        QCOMPARE(found.cost, 7.0);
    }

    void withoutTimeNothingMoves()
    {
        const std::vector work{1.0, 2.0, 3.0};
        QCOMPARE(shifted(work, std::vector{5.0, 5.0, 5.0}, std::vector{3.0, 2.0, 1.0}, 0).workWh, work);
    }

    void wantOfRoomIsTold()
    {
        try {
            shifted(std::vector{1000.0, 4000.0}, std::vector{1000.0, 2000.0}, std::vector{1.0, 1.0}, 1);
            QFAIL("not refused");
        } catch (const InputError& error) {
            QVERIFY(QString(error.what()).contains("2.0 kWh too much"));
        }
    }
};

QTEST_GUILESS_MAIN(ShiftingTest)
#include "tst_shifting.moc"
