#include "core/physics/air_multigrid.h"

#include "core/physics/air_multigrid_level.h"
#include "core/physics/air_multigrid_rows.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>

namespace hallwright {

using namespace multigrid;

namespace {

constexpr std::size_t fewCells = 64;
constexpr std::size_t mostCellsFactorised = 256;
constexpr int mostIterations = 200;
constexpr std::size_t worthSharing = 12'000; // cells of a level

template <class Level>
CellRow rowOf(const Level& level, int colour, Index row)
{
    const Index own = level.start(colour, row);
    const Index other = level.start(1 - colour, row);
    const Index east = other + level.shift(colour, row);
    return {own,
            east,
            east - 1,
            other + level.half,
            other - level.half,
            other + level.plane,
            other - level.plane};
}

// Sums found by several threads, each far enough from the next not to share its memory.
struct alignas(64) Partial {
    double value = 0.0;
};

double total(const std::vector<Partial>& parts)
{
    double sum = 0.0;
    for (const Partial& part : parts)
        sum += part.value;
    return sum;
}

// A cell of the finest level with return openings.
struct ReturnCell {
    Index own = 0;
    Index row = 0;
    int colour = 0;
    float t = 0.0F;
};

} // namespace

struct AirMultigrid::Vectors {
    std::array<int, 3> n{}; // of the finest level that they are laid out for
    std::vector<float> p, ap, q;
    std::vector<double> x;
    std::vector<ReturnCell> returns; // each once
    std::vector<Partial> parts;
};

// The last level's matrix, factorised.
class AirMultigrid::Coarsest
{
public:
    explicit Coarsest(const Level& level)
    {
        std::vector<int> number(level.inverse.size(), -1);
        forCells(level, [&](int i, int j, int k) {
            const Index c = level.at(i, j, k);
            if (level.inverse[static_cast<std::size_t>(c)] > 0.0F) {
                number[static_cast<std::size_t>(c)] = static_cast<int>(places_.size());
                places_.push_back(c);
            }
        });
        const Index count = static_cast<Index>(places_.size());
        Eigen::MatrixXd a = Eigen::MatrixXd::Zero(count, count);
        forCells(level, [&](int i, int j, int k) {
            const Index c = level.at(i, j, k);
            const int row = number[static_cast<std::size_t>(c)];
            if (row < 0)
                return;
            a(row, row) += 1.0 / static_cast<double>(level.inverse[static_cast<std::size_t>(c)]);
            const std::array<std::array<int, 3>, 3> next = {{{i + 1, j, k}, {i, j + 1, k}, {i, j, k + 1}}};
            for (std::size_t axis = 0; axis < 3; ++axis) {
                const float t = level.t[axis][static_cast<std::size_t>(c)];
                if (t <= 0.0F)
                    continue;
                const int column =
                    number[static_cast<std::size_t>(level.at(next[axis][0], next[axis][1], next[axis][2]))];
                a(row, column) -= static_cast<double>(t);
                a(column, row) -= static_cast<double>(t);
            }
        });
        factors_.compute(a);
        rhs_.resize(count);
    }

    void solve(Level& level)
    {
        for (std::size_t n = 0; n < places_.size(); ++n)
            rhs_[static_cast<Index>(n)] = static_cast<double>(level.b[static_cast<std::size_t>(places_[n])]);
        factors_.solveInPlace(rhs_);
        for (std::size_t n = 0; n < places_.size(); ++n)
            level.x[static_cast<std::size_t>(places_[n])] = static_cast<float>(rhs_[static_cast<Index>(n)]);
    }

private:
    template <class Visit>
    static void forCells(const Level& level, const Visit& visit)
    {
        for (int k = 0; k < level.n[2]; ++k)
            for (int j = 0; j < level.n[1]; ++j)
                for (int i = 0; i < level.n[0]; ++i)
                    visit(i, j, k);
    }

    std::vector<Index> places_;
    Eigen::LLT<Eigen::MatrixXd> factors_;
    Eigen::VectorXd rhs_;
};

AirMultigrid::AirMultigrid() : vectors_(std::make_unique<Vectors>()) {}
AirMultigrid::~AirMultigrid() = default;

template <class Task>
void AirMultigrid::share(const Level& level, std::size_t rows, const Task& task)
{
    if (level.cellCount() < worthSharing)
        task(0, std::size_t{0}, rows);
    else
        team_->share(rows, task);
}

namespace {

// 1 / (Σ t + t_r) from the faces.
template <class Level>
void invertDiagonal(Level& level, std::size_t from, std::size_t to)
{
    const auto sumRow = [&](int colour, Index row) {
        const CellRow at = rowOf(level, colour, row);
        float* d = level.inverse.data();
        const float* tx = level.t[0].data();
        const float* ty = level.t[1].data();
        const float* tz = level.t[2].data();
        for (Index h = 0; h < level.half; ++h) {
            const float sum = d[at.own + h] + tx[at.own + h] + tx[at.west + h] + ty[at.own + h] +
                              ty[at.south + h] + tz[at.own + h] + tz[at.down + h];
            d[at.own + h] = sum > 0.0F ? 1.0F / sum : 0.0F;
        }
    };
    for (std::size_t row = from; row < to; ++row) {
        sumRow(0, static_cast<Index>(row));
        sumRow(1, static_cast<Index>(row));
    }
}

} // namespace

// The level from an earlier room, if it has the same size.
AirMultigrid::Level& AirMultigrid::levelOf(std::size_t l, const std::array<int, 3>& cells)
{
    if (l == levels_.size())
        levels_.push_back(nullptr);
    std::unique_ptr<Level>& level = levels_[l];
    if (!level || level->n != cells)
        level = std::make_unique<Level>(cells);
    else
        level->clear();
    return *level;
}

void AirMultigrid::build(const AirCells& cells, WorkTeam& team)
{
    team_ = &team;
    loadFinest(cells);
    std::size_t l = 0;
    do
        invertDiagonals(*levels_[l]);
    while (addCoarser(l++));
    levels_.resize(l);
    coarsest_ = std::make_unique<Coarsest>(*levels_.back());
    prepareVectors();
}

void AirMultigrid::loadFinest(const AirCells& cells)
{
    const std::array<int, 3>& n = cells.grid.cells;
    Level& finest = levelOf(0, n);
    for (const ReturnFace& face : cells.returns) {
        const int c = static_cast<int>(face.cell);
        finest.returns.push_back({{c % n[0], c / n[0] % n[1], c / n[0] / n[1]},
                                  static_cast<std::size_t>(face.normal),
                                  face.conductance});
    }
    finest.walls = cells.walls;
    finest.widths = cells.widths;
    share(finest, static_cast<std::size_t>(finest.rows), [&](int, std::size_t from, std::size_t to) {
        for (std::size_t row = from; row < to; ++row) {
            for (std::size_t axis = 0; axis < 3; ++axis) {
                const auto [even, odd] = finest.evenAndOdd(finest.t[axis], static_cast<Index>(row));
                deal(cells.conductance[axis].data() + row * static_cast<std::size_t>(n[0]), n[0], even, odd);
            }
        }
    });
}

void AirMultigrid::invertDiagonals(Level& level)
{
    for (const Level::Opening& opening : level.returns)
        level.inverse[static_cast<std::size_t>(level.at(opening.at[0], opening.at[1], opening.at[2]))] +=
            opening.t;
    share(level, static_cast<std::size_t>(level.rows),
          [&](int, std::size_t from, std::size_t to) { invertDiagonal(level, from, to); });
}

// The level after this one; false where this is the last.
bool AirMultigrid::addCoarser(std::size_t l)
{
    Level& level = *levels_[l];
    if (level.cellCount() <= fewCells)
        return false;
    std::array<int, 3> next = pairLayers(level);
    if (next == level.n && level.cellCount() > mostCellsFactorised) {
        level.walls = {};
        next = pairLayers(level);
    }
    if (next == level.n) // every layer stands between two walls
        return false;
    coarsen(level, levelOf(l + 1, next));
    return true;
}

void AirMultigrid::prepareVectors()
{
    const Level& finest = *levels_.front();
    Vectors& v = *vectors_;
    if (v.n != finest.n) { // nothing is written between the rows, and sums run over it: it must be zero
        v.n = finest.n;
        for (std::vector<float>* vector : {&v.p, &v.ap, &v.q})
            vector->assign(finest.b.size(), 0.0F);
        v.x.assign(finest.b.size(), 0.0);
    }
    v.parts.assign(static_cast<std::size_t>(team_->size()), {});
    v.returns.clear();
    for (const auto& [at, axis, t] : finest.returns)
        v.returns.push_back({finest.at(at[0], at[1], at[2]), static_cast<Index>(at[2]) * finest.n[1] + at[1],
                             (at[0] + at[1] + at[2]) & 1, t});
    std::sort(v.returns.begin(), v.returns.end(),
              [](const ReturnCell& a, const ReturnCell& b) { return a.own < b.own; });
    std::size_t kept = 0;
    for (const ReturnCell& cell : v.returns) {
        if (kept > 0 && v.returns[kept - 1].own == cell.own)
            v.returns[kept - 1].t += cell.t;
        else
            v.returns[kept++] = cell;
    }
    v.returns.resize(kept);
}

// Two layers to one, three where a wall leaves an odd one over: no wall lies within an aggregate, as its correction
// could not be right for both sides. Returns the numbers of layers of the next level.
std::array<int, 3> AirMultigrid::pairLayers(Level& level)
{
    std::array<int, 3> next{};
    for (std::size_t a = 0; a < 3; ++a) {
        std::vector<int> ends = level.walls[a];
        ends.push_back(level.n[a]);
        level.first[a] = {0};
        for (const int end : ends) {
            while (level.first[a].back() < end) {
                const int from = level.first[a].back();
                level.first[a].push_back(end - from == 3 ? end : std::min(from + 2, end));
            }
        }
        next[a] = static_cast<int>(level.first[a].size()) - 1;
        level.parent[a].assign(static_cast<std::size_t>(std::max<Index>(level.n[a], 2 * level.half) + 1),
                               next[a] - 1);
        for (int to = 0; to < next[a]; ++to)
            for (int from = level.first[a][static_cast<std::size_t>(to)];
                 from < level.first[a][static_cast<std::size_t>(to) + 1]; ++from)
                level.parent[a][static_cast<std::size_t>(from)] = to;
    }
    return next;
}

// The sum of the conductances between two aggregates, less what the greater distance takes; a wall's stay as they are.
class AirMultigrid::Coarsening
{
public:
    Coarsening(const Level& fine, Level& coarse) : fine_(fine), coarse_(coarse) {}

    void joinLayers()
    {
        for (std::size_t a = 0; a < 3; ++a) {
            coarse_.widths[a].assign(static_cast<std::size_t>(coarse_.n[a]), 0.0F);
            for (int i = 0; i < fine_.n[a]; ++i)
                coarse_.widths[a][static_cast<std::size_t>(parentOf(a, i))] += width(fine_, a, i);
            for (const int wall : fine_.walls[a])
                coarse_.walls[a].push_back(parentOf(a, wall));
        }
    }

    void moveReturns()
    {
        for (const auto& [at, axis, t] : fine_.returns) {
            const std::array<int, 3> to = {parentOf(0, at[0]), parentOf(1, at[1]), parentOf(2, at[2])};
            coarse_.returns.push_back(
                {to, axis, t * width(fine_, axis, at[axis]) / width(coarse_, axis, to[axis])});
        }
    }

    // The conductances from the cells of row (j, k) to the next along each axis.
    void addRow(int j, int k)
    {
        const auto [j0, j1] = layersOf(1, j);
        const auto [k0, k1] = layersOf(2, k);
        for (int fk = k0; fk < k1; ++fk)
            for (int fj = j0; fj < j1; ++fj)
                addAlong(fj, fk, j, k);
        if (j + 1 < coarse_.n[1])
            for (int fk = k0; fk < k1; ++fk)
                addAcross(1, {0, j1 - 1, fk}, j, k);
        if (k + 1 < coarse_.n[2])
            for (int fj = j0; fj < j1; ++fj)
                addAcross(2, {0, fj, k1 - 1}, j, k);
    }

private:
    static float width(const Level& level, std::size_t a, int i)
    {
        return level.widths[a][static_cast<std::size_t>(i)];
    }
    int parentOf(std::size_t a, int i) const { return fine_.parent[a][static_cast<std::size_t>(i)]; }
    std::pair<int, int> layersOf(std::size_t a, int to) const
    {
        return {fine_.first[a][static_cast<std::size_t>(to)],
                fine_.first[a][static_cast<std::size_t>(to) + 1]};
    }
    bool isWall(std::size_t a, int boundary) const
    {
        return std::binary_search(fine_.walls[a].begin(), fine_.walls[a].end(), boundary);
    }
    // Distance from layer i to the next, there over here.
    float farther(std::size_t a, int i) const
    {
        const int to = parentOf(a, i);
        return (width(fine_, a, i) + width(fine_, a, i + 1)) /
               (width(coarse_, a, to) + width(coarse_, a, to + 1));
    }
    float face(std::size_t a, const std::array<int, 3>& at, bool wall, float scale) const
    {
        constexpr float wallShare = 0.05F; // of an open face's conductance
        const float t = fine_.t[a][static_cast<std::size_t>(fine_.at(at[0], at[1], at[2]))];
        const std::size_t b = (a + 1) % 3;
        const std::size_t c = (a + 2) % 3;
        const float open = 2.0F * width(fine_, b, at[b]) * width(fine_, c, at[c]) /
                           (width(fine_, a, at[a]) + width(fine_, a, at[a] + 1));
        return wall && t < wallShare * open ? t : t * scale;
    }
    void addAlong(int fj, int fk, int j, int k)
    {
        for (int i = 0; i + 1 < coarse_.n[0]; ++i) {
            const int fi = fine_.first[0][static_cast<std::size_t>(i) + 1] - 1;
            coarse_.t[0][static_cast<std::size_t>(coarse_.at(i, j, k))] +=
                face(0, {fi, fj, fk}, isWall(0, fi + 1), farther(0, fi));
        }
    }
    void addAcross(std::size_t a, const std::array<int, 3>& from, int j, int k)
    {
        const bool wall = isWall(a, from[a] + 1);
        const float scale = farther(a, from[a]);
        for (int fi = 0; fi < fine_.n[0]; ++fi)
            coarse_.t[a][static_cast<std::size_t>(coarse_.at(parentOf(0, fi), j, k))] +=
                face(a, {fi, from[1], from[2]}, wall, scale);
    }

    const Level& fine_;
    Level& coarse_;
};

void AirMultigrid::coarsen(const Level& fine, Level& coarse)
{
    Coarsening coarsening(fine, coarse);
    coarsening.joinLayers();
    coarsening.moveReturns();
    share(fine, static_cast<std::size_t>(coarse.rows), [&](int, std::size_t from, std::size_t to) {
        for (std::size_t row = from; row < to; ++row)
            coarsening.addRow(static_cast<int>(row) % coarse.n[1], static_cast<int>(row) / coarse.n[1]);
    });
}

// x = M b, symmetric and positive. The start is zero, so the first half-sweep divides by the diagonal; the black cells
// have no residual after theirs; and their correction is not needed, since they are the first to be swept on the way
// up.
void AirMultigrid::cycle(std::size_t l)
{
    Level& fine = *levels_[l];
    if (l + 1 == levels_.size()) {
        coarsest_->solve(fine);
        return;
    }
    Level& coarse = *levels_[l + 1];
    share(fine, static_cast<std::size_t>(fine.rows), [&](int, std::size_t from, std::size_t to) {
        const Index start = fine.start(0, static_cast<Index>(from));
        multiply(static_cast<Index>(to - from) * fine.half, fine.inverse.data() + start,
                 fine.b.data() + start, fine.x.data() + start);
    });
    relax(fine, 1);
    sumResiduals(fine, coarse);
    cycle(l + 1);
    addCorrections(fine, coarse);
    relax(fine, 1);
    relax(fine, 0);
}

void AirMultigrid::relax(Level& level, int colour)
{
    share(level, static_cast<std::size_t>(level.rows), [&, colour](int, std::size_t from, std::size_t to) {
        for (std::size_t row = from; row < to; ++row) {
            const CellRow at = rowOf(level, colour, static_cast<Index>(row));
            relaxRow(at, level.half, level.t[0].data(), level.t[1].data(), level.t[2].data(),
                     level.inverse.data(), level.b.data(), level.x.data(), level.x.data() + at.own);
        }
    });
}

namespace {

// visit(row of the fine level), for each that a row of the coarse one is made of
template <class Level, class Visit>
void forFineRows(const Level& fine, const Level& coarse, std::size_t coarseRow, const Visit& visit)
{
    const std::size_t j = coarseRow % static_cast<std::size_t>(coarse.n[1]);
    const std::size_t k = coarseRow / static_cast<std::size_t>(coarse.n[1]);
    for (int fk = fine.first[2][k]; fk < fine.first[2][k + 1]; ++fk)
        for (int fj = fine.first[1][j]; fj < fine.first[1][j + 1]; ++fj)
            visit(static_cast<Index>(fk) * fine.n[1] + fj);
}

} // namespace

// The coarse b: what the red cells' neighbours changed, which is their residual.
void AirMultigrid::sumResiduals(const Level& fine, Level& coarse)
{
    const int* const parent = fine.parent[0].data();
    share(fine, static_cast<std::size_t>(coarse.rows), [&](int, std::size_t from, std::size_t to) {
        std::vector<float> residual(static_cast<std::size_t>(fine.half));
        std::vector<float> sum(static_cast<std::size_t>(coarse.n[0]));
        for (std::size_t row = from; row < to; ++row) {
            std::fill(sum.begin(), sum.end(), 0.0F);
            forFineRows(fine, coarse, row, [&](Index fineRow) {
                sumNeighbours(rowOf(fine, 0, fineRow), fine.half, fine.t[0].data(), fine.t[1].data(),
                              fine.t[2].data(), fine.x.data(), residual.data());
                const int* to0 = parent + fine.shift(0, fineRow);
                for (std::size_t h = 0; h < residual.size(); ++h)
                    sum[static_cast<std::size_t>(to0[2 * h])] += residual[h];
            });
            const auto [even, odd] = coarse.evenAndOdd(coarse.b, static_cast<Index>(row));
            deal(sum.data(), coarse.n[0], even, odd);
        }
    });
}

// The coarse x, to the red cells.
void AirMultigrid::addCorrections(Level& fine, Level& coarse)
{
    const int* const parent = fine.parent[0].data();
    share(fine, static_cast<std::size_t>(coarse.rows), [&](int, std::size_t from, std::size_t to) {
        std::vector<float> correction(static_cast<std::size_t>(coarse.n[0]));
        for (std::size_t row = from; row < to; ++row) {
            const auto [even, odd] = coarse.evenAndOdd(coarse.x, static_cast<Index>(row));
            join(even, odd, coarse.n[0], correction.data());
            forFineRows(fine, coarse, row, [&](Index fineRow) {
                float* x = fine.x.data() + fine.start(0, fineRow);
                const int* from0 = parent + fine.shift(0, fineRow);
                for (Index h = 0; h < fine.half; ++h)
                    x[h] += correction[static_cast<std::size_t>(from0[2 * h])];
            });
        }
    });
}

// r = q - A φ in double, left in the finest level's b; returns its norm.
double AirMultigrid::trueResidual()
{
    const std::vector<float>& b = vectors_->q;
    Level& level = *levels_.front();
    const double* x = vectors_->x.data();
    const float* tx = level.t[0].data();
    const float* ty = level.t[1].data();
    const float* tz = level.t[2].data();
    const auto flowOut = [&](const CellRow& at, Index h) {
        const double c = x[at.own + h];
        return static_cast<double>(tx[at.own + h]) * (c - x[at.east + h]) +
               static_cast<double>(tx[at.west + h]) * (c - x[at.west + h]) +
               static_cast<double>(ty[at.own + h]) * (c - x[at.north + h]) +
               static_cast<double>(ty[at.south + h]) * (c - x[at.south + h]) +
               static_cast<double>(tz[at.own + h]) * (c - x[at.up + h]) +
               static_cast<double>(tz[at.down + h]) * (c - x[at.down + h]);
    };
    share(level, static_cast<std::size_t>(level.rows), [&](int, std::size_t from, std::size_t to) {
        for (std::size_t row = from; row < to; ++row) {
            for (int colour = 0; colour < 2; ++colour) {
                const CellRow at = rowOf(level, colour, static_cast<Index>(row));
                for (Index h = 0; h < level.half; ++h)
                    level.b[static_cast<std::size_t>(at.own + h)] = static_cast<float>(
                        static_cast<double>(b[static_cast<std::size_t>(at.own + h)]) - flowOut(at, h));
            }
        }
    });
    for (const ReturnCell& cell :
         vectors_->returns) { // in one sum, as the terms are far greater than the rest
        const CellRow at = rowOf(level, cell.colour, cell.row);
        const std::size_t own = static_cast<std::size_t>(cell.own);
        level.b[own] = static_cast<float>(static_cast<double>(b[own]) - flowOut(at, cell.own - at.own) -
                                          static_cast<double>(cell.t) * x[own]);
    }
    return std::sqrt(product(level.b, level.b));
}

// visit(first cell of the row on the grid, of its even cells and of its odd cells in the finest level)
template <class Visit>
void AirMultigrid::forRows(const Visit& visit)
{
    const Level& level = *levels_.front();
    share(level, static_cast<std::size_t>(level.rows), [&](int, std::size_t from, std::size_t to) {
        for (std::size_t row = from; row < to; ++row) {
            const Index r = static_cast<Index>(row);
            const int first = level.shift(0, r);
            visit(r * level.n[0], level.start(first, r), level.start(1 - first, r));
        }
    });
}

// The sum of part(colour, row) over the finest level.
template <class Part>
double AirMultigrid::sumOverRows(const Part& part)
{
    const Level& level = *levels_.front();
    std::vector<Partial>& parts = vectors_->parts;
    share(level, static_cast<std::size_t>(level.rows), [&](int who, std::size_t from, std::size_t to) {
        double sum = 0.0;
        for (std::size_t row = from; row < to; ++row)
            for (int colour = 0; colour < 2; ++colour)
                sum += part(colour, static_cast<Index>(row));
        parts[static_cast<std::size_t>(who)].value = sum;
    });
    return total(parts);
}

// a · b over the finest level.
double AirMultigrid::product(const std::vector<float>& a, const std::vector<float>& b)
{
    const Level& level = *levels_.front();
    return sumOverRows([&](int colour, Index row) {
        Lanes sums;
        addProducts(level.half, a.data() + level.start(colour, row), b.data() + level.start(colour, row),
                    sums.of.data());
        return sums.sum();
    });
}

void AirMultigrid::load(std::span<const float> source, std::span<const double> potential)
{
    const Level& level = *levels_.front();
    Vectors& v = *vectors_;
    forRows([&](Index natural, Index even, Index odd) {
        deal(source.data() + natural, level.n[0], v.q.data() + even, v.q.data() + odd);
        deal(potential.data() + natural, level.n[0], v.x.data() + even, v.x.data() + odd);
        for (const Index start : {even, odd})
            for (std::size_t c = static_cast<std::size_t>(start);
                 c < static_cast<std::size_t>(start + level.half); ++c)
                v.x[c] = level.inverse[c] > 0.0F ? v.x[c] : 0.0;
    });
}

// Preconditioned conjugate gradients from the residual in the finest level's b, until its norm is no greater than
// `wanted`.
void AirMultigrid::descend(double norm, double wanted, Outcome& outcome, const std::stop_token& stop)
{
    Level& level = *levels_.front();
    Vectors& v = *vectors_;
    double rz = 0.0;
    std::fill(v.p.begin(), v.p.end(), 0.0F);
    for (double squares = norm * norm;
         squares > wanted * wanted && outcome.iterations < mostIterations && !stop.stop_requested();
         ++outcome.iterations) {
        cycle(0); // z = M r
        const double oldRz = rz;
        rz = product(level.b, level.x);
        const float beta = oldRz > 0.0 ? static_cast<float>(rz / oldRz) : 0.0F;
        share(level, static_cast<std::size_t>(level.rows), [&](int, std::size_t from, std::size_t to) {
            for (int colour = 0; colour < 2; ++colour) {
                const Index start = level.start(colour, static_cast<Index>(from));
                addScaled(static_cast<Index>(to - from) * level.half, beta, v.p.data() + start,
                          level.x.data() + start); // p = z + β p
            }
        });
        const double pap = applyToDirection();
        if (!(pap > 0.0) || !(rz > 0.0))
            return;
        const float alpha = static_cast<float>(rz / pap);
        squares = sumOverRows([&](int colour, Index row) {
            const Index start = level.start(colour, row);
            Lanes sums;
            step(level.half, alpha, v.p.data() + start, v.ap.data() + start, v.x.data() + start,
                 level.b.data() + start, sums.of.data());
            return sums.sum();
        });
    }
}

// A p; returns p · A p.
double AirMultigrid::applyToDirection()
{
    const Level& level = *levels_.front();
    Vectors& v = *vectors_;
    double pap = sumOverRows([&](int colour, Index row) {
        Lanes sums;
        applyRow(rowOf(level, colour, row), level.half, level.t[0].data(), level.t[1].data(),
                 level.t[2].data(), v.p.data(), v.ap.data(), sums.of.data());
        return sums.sum();
    });
    for (const ReturnCell& cell : v.returns) {
        const float p = v.p[static_cast<std::size_t>(cell.own)];
        v.ap[static_cast<std::size_t>(cell.own)] += cell.t * p;
        pap += static_cast<double>(cell.t * p * p);
    }
    return pap;
}

AirMultigrid::Outcome AirMultigrid::solve(std::span<const float> source, std::vector<double>& potential,
                                          double tolerance, WorkTeam& team, const std::stop_token& stop)
{
    constexpr double leastTolerance = 1e-10; // what double precision can tell
    constexpr double restartAt = 1e-5;       // single precision's residual drifts off beyond
    team_ = &team;
    load(source, potential);
    const double sourceNorm = std::sqrt(product(vectors_->q, vectors_->q));
    const double wanted = std::max(tolerance, leastTolerance) * sourceNorm;
    Outcome outcome;
    double norm = trueResidual();
    while (norm > wanted && outcome.iterations < mostIterations && !stop.stop_requested()) {
        const double before = norm;
        descend(norm, std::max(wanted, norm * restartAt), outcome, stop);
        norm = trueResidual();
        if (!(norm < 0.9 * before))
            break; // no further: what remains is rounding
    }
    forRows([&](Index natural, Index even, Index odd) {
        join(vectors_->x.data() + even, vectors_->x.data() + odd, levels_.front()->n[0],
             potential.data() + natural);
    });
    outcome.residual = sourceNorm > 0.0 ? norm / sourceNorm : 0.0;
    outcome.stopped = stop.stop_requested();
    outcome.converged = norm <= wanted;
    return outcome;
}

std::size_t AirMultigrid::bytes() const
{
    std::size_t floats = vectors_->p.size() + vectors_->ap.size() + vectors_->q.size();
    for (const std::unique_ptr<Level>& level : levels_)
        floats += level->b.size() * 6;
    return floats * sizeof(float) + vectors_->x.size() * sizeof(double);
}

} // namespace hallwright
