// What a change set calls the things that are no field of the object itself.
#pragma once

#include "core/model/field_text.h"
#include "core/model/object_kinds.h"
#include "core/model/records.h"

#include <map>
#include <string>
#include <string_view>

namespace hallwright {

// The name under which a change set says where objects of a kind stand; empty for those that stand in no building, hall
// or rack.
template <class T>
constexpr std::string_view placeField()
{
    if constexpr (isInPart<T>)
        return {};
    else if constexpr (std::is_same_v<ParentOf<T>, Building>)
        return "building_id";
    else if constexpr (std::is_same_v<ParentOf<T>, Hall>)
        return "hall_id";
    else if constexpr (isInRack<T>)
        return "rack_id";
    else
        return {};
}

inline constexpr char tagSeparator = '\n';              // between the tags of a record in one value
inline constexpr std::string_view datePrefix = "date."; // and the status: "date.operation"
inline constexpr std::string_view identifierPrefix = "identifier."; // and the system: "identifier.netbox"
inline constexpr std::string_view waiverPrefix = "waiver.";         // and the rule: "waiver.overlap"

// What a record holds, by the names above and "status", "tags" and "notes"; what it lacks has no entry.
std::map<std::string, FieldValue> recordValuesOf(const Record& record);

} // namespace hallwright
