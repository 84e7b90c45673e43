#include "app/cli/object_json.h"

#include "core/model/object_names.h"

#include <nlohmann/json.hpp>

namespace hallwright::cli {

nlohmann::ordered_json objectJson(const Site& site, ObjectRef object)
{
    if (!object.valid())
        return nullptr;
    return {{"kind", wordFor(object.kind)}, {"name", nameOf(site, object)}, {"id", object.id}};
}

nlohmann::ordered_json valueOrNull(const std::optional<double>& value)
{
    return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
}

} // namespace hallwright::cli
