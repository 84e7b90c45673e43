// Fields of CSV after RFC 4180.
#pragma once

#include <string>

namespace hallwright {

std::string csvField(const std::string& text); // in quotes if it must be

} // namespace hallwright
