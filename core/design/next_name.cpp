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

Names namesIn(const Hall& hall)
{
    Names names;
    addNames(hall.racks, names);
    addNames(hall.airHandlers, names);
    addNames(hall.cdus, names);
    return names;
}

std::string prefixOf(const Hall& hall)
{
    return hall.name + "-";
}

// "B1-H2-A05" in hall B1-H2 for one like "B1-H1-A05"; others as they are.
std::string takenOver(const Hall& hall, std::string_view like)
{
    const std::size_t tail = like.find_last_of('-');
    const bool elsewhere = tail != std::string_view::npos && !like.starts_with(prefixOf(hall));
    return elsewhere ? prefixOf(hall) + std::string(like.substr(tail + 1)) : std::string(like);
}

} // namespace

std::string nextName(const std::vector<std::string_view>& taken, std::string_view like)
{
    return nextAmong(Names(taken.begin(), taken.end()), like);
}

std::string nextName(const Hall& hall, std::string_view like)
{
    const bool named = std::any_of(hall.racks.begin(), hall.racks.end(),
                                   [&](const Rack& rack) { return rack.name.starts_with(prefixOf(hall)); });
    const std::string here = named ? takenOver(hall, like) : std::string(like);
    return here == like ? nextAmong(namesIn(hall), like) : nameLike(hall, like);
}

std::string nameLike(const Hall& hall, std::string_view like)
{
    const Names taken = namesIn(hall);
    const std::string here = takenOver(hall, like);
    return taken.contains(here) ? nextAmong(taken, here) : here;
}

} // namespace hallwright::design
