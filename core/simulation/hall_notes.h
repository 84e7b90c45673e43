// How a hall's evaluation says what it could not do: a sentence that begins with the hall's name.
#pragma once

#include "core/simulation/hall_result.h"

#include <fmt/format.h>

#include <utility>

namespace hallwright {

template <class... Args>
void note(HallResult& hall, fmt::format_string<Args...> sentence, Args&&... args)
{
    hall.notes.push_back(hall.hall->name + ": " + fmt::format(sentence, std::forward<Args>(args)...));
}

} // namespace hallwright
