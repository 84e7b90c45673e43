#include "core/exchange/vti.h"

#include <fmt/format.h>

#include <bit>
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
