#include "core/exchange/field_image.h"

#include "core/model/errors.h"

#include <cmath>
#include <utility>

namespace hallwright {

CellImage imageOf(const SolvedAir& field)
{
    if (!field.report().usable())
        throw InputError(field.report().problems.front().sentence);
    const AirGrid& grid = field.grid();
    const std::size_t count = grid.count();
    CellImage image;
    image.cells = grid.cells;
    image.spacingM = {grid.cellM, grid.cellM, grid.cellM};
    const auto temperature = field.temperatureC();
    image.floats.push_back({"temperature_c", 1, {temperature.begin(), temperature.end()}});
    CellImage::Floats velocity{"velocity_m_s", 3, std::vector<float>(3 * count)};
    CellImage::Floats speed{"speed_m_s", 1, std::vector<float>(count)};
    const auto u = field.velocityMs(Axis::X);
    const auto v = field.velocityMs(Axis::Y);
    const auto w = field.velocityMs(Axis::Z);
    for (std::size_t c = 0; c < count; ++c) {
        velocity.values[3 * c] = u[c];
        velocity.values[3 * c + 1] = v[c];
        velocity.values[3 * c + 2] = w[c];
        speed.values[c] = std::hypot(u[c], v[c], w[c]);
    }
    image.floats.push_back(std::move(speed));
    if (std::vector<float> shares = field.recirculatedShare(); !shares.empty())
        image.floats.push_back({"recirculated", 1, std::move(shares)});
    image.floats.push_back(std::move(velocity));
    const auto solid = field.solid();
    image.bytes.push_back({"solid", {solid.begin(), solid.end()}});
    return image;
}

} // namespace hallwright
