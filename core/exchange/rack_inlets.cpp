#include "core/exchange/rack_inlets.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <unordered_map>

namespace hallwright {

namespace {

using Fields = std::vector<std::string>;

class CsvReader
{
public:
    CsvReader(std::string_view text, const std::string& origin) : text_(text), origin_(origin)
    {
        if (text_.starts_with("\xEF\xBB\xBF")) // as spreadsheets begin a file
            text_.remove_prefix(3);
    }

    int line() const { return line_; }

    [[noreturn]] void fail(const std::string& what) const
    {
        throw InputError(fmt::format("{}:{}: {}.", origin_, line_, what));
    }

    // The next line that is not blank; none at the end.
    std::optional<Fields> next()
    {
        while (at_ < text_.size()) {
            line_ = nextLine_;
            Fields fields = readFields();
            if (fields.size() > 1 || !fields.front().empty())
                return fields;
        }
        return std::nullopt;
    }

private:
    Fields readFields()
    {
        Fields fields(1);
        bool quoted = false;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            nextLine_ += c == '\n' ? 1 : 0;
            if (quoted) {
                if (c != '"')
                    fields.back() += c;
                else if (at_ < text_.size() && text_[at_] == '"')
                    fields.back() += text_[at_++];
                else
                    quoted = false;
            } else if (c == '"')
                quoted = true;
            else if (c == ',')
                fields.emplace_back();
            else if (c == '\n')
                return fields;
            else if (c != '\r')
                fields.back() += c;
        }
        if (quoted)
            fail("a quote is not closed");
        return fields;
    }

    std::string_view text_;
    const std::string& origin_;
    std::size_t at_ = 0;
    int line_ = 1;
    int nextLine_ = 1;
};

struct Columns {
    std::size_t rack = 0;
    std::size_t inlet = 0;
    std::optional<std::size_t> hall;
    std::optional<std::size_t> building;
    std::size_t count = 0;
};

Columns columnsOf(CsvReader& csv)
{
    const std::optional<Fields> header = csv.next();
    if (!header)
        csv.fail("the file is empty; it needs a header with the columns rack and inlet_c");
    const auto find = [&](const char* name) -> std::optional<std::size_t> {
        const auto found = std::find(header->begin(), header->end(), name);
        if (found == header->end())
            return std::nullopt;
        return static_cast<std::size_t>(found - header->begin());
    };
    const auto rack = find("rack");
    const auto inlet = find("inlet_c");
    if (!rack || !inlet)
        csv.fail(fmt::format("the header has no column {}", rack ? "inlet_c" : "rack"));
    return {*rack, *inlet, find("hall"), find("building"), header->size()};
}

double numberOf(const CsvReader& csv, const std::string& text)
{
    constexpr double coldestC = -50.0;
    constexpr double hottestC = 150.0;
    double value = 0.0;
    const char* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    if (parsed.ec != std::errc() || parsed.ptr != end)
        csv.fail(fmt::format("\"{}\" is no temperature", text.substr(0, 20)));
    if (!(value >= coldestC && value <= hottestC))
        csv.fail(fmt::format("an inlet of {} °C lies beyond {} to {} °C", value, coldestC, hottestC));
    return value;
}

} // namespace

std::vector<std::optional<double>> inletsFromCsv(std::string_view text, const std::string& origin,
                                                 const std::string& building, const std::string& hall,
                                                 std::span<const std::string> racks)
{
    CsvReader csv(text, origin);
    const Columns columns = columnsOf(csv);
    std::unordered_map<std::string, std::size_t> positions;
    for (std::size_t i = 0; i < racks.size(); ++i)
        positions.emplace(racks[i], i);
    std::vector<std::optional<double>> inlets(racks.size());
    while (const std::optional<Fields> fields = csv.next()) {
        if (fields->size() != columns.count)
            csv.fail(
                fmt::format("there are {} fields, but the header has {}", fields->size(), columns.count));
        if ((columns.hall && (*fields)[*columns.hall] != hall) ||
            (columns.building && (*fields)[*columns.building] != building))
            continue;
        const std::string& name = (*fields)[columns.rack];
        const auto found = positions.find(name);
        if (found == positions.end())
            csv.fail(fmt::format("hall {} has no rack \"{}\"", hall, name));
        if (inlets[found->second])
            csv.fail(fmt::format("rack \"{}\" has an inlet already", name));
        inlets[found->second] = numberOf(csv, (*fields)[columns.inlet]);
    }
    return inlets;
}

std::optional<double> inletFrom(const SampledTemperature& air, const AirRack& rack)
{
    constexpr int across = 5;  // points over the front's width
    constexpr int upward = 15; // and over its height
    const AirBox& front = rack.front.area;
    const bool alongX = rack.front.normal == Axis::Y;
    const double bodyMiddle =
        alongX ? (rack.body.least.y + rack.body.most.y) / 2 : (rack.body.least.x + rack.body.most.x) / 2;
    const double outward =
        (alongX ? front.least.y : front.least.x) > bodyMiddle ? 1.0 : -1.0; // into the aisle
    const Point3 middle{(front.least.x + front.most.x) / 2, (front.least.y + front.most.y) / 2,
                        (front.least.z + front.most.z) / 2};
    const double offsetM = outward * 0.5 * air.spacingNearM(middle);
    double sum = 0.0;
    double weights = 0.0;
    for (int u = 0; u < across; ++u) {
        for (int v = 0; v < upward; ++v) {
            const double shareAcross = (u + 0.5) / across;
            Point3 place = front.least;
            place.z += (front.most.z - front.least.z) * (v + 0.5) / upward;
            place.x += alongX ? (front.most.x - front.least.x) * shareAcross : offsetM;
            place.y += alongX ? offsetM : (front.most.y - front.least.y) * shareAcross;
            const std::optional<double> value = air.at(place);
            if (!value)
                continue;
            double weight = 1.0;
            if (const std::optional<Point3> velocity = air.velocityAt(place))
                weight = std::max(-outward * (alongX ? velocity->y : velocity->x), 0.0);
            sum += weight * *value;
            weights += weight;
        }
    }
    return weights > 0.0 ? std::optional(sum / weights) : std::nullopt;
}

InletDifference differenceOf(std::span<const double> oursC, std::span<const std::optional<double>> theirsC)
{
    InletDifference result;
    double squares = 0.0;
    for (std::size_t i = 0; i < std::min(oursC.size(), theirsC.size()); ++i) {
        if (!theirsC[i] || !std::isfinite(oursC[i]))
            continue;
        const double differenceK = oursC[i] - *theirsC[i];
        ++result.racks;
        result.meanK += differenceK;
        squares += differenceK * differenceK;
        if (!result.worst || std::abs(differenceK) > std::abs(result.worstK)) {
            result.worst = i;
            result.worstK = differenceK;
        }
    }
    if (result.racks > 0) {
        result.meanK /= static_cast<double>(result.racks);
        result.rmsK = std::sqrt(squares / static_cast<double>(result.racks));
    }
    return result;
}

} // namespace hallwright
