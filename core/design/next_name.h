// Names that go on in a hall's own pattern.
#pragma once

#include "core/model/hall.h"

#include <string>
#include <string_view>
#include <vector>

namespace hallwright::design {

// The name for one more of the same: the next number after that at the end of `like` which none of `taken` has, with as
// many digits: "A13" after "A12", or "A07" if A06 is liked and the number is free. A name without a number is followed
// by 2.
std::string nextName(const std::vector<std::string_view>& taken, std::string_view like);

// The same among the objects of one list.
template <class List>
std::string nextNameIn(const List& list, std::string_view like)
{
    std::vector<std::string_view> taken;
    for (const auto& object : list)
        taken.push_back(object.name);
    return nextName(taken, like);
}

// The same among everything that stands in a hall. A name from another hall takes on this hall's: "B1-H2-A05" for one
// like "B1-H1-A05", if that is free.
std::string nextName(const Hall& hall, std::string_view like);

// The same name where the hall has nothing of it; else the next. A name from another hall takes on this one's, as above.
std::string nameLike(const Hall& hall, std::string_view like);

} // namespace hallwright::design
