#include "core/model/requirements.h"

#include "core/model/characters.h"
#include "core/model/number_text.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace hallwright::check {

std::string textOf(const Subject& s)
{
    std::string text(s.kind);
    if (!s.name.empty())
        text += " " + s.name;
    else if (s.id != 0)
        text += fmt::format(" {}", s.id);
    if (s.withinName)
        text += fmt::format(" in {} {}", s.within, *s.withinName);
    return text;
}

namespace {

constexpr double largestHeightM = 1000.0;

// Large ones as sentences have them: power in kilowatts, with a mark between thousands.
std::string quantity(double value, std::string_view unit)
{
    constexpr double large = 1e4, beyondReading = 1e18;
    const double size = std::abs(value);
    if (size >= large && size < beyondReading && unit == "W")
        return fmt::format("{} kW", grouped(value / 1e3, value == std::round(value / 1e3) * 1e3 ? 0 : 3));
    const bool isWhole = value == std::round(value);
    const std::string number =
        size >= large && size < beyondReading && isWhole ? grouped(value) : fmt::format("{:.9g}", value);
    return unit.empty() ? number : fmt::format("{} {}", number, unit);
}

void requireFinite(const Subject& s, std::string_view what, double value)
{
    if (!std::isfinite(value))
        refuse(s, "{} is not a finite number.", what);
}

int digits(const std::string& text, std::size_t from, std::size_t count)
{
    int value = 0;
    for (std::size_t i = from; i < from + count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = 10 * value + (text[i] - '0');
    }
    return value;
}

} // namespace

bool isDate(const std::string& text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return false;
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day = digits(text, 8, 2);
    if (year < 0 || month < 0 || day < 0)
        return false;
    return std::chrono::year_month_day{std::chrono::year(year),
                                       std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day))}
        .ok();
}

void requireWithin(const Subject& s, std::string_view what, double value, std::string_view unit, double low,
                   double high)
{
    requireFinite(s, what, value);
    if (value < low)
        refuse(s, "{} {} is below {}.", what, quantity(value, unit), quantity(low, unit));
    if (value > high)
        refuse(s, "{} {} is above {}.", what, quantity(value, unit), quantity(high, unit));
}

void requireNotNegative(const Subject& s, std::string_view what, double value, std::string_view unit,
                        double high)
{
    requireWithin(s, what, value, unit, 0.0, high);
}

void requirePositive(const Subject& s, std::string_view what, double value, std::string_view unit,
                     double high, double least)
{
    requireWithin(s, what, value, unit, 0.0, high);
    if (value == 0.0)
        refuse(s, "{} {} must be above {}.", what, quantity(value, unit), quantity(0.0, unit));
    requireWithin(s, what, value, unit, least, high);
}

void requireSize(const Subject& s, double widthM, double depthM, double heightM, double largestM)
{
    requirePositive(s, "width", widthM, "m", largestM, leastSizeM);
    requirePositive(s, "depth", depthM, "m", largestM, leastSizeM);
    requirePositive(s, "height", heightM, "m", std::min(largestM, largestHeightM), leastSizeM);
}

void requirePoint(const Subject& s, double x, double y, double z)
{
    requireWithin(s, "x", x, "m", -largestExtentM, largestExtentM);
    requireWithin(s, "y", y, "m", -largestExtentM, largestExtentM);
    requireWithin(s, "z", z, "m", -largestExtentM, largestExtentM);
}

void requireYaw(const Subject& s, double yawDeg)
{
    requireWithin(s, "yaw", yawDeg, "°", -360.0, 360.0);
}

void requirePath(const Subject& s, const std::vector<Point3>& path)
{
    if (path.size() < 2)
        refuse(s, "its path has {} points and needs at least 2.", path.size());
    for (const Point3& p : path)
        requirePoint(s, p.x, p.y, p.z);
}

void requireInside(const Subject& s, std::string_view what, const Rect& area, std::string_view where,
                   double widthM, double depthM)
{
    const auto along = [&](std::string_view axis, double low, double high, double limit) {
        if (low < -positionToleranceM)
            refuse(s, "{} reaches {} = {:.9g} m, outside {} of 0 to {:.9g} m.", what, axis, low, where,
                   limit);
        if (high > limit + positionToleranceM)
            refuse(s, "{} reaches {} = {:.9g} m, outside {} of 0 to {:.9g} m.", what, axis, high, where,
                   limit);
    };
    along("x", area.x, area.right(), widthM);
    along("y", area.y, area.top(), depthM);
}

void requireAreaInside(const Subject& s, const Rect& area, std::string_view where, double widthM,
                       double depthM)
{
    requirePoint(s, area.x, area.y);
    requirePositive(s, "width", area.width, "m", largestExtentM);
    requirePositive(s, "depth", area.depth, "m", largestExtentM);
    requireInside(s, "its area", area, where, widthM, depthM);
}

void requireFootprintInside(const Subject& s, const Pose& pose, double widthM, double depthM,
                            const Hall& hall)
{
    requirePoint(s, pose.x, pose.y);
    requireYaw(s, pose.yawDeg);
    requireInside(s, "its footprint", footprintBounds(pose, widthM, depthM), "the room", hall.widthM,
                  hall.depthM);
}

void requireShort(std::string_view kind, std::int64_t id, std::string_view what, const std::string& text,
                  std::size_t most)
{
    static const std::string unnamed;
    if (charactersOf(text) > most)
        refuse({kind, unnamed, id}, "its {} has {} characters, above the limit of {}.", what,
               charactersOf(text), most);
}

void requireReference(const Subject& s, std::string_view what, std::int64_t id, bool exists)
{
    if (!exists)
        refuse(s, "{} {} does not exist in this site.", what, id);
}

void requireType(const Subject& s, const void* found, std::int64_t id)
{
    if (id != 0)
        requireReference(s, "catalogue entry", id, found != nullptr);
}

void requireFeed(const Site& site, const Subject& s, std::string_view what, PowerNodeId feed)
{
    if (feed != PowerNodeId{})
        requireReference(s, what, feed.value, site.power->find(feed) != nullptr);
}

void requireLoop(const Site& site, const Subject& s, CoolantLoopId loop)
{
    if (loop != CoolantLoopId{})
        requireReference(s, "coolant loop", loop.value, site.cooling->find(loop) != nullptr);
}

void requireBuilding(const Site& site, const Subject& s, std::string_view what, BuildingId building)
{
    requireReference(s, what, building.value, site.findBuilding(building) != nullptr);
}

} // namespace hallwright::check
