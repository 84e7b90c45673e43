// The recipes of the tests, and changed copies of them.
#pragma once

#include "core/exchange/recipe.h"
#include "core/model/errors.h"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace hallwright::test {

inline std::string recipeOfTests(const std::string& name)
{
    std::ifstream file(HALLWRIGHT_SOURCE_DIR "/tests/core/exchange/" + name);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string smallRecipe()
{
    return recipeOfTests("small.yaml");
}

// Every key that the small recipe does without.
inline std::string fullRecipe()
{
    return recipeOfTests("full.yaml");
}

// `text` with the first `from` replaced by `to`.
inline std::string with(std::string text, const std::string& from, const std::string& to)
{
    const std::size_t at = text.find(from);
    if (at == std::string::npos)
        throw std::logic_error("the recipe does not contain: " + from);
    return text.replace(at, from.size(), to);
}

inline std::string smallRecipeWith(const std::string& from, const std::string& to)
{
    return with(smallRecipe(), from, to);
}

inline std::string fullRecipeWith(const std::string& from, const std::string& to)
{
    return with(fullRecipe(), from, to);
}

// What the builder says about this text, or "" if it accepts it.
inline std::string refusal(const std::string& yaml)
{
    try {
        buildSiteFromText(yaml, "site.yaml");
    } catch (const InputError& e) {
        return e.what();
    }
    return {};
}

} // namespace hallwright::test
