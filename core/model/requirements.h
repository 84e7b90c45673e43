// The words in which a site's invariants are stated: each function refuses what does not hold with an InputError that
// names the subject, the quantity, its value and the limit.
#pragma once

#include "core/model/check_site.h"
#include "core/model/errors.h"
#include "core/model/object_kinds.h"

#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hallwright::check {

// A footprint may reach this far out of its room: coordinates come from sums of decimal fractions.
inline constexpr double positionToleranceM = 1e-6;

// No site is larger; a coordinate beyond it is a slip of the pen.
inline constexpr double largestExtentM = 100e3;
inline constexpr double largestDropPa = 10e6; // of one piece of equipment
// Above any energy or pressure of a campus, and small enough that no sum of them overflows.
inline constexpr double largestValue = 1e15;

// What makes sense of equipment, whoever makes it. A value beyond is a slip of a unit, and figures that rest on it are none:
// kilowatts typed as watts, a percentage as a share. Judgement, ten times and more beyond what is built.
inline constexpr double leastPowerW = 1.0;        // of what has a rating or a capacity
inline constexpr double largestPowerW = 10e9;     // the largest campuses planned take a few
inline constexpr double largestRackPowerW = 10e6; // racks announced for 2027 take 0.6 MW
inline constexpr double largestAirflowM3s = 10e3;
inline constexpr double largestRackAirflowM3s = 1e3;
inline constexpr double largestFlowM3s = 100.0; // of coolant
inline constexpr double leastFlowM3s = 1e-7;
inline constexpr double largestMassKg = 1e6; // of a rack
inline constexpr double mostPieces = 1e6;    // GPUs of a rack, cables of a run
inline constexpr double leastSizeM = 1e-3;
inline constexpr double leastDifferenceK = 0.01; // of exchangers and loops
inline constexpr double leastCop = 0.1;
inline constexpr double leastEfficiency = 0.01;
// Leaves room for the ids that edits will add.
inline constexpr std::int64_t largestId = 1'000'000'000'000'000;

// What a message is about. Becomes text only when there is something to say.
struct Subject {
    std::string_view kind;
    const std::string& name;
    std::int64_t id = 0;
    std::string_view within = {}; // "hall", "building"
    const std::string* withinName = nullptr;
};

std::string textOf(const Subject& s);

template <class... Args>
[[noreturn]] void refuse(const Subject& subject, fmt::format_string<Args...> sentence, Args&&... args)
{
    throw InputError(textOf(subject) + ": " + fmt::format(sentence, std::forward<Args>(args)...));
}

void requireWithin(const Subject& s, std::string_view what, double value, std::string_view unit, double low,
                   double high);
void requireNotNegative(const Subject& s, std::string_view what, double value, std::string_view unit,
                        double high = largestValue);
void requirePositive(const Subject& s, std::string_view what, double value, std::string_view unit,
                     double high = largestValue, double least = 0.0);
void requireSize(const Subject& s, double widthM, double depthM, double heightM, double largestM);
void requirePoint(const Subject& s, double x, double y, double z = 0.0);
void requireYaw(const Subject& s, double yawDeg);
void requirePath(const Subject& s, const std::vector<Point3>& path);
// `what` is the part that leaves ("its footprint"), `where` what it must stay in ("the room").
void requireInside(const Subject& s, std::string_view what, const Rect& area, std::string_view where,
                   double widthM, double depthM);
void requireAreaInside(const Subject& s, const Rect& area, std::string_view where, double widthM,
                       double depthM);
void requireFootprintInside(const Subject& s, const Pose& pose, double widthM, double depthM,
                            const Hall& hall);
void requireShort(std::string_view kind, std::int64_t id, std::string_view what, const std::string& text,
                  std::size_t most = longestNameCharacters);

bool isDate(const std::string& text); // ISO 8601, "2027-03-31", and a day that the calendar has

template <class Range>
void requireAscendingIds(std::string_view kind, const Range& range)
{
    std::int64_t last = 0;
    for (const auto& item : range) {
        const auto& element = elementOf(item);
        const std::int64_t id = element.id.value;
        static const std::string nameless;
        const std::string* name = &nameless;
        if constexpr (requires { element.name; })
            name = &element.name;
        requireShort(kind, id, "name", *name);
        const Subject s{kind, *name, id};
        if (id < 1 || id > largestId)
            refuse(s, "id {} is not between 1 and {}.", id, largestId);
        if (id <= last)
            refuse(s, "id {} follows id {}, but ids must ascend and be unique.", id, last);
        last = id;
    }
}

void requireReference(const Subject& s, std::string_view what, std::int64_t id, bool exists);
// The catalogue entry that an object names: none, or one that exists.
void requireType(const Subject& s, const void* found, std::int64_t id);
// These two may be none.
void requireFeed(const Site& site, const Subject& s, std::string_view what, PowerNodeId feed);
void requireLoop(const Site& site, const Subject& s, CoolantLoopId loop);
void requireBuilding(const Site& site, const Subject& s, std::string_view what, BuildingId building);

} // namespace hallwright::check
