#include "core/physics/chiller_catalogue.h"

#include <algorithm>

namespace hallwright {

const ChillerCurves* findChiller(std::string_view record)
{
    const std::span<const ChillerCurves> records = chillerRecords();
    const auto found = std::lower_bound(
        records.begin(), records.end(), record,
        [](const ChillerCurves& curves, std::string_view name) { return curves.name < name; });
    return found != records.end() && found->name == record ? &*found : nullptr;
}

} // namespace hallwright
