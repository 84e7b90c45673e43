// Values of what belongs to a hall, counted as all that stands in it: from the hall's inner south-west corner. A power node
// keeps its place in the frame of the campus, whatever hall it serves; a reader of that hall sees and sets it in the
// hall's.
#pragma once

#include "core/model/object_fields.h"

namespace hallwright {

// fieldsOf(), with `x_m`, `y_m` [m] and `run_yaw_deg` [°] of a power node of a hall in the hall's frame.
std::vector<ObjectField> fieldsInHall(const Site& site, ObjectRef object);

// withField() of such a value, with its errors.
SitePtr withFieldInHall(const SitePtr& site, const std::vector<ObjectRef>& objects, std::string_view field,
                        const FieldValue& value);

} // namespace hallwright
