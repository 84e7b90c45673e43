#include "core/physics/buoyant_pressure.h"

#include "core/physics/buoyant_pressure_rows.h"

#include <algorithm>
#include <cmath>

namespace hallwright::buoyant {

namespace {

constexpr int fewCells = 60;       // of the coarsest level
constexpr int coarsestSweeps = 15; // on it
constexpr float softWeight = 0.6F, fullWeight = 1.0F, coarsestWeight = 0.8F;
constexpr Index worthSharing = 20'000; // cells of a level

PressureRow rowAt(const std::array<Values, 3>& a, const Lattice& lattice, Index first)
{
    return {a[0].data() + first, a[1].data() + first, a[2].data() + first, lattice.stride[1],
            lattice.stride[2]};
}

int cellsOf(const Lattice& lattice)
{
    return lattice.n[0] * lattice.n[1] * lattice.n[2];
}

} // namespace

template <class Task>
void BuoyantPressure::forRows(const Level& level, WorkTeam& team, const Task& task)
{
    const Lattice& l = level.lattice;
    const auto work = [&](int, std::size_t from, std::size_t to) {
        for (std::size_t row = from; row < to; ++row) {
            const int j = static_cast<int>(row) % l.n[1] + 1;
            const int k = static_cast<int>(row) / l.n[1] + 1;
            task(l.row(j, k), j, k);
        }
    };
    const std::size_t rows = static_cast<std::size_t>(l.n[1]) * static_cast<std::size_t>(l.n[2]);
    if (l.total < worthSharing)
        work(0, 0, rows);
    else
        team.share(rows, work);
}

template <class Task>
double BuoyantPressure::sumOverRows(WorkTeam& team, const Task& task)
{
    const Lattice& l = levels_.front().lattice;
    forRows(levels_.front(), team, [&](Index first, int j, int k) {
        rowSums_[static_cast<std::size_t>((k - 1) * l.n[1] + j - 1)] = task(first);
    });
    double sum = 0.0;
    for (const double row : rowSums_)
        sum += row;
    return sum;
}

void BuoyantPressure::layOut(const Lattice& lattice)
{
    levels_.clear();
    Lattice next = lattice;
    for (;;) {
        Level level;
        level.lattice = next;
        for (Values& a : level.a)
            a.assign(next);
        for (Values* values : {&level.inverse, &level.x, &level.b, &level.spare})
            values->assign(next);
        levels_.push_back(std::move(level));
        if (cellsOf(next) <= fewCells)
            break;
        next = Lattice({(next.n[0] + 1) / 2, (next.n[1] + 1) / 2, (next.n[2] + 1) / 2});
    }
    direction_.assign(lattice);
    applied_.assign(lattice);
    rowSums_.assign(static_cast<std::size_t>(lattice.n[1]) * static_cast<std::size_t>(lattice.n[2]), 0.0);
}

void BuoyantPressure::invert(Level& level, WorkTeam& team)
{
    const Lattice& l = level.lattice;
    forRows(level, team, [&](Index first, int, int) {
        float* inverse = level.inverse.data() + first;
        invertRow(l.count, rowAt(level.a, l, first), inverse);
        std::fill(inverse + l.n[0], inverse + l.count, 0.0F); // behind a return p is 0
    });
}

void BuoyantPressure::build(WorkTeam& team)
{
    for (std::size_t l = 0; l < levels_.size(); ++l) {
        if (l > 0)
            coarsen(levels_[l - 1], levels_[l], team);
        invert(levels_[l], team);
    }
}

// Half the sum of the four fine faces that make a coarse one; the last boundary is the last, whatever is paired before
// it.
void BuoyantPressure::coarsen(const Level& fine, Level& coarse, WorkTeam& team)
{
    const Lattice& f = fine.lattice;
    const Lattice& c = coarse.lattice;
    const auto face = [](int coarseFace, int coarseCells, int fineCells) {
        return coarseFace > coarseCells ? fineCells + 1 : 2 * coarseFace - 1;
    };
    const auto acrossX = [&](int j, int k) {
        float* row = coarse.a[0].data() + c.at(0, j, k);
        std::fill_n(row, c.count + 1, 0.0F);
        for (int fk = 2 * k - 1; fk <= std::min(2 * k, f.n[2]); ++fk)
            for (int fj = 2 * j - 1; fj <= std::min(2 * j, f.n[1]); ++fj)
                for (int i = 1; i <= c.n[0] + 1; ++i)
                    row[i] += 0.5F * fine.a[0][f.at(face(i, c.n[0], f.n[0]), fj, fk)];
    };
    // Faces across an axis other than x, at the fine rows fj0 to fj1 and fk0 to fk1.
    const auto across = [&](std::size_t axis, Index to, int fj0, int fj1, int fk0, int fk1) {
        float* row = coarse.a[axis].data() + to;
        std::fill_n(row, c.count, 0.0F);
        for (int fk = fk0; fk <= fk1; ++fk)
            for (int fj = fj0; fj <= fj1; ++fj)
                addPairs(c.n[0], fine.a[axis].data() + f.row(fj, fk), 0.5F, row);
    };
    forRows(coarse, team, [&](Index first, int j, int k) {
        acrossX(j, k);
        const int j1 = std::min(2 * j, f.n[1]);
        const int k1 = std::min(2 * k, f.n[2]);
        across(1, first, 2 * j - 1, 2 * j - 1, 2 * k - 1, k1);
        across(2, first, 2 * j - 1, j1, 2 * k - 1, 2 * k - 1);
        if (j == c.n[1])
            across(1, first + c.stride[1], f.n[1] + 1, f.n[1] + 1, 2 * k - 1, k1);
        if (k == c.n[2])
            across(2, first + c.stride[2], 2 * j - 1, j1, f.n[2] + 1, f.n[2] + 1);
    });
}

void BuoyantPressure::relax(Level& level, float weight, WorkTeam& team)
{
    forRows(level, team, [&](Index first, int, int) {
        relaxPressureRow(level.lattice.count, weight, rowAt(level.a, level.lattice, first),
                         level.inverse.data() + first, level.b.data() + first, level.x.data() + first,
                         level.spare.data() + first);
    });
    level.x.swap(level.spare);
}

void BuoyantPressure::restrictTo(const Level& fine, Level& coarse, WorkTeam& team)
{
    const Lattice& f = fine.lattice;
    forRows(coarse, team, [&](Index first, int j, int k) {
        thread_local std::vector<float> sum;
        sum.assign(static_cast<std::size_t>(f.count + lanes), 0.0F);
        for (int fk = 2 * k - 1; fk <= std::min(2 * k, f.n[2]); ++fk) {
            for (int fj = 2 * j - 1; fj <= std::min(2 * j, f.n[1]); ++fj) {
                const Index at = f.row(fj, fk);
                addResidualRow(f.count, rowAt(fine.a, f, at), fine.inverse.data() + at, fine.b.data() + at,
                               fine.x.data() + at, sum.data());
            }
        }
        float* b = coarse.b.data() + first;
        std::fill_n(b, coarse.lattice.count, 0.0F);
        addPairs(coarse.lattice.n[0], sum.data(), 1.0F, b);
    });
}

// x = M b
void BuoyantPressure::cycle(std::size_t l, WorkTeam& team)
{
    Level& level = levels_[l];
    const bool last = l + 1 == levels_.size();
    const float first = last ? coarsestWeight : softWeight;
    forRows(level, team, [&](Index at, int, int) {
        startRow(level.lattice.count, first, level.inverse.data() + at, level.b.data() + at,
                 level.x.data() + at);
    });
    if (last) {
        for (int sweep = 0; sweep < coarsestSweeps; ++sweep)
            relax(level, coarsestWeight, team);
        return;
    }
    relax(level, fullWeight, team);
    Level& coarse = levels_[l + 1];
    restrictTo(level, coarse, team);
    cycle(l + 1, team);
    forRows(level, team, [&](Index at, int j, int k) {
        addCoarseRow(level.lattice.count, coarse.x.data() + coarse.lattice.row((j + 1) / 2, (k + 1) / 2),
                     level.inverse.data() + at, level.x.data() + at);
    });
    relax(level, fullWeight, team);
    relax(level, softWeight, team);
}

// A p; returns p · A p.
double BuoyantPressure::applyToDirection(WorkTeam& team)
{
    const Level& finest = levels_.front();
    return sumOverRows(team, [&](Index at) {
        return applyPressureRow(finest.lattice.count, rowAt(finest.a, finest.lattice, at),
                                finest.inverse.data() + at, direction_.data() + at, applied_.data() + at);
    });
}

double BuoyantPressure::solve(Values& residual, Values& increment, int iterations, double tolerance,
                              WorkTeam& team)
{
    Level& finest = levels_.front();
    const int count = finest.lattice.count;
    const auto product = [&](const Values& a, const Values& b) {
        return sumOverRows(team, [&](Index at) { return productRow(count, a.data() + at, b.data() + at); });
    };
    double squares = product(residual, residual);
    const double firstSquares = squares;
    double rz = 0.0;
    for (int n = 0; n < iterations && squares > tolerance * tolerance * firstSquares; ++n) {
        finest.b.swap(residual);
        cycle(0, team);
        finest.b.swap(residual);
        const double before = rz;
        rz = product(residual, finest.x);
        const float beta = n > 0 && before > 0.0 ? static_cast<float>(rz / before) : 0.0F;
        forRows(finest, team, [&](Index at, int, int) {
            directRow(count, beta, finest.x.data() + at, direction_.data() + at);
            if (n == 0)
                std::fill_n(increment.data() + at, count, 0.0F);
        });
        const double pap = applyToDirection(team);
        if (!(pap > 0.0))
            break;
        const float alpha = static_cast<float>(rz / pap);
        squares = sumOverRows(team, [&](Index at) {
            return stepRow(count, alpha, direction_.data() + at, applied_.data() + at, increment.data() + at,
                           residual.data() + at);
        });
    }
    return std::sqrt(squares);
}

std::size_t BuoyantPressure::bytes() const
{
    std::size_t sum = direction_.bytes() + applied_.bytes();
    for (const Level& level : levels_)
        sum += 7 * level.x.bytes();
    return sum;
}

} // namespace hallwright::buoyant
