// Fields in words: what the name of one says about its unit, and values of any field as text or as plain values.
#pragma once

#include "core/model/geometry.h"
#include "core/model/ids.h"
#include "core/model/names.h"
#include "core/model/object_ref.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace hallwright {

// "W" for "power_w", "m³/s" for "airflow_m3_s", empty for a name without a unit.
std::string_view unitOf(std::string_view fieldName);

// The name as a reader says it: "airflow" for "airflow_m3_s", "rear door loop" for "rear_door_loop_id".
std::string labelOf(std::string_view fieldName);

// A value with its unit: "48.5 kW" for 48500 in "power_w", "1.25 m³/s", "yes", "PDU 3". Lossless for no reader: numbers
// have six significant digits.
std::string quantityText(std::string_view fieldName, double value);

// Any field's value by itself, as a file or a script holds it: nothing for a reference to none, numbers as they are,
// enumerators by their names, references by their ids, truth as 0 or 1, lists as JSON ("[3,5]", "[[0,1,2.5],...]").
using FieldValue = std::variant<std::monostate, std::int64_t, double, std::string>;

std::string listText(const std::vector<Point3>& points);
std::string listText(const std::vector<std::int64_t>& ids);
std::string listText(const std::vector<PortGroup>& ports); // ["64 network 800gbase-x-osfp",...]
// Throw InputError for text that is no such list.
std::vector<Point3> pointsIn(const std::string& text);
std::vector<std::int64_t> idsIn(const std::string& text);
std::vector<PortGroup> portsIn(const std::string& text);

namespace field_text {

[[noreturn]] void refuseValue(std::string_view expected);
std::int64_t integerIn(const FieldValue& value);
double numberIn(const FieldValue& value);
const std::string& textIn(const FieldValue& value);

} // namespace field_text

template <class Value>
FieldValue fieldValue(const Value& value)
{
    if constexpr (std::is_enum_v<Value>)
        return std::string(nameOf(value));
    else if constexpr (std::is_same_v<Value, double>)
        return value;
    else if constexpr (std::is_integral_v<Value>)
        return static_cast<std::int64_t>(value);
    else if constexpr (std::is_same_v<Value, std::string>)
        return value;
    else if constexpr (std::is_same_v<Value, std::vector<Point3>> ||
                       std::is_same_v<Value, std::vector<PortGroup>>)
        return listText(value);
    else if constexpr (requires { value.value; })
        return value.valid() ? FieldValue(value.value) : FieldValue();
    else {
        std::vector<std::int64_t> ids;
        for (const auto id : value)
            ids.push_back(id.value);
        return listText(ids);
    }
}

// Throws InputError if the value does not fit the field's type.
template <class Value>
void setFieldValue(Value& member, const FieldValue& value)
{
    using namespace field_text;
    if constexpr (std::is_enum_v<Value>) {
        const auto found = fromName<Value>(textIn(value));
        if (!found)
            refuseValue(namesOf<Value>());
        member = *found;
    } else if constexpr (std::is_same_v<Value, double>) {
        member = numberIn(value);
    } else if constexpr (std::is_integral_v<Value>) {
        const std::int64_t number = integerIn(value);
        member = static_cast<Value>(number);
        if (static_cast<std::int64_t>(member) != number)
            refuseValue("a number of this field's size");
    } else if constexpr (std::is_same_v<Value, std::string>) {
        member = textIn(value);
    } else if constexpr (std::is_same_v<Value, std::vector<Point3>>) {
        member = pointsIn(textIn(value));
    } else if constexpr (std::is_same_v<Value, std::vector<PortGroup>>) {
        member = portsIn(textIn(value));
    } else if constexpr (requires { member.value; }) {
        member.value = std::holds_alternative<std::monostate>(value) ? 0 : integerIn(value);
    } else {
        member.clear();
        for (const std::int64_t id : idsIn(textIn(value)))
            member.push_back({id});
    }
}

} // namespace hallwright
