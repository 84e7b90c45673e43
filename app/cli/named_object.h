// Any object of a site by what a person writes for it: "B1-H4-C09", "rack:B1-H4-C09", "rack:#12".
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright::cli {

// The kind that a word names ("rack", "CDU", "air handler"; small or capital, spaces as "-" too).
std::optional<ObjectKind> kindNamed(std::string_view word);

// Throws UsageError naming `option` where nothing has the name, or several have.
ObjectRef objectNamed(const Site& site, const std::string& text, std::string_view option);
// The same of one kind, which need not be written.
ObjectRef objectNamed(const Site& site, ObjectKind kind, const std::string& text, std::string_view option);
// The same of anything, where names of these kinds are meant: what is nearest to an unknown one is one of theirs.
ObjectRef objectNamed(const Site& site, const std::vector<ObjectKind>& meant, const std::string& text,
                      std::string_view option);

} // namespace hallwright::cli
