// From where the coordinates of an object are counted.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <QString>

#include <optional>
#include <string_view>

namespace hallwright::panels {

struct PlaceWords {
    QString from;        // behind "X": "from the west wall"
    QString explanation; // a sentence: "Its centre, …"
};

// Of the fields `x_m` and `y_m` as core/layout/hall_frame.h gives them; nothing for others.
std::optional<PlaceWords> placeWords(const Site& site, ObjectRef object, std::string_view field);

} // namespace hallwright::panels
