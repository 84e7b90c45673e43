#include "core/studies/failure/failure_sentences.h"

#include "core/model/number_text.h"
#include "core/model/object_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

std::string durationText(double seconds)
{
    constexpr double minuteS = 60.0;
    constexpr double hourS = 3600.0;
    const double whole = std::max(std::round(seconds), 0.0);
    if (whole < minuteS)
        return fmt::format("{:.0f} s", whole);
    if (whole < hourS) {
        const double minutes = std::floor(whole / minuteS);
        const double rest = whole - minutes * minuteS;
        return rest > 0.0 ? fmt::format("{:.0f} min {:.0f} s", minutes, rest)
                          : fmt::format("{:.0f} min", minutes);
    }
    const double minutes = std::round(seconds / minuteS);
    const double hours = std::floor(minutes / minuteS);
    const double rest = minutes - hours * minuteS;
    return rest > 0.0 ? fmt::format("{:.0f} h {:.0f} min", hours, rest) : fmt::format("{:.0f} h", hours);
}

std::string FailureSentences::nameOf(ObjectRef object) const
{
    std::string name = hallwright::nameOf(site_, object);
    const std::optional<HallId> hallOf = hallWith(site_, object);
    if (hallOf && hallOf->valid() && object.kind != ObjectKind::PowerNode)
        name += " of " + hall(*hallOf);
    return name;
}

std::string FailureSentences::namesOf(const std::vector<ObjectRef>& objects) const
{
    if (objects.empty())
        return {};
    if (objects.size() == 1)
        return nameOf(objects[0]);
    if (objects.size() == 2)
        return fmt::format("{} and {}", nameOf(objects[0]), nameOf(objects[1]));
    return fmt::format("{}, {} and {} more", nameOf(objects[0]), nameOf(objects[1]),
                       grouped(static_cast<double>(objects.size() - 2)));
}

std::string FailureSentences::hall(HallId id) const
{
    for (const BuildingPtr& building : site_.buildings) {
        for (const HallPtr& each : building->halls) {
            if (each->id == id)
                return fmt::format("{} of {}", each->name, building->name);
        }
    }
    return "a hall";
}

std::string FailureSentences::racks(HallId id, std::size_t count, std::size_t gpus, double powerW) const
{
    const std::string gpuText = gpus > 0 ? grouped(static_cast<double>(gpus)) + " GPUs, " : std::string();
    return fmt::format("{} of {} ({}{})", counted(count, "rack"), hall(id), gpuText, kilowatts(powerW));
}

} // namespace hallwright
