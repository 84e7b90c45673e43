// Every value of any object, to be shown and set without knowing its kind: read off the lists of core/model/fields.h, with
// the status, tags and notes of its record.
#pragma once

#include "core/model/field_text.h"
#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

enum class FieldKind {
    Number, // double, in the unit at the end of its name
    Count,  // integer
    Truth,  // 0 or 1
    Text,
    Choice,    // one of `choices`
    Reference, // the id of an object of kind `refersTo`; nothing: none
    Fixed      // the id, lists: shown, not set here
};

struct ObjectField {
    std::string_view name; // "power_w"
    FieldValue value;
    FieldKind kind = FieldKind::Fixed;
    std::vector<std::string> choices{};
    ObjectKind refersTo = ObjectKind::None;
    bool mayBeNone = true; // a reference
    bool isRecord = false; // of its record: "status", "tags" (one a line), "notes"
    bool departs = false;  // its catalogue type has another value, or a rack's devices come to one
};

// In the order of its list, the record's last; empty for what the site does not have.
std::vector<ObjectField> fieldsOf(const Site& site, ObjectRef object);

// Sets a field of objects of one kind. Another type brings its values along; a rack's airflow follows its power. Throws InputError with a full sentence if a value does not fit, or the result would
// break an invariant; std::logic_error for a field that the kind does not have.
SitePtr withField(const SitePtr& site, const std::vector<ObjectRef>& objects, std::string_view field,
                  const FieldValue& value);

} // namespace hallwright
