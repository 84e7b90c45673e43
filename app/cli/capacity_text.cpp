#include "app/cli/capacity_text.h"

#include "app/cli/cli.h"
#include "core/model/number_text.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace hallwright::cli {

namespace {

const RackType& typeOf(const Capacity& capacity)
{
    return *capacity.asked.site->catalogue->find(capacity.question.type);
}

std::string inMegawatts(double watts)
{
    return fmt::format("{:.2f}", watts / 1e6);
}

// "20 more racks fit, 0.80 MW."
std::string answer(const Capacity& capacity)
{
    const PlaceCapacity& whole = capacity.whole();
    const std::string racks = counted(whole.fits, "more rack");
    std::string text = whole.fits == 0 ? "No more rack fits."
                                       : fmt::format("{} fit{}, {:.2f} MW.", racks,
                                                     whole.fits == 1 ? "s" : "", whole.usableW / 1e6);
    text += fmt::format(" {} free.\n", counted(whole.free, "position") + (whole.free == 1 ? " is" : " are"));
    const PositionCapacity* next = capacity.next();
    if (!next)
        return text + fmt::format("What stops the next: {}\n", whole.binding.sentence);
    text += fmt::format("What stops the next: {} ({})\n", next->blocker->sentence,
                        inWords(next->blocker->resource));
    if (!next->blocker->isSame(whole.binding))
        text += fmt::format("What keeps most positions empty, {} of them: {}\n", whole.blocked,
                            whole.binding.sentence);
    return text;
}

std::string heading()
{
    return fmt::format("\n{:<26} {:>8} {:>8} {:>8} {:>8} {:>8} {:>7} {:>6} {:>6}  {}\n", "MW of IT", "design",
                       "used", "reserved", "usable", "stranded", "racks", "free", "fit", "stopped by");
}

// Halls and rows without a free position are summed up in what they lie in.
bool isShown(const PlaceCapacity& place, const PlaceCapacity& whole)
{
    const bool isPart = place.place.kind == ObjectKind::Hall || place.place.kind == ObjectKind::Row;
    return !isPart || place.free > 0 || place.place == whole.place;
}

std::string indentOf(ObjectKind kind)
{
    return std::string(kind == ObjectKind::Row        ? 6
                       : kind == ObjectKind::Hall     ? 4
                       : kind == ObjectKind::Building ? 2
                                                      : 0,
                       ' ');
}

std::string placesText(const Capacity& capacity)
{
    std::string text = heading();
    for (const PlaceCapacity& place : capacity.places) {
        if (!isShown(place, capacity.whole()))
            continue;
        const std::string name =
            indentOf(place.place.kind) + (place.place.kind == ObjectKind::Row ? "row " : "") + place.name;
        text += fmt::format("{:<26} {:>8} {:>8} {:>8} {:>8} {:>8} {:>7} {:>6} {:>6}  {}\n", name,
                            inMegawatts(place.designW), inMegawatts(place.usedW),
                            inMegawatts(place.reservedW), inMegawatts(place.usableW),
                            inMegawatts(place.strandedW()), grouped(static_cast<double>(place.racks)),
                            place.free, place.fits, inWords(place.binding.resource));
    }
    return text;
}

std::string number(const std::optional<double>& value, std::string_view unit)
{
    if (!value)
        return "–";
    if (unit == "W")
        return kilowatts(*value, 0);
    if (unit == "Pa")
        return fmt::format("{:.1f} kN/m²", *value / 1e3);
    if (unit == "m3/s")
        return std::abs(*value) < 1.0 ? fmt::format("{:.1f} L/s", *value * 1e3)
                                      : fmt::format("{} m³/s", grouped(*value, 1));
    return fmt::format("{:g} {}", *value, unit);
}

std::string headRoomText(const Capacity& capacity)
{
    const Site& site = *capacity.asked.site;
    std::string text =
        fmt::format("\n{:<18} {:>16} {:>16} {:>16}  {}\n", "head-room", "used", "limit", "left", "tightest");
    for (const HeadRoom& room : capacity.whole().headRooms) {
        const std::string where = room.objects > 1 ? nameOf(site, room.tightest) : std::string();
        text += fmt::format("{:<18} {:>16} {:>16} {:>16}  {}\n", inWords(room.resource),
                            number(room.used, room.unit), number(room.limit, room.unit),
                            number(room.left(), room.unit), where);
    }
    return text + "Power is that after the loss of the other side. – is not known.\n";
}

std::string unlocksText(const std::vector<CapacityUnlock>& unlocks)
{
    if (unlocks.empty())
        return {};
    std::string text = "\nWhat would make room\n";
    int rank = 0;
    for (const CapacityUnlock& unlock : unlocks)
        text += fmt::format("{}. {} {} fit, {:.2f} MW. Then: {}\n", ++rank, unlock.change,
                            counted(unlock.racks, "more rack"), unlock.powerW / 1e6, unlock.next.sentence);
    return text;
}

std::string statusText(const Capacity& capacity)
{
    const std::string& date = capacity.asked.snapshot->conditions.date;
    std::string text = fmt::format("\nRacks{}:", date.empty() ? "" : " on " + date);
    const StatusCounts& counts = capacity.whole().statuses;
    for (std::size_t i = 0; i < counts.size(); ++i)
        text += fmt::format("{} {} {} ({:.2f} MW)", i == 0 ? "" : ",",
                            planningWordFor(static_cast<LifecycleStatus>(i)),
                            grouped(static_cast<double>(counts[i].racks)), counts[i].powerW / 1e6);
    return text + ".\n";
}

} // namespace

std::string capacityText(const Capacity& capacity, const std::vector<CapacityUnlock>& unlocks)
{
    const RackType& type = typeOf(capacity);
    const bool isNameplate = capacity.question.load == CapacityLoad::Nameplate;
    std::string text = fmt::format(
        "Capacity of {} for {}, {} a rack, {:.0f} % of it to liquid, on {} loads.\n", capacity.whole().name,
        type.name, kilowatts(type.powerW), 100.0 * type.liquidShare, isNameplate ? "nameplate" : "evaluated");
    text += answer(capacity) + placesText(capacity) + headRoomText(capacity) + unlocksText(unlocks);
    return text + statusText(capacity);
}

} // namespace hallwright::cli
