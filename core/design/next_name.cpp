#include "core/design/next_name.h"

#include <algorithm>
#include <charconv>
#include <unordered_set>

namespace hallwright::design {

namespace {

using Names = std::unordered_set<std::string_view>;

struct Numbered {
    std::string_view series; // before the number
    long long number = 0;
    std::size_t digits = 0; // none: the name has no number
};

Numbered parse(std::string_view name)
{
    constexpr std::size_t most = 15; // digits that a number can have without overflow
    const std::size_t last = name.find_last_not_of("0123456789");
    const std::size_t begin =
        std::max(last == std::string_view::npos ? 0 : last + 1, name.size() > most ? name.size() - most : 0);
    Numbered result{name.substr(0, begin), 0, name.size() - begin};
    std::from_chars(name.data() + begin, name.data() + name.size(), result.number);
    return result;
}

std::string nextAmong(const Names& taken, std::string_view like)
{
    const Numbered from = parse(like);
    const std::string series = from.digits > 0 ? std::string(from.series) : std::string(like) + " ";
    long long number = from.digits > 0 ? from.number : 1;
    std::string name;
    do {
        std::string digits = std::to_string(++number);
        if (digits.size() < from.digits)
            digits.insert(0, from.digits - digits.size(), '0');
        name = series + digits;
    } while (taken.contains(name));
    return name;
}

template <class List>
void addNames(const List& list, Names& names)
{
    for (const auto& object : list)
        names.insert(object.name);
}

} // namespace

std::string nextName(const std::vector<std::string_view>& taken, std::string_view like)
{
    return nextAmong(Names(taken.begin(), taken.end()), like);
}

std::string nextName(const Hall& hall, std::string_view like)
{
    Names taken;
    addNames(hall.racks, taken);
    addNames(hall.airHandlers, taken);
    addNames(hall.cdus, taken);
    const std::string prefix = hall.name + "-";
    const bool named = std::any_of(hall.racks.begin(), hall.racks.end(),
                                   [&](const Rack& rack) { return rack.name.starts_with(prefix); });
    const std::size_t tail = like.find_last_of('-');
    if (named && !like.starts_with(prefix) && tail != std::string_view::npos) {
        const std::string here = prefix + std::string(like.substr(tail + 1));
        return taken.contains(here) ? nextAmong(taken, here) : here;
    }
    return nextAmong(taken, like);
}

std::string nameLike(const Hall& hall, std::string_view like)
{
    Names taken;
    addNames(hall.racks, taken);
    addNames(hall.airHandlers, taken);
    addNames(hall.cdus, taken);
    const std::string prefix = hall.name + "-";
    const std::size_t tail = like.find_last_of('-');
    const bool elsewhere = tail != std::string_view::npos && !like.starts_with(prefix);
    const std::string here = elsewhere ? prefix + std::string(like.substr(tail + 1)) : std::string(like);
    return taken.contains(here) ? nextAmong(taken, here) : here;
}

} // namespace hallwright::design
