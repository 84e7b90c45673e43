// What a hand leaves where it stands: locked things are not moved, turned or removed.
#pragma once

#include "core/model/records.h"

#include <algorithm>

namespace hallwright {

inline constexpr const char* lockTag = "locked"; // among a record's tags

inline bool isLocked(const Record& record)
{
    return std::find(record.tags.begin(), record.tags.end(), lockTag) != record.tags.end();
}

} // namespace hallwright
