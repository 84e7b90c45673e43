#include "core/exchange/vti.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstring>

namespace hallwright {

namespace {

// What the format is little-endian for; every machine we build on is.
static_assert(std::endian::native == std::endian::little);

// Appended data: each array's size in bytes as UInt64, then its values.
class Appended
{
public:
    // The place of the array, counted from the first byte after the underscore.
    std::size_t add(const void* values, std::size_t size)
    {
        const std::size_t offset = bytes_.size();
        const std::uint64_t header = size;
        bytes_.resize(offset + sizeof header + size);
        std::memcpy(bytes_.data() + offset, &header, sizeof header);
        if (size > 0)
            std::memcpy(bytes_.data() + offset + sizeof header, values, size);
        return offset;
    }

    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

std::string arrayTag(const char* type, const std::string& name, int components, std::size_t offset)
{
    return fmt::format("        <DataArray type=\"{}\" Name=\"{}\" NumberOfComponents=\"{}\" "
                       "format=\"appended\" offset=\"{}\"/>\n",
                       type, name, components, offset);
}

} // namespace

CellImage imageOf(const AirField& field)
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
    image.floats.push_back({"recirculated", 1, field.recirculatedShare()});
    image.floats.push_back(std::move(velocity));
    const auto solid = field.solid();
    image.bytes.push_back({"solid", {solid.begin(), solid.end()}});
    return image;
}

std::string vtiOf(const CellImage& image)
{
    Appended appended;
    std::string arrays;
    std::string vectors;
    for (const CellImage::Floats& array : image.floats) {
        arrays += arrayTag("Float32", array.name, array.components,
                           appended.add(array.values.data(), array.values.size() * sizeof(float)));
        if (array.components == 3 && vectors.empty())
            vectors = fmt::format(" Vectors=\"{}\"", array.name);
    }
    for (const CellImage::Bytes& array : image.bytes)
        arrays += arrayTag("UInt8", array.name, 1, appended.add(array.values.data(), array.values.size()));
    const std::string extent = fmt::format("0 {} 0 {} 0 {}", image.cells[0], image.cells[1], image.cells[2]);
    const std::string scalars =
        image.floats.empty() ? "" : fmt::format(" Scalars=\"{}\"", image.floats[0].name);
    return fmt::format("<?xml version=\"1.0\"?>\n"
                       "<VTKFile type=\"ImageData\" version=\"1.0\" byte_order=\"LittleEndian\" "
                       "header_type=\"UInt64\">\n"
                       "  <ImageData WholeExtent=\"{0}\" Origin=\"0 0 0\" Spacing=\"{1} {2} {3}\">\n"
                       "    <Piece Extent=\"{0}\">\n"
                       "      <CellData{4}{5}>\n{6}      </CellData>\n"
                       "    </Piece>\n"
                       "  </ImageData>\n"
                       "  <AppendedData encoding=\"raw\">\n_",
                       extent, image.spacingM[0], image.spacingM[1], image.spacingM[2], scalars, vectors,
                       arrays) +
           appended.bytes() + "\n  </AppendedData>\n</VTKFile>\n";
}

} // namespace hallwright
