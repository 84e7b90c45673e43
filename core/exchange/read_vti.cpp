// Reads what VTK's XML writers make of an image. See vti.h for what we write ourselves.
#include "core/exchange/sampled_temperature.h"
#include "core/exchange/vtk_values.h"
#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <sstream>

namespace hallwright {

namespace {

struct Tag {
    std::string name; // "/CellData" at its end
    std::map<std::string, std::string> attributes;
    std::size_t end = 0; // the byte after it
};

class VtiReader
{
public:
    VtiReader(std::string_view bytes, const std::string& origin) : bytes_(bytes), origin_(origin) {}

    SampledTemperature run()
    {
        readTags();
        if (!hasImage_ || !hasArray_)
            fail(hasImage_ ? "has no array of one component named temperature_c, temperature, temp or T"
                           : "is no VTK ImageData");
        GridSamples samples = gridOf();
        const std::size_t count = countOf(samples);
        samples.values = valuesOf(array_, count);
        const std::string name = array_.attributes.at("Name");
        const AirValues read = toCelsius(samples.values, headingOf(name).unit, name, origin_);
        if (!velocity_.name.empty() && velocityOfCells_ == ofCells_) {
            samples.velocities = valuesOf(velocity_, 3 * count);
        }
        return SampledTemperature(name, std::move(samples), read);
    }

private:
    [[noreturn]] void fail(const std::string& what) const
    {
        throw InputError(fmt::format("{} {}.", origin_, what));
    }

    // The next tag from `at`, comments and declarations left out; empty at the end.
    Tag nextTag(std::size_t at) const
    {
        const std::size_t open = bytes_.find('<', at);
        if (open == std::string_view::npos)
            return {};
        std::size_t close = open;
        char quote = 0;
        while (++close < bytes_.size() && (quote != 0 || bytes_[close] != '>')) {
            const char c = bytes_[close];
            if (quote != 0)
                quote = c == quote ? '\0' : quote;
            else if (c == '"' || c == '\'')
                quote = c;
        }
        if (close >= bytes_.size())
            fail("ends within a tag");
        std::string_view text = bytes_.substr(open + 1, close - open - 1);
        if (text.ends_with('/'))
            text.remove_suffix(1);
        return parsed(text, close + 1);
    }

    static Tag parsed(std::string_view text, std::size_t end)
    {
        constexpr std::string_view blank = " \t\r\n";
        Tag tag;
        tag.end = end;
        std::size_t at = std::min(text.find_first_of(blank), text.size());
        tag.name = text.substr(0, at);
        while (true) {
            const std::size_t equals = text.find('=', at);
            if (equals == std::string_view::npos)
                return tag;
            const std::size_t name = text.find_first_not_of(blank, at);
            const std::size_t open = text.find_first_of("\"'", equals);
            const std::size_t close = open == std::string_view::npos ? open : text.find(text[open], open + 1);
            if (close == std::string_view::npos)
                return tag;
            const std::size_t nameEnd = std::min(text.find_first_of(" \t\r\n=", name), equals);
            tag.attributes[std::string(text.substr(name, nameEnd - name))] =
                text.substr(open + 1, close - open - 1);
            at = close + 1;
        }
    }

    void readTags()
    {
        std::string section;
        for (Tag tag = nextTag(0); !tag.name.empty(); tag = nextTag(tag.end)) {
            if (tag.name == "VTKFile")
                file_ = tag;
            else if (tag.name == "ImageData") {
                image_ = tag;
                hasImage_ = true;
            } else if (tag.name == "Piece" && ++pieces_ > 1)
                fail("is made of several pieces; save it as one");
            else if (tag.name == "CellData" || tag.name == "PointData")
                section = tag.name;
            else if (tag.name == "/CellData" || tag.name == "/PointData")
                section.clear();
            else if (tag.name == "DataArray" && !section.empty())
                considerArray(tag, section);
            else if (tag.name == "AppendedData") {
                appendedAt_ = bytes_.find('_', tag.end);
                appendedIsRaw_ = tag.attributes["encoding"] == "raw";
                return; // the data may look like tags
            }
        }
    }

    void considerArray(Tag& tag, const std::string& section)
    {
        const std::string& components = tag.attributes["NumberOfComponents"];
        const std::string& name = tag.attributes["Name"];
        if (components == "3" && vtk::meansVelocity(name) > 0 && velocity_.name.empty()) {
            velocity_ = tag;
            velocityOfCells_ = section == "CellData";
        }
        if (hasArray_ || vtk::meansTemperature(name) == 0 || (!components.empty() && components != "1"))
            return;
        array_ = tag;
        ofCells_ = section == "CellData";
        hasArray_ = true;
    }

    template <std::size_t count>
    std::array<double, count> numbers(const char* attribute) const
    {
        std::array<double, count> result{};
        const auto found = image_.attributes.find(attribute);
        std::istringstream stream(found == image_.attributes.end() ? std::string() : found->second);
        for (double& number : result) {
            if (!(stream >> number) || !std::isfinite(number))
                fail(fmt::format("has no {} of {} numbers", attribute, count));
        }
        return result;
    }

    GridSamples gridOf() const
    {
        if (const auto turned = image_.attributes.find("Direction");
            turned != image_.attributes.end() && turned->second != "1 0 0 0 1 0 0 0 1")
            fail("is turned against its axes (Direction), which we do not read");
        const auto extent = numbers<6>("WholeExtent");
        const auto origin = numbers<3>("Origin");
        const auto spacing = numbers<3>("Spacing");
        GridSamples samples;
        std::array<double, 3> first{};
        for (std::size_t a = 0; a < 3; ++a) {
            const double count = extent[2 * a + 1] - extent[2 * a] + (ofCells_ ? 0.0 : 1.0);
            if (!(count >= 1.0) || count > static_cast<double>(vtk::mostPlaces) || !(spacing[a] > 0.0))
                fail("has no extent along one of its axes");
            samples.count[a] = static_cast<int>(count);
            samples.spacingM[a] = spacing[a];
            first[a] = origin[a] + spacing[a] * (extent[2 * a] + (ofCells_ ? 0.5 : 0.0));
        }
        samples.origin = {first[0], first[1], first[2]};
        return samples;
    }

    std::size_t countOf(const GridSamples& samples) const
    {
        double count = 1.0;
        for (const int along : samples.count)
            count *= along;
        if (count > static_cast<double>(vtk::mostPlaces))
            fail(vtk::tooMany(count, "places"));
        return static_cast<std::size_t>(count);
    }

    std::string attribute(const Tag& tag, const char* name) const
    {
        const auto found = tag.attributes.find(name);
        return found == tag.attributes.end() ? std::string() : found->second;
    }

    std::vector<float> valuesOf(const Tag& array, std::size_t count) const
    {
        const std::string format = attribute(array, "format");
        if (format == "ascii")
            return asciiValues(array, count);
        if (!attribute(file_, "compressor").empty())
            fail("is compressed; save it without compression");
        const std::string type = attribute(array, "type");
        const std::size_t size = vtk::sizeOf(type);
        if (size == 0)
            fail(fmt::format("stores values as \"{}\", which we do not read", type));
        const std::size_t headerSize = attribute(file_, "header_type") == "UInt64" ? 8 : 4;
        const std::size_t wanted = headerSize + count * size;
        const std::string decodedText =
            format == "appended" && appendedIsRaw_ ? std::string() : base64Of(array, format);
        std::string_view data = decodedText;
        if (format == "appended" && appendedIsRaw_)
            data = bytes_.substr(appendedStart(array));
        if (data.size() < wanted)
            fail("ends before the last of its values");
        const bool swapped = attribute(file_, "byte_order") == "BigEndian";
        const double stated =
            vtk::decoded<double>(data, headerSize == 8 ? "UInt64" : "UInt32", 1, swapped).front();
        if (stated != static_cast<double>(count * size))
            fail(fmt::format("holds {} bytes of values, but its grid needs {}", stated, count * size));
        return vtk::decoded<float>(data.substr(headerSize), type, count, swapped);
    }

    std::size_t appendedStart(const Tag& array) const
    {
        const std::string text = attribute(array, "offset");
        std::size_t offset = 0;
        const auto end = text.data() + text.size();
        if (std::from_chars(text.data(), end, offset).ptr != end || text.empty() ||
            appendedAt_ == std::string_view::npos || offset >= bytes_.size() - appendedAt_ - 1)
            fail("has its values beyond its end");
        return appendedAt_ + 1 + offset;
    }

    std::string base64Of(const Tag& array, const std::string& format) const
    {
        const std::size_t start = format == "appended" ? appendedStart(array) : array.end;
        const std::size_t first = std::min(bytes_.find_first_not_of(" \t\r\n", start), bytes_.size());
        return vtk::fromBase64(bytes_.substr(first), bytes_.size());
    }

    std::vector<float> asciiValues(const Tag& array, std::size_t count) const
    {
        const std::size_t end = std::min(bytes_.find('<', array.end), bytes_.size());
        std::istringstream stream(std::string(bytes_.substr(array.end, end - array.end)));
        std::vector<float> values;
        std::string word;
        while (values.size() < count && stream >> word) {
            const std::optional<double> value = vtk::number(word);
            if (!value)
                fail(fmt::format("has \"{}\" where a number should be", word.substr(0, 20)));
            values.push_back(static_cast<float>(*value));
        }
        if (values.size() < count)
            fail("ends before the last of its values");
        return values;
    }

    std::string_view bytes_;
    const std::string& origin_;
    Tag file_, image_, array_, velocity_;
    bool hasImage_ = false, hasArray_ = false, ofCells_ = false, appendedIsRaw_ = false,
         velocityOfCells_ = false;
    int pieces_ = 0;
    std::size_t appendedAt_ = std::string_view::npos;
};

} // namespace

SampledTemperature sampledFromVti(std::string_view bytes, const std::string& origin)
{
    return VtiReader(bytes, origin).run();
}

} // namespace hallwright
