// How a hall's evaluation says what is wrong: a sentence that begins with the hall's name.
#pragma once

#include "core/simulation/hall_result.h"

#include <fmt/format.h>

#include <utility>

namespace hallwright {

template <class... Args>
void warn(HallResult& hall, fmt::format_string<Args...> sentence, Args&&... args)
{
    hall.warnings.push_back(hall.hall->name + ": " + fmt::format(sentence, std::forward<Args>(args)...));
}

} // namespace hallwright
