// Names as a drawing or a tree writes them.
#pragma once

#include <QString>

#include <string>

namespace hallwright::style {

// `name` without the name of the hall or building it stands in: "Hall A PDU 1A" in "Hall A" is "PDU 1A".
QString shortName(const std::string& name, const std::string& container);

} // namespace hallwright::style
