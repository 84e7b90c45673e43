// SHA-256 of bytes, by which content is known: FIPS 180-4, Secure Hash Standard, sections 4.1.2, 5.3.3 and 6.2.2.
#pragma once

#include <string>
#include <string_view>

namespace hallwright {

// 64 hexadecimal digits, in small letters.
std::string sha256(std::string_view bytes);

} // namespace hallwright
