#include "core/physics/recirculation.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr RecirculationKernel kernel;

double dot(Point2 a, Point2 b)
{
    return a.x * b.x + a.y * b.y;
}

double length(Point2 a)
{
    return std::sqrt(dot(a, a));
}

// t(x) = (1 - x²)², falling smoothly to nothing at x = 1.
double taper(double x)
{
    const double rest = 1.0 - x * x;
    return rest > 0.0 ? rest * rest : 0.0;
}

// What the estimate needs to know of a rack, worked out once.
struct Place {
    Point2 centre;
    Point2 front;   // unit vector out of the front
    Point2 right;   // unit vector along the row
    Point2 intake;  // centre of the front face
    Point2 exhaust; // centre of the rear face
    double airflowM3s = 0.0;
    double halfWidth = 0.0;
    double halfDepth = 0.0;
    int intakeEnclosure = -1; // closed aisle, or -1
    int exhaustEnclosure = -1;
    double supply = 1.0; // s_i
    double leakIn =
        -1.0; // l where the intake is in a closed hot aisle, and s_i follows from it; else negative
};

bool inside(const Rect& area, Point2 p)
{
    return p.x >= area.x && p.x <= area.right() && p.y >= area.y && p.y <= area.top();
}

const RecirculationAisle* aisleAt(const RecirculationLayout& layout, Point2 p)
{
    const auto it = std::find_if(layout.aisles.begin(), layout.aisles.end(),
                                 [p](const RecirculationAisle& aisle) { return inside(aisle.area, p); });
    return it != layout.aisles.end() ? &*it : nullptr;
}

bool standsOn(const RecirculationRack& rack, Point2 p)
{
    const Point2 front = frontDirection(rack.pose.yawDeg);
    const Point2 from = p - rack.pose.position();
    return std::abs(dot(from, front)) < rack.depthM / 2 &&
           std::abs(dot(from, Point2{-front.y, front.x})) < rack.widthM / 2;
}

// The aisle that a face opens to, `outside` being a point just off it. A rack that stands in an aisle with the face against
// another rack has that aisle's air around it.
const RecirculationAisle* aisleOfFace(const RecirculationLayout& layout, const RecirculationRack& rack,
                                      Point2 outside)
{
    if (const RecirculationAisle* aisle = aisleAt(layout, outside))
        return aisle;
    const RecirculationAisle* around = aisleAt(layout, rack.pose.position());
    const bool isAgainstARack =
        around && std::ranges::any_of(layout.racks, [&](const RecirculationRack& other) {
            return &other != &rack && standsOn(other, outside);
        });
    return isAgainstARack ? around : nullptr;
}

Place placeOf(const RecirculationLayout& layout, const RecirculationRack& rack)
{
    constexpr double justOutside = 0.05; // m off the face, to be inside the aisle the face borders
    Place place;
    place.centre = rack.pose.position();
    place.front = frontDirection(rack.pose.yawDeg);
    place.right = {-place.front.y, place.front.x};
    place.halfWidth = std::max(rack.widthM, 0.0) / 2;
    place.halfDepth = std::max(rack.depthM, 0.0) / 2;
    place.intake = place.centre + place.front * place.halfDepth;
    place.exhaust = place.centre - place.front * place.halfDepth;
    place.airflowM3s = std::max(rack.airflowM3s, 0.0);

    const RecirculationAisle* intakeAisle =
        aisleOfFace(layout, rack, place.intake + place.front * justOutside);
    const RecirculationAisle* exhaustAisle =
        aisleOfFace(layout, rack, place.exhaust - place.front * justOutside);
    const auto enclosure = [&](const RecirculationAisle* aisle) {
        return aisle && aisle->contained ? static_cast<int>(aisle - layout.aisles.data()) : -1;
    };
    place.intakeEnclosure = enclosure(intakeAisle);
    place.exhaustEnclosure = enclosure(exhaustAisle);
    if (intakeAisle && intakeAisle->kind == AisleKind::Hot) {
        place.supply = kernel.openHotAisleSupply;
        if (intakeAisle->contained)
            place.leakIn = std::clamp(layout.containmentLeakage, kernel.leastSupply, 0.5);
    }
    return place;
}

// λ = l (1 + e0)/(l + e0)
double enclosureLeakage(const RecirculationLayout& layout)
{
    const double l = std::clamp(layout.containmentLeakage, 0.0, 1.0);
    const double e0 = kernel.openExchange * (layout.sideSupplied ? kernel.sideSupply : 1.0);
    return l * (1.0 + e0) / (l + e0);
}

// What the closed aisles on the way let through: λ for each that the path leaves or enters.
double passage(double leakage, const Place& intakeOf, const Place& exhaustOf)
{
    if (intakeOf.intakeEnclosure == exhaustOf.exhaustEnclosure)
        return 1.0;
    return (intakeOf.intakeEnclosure >= 0 ? leakage : 1.0) *
           (exhaustOf.exhaustEnclosure >= 0 ? leakage : 1.0);
}

// Whether the segment from a to b passes through the rack's footprint.
bool crosses(const Place& rack, Point2 a, Point2 b)
{
    double from = 0.0;
    double to = 1.0;
    const auto clip = [&](Point2 axis, double half) {
        const double start = dot(a - rack.centre, axis);
        const double step = dot(b - a, axis);
        if (std::abs(step) < 1e-12)
            return std::abs(start) < half;
        const double t0 = (-half - start) / step;
        const double t1 = (half - start) / step;
        from = std::max(from, std::min(t0, t1));
        to = std::min(to, std::max(t0, t1));
        return from < to;
    };
    return clip(rack.right, rack.halfWidth) && clip(rack.front, rack.halfDepth);
}

} // namespace

// Builds the rows of one matrix: a grid of cells as wide as the kernel's reach finds each rack's neighbours.
class RecirculationMatrix::Builder
{
public:
    explicit Builder(RecirculationMatrix& matrix)
        : matrix_(matrix), layout_(matrix.layout_), leakage_(enclosureLeakage(layout_)),
          exchange_(kernel.exchange * (layout_.sideSupplied ? kernel.sideSupply : 1.0))
    {
        places_.reserve(layout_.racks.size());
        for (const RecirculationRack& rack : layout_.racks)
            places_.push_back(placeOf(layout_, rack));
        sortIntoCells();
    }

    void build(const RecirculationMatrix* previous)
    {
        const std::size_t n = places_.size();
        const std::vector<char> reusable = reusableRows(previous);
        const std::size_t expected = previous ? previous->shares_.size() + 128 : n * 64;
        matrix_.rowStart_.reserve(n + 1);
        matrix_.sources_.reserve(expected);
        matrix_.shares_.reserve(expected);
        matrix_.supplyShares_.reserve(n);
        matrix_.rowStart_.push_back(0);
        for (std::size_t i = 0; i < n; ++i) {
            if (reusable[i])
                copyRow(*previous, i);
            else
                addRow(i);
            matrix_.rowStart_.push_back(static_cast<std::uint32_t>(matrix_.sources_.size()));
        }
    }

private:
    static std::int64_t cellKey(Point2 p)
    {
        const auto cell = [](double x) { return static_cast<std::int64_t>(std::floor(x / kernel.reachM)); };
        return (cell(p.y) << 32) + cell(p.x);
    }

    void sortIntoCells()
    {
        cells_.reserve(places_.size());
        for (std::size_t i = 0; i < places_.size(); ++i)
            cells_.emplace_back(cellKey(places_[i].centre), static_cast<std::uint32_t>(i));
        std::sort(cells_.begin(), cells_.end());
    }

    // Racks within reach of rack i, itself among them, in the order of the cells.
    void findNeighbours(std::size_t i)
    {
        neighbours_.clear();
        const std::int64_t key = cellKey(places_[i].centre);
        for (int row = -1; row <= 1; ++row) {
            const std::int64_t first = key + (static_cast<std::int64_t>(row) * (std::int64_t{1} << 32)) - 1;
            auto it = std::lower_bound(cells_.begin(), cells_.end(), std::pair(first, std::uint32_t{0}));
            for (; it != cells_.end() && it->first <= first + 2; ++it) {
                const Point2 between = places_[it->second].centre - places_[i].centre;
                if (dot(between, between) < kernel.reachM * kernel.reachM)
                    neighbours_.push_back(it->second);
            }
        }
    }

    // A row depends on the racks within reach of its own: it stays where none of them changed, came or left.
    std::vector<char> reusableRows(const RecirculationMatrix* previous) const
    {
        const std::size_t n = places_.size();
        if (!previous || previous->rackCount() != n || previous->layout_.aisles != layout_.aisles ||
            previous->layout_.containmentLeakage != layout_.containmentLeakage ||
            previous->layout_.sideSupplied != layout_.sideSupplied)
            return std::vector<char>(n, 0);
        std::vector<Point2> changedAt;
        for (std::size_t i = 0; i < n; ++i) {
            const RecirculationRack& before = previous->layout_.racks[i];
            if (before == layout_.racks[i])
                continue;
            changedAt.push_back(before.pose.position());
            changedAt.push_back(places_[i].centre);
        }
        constexpr std::size_t manyChanges = 32; // testing them all would cost more than building the rows
        if (changedAt.size() > manyChanges)
            return std::vector<char>(n, 0);
        std::vector<char> reusable(n, 1);
        for (std::size_t i = 0; i < n; ++i) {
            for (const Point2 p : changedAt) {
                const Point2 between = places_[i].centre - p;
                if (dot(between, between) < kernel.reachM * kernel.reachM)
                    reusable[i] = 0;
            }
        }
        return reusable;
    }

    void copyRow(const RecirculationMatrix& previous, std::size_t i)
    {
        const auto sources = previous.sources(i);
        const auto shares = previous.shares(i);
        matrix_.sources_.insert(matrix_.sources_.end(), sources.begin(), sources.end());
        matrix_.shares_.insert(matrix_.shares_.end(), shares.begin(), shares.end());
        matrix_.supplyShares_.push_back(previous.supplyShares_[i]);
        ++matrix_.reusedRows_;
    }

    void addRow(std::size_t i)
    {
        findNeighbours(i);
        const double around = exchange_ * (1.0 + rowEndOpenness(i));
        const std::size_t first = matrix_.shares_.size();
        double exhausts = 0.0, closedIn = 0.0, closedInM3s = 0.0; // the last two: with it in its closed aisle
        for (const std::uint32_t j : neighbours_) {
            const double w = weight(i, j, around);
            if (w <= 0.0)
                continue;
            matrix_.sources_.push_back(j);
            matrix_.shares_.push_back(w);
            exhausts += w;
            if (places_[j].exhaustEnclosure == places_[i].intakeEnclosure) {
                closedIn += w;
                closedInM3s += places_[j].airflowM3s;
            }
        }
        const double sum = supplyBeside(closedIn, closedInM3s, places_[i]) + exhausts;
        // a_i0 is what the rounded a_ij leave of one, so that a row sums to one to the last bit or two.
        double captured = 0.0;
        for (std::size_t k = first; k < matrix_.shares_.size(); ++k) {
            matrix_.shares_[k] /= sum;
            captured += matrix_.shares_[k];
        }
        matrix_.supplyShares_.push_back(1.0 - captured);
    }

    // s_i. A closed hot aisle holds what is blown into it and what leaks in: no more of the former than there is.
    static double supplyBeside(double closedIn, double closedInM3s, const Place& place)
    {
        if (place.leakIn < 0.0 || closedIn <= 0.0)
            return place.supply;
        const double share = std::min(1.0 - place.leakIn, closedInM3s / place.airflowM3s);
        return closedIn * (1.0 - share) / share;
    }

    // w_ij
    double weight(std::size_t i, std::size_t j, double around) const
    {
        const Place& to = places_[i];
        const Place& from = places_[j];
        if (from.airflowM3s <= 0.0)
            return 0.0;
        const double through = passage(leakage_, to, from);
        if (through <= 0.0)
            return 0.0;
        const Point2 path = to.intake - from.exhaust;
        const double d = length(path);
        double w = around * std::exp(-d / kernel.exchangeLengthM);
        if (d < kernel.directReachM && i != j)
            w += directWeight(i, j, path, d);
        const double flowShare = 2.0 * from.airflowM3s / (to.airflowM3s + from.airflowM3s);
        return w * flowShare * through * taper(length(to.centre - from.centre) / kernel.reachM);
    }

    // D cosθ_j cosθ_i exp(-d/L_D) t(d/R_D), or nothing where the exhaust does not blow at the intake.
    double directWeight(std::size_t i, std::size_t j, Point2 path, double d) const
    {
        const Place& to = places_[i];
        const Place& from = places_[j];
        constexpr double touching = 1e-9; // m
        const double cosFrom = d > touching ? -dot(path, from.front) / d : -dot(to.front, from.front);
        const double cosTo = d > touching ? -dot(path, to.front) / d : 1.0;
        if (cosFrom <= 0.0 || cosTo <= 0.0 || blocked(i, j))
            return 0.0;
        return kernel.direct * cosFrom * cosTo * std::exp(-d / kernel.directLengthM) *
               taper(d / kernel.directReachM);
    }

    bool blocked(std::size_t i, std::size_t j) const
    {
        return std::any_of(neighbours_.begin(), neighbours_.end(), [&](std::uint32_t k) {
            return k != i && k != j && crosses(places_[k], places_[j].exhaust, places_[i].intake);
        });
    }

    // e_i = E (exp(-left/l) + exp(-right/l)), left and right being the lengths of unbroken row beside rack i
    // [m].
    double rowEndOpenness(std::size_t i)
    {
        const Place& rack = places_[i];
        beside_.clear();
        for (const std::uint32_t j : neighbours_) {
            const Place& other = places_[j];
            const Point2 between = other.centre - rack.centre;
            if (j == i || std::abs(dot(between, rack.front)) >= rack.halfDepth)
                continue;
            const double along = dot(between, rack.right);
            const double half = std::abs(dot(other.right, rack.right)) * other.halfWidth +
                                std::abs(dot(other.front, rack.right)) * other.halfDepth;
            beside_.emplace_back(along - half, along + half);
        }
        std::sort(beside_.begin(), beside_.end());
        double right = rack.halfWidth;
        for (const auto& [low, high] : beside_) {
            if (high > right && low <= right + kernel.rowGapM)
                right = high;
        }
        std::sort(beside_.begin(), beside_.end(),
                  [](const auto& a, const auto& b) { return a.second > b.second; });
        double left = -rack.halfWidth;
        for (const auto& [low, high] : beside_) {
            if (low < left && high >= left - kernel.rowGapM)
                left = low;
        }
        return kernel.rowEnd * (std::exp(-(right - rack.halfWidth) / kernel.rowEndLengthM) +
                                std::exp(-(-left - rack.halfWidth) / kernel.rowEndLengthM));
    }

    RecirculationMatrix& matrix_;
    const RecirculationLayout& layout_;
    double leakage_;  // λ
    double exchange_; // c, times m on a slab
    std::vector<Place> places_;
    std::vector<std::pair<std::int64_t, std::uint32_t>> cells_;
    std::vector<std::uint32_t> neighbours_;
    std::vector<std::pair<double, double>> beside_;
};

std::shared_ptr<const RecirculationMatrix> RecirculationMatrix::estimate(RecirculationLayout layout,
                                                                         const RecirculationMatrix* previous)
{
    auto matrix = std::make_shared<RecirculationMatrix>();
    matrix->layout_ = std::move(layout);
    Builder(*matrix).build(previous);
    return matrix;
}

std::shared_ptr<const RecirculationMatrix> RecirculationMatrix::fromRows(RecirculationLayout layout,
                                                                         std::vector<std::uint32_t> rowStart,
                                                                         std::vector<std::uint32_t> sources,
                                                                         std::vector<double> shares,
                                                                         std::vector<double> supplyShares)
{
    auto matrix = std::make_shared<RecirculationMatrix>();
    matrix->estimate_ = estimate(layout);
    matrix->layout_ = std::move(layout);
    matrix->rowStart_ = std::move(rowStart);
    matrix->sources_ = std::move(sources);
    matrix->shares_ = std::move(shares);
    matrix->supplyShares_ = std::move(supplyShares);
    return matrix;
}

std::shared_ptr<const RecirculationMatrix> RecirculationMatrix::withRacksMoved(RecirculationLayout layout,
                                                                               double floor) const
{
    const std::size_t n = rackCount();
    auto moved = std::make_shared<RecirculationMatrix>();
    moved->estimate_ = estimate(layout, estimate_.get());
    moved->layout_ = std::move(layout);
    moved->rowStart_.reserve(n + 1);
    moved->rowStart_.push_back(0);
    moved->sources_.reserve(sources_.size() + 1024);
    moved->shares_.reserve(sources_.size() + 1024);
    moved->supplyShares_.reserve(n);
    std::vector<double> row(n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        const bool same = std::ranges::equal(estimate_->sources(i), moved->estimate_->sources(i)) &&
                          std::ranges::equal(estimate_->shares(i), moved->estimate_->shares(i));
        if (same)
            moved->appendRow(sources(i), shares(i), supplyShare(i));
        else
            appendShifted(*moved, i, 1.0 - floor, row);
        moved->reusedRows_ += same ? 1 : 0;
        moved->rowStart_.push_back(static_cast<std::uint32_t>(moved->sources_.size()));
    }
    return moved;
}

void RecirculationMatrix::appendRow(std::span<const std::uint32_t> from, std::span<const double> shares,
                                    double supplyShare)
{
    sources_.insert(sources_.end(), from.begin(), from.end());
    shares_.insert(shares_.end(), shares.begin(), shares.end());
    supplyShares_.push_back(supplyShare);
}

// `row` is all zero before and after.
void RecirculationMatrix::appendShifted(RecirculationMatrix& moved, std::size_t i, double local,
                                        std::vector<double>& row) const
{
    const RecirculationMatrix& after = *moved.estimate_;
    std::vector<std::uint32_t> candidates(sources(i).begin(), sources(i).end());
    candidates.insert(candidates.end(), after.sources(i).begin(), after.sources(i).end());
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    std::vector<double> now(candidates.size());
    std::vector<double> then(candidates.size());
    const auto read = [&](const RecirculationMatrix& matrix, std::vector<double>& values) {
        for (std::size_t k = 0; k < matrix.sources(i).size(); ++k)
            row[matrix.sources(i)[k]] = matrix.shares(i)[k];
        for (std::size_t k = 0; k < candidates.size(); ++k)
            values[k] = row[candidates[k]];
        for (const std::uint32_t j : matrix.sources(i))
            row[j] = 0.0;
    };
    std::vector<double> own(candidates.size());
    read(*this, own);
    read(*estimate_, now);
    read(after, then);
    double total = supplyShare(i) *
                   (estimate_->supplyShare(i) > 0.0 ? after.supplyShare(i) / estimate_->supplyShare(i) : 1.0);
    for (std::size_t k = 0; k < candidates.size(); ++k) {
        if (then[k] < now[k])
            own[k] *= then[k] / now[k];
        else
            own[k] += local * (then[k] - now[k]);
        total += own[k];
    }
    double captured = 0.0;
    for (std::size_t k = 0; k < candidates.size(); ++k) {
        if (own[k] <= 0.0)
            continue;
        moved.sources_.push_back(candidates[k]);
        moved.shares_.push_back(own[k] / total);
        captured += moved.shares_.back();
    }
    moved.supplyShares_.push_back(std::max(1.0 - captured, 0.0));
}

std::span<const std::uint32_t> RecirculationMatrix::sources(std::size_t i) const
{
    return {sources_.data() + rowStart_[i], sources_.data() + rowStart_[i + 1]};
}

std::span<const double> RecirculationMatrix::shares(std::size_t i) const
{
    return {shares_.data() + rowStart_[i], shares_.data() + rowStart_[i + 1]};
}

double RecirculationMatrix::share(std::size_t i, std::size_t j) const
{
    const auto from = sources(i);
    const auto it = std::find(from.begin(), from.end(), static_cast<std::uint32_t>(j));
    return it != from.end() ? shares(i)[static_cast<std::size_t>(it - from.begin())] : 0.0;
}

double massBalanceFloor(double supplyM3s, double rackM3s)
{
    if (rackM3s <= 0.0)
        return 0.0;
    const double beta = std::max(supplyM3s / rackM3s, leastSupplyRatio);
    return std::max(1.0 - beta, 0.0); // r0 = max(1 - β, 0)
}

namespace {

// With x = Tin - Tsup and y = the response of x to one kelvin of mixed-exhaust rise m:
//     x = (1 - r0) A (g x + ΔT) + r0 m,   m = v·(g x + ΔT)   (v_j = V_j / ΣV)
// is solved as x = x0 + m y, both by Gauss-Seidel, and m = v·(g x0 + ΔT) / (1 - v·g y).
class InletRises
{
public:
    InletRises(const RecirculationMatrix& matrix, std::span<const double> rackRiseK, double floor,
               std::vector<double> start, std::span<const double> keptShare)
        : matrix_(matrix), rackRiseK_(rackRiseK), floor_(floor), kept_(keptShare), x_(std::move(start))
    {
        x_.resize(matrix.rackCount(), 0.0);
        y_.resize(mixes() ? matrix.rackCount() : 0, 0.0);
        for (const double rise : rackRiseK)
            scale_ = std::max(scale_, std::abs(rise));
    }

    bool nothingRises() const { return scale_ == 0.0; }

    void sweepUntilSettled()
    {
        constexpr double tolerance = 1e-13; // of the largest rise, per sweep
        constexpr int mostSweeps = 20000;   // a sealed pocket of racks contracts slowly
        for (int sweep = 0; sweep < mostSweeps; ++sweep) {
            double change = 0.0;
            for (std::size_t i = 0; i < x_.size(); ++i)
                change = std::max(change, settle(i));
            if (change <= tolerance * scale_)
                break;
        }
    }

    // m = v·(g x0 + ΔT) / (1 - v·g y)
    void addMixedExhaust(std::span<const double> airflowM3s)
    {
        if (!mixes())
            return;
        double flow = 0.0;
        double mixedX = 0.0;
        double mixedY = 0.0;
        for (std::size_t j = 0; j < x_.size(); ++j) {
            const double v = std::max(airflowM3s[j], 0.0);
            flow += v;
            mixedX += v * (kept(j) * x_[j] + rackRiseK_[j]);
            mixedY += v * kept(j) * y_[j];
        }
        if (flow <= 0.0)
            return;
        const double mixedRise = mixedX / (flow - mixedY);
        for (std::size_t i = 0; i < x_.size(); ++i)
            x_[i] += mixedRise * y_[i];
    }

    std::vector<double> take() { return std::move(x_); }

private:
    bool mixes() const { return floor_ > 0.0; }
    double kept(std::size_t j) const { return kept_.empty() ? 1.0 : kept_[j]; }

    // x_i and y_i from all others; returns how far they moved. The rack's own term is solved for, not iterated.
    double settle(std::size_t i)
    {
        const auto sources = matrix_.sources(i);
        const auto shares = matrix_.shares(i);
        const double local = 1.0 - floor_;
        double ownShare = 0.0;
        double sumX = 0.0;
        double sumY = 0.0;
        for (std::size_t k = 0; k < sources.size(); ++k) {
            const std::size_t j = sources[k];
            if (j == i) {
                ownShare = shares[k];
                continue;
            }
            sumX += shares[k] * (kept(j) * x_[j] + rackRiseK_[j]);
            if (mixes())
                sumY += shares[k] * kept(j) * y_[j];
        }
        const double keep = 1.0 - local * ownShare * kept(i);
        const double newX = local * (sumX + ownShare * rackRiseK_[i]) / keep;
        const double changeX = std::abs(newX - x_[i]);
        x_[i] = newX;
        if (!mixes())
            return changeX;
        const double newY = (local * sumY + floor_) / keep;
        const double changeY = std::abs(newY - y_[i]) * scale_;
        y_[i] = newY;
        return std::max(changeX, changeY);
    }

    const RecirculationMatrix& matrix_;
    std::span<const double> rackRiseK_;
    double floor_;
    std::span<const double> kept_;
    std::vector<double> x_, y_;
    double scale_ = 0.0; // the largest rise [K]
};

} // namespace

std::vector<double> inletRisesK(const RecirculationMatrix& matrix, std::span<const double> rackRiseK,
                                std::span<const double> airflowM3s, double floor, std::vector<double> start,
                                std::span<const double> keptShare)
{
    InletRises rises(matrix, rackRiseK, floor, std::move(start), keptShare);
    if (rises.nothingRises())
        return std::vector<double>(matrix.rackCount(), 0.0);
    rises.sweepUntilSettled();
    rises.addMixedExhaust(airflowM3s);
    return rises.take();
}

std::vector<double> recirculatedRisesK(const RecirculationMatrix& matrix, std::span<const double> outletRiseK,
                                       std::span<const double> airflowM3s, double floor)
{
    const std::size_t n = matrix.rackCount();
    double flow = 0.0;
    double mixed = 0.0;
    for (std::size_t j = 0; j < n; ++j) {
        const double v = std::max(airflowM3s[j], 0.0);
        flow += v;
        mixed += v * outletRiseK[j];
    }
    const double mixedRise = flow > 0.0 ? mixed / flow : 0.0;
    std::vector<double> rises(n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        const auto sources = matrix.sources(i);
        const auto shares = matrix.shares(i);
        double sum = 0.0;
        for (std::size_t k = 0; k < sources.size(); ++k)
            sum += shares[k] * outletRiseK[sources[k]];
        rises[i] = (1.0 - floor) * sum + floor * mixedRise;
    }
    return rises;
}

} // namespace hallwright
