#include "views/fields/field_data.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright::fields {

namespace {

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

// Positions along one axis between which `at` lies, and how far it is towards the second.
struct Between {
    int low = 0;
    int high = 0;
    double part = 0.0;
};

Between between(double at, double cellM, int cells)
{
    const double position = std::clamp(at / cellM - 0.5, 0.0, cells - 1.0);
    const int low = std::min(static_cast<int>(position), cells - 1);
    return {low, std::min(low + 1, cells - 1), position - low};
}

} // namespace

float QuantityValues::at(std::size_t cell) const
{
    if (data_->solid[cell])
        return missing;
    switch (quantity_) {
    case FieldQuantity::Temperature:
    case FieldQuantity::AshraeBands:
        return data_->temperatureC[cell];
    case FieldQuantity::Speed: {
        const auto& v = data_->velocityMs;
        return std::sqrt(v[0][cell] * v[0][cell] + v[1][cell] * v[1][cell] + v[2][cell] * v[2][cell]);
    }
    case FieldQuantity::RecirculatedShare:
    case FieldQuantity::ShareFromRack:
        return shares_.empty() ? missing : shares_[cell];
    case FieldQuantity::Pressure:
        return data_->pressurePa.empty() ? missing : data_->pressurePa[cell];
    case FieldQuantity::Mixing:
        return data_->mixingM2s.empty() ? missing : data_->mixingM2s[cell];
    case FieldQuantity::Difference:
        return data_->hasReferenceCells()
                   ? data_->temperatureC[cell] - (*data_->reference->temperatureC)[cell]
                   : missing;
    case FieldQuantity::PowerDensity:
        break;
    }
    return missing;
}

bool isShare(FieldQuantity quantity)
{
    return quantity == FieldQuantity::RecirculatedShare || quantity == FieldQuantity::ShareFromRack;
}

bool isOfFlowAlone(FieldQuantity quantity)
{
    return quantity == FieldQuantity::Pressure || quantity == FieldQuantity::Mixing;
}

std::optional<std::size_t> rackIndex(const FieldData& data, RackId rack)
{
    if (!data.room || !rack.valid())
        return std::nullopt;
    const auto& racks = data.room->racks;
    const auto found =
        std::find_if(racks.begin(), racks.end(), [rack](const AirRack& r) { return r.id == rack; });
    if (found == racks.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - racks.begin());
}

std::optional<std::size_t> nearestSupply(const FieldData& data, const std::optional<Point3>& place)
{
    if (!data.room)
        return std::nullopt;
    const AirRoom& room = *data.room;
    const Point3 to = place.value_or(Point3{room.widthM / 2, room.depthM / 2, room.heightM / 2});
    const auto distanceTo = [&](const AirBox& box) {
        return std::hypot(to.x - std::clamp(to.x, box.least.x, box.most.x),
                          to.y - std::clamp(to.y, box.least.y, box.most.y),
                          to.z - std::clamp(to.z, box.least.z, box.most.z));
    };
    std::optional<std::size_t> nearest;
    double least = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < room.supplies.size(); ++i) {
        const AirSupplyPatch& supply = room.supplies[i];
        const double distance = distanceTo(supply.patch.area);
        if (supply.flowM3s > 0.0 && distance < least) {
            nearest = i;
            least = distance;
        }
    }
    return nearest;
}

Point3 middleOf(const AirBox& box)
{
    return {(box.least.x + box.most.x) / 2, (box.least.y + box.most.y) / 2, (box.least.z + box.most.z) / 2};
}

std::vector<double> inletDifferencesK(const FieldData& data)
{
    std::vector<double> differences;
    if (!data.reference || data.reference->inletC.size() != data.racks.size())
        return differences;
    for (std::size_t i = 0; i < data.racks.size(); ++i)
        differences.push_back(data.racks[i].inletC - data.reference->inletC[i]);
    return differences;
}

std::pair<double, double> extremesOf(const QuantityValues& values)
{
    float least = std::numeric_limits<float>::max();
    float largest = std::numeric_limits<float>::lowest();
    const std::size_t count = values.data().temperatureC.size();
    for (std::size_t cell = 0; cell < count; ++cell) {
        const float value = values.at(cell);
        if (value < least)
            least = value;
        if (value > largest)
            largest = value;
    }
    if (least > largest)
        return {0.0, 0.0};
    return {least, largest};
}

double valueAt(const QuantityValues& values, Point3 p)
{
    const FieldData& data = values.data();
    const AirRoom& room = *data.room;
    const bool inside = p.x >= 0.0 && p.x <= room.widthM && p.y >= 0.0 && p.y <= room.depthM && p.z >= 0.0 &&
                        p.z <= room.heightM;
    if (!inside || data.temperatureC.empty())
        return missing;
    const AirGrid& grid = data.grid;
    const auto cellOf = [&](double at, int axis) {
        return std::clamp(static_cast<int>(at / grid.cellM), 0,
                          grid.cells[static_cast<std::size_t>(axis)] - 1);
    };
    if (data.solid[grid.index(cellOf(p.x, 0), cellOf(p.y, 1), cellOf(p.z, 2))])
        return missing;
    const std::array<Between, 3> b{between(p.x, grid.cellM, grid.cells[0]),
                                   between(p.y, grid.cellM, grid.cells[1]),
                                   between(p.z, grid.cellM, grid.cells[2])};
    double sum = 0.0;
    double weights = 0.0;
    for (int corner = 0; corner < 8; ++corner) {
        const auto pick = [&](int axis, double& weight) {
            const Between& along = b[static_cast<std::size_t>(axis)];
            const bool high = (corner >> axis) & 1;
            weight *= high ? along.part : 1.0 - along.part;
            return high ? along.high : along.low;
        };
        double weight = 1.0;
        const int i = pick(0, weight);
        const int j = pick(1, weight);
        const int k = pick(2, weight);
        const float value = values.at(grid.index(i, j, k));
        if (weight > 0.0 && !std::isnan(value)) {
            sum += weight * static_cast<double>(value);
            weights += weight;
        }
    }
    return weights > 0.0 ? sum / weights : static_cast<double>(missing);
}

std::vector<float> filled(const AirGrid& grid, const QuantityValues& values, float deep)
{
    constexpr int cellsIn = 2;
    std::vector<float> result(grid.count());
    std::vector<std::size_t> empty;
    for (std::size_t cell = 0; cell < result.size(); ++cell) {
        result[cell] = values.at(cell);
        if (std::isnan(result[cell]))
            empty.push_back(cell);
    }
    const auto nx = static_cast<std::size_t>(grid.cells[0]);
    const auto layer = nx * static_cast<std::size_t>(grid.cells[1]);
    std::vector<std::pair<std::size_t, float>> found;
    for (int pass = 0; pass < cellsIn; ++pass) {
        found.clear();
        for (const std::size_t cell : empty) {
            if (!std::isnan(result[cell]))
                continue;
            float sum = 0.0F;
            int count = 0;
            const auto add = [&](bool exists, std::size_t other) {
                if (exists && !std::isnan(result[other])) {
                    sum += result[other];
                    ++count;
                }
            };
            const std::size_t i = cell % nx;
            const std::size_t inLayer = cell % layer;
            add(i > 0, cell - 1);
            add(i + 1 < nx, cell + 1);
            add(inLayer >= nx, cell - nx);
            add(inLayer + nx < layer, cell + nx);
            add(cell >= layer, cell - layer);
            add(cell + layer < result.size(), cell + layer);
            if (count > 0)
                found.emplace_back(cell, sum / static_cast<float>(count));
        }
        for (const auto& [cell, value] : found)
            result[cell] = value;
    }
    for (const std::size_t cell : empty)
        if (std::isnan(result[cell]))
            result[cell] = deep;
    return result;
}

} // namespace hallwright::fields
