// The small recipe of the tests, and changed copies of it.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace hallwright::test {

inline std::string smallRecipe()
{
    std::ifstream file(HALLWRIGHT_SOURCE_DIR "/tests/core/exchange/small.yaml");
    return {std::istreambuf_iterator<char>(file), {}};
}

// The small recipe with the first `from` replaced by `to`.
inline std::string smallRecipeWith(const std::string& from, const std::string& to)
{
    std::string text = smallRecipe();
    const std::size_t at = text.find(from);
    if (at == std::string::npos)
        throw std::logic_error("small.yaml does not contain: " + from);
    return text.replace(at, from.size(), to);
}

} // namespace hallwright::test
