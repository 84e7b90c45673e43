#include "core/exchange/recipe.h"

#include "core/exchange/build_site.h"
#include "core/model/errors.h"

#include <fmt/format.h>

#include <fstream>

namespace hallwright {

SitePtr buildSite(const std::filesystem::path& path)
{
    return buildSiteOfRecipe(path).site;
}

BuiltSite buildSiteOfRecipe(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file || std::filesystem::is_directory(path))
        throw StorageError(
            fmt::format("{}: the recipe cannot be read; check that the file exists and is yours to "
                        "read.",
                        path.string()));
    // One byte beyond the limit is enough to refuse a file that is too large.
    constexpr std::streamsize most = (1 << 20) + 1;
    std::string text(static_cast<std::size_t>(most), '\0');
    file.read(text.data(), most);
    text.resize(static_cast<std::size_t>(file.gcount()));
    const recipe::Recipe read = recipe::readRecipe(text, path.string());
    return {recipe::buildSite(read),
            read.weatherFile.empty() ? std::filesystem::path() : path.parent_path() / read.weatherFile};
}

SitePtr buildSiteFromText(const std::string& yaml, const std::string& origin)
{
    return recipe::buildSite(recipe::readRecipe(yaml, origin));
}

} // namespace hallwright
