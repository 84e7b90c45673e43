// The tags of VTK's XML files, whose data need not be XML.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hallwright::vtk {

struct Tag {
    std::string name; // "/CellData" at its end; empty after the last
    std::map<std::string, std::string> attributes;
    std::size_t end = 0; // the byte after it

    std::string attribute(const std::string& of) const; // empty if there is none
};

// The next tag from `at`, comments and declarations left out. None where the bytes end within it, or where it is longer
// than any that a program writes.
std::optional<Tag> nextTag(std::string_view bytes, std::size_t at);

} // namespace hallwright::vtk
