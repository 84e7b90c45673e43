// What the answers in JSON say alike: objects by kind, id and name, and values that may be unknown.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace hallwright::cli {

nlohmann::ordered_json objectJson(const Site& site, ObjectRef object); // null for none
nlohmann::ordered_json valueOrNull(const std::optional<double>& value);

} // namespace hallwright::cli
