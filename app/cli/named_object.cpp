#include "app/cli/named_object.h"

#include "app/cli/cli.h"
#include "app/cli/nearest.h"
#include "core/model/object_kinds.h"
#include "core/model/object_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <vector>

namespace hallwright::cli {

namespace {

constexpr std::size_t mostShown = 3;

std::string plainWord(std::string_view word)
{
    std::string plain;
    for (const char c : word)
        plain += c == '-' || c == '_' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return plain;
}

std::vector<ObjectRef> everyObject(const Site& site)
{
    std::vector<ObjectRef> all{siteData()};
    forEachObjectType([&]<class T>() {
        const std::vector<ObjectRef> ofKind = objectsOf(site, kindOf<T>);
        all.insert(all.end(), ofKind.begin(), ofKind.end());
    });
    return all;
}

[[noreturn]] void refuseUnknownObject(const Site& site, const std::vector<ObjectRef>& all,
                                      const std::string& name, std::string_view option)
{
    std::vector<std::string> names;
    for (const ObjectRef& object : all) {
        if (std::string its = nameOf(site, object); !its.empty())
            names.push_back(std::move(its));
    }
    const std::vector<std::string> nearest = nearestTo(name, names);
    throw UsageError(fmt::format("{}: nothing in this site is named \"{}\"{}.", option, name,
                                 nearest.empty() ? std::string() : "; the nearest: " + listed(nearest)));
}

[[noreturn]] void refuseSeveral(const std::vector<ObjectRef>& found, const std::string& name,
                                std::string_view option)
{
    std::vector<std::string> ways;
    for (const ObjectRef& object : found) {
        if (ways.size() < mostShown)
            ways.push_back(fmt::format("{}:#{}", wordFor(object.kind), object.id));
    }
    throw UsageError(fmt::format("{}: \"{}\" names {} objects; say which, as {}.", option, name, found.size(),
                                 listed(ways)));
}

ObjectRef objectOfId(const Site& site, ObjectKind kind, std::string_view digits, std::string_view option)
{
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
    const ObjectRef object{kind, id};
    if (error != std::errc() || end != digits.data() + digits.size() || !exists(site, object))
        throw UsageError(fmt::format("{}: there is no {} of id \"{}\".", option, wordFor(kind), digits));
    return object;
}

// Suggests others of `meant`.
ObjectRef onlyOne(const Site& site, const std::vector<ObjectRef>& among, const std::vector<ObjectRef>& meant,
                  const std::string& name, std::string_view option)
{
    std::vector<ObjectRef> found;
    std::copy_if(among.begin(), among.end(), std::back_inserter(found),
                 [&](const ObjectRef& object) { return nameOf(site, object) == name; });
    if (found.empty())
        refuseUnknownObject(site, meant, name, option);
    if (found.size() > 1)
        refuseSeveral(found, name, option);
    return found.front();
}

} // namespace

std::optional<ObjectKind> kindNamed(std::string_view word)
{
    const std::string plain = plainWord(word);
    std::optional<ObjectKind> kind;
    if (plain == wordFor(ObjectKind::Site))
        kind = ObjectKind::Site;
    forEachObjectType([&]<class T>() {
        if (plain == plainWord(ObjectType<T>::word))
            kind = kindOf<T>;
    });
    return kind;
}

namespace {

// A name may have a colon of its own: what stands before it is a kind only if there is one of that word.
std::optional<ObjectKind> kindBefore(const std::string& text)
{
    const std::size_t colon = text.find(':');
    return colon == std::string::npos ? std::nullopt : kindNamed(std::string_view(text).substr(0, colon));
}

} // namespace

ObjectRef objectNamed(const Site& site, const std::string& text, std::string_view option)
{
    if (const auto kind = kindBefore(text))
        return objectNamed(site, *kind, text.substr(text.find(':') + 1), option);
    const std::vector<ObjectRef> all = everyObject(site);
    return onlyOne(site, all, all, text, option);
}

ObjectRef objectNamed(const Site& site, ObjectKind kind, const std::string& text, std::string_view option)
{
    if (kind == ObjectKind::Site)
        return siteData();
    if (text.starts_with('#'))
        return objectOfId(site, kind, std::string_view(text).substr(1), option);
    const std::vector<ObjectRef> all = objectsOf(site, kind);
    return onlyOne(site, all, all, text, option);
}

ObjectRef objectNamed(const Site& site, const std::vector<ObjectKind>& meant, const std::string& text,
                      std::string_view option)
{
    if (kindBefore(text))
        return objectNamed(site, text, option);
    std::vector<ObjectRef> of;
    for (const ObjectKind kind : meant) {
        const std::vector<ObjectRef> ofKind = objectsOf(site, kind);
        of.insert(of.end(), ofKind.begin(), ofKind.end());
    }
    return onlyOne(site, everyObject(site), of, text, option);
}

} // namespace hallwright::cli
