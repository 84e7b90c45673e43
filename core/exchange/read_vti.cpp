// Reads what VTK's XML writers make of an image. See vti.h for what we write ourselves.
#include "core/exchange/sampled_temperature.h"
#include "core/exchange/vtk_compression.h"
#include "core/exchange/vtk_tags.h"
#include "core/exchange/vtk_values.h"
#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace hallwright {

namespace {

using vtk::Tag;

struct DataArray {
    Tag tag;
    bool ofCells = false;

    std::string name() const { return tag.attribute("Name"); }
    std::size_t components() const { return tag.attribute("NumberOfComponents") == "3" ? 3 : 1; }
};

using Extent = std::array<int, 6>; // the first and last point along x, y, z

struct Piece {
    Tag tag;
    std::vector<DataArray> arrays; // that we may want
};

std::size_t countAlong(const Extent& extent, std::size_t axis, bool ofCells)
{
    return static_cast<std::size_t>(extent[2 * axis + 1] - extent[2 * axis]) + (ofCells ? 0 : 1);
}

std::size_t countIn(const Extent& extent, bool ofCells)
{
    return countAlong(extent, 0, ofCells) * countAlong(extent, 1, ofCells) * countAlong(extent, 2, ofCells);
}

class VtiReader
{
public:
    VtiReader(std::string_view bytes, const std::string& origin) : bytes_(bytes), origin_(origin) {}

    SampledTemperature run()
    {
        readTags();
        const std::string type = file_.attribute("type");
        if (!type.empty() && type != "ImageData")
            fail(
                fmt::format("is a VTK {}, but only ImageData is read; make it one, in ParaView by the filter "
                            "Resample To Image, and save it as .vti",
                            type));
        if (image_.name.empty() || pieces_.empty())
            fail("is no VTK ImageData");
        const DataArray* const temperature = wanted(vtk::meansTemperature, 1);
        if (!temperature)
            fail(vtk::noTemperature(names_));
        ofCells_ = temperature->ofCells;
        GridSamples samples = frame();
        samples.values = assembled(*temperature);
        leaveOutMasked(samples.values);
        const std::string name = temperature->name();
        const AirValues read = toCelsius(samples.values, headingOf(name).unit, name, origin_);
        if (const DataArray* const velocity = wanted(vtk::meansVelocity, 3); velocity)
            samples.velocities = assembled(*velocity);
        return {name, std::move(samples), read};
    }

private:
    [[noreturn]] void fail(const std::string& what) const
    {
        throw InputError(fmt::format("{} {}.", origin_, what));
    }

    void readTags()
    {
        std::string section;
        for (Tag tag = next(0); !tag.name.empty(); tag = next(tag.end)) {
            if (tag.name == "VTKFile")
                file_ = tag;
            else if (tag.name == "ImageData")
                image_ = tag;
            else if (tag.name == "Piece")
                addPiece(tag);
            else if (tag.name == "CellData" || tag.name == "PointData")
                section = tag.name;
            else if (tag.name == "/CellData" || tag.name == "/PointData")
                section.clear();
            else if (tag.name == "DataArray" && !section.empty() && !pieces_.empty())
                considerArray({tag, section == "CellData"});
            else if (tag.name == "AppendedData") {
                appendedAt_ = bytes_.find('_', tag.end);
                appendedIsRaw_ = tag.attribute("encoding") == "raw";
                return; // the data may look like tags
            }
        }
    }

    Tag next(std::size_t at) const
    {
        std::optional<Tag> tag = vtk::nextTag(bytes_, at);
        if (!tag)
            fail("ends within a tag");
        return std::move(*tag);
    }

    void addPiece(const Tag& tag)
    {
        constexpr std::size_t mostPieces = 10'000;
        if (pieces_.size() == mostPieces)
            fail(fmt::format("has more than {} pieces; save it as one", mostPieces));
        pieces_.push_back({tag, {}});
    }

    void considerArray(DataArray array)
    {
        constexpr std::size_t mostArrays = 100; // of one piece that are called alike
        const std::string name = array.name();
        if (pieces_.size() == 1 && names_.size() < mostArrays)
            names_.push_back(name);
        const bool mayServe = vtk::meansTemperature(name) > 0 || vtk::meansVelocity(name) > 0 ||
                              vtk::isValidMask(name) || vtk::isGhostMask(name);
        if (mayServe && pieces_.back().arrays.size() < mostArrays)
            pieces_.back().arrays.push_back(std::move(array));
    }

    // The first of the arrays that suit best; of velocities, which lie where the temperatures do.
    const DataArray* wanted(int (*rank)(std::string_view), std::size_t components) const
    {
        const DataArray* best = nullptr;
        for (const DataArray& array : pieces_.front().arrays) {
            const std::string stated = array.tag.attribute("NumberOfComponents");
            const bool fits = components == 1 ? stated.empty() || stated == "1"
                                              : stated == "3" && array.ofCells == ofCells_;
            if (fits && rank(array.name()) > (best ? rank(best->name()) : 0))
                best = &array;
        }
        return best;
    }

    template <std::size_t count>
    std::array<double, count> numbers(const Tag& tag, const char* attribute) const
    {
        std::array<double, count> result{};
        const std::string text = tag.attribute(attribute);
        std::size_t end = 0;
        for (double& number : result) {
            const std::size_t start = std::min(text.find_first_not_of(" \t\r\n", end), text.size());
            end = std::min(text.find_first_of(" \t\r\n", start), text.size());
            const auto value = vtk::number(std::string_view(text).substr(start, end - start));
            if (!value || !std::isfinite(*value))
                fail(fmt::format("has no {} of {} numbers", attribute, count));
            number = *value;
        }
        return result;
    }

    Extent extent(const Tag& tag, const char* attribute) const
    {
        constexpr double furthest = 1e8; // so that differences are integers too
        Extent result{};
        const auto lines = numbers<6>(tag, attribute);
        for (std::size_t i = 0; i < 6; ++i) {
            if (std::abs(lines[i]) > furthest || lines[i] != std::floor(lines[i]))
                fail(fmt::format("has {} in its {}, which is no line of a grid", lines[i], attribute));
            result[i] = static_cast<int>(lines[i]);
        }
        for (std::size_t a = 0; a < 3; ++a) {
            if (result[2 * a + 1] - result[2 * a] < (ofCells_ ? 1 : 0))
                fail(fmt::format("has no extent along one of its axes ({} {})", attribute,
                                 tag.attribute(attribute)));
        }
        return result;
    }

    // Where the values lie, without them.
    GridSamples frame()
    {
        whole_ = extent(image_, "WholeExtent");
        const auto origin = numbers<3>(image_, "Origin");
        const auto spacing = numbers<3>(image_, "Spacing");
        GridSamples samples;
        samples.axes = axes();
        samples.origin = {origin[0], origin[1], origin[2]};
        double places = 1.0;
        for (std::size_t a = 0; a < 3; ++a) {
            if (!(spacing[a] > 0.0))
                fail(
                    fmt::format("has a Spacing of {} along one of its axes; it must be above 0", spacing[a]));
            samples.count[a] = static_cast<int>(countAlong(whole_, a, ofCells_));
            samples.spacingM[a] = spacing[a];
            places *= samples.count[a];
            const double offM = spacing[a] * (whole_[2 * a] + (ofCells_ ? 0.5 : 0.0));
            samples.origin.x += offM * samples.axes[a].x;
            samples.origin.y += offM * samples.axes[a].y;
            samples.origin.z += offM * samples.axes[a].z;
        }
        if (places > static_cast<double>(vtk::mostPlaces))
            fail(vtk::tooMany(places, "places"));
        return samples;
    }

    // The columns of the matrix Direction, which VTK writes row by row.
    std::array<Point3, 3> axes() const
    {
        std::array<Point3, 3> result = GridSamples{}.axes;
        if (image_.attribute("Direction").empty())
            return result;
        constexpr double rounding = 1e-4; // of matrices written with few digits
        const auto rows = numbers<9>(image_, "Direction");
        for (std::size_t a = 0; a < 3; ++a)
            result[a] = {rows[a], rows[3 + a], rows[6 + a]};
        for (std::size_t a = 0; a < 3; ++a) {
            for (std::size_t b = a; b < 3; ++b) {
                const double product =
                    result[a].x * result[b].x + result[a].y * result[b].y + result[a].z * result[b].z;
                if (!(std::abs(product - (a == b ? 1.0 : 0.0)) <= rounding))
                    fail(fmt::format("has a Direction of {}, whose axes are not at right angles or not of "
                                     "length 1; save it without",
                                     image_.attribute("Direction")));
            }
        }
        return result;
    }

    // The values of all pieces, each in its place; NaN where none is.
    std::vector<float> assembled(const DataArray& array) const
    {
        const std::size_t components = array.components();
        std::vector<float> values;
        std::size_t total = 0;
        for (const Piece& piece : pieces_) {
            const Extent part = pieces_.size() == 1 && piece.tag.attribute("Extent").empty()
                                    ? whole_
                                    : extent(piece.tag, "Extent");
            total += countIn(part, ofCells_);
            if (total > 2 * vtk::mostPlaces) // neighbours share points
                fail("has pieces that lie over each other");
            std::vector<float> ofPiece =
                valuesOf(in(piece, array), array.components() * countIn(part, ofCells_));
            if (part == whole_)
                values = std::move(ofPiece);
            else
                insert(ofPiece, part, components, values);
        }
        return values;
    }

    const Tag& in(const Piece& piece, const DataArray& array) const
    {
        for (const DataArray& other : piece.arrays) {
            if (other.name() == array.name() && other.ofCells == array.ofCells &&
                other.components() == array.components())
                return other.tag;
        }
        fail(fmt::format("has a piece (Extent {}) without {}", piece.tag.attribute("Extent"), array.name()));
    }

    void insert(const std::vector<float>& part, const Extent& extent, std::size_t components,
                std::vector<float>& values) const
    {
        for (std::size_t a = 0; a < 3; ++a) {
            if (extent[2 * a] < whole_[2 * a] || extent[2 * a + 1] > whole_[2 * a + 1])
                fail("has a piece that reaches beyond its WholeExtent");
        }
        values.resize(components * countIn(whole_, ofCells_), std::numeric_limits<float>::quiet_NaN());
        const auto offset = [&](std::size_t a) {
            return static_cast<std::size_t>(extent[2 * a] - whole_[2 * a]);
        };
        const std::size_t row = components * countAlong(extent, 0, ofCells_);
        auto from = part.begin();
        for (std::size_t k = 0; k < countAlong(extent, 2, ofCells_); ++k) {
            for (std::size_t j = 0; j < countAlong(extent, 1, ofCells_); ++j) {
                const std::size_t to = ((k + offset(2)) * countAlong(whole_, 1, ofCells_) + j + offset(1)) *
                                           countAlong(whole_, 0, ofCells_) +
                                       offset(0);
                std::copy_n(from, row, values.begin() + static_cast<std::ptrdiff_t>(components * to));
                from += static_cast<std::ptrdiff_t>(row);
            }
        }
    }

    void leaveOutMasked(std::vector<float>& values) const
    {
        for (const DataArray& array : pieces_.front().arrays) {
            const bool isValidMask = vtk::isValidMask(array.name());
            if (array.ofCells != ofCells_ || array.components() != 1 ||
                (!isValidMask && !vtk::isGhostMask(array.name())))
                continue;
            const std::vector<float> mask = assembled(array);
            for (std::size_t i = 0; i < values.size(); ++i) {
                if (isValidMask ? mask[i] == 0.0f : vtk::isHidden(mask[i], ofCells_))
                    values[i] = std::numeric_limits<float>::quiet_NaN();
            }
        }
    }

    std::vector<float> valuesOf(const Tag& array, std::size_t count) const
    {
        if (array.attribute("format") == "ascii")
            return asciiValues(array, count);
        const std::string type = array.attribute("type");
        const std::size_t size = vtk::sizeOf(type);
        if (size == 0)
            fail(fmt::format("stores values as \"{}\", which we do not read", type));
        const bool isCompressed = !file_.attribute("compressor").empty();
        std::string holder;
        const std::string_view data =
            isCompressed ? unpacked(array, count * size, holder) : plain(array, count * size, holder);
        return vtk::decoded<float>(data, type, count, isSwapped());
    }

    bool isSwapped() const { return file_.attribute("byte_order") == "BigEndian"; }

    std::size_t headerSize() const { return file_.attribute("header_type") == "UInt64" ? 8 : 4; }

    double headerAt(std::string_view data, std::size_t position) const
    {
        const char* const type = headerSize() == 8 ? "UInt64" : "UInt32";
        return vtk::decoded<double>(data.substr(position * headerSize()), type, 1, isSwapped()).front();
    }

    void requireSize(const Tag& array, double stated, std::size_t wanted) const
    {
        if (stated != static_cast<double>(wanted))
            fail(fmt::format("holds {} bytes of {}, but its grid needs {}", stated, array.attribute("Name"),
                             wanted));
    }

    // The first `most` bytes of an array as written, or as many as there are; `holder` has them if they were base64.
    std::string_view stored(const Tag& array, std::size_t most, std::string& holder) const
    {
        const bool isAppended = array.attribute("format") == "appended";
        const std::string_view rest = bytes_.substr(isAppended ? appendedStart(array) : array.end);
        if (isAppended && appendedIsRaw_)
            return rest.substr(0, most);
        holder = vtk::fromBase64(rest, most);
        return holder;
    }

    // The bytes of values that stand after their number.
    std::string_view plain(const Tag& array, std::size_t wanted, std::string& holder) const
    {
        const std::string_view data = stored(array, headerSize() + wanted, holder);
        if (data.size() >= headerSize())
            requireSize(array, headerAt(data, 0), wanted);
        if (data.size() < headerSize() + wanted)
            fail("ends before the last of its values");
        return data.substr(headerSize());
    }

    // Compressed: the number of blocks, the size of each and of a last one that is shorter, their sizes as stored.
    std::string_view unpacked(const Tag& array, std::size_t wanted, std::string& holder) const
    {
        constexpr double largestBlock = 1 << 30; // beyond it these are no sizes
        const std::string attribute = file_.attribute("compressor");
        const std::optional<vtk::Compressor> compressor = vtk::compressorOf(attribute);
        if (!compressor)
            fail(
                fmt::format("is compressed by \"{}\"; save it with ZLib, LZ4 or LZMA, or without compression",
                            attribute));
        std::string packed;
        std::string_view data = stored(array, 3 * headerSize(), packed);
        if (data.size() < 3 * headerSize())
            fail("ends before the last of its values");
        const double blocks = headerAt(data, 0);
        const double blockSize = headerAt(data, 1);
        const double lastSize = headerAt(data, 2);
        if (blocks > static_cast<double>(wanted) || lastSize > blockSize || blockSize > largestBlock)
            fail(fmt::format("is compressed by {}, but its {} is not", attribute, array.attribute("Name")));
        requireSize(array, lastSize > 0.0 ? (blocks - 1.0) * blockSize + lastSize : blocks * blockSize,
                    wanted);
        const auto many = static_cast<std::size_t>(blocks);
        const std::vector<std::size_t> sizes = storedSizes(array, many);
        std::size_t at = (3 + many) * headerSize();
        std::size_t end = at;
        for (const std::size_t size : sizes)
            end += size;
        data = stored(array, end, packed);
        if (data.size() < end)
            fail("ends before the last of its values");
        for (std::size_t b = 0; b < many; ++b) {
            const double size = b + 1 == many && lastSize > 0.0 ? lastSize : blockSize;
            const auto block =
                vtk::inflated(*compressor, data.substr(at, sizes[b]), static_cast<std::size_t>(size));
            if (!block)
                fail(fmt::format("is compressed by {}, but block {} of its {} cannot be unpacked", attribute,
                                 b + 1, array.attribute("Name")));
            holder += *block;
            at += sizes[b];
        }
        return holder;
    }

    std::vector<std::size_t> storedSizes(const Tag& array, std::size_t blocks) const
    {
        std::string holder;
        const std::string_view header = stored(array, (3 + blocks) * headerSize(), holder);
        if (header.size() < (3 + blocks) * headerSize())
            fail("ends before the last of its values");
        std::vector<std::size_t> sizes;
        for (std::size_t b = 0; b < blocks; ++b) {
            const double size = headerAt(header, 3 + b);
            if (size > static_cast<double>(bytes_.size()))
                fail("ends before the last of its values");
            sizes.push_back(static_cast<std::size_t>(size));
        }
        return sizes;
    }

    std::size_t appendedStart(const Tag& array) const
    {
        const std::string text = array.attribute("offset");
        std::size_t offset = 0;
        const auto end = text.data() + text.size();
        if (std::from_chars(text.data(), end, offset).ptr != end || text.empty() ||
            appendedAt_ == std::string_view::npos || offset >= bytes_.size() - appendedAt_ - 1)
            fail("has its values beyond its end");
        return appendedAt_ + 1 + offset;
    }

    std::vector<float> asciiValues(const Tag& array, std::size_t count) const
    {
        constexpr std::string_view blank = " \t\r\n";
        const std::size_t end = std::min(bytes_.find('<', array.end), bytes_.size());
        const std::string_view text = bytes_.substr(0, end);
        std::vector<float> values;
        std::size_t at = text.find_first_not_of(blank, array.end);
        for (; at < text.size() && values.size() <= count; at = text.find_first_not_of(blank, at)) {
            const std::size_t wordEnd = std::min(text.find_first_of(blank, at), text.size());
            const std::string_view word = text.substr(at, wordEnd - at);
            const std::optional<double> value = vtk::number(word);
            if (!value)
                fail(fmt::format("has \"{}\" in line {}, where a number of {} should be", word.substr(0, 20),
                                 vtk::lineAt(bytes_, at), array.attribute("Name")));
            values.push_back(static_cast<float>(*value));
            at = wordEnd;
        }
        if (values.size() < count)
            fail("ends before the last of its values");
        if (values.size() > count)
            fail(fmt::format("has more values of {} than the {} that its grid needs", array.attribute("Name"),
                             count));
        return values;
    }

    std::string_view bytes_;
    const std::string& origin_;
    Tag file_, image_;
    std::vector<Piece> pieces_;
    std::vector<std::string> names_; // of all arrays
    Extent whole_{};
    bool ofCells_ = false, appendedIsRaw_ = false;
    std::size_t appendedAt_ = std::string_view::npos;
};

} // namespace

SampledTemperature sampledFromVti(std::string_view bytes, const std::string& origin)
{
    return VtiReader(bytes, origin).run();
}

} // namespace hallwright
