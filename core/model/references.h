// Which objects an object refers to, read off the list of its fields.
#pragma once

#include "core/model/fields.h"
#include "core/model/object_kinds.h"

#include <algorithm>
#include <string_view>
#include <type_traits>
#include <vector>

namespace hallwright {

template <class T>
struct IsId : std::false_type {
};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {
};
template <class T>
struct IsIdList : std::false_type {
};
template <class Tag>
struct IsIdList<std::vector<Id<Tag>>> : std::true_type {
};

// Calls visit(field, value) for each field of `object` that refers to others; value is an id or a list of ids, constant
// where the object is.
template <class T, class Visit>
void forEachReference(T& object, Visit&& visit)
{
    forEachField<std::remove_const_t<T>>([&](const auto& field) {
        auto& value = field.of(object);
        using Value = std::remove_cvref_t<decltype(value)>;
        if constexpr (IsIdList<Value>::value) {
            visit(field, value);
        } else if constexpr (IsId<Value>::value) {
            if (field.name != "id")
                visit(field, value);
        }
    });
}

} // namespace hallwright
