// Recipes: a campus in a page of YAML. See docs/recipe.md for the keys.
#pragma once

#include "core/model/site.h"

#include <filesystem>
#include <string>

namespace hallwright {

// Builds the site a recipe describes; the same recipe gives an equal site, ids included. Throws InputError naming the
// file, the line, the key, the value and the limit; a recipe that cannot be read throws StorageError.
SitePtr buildSite(const std::filesystem::path& recipe);

struct BuiltSite {
    SitePtr site;
    std::filesystem::path
        weatherFile; // a year of weather that the recipe names, from its own folder; empty: none
};

// The same with the weather that is to be the site's: core/exchange/weather_file.h reads it.
BuiltSite buildSiteOfRecipe(const std::filesystem::path& recipe);

// The same from text; `origin` names it in messages.
SitePtr buildSiteFromText(const std::string& yaml, const std::string& origin);

} // namespace hallwright
