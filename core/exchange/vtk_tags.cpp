#include "core/exchange/vtk_tags.h"

#include <algorithm>
#include <array>

namespace hallwright::vtk {

namespace {

constexpr std::string_view blank = " \t\r\n";
constexpr std::size_t longestTag = 65'536;

// The place of the '>' of a tag that opens at `open`; in quotes it counts as text.
std::size_t endOfTag(std::string_view bytes, std::size_t open)
{
    char quote = 0;
    const std::size_t end = std::min(bytes.size(), open + longestTag);
    for (std::size_t at = open + 1; at < end; ++at) {
        const char c = bytes[at];
        if (quote != 0)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at;
    }
    return std::string_view::npos;
}

Tag parsed(std::string_view text, std::size_t end)
{
    Tag tag;
    tag.end = end;
    std::size_t at = std::min(text.find_first_of(blank), text.size());
    tag.name = text.substr(0, at);
    while (true) {
        const std::size_t equals = text.find('=', at);
        if (equals == std::string_view::npos)
            return tag;
        const std::size_t name = text.find_first_not_of(blank, at);
        const std::size_t open = text.find_first_of("\"'", equals);
        const std::size_t close = open == std::string_view::npos ? open : text.find(text[open], open + 1);
        if (close == std::string_view::npos)
            return tag;
        const std::size_t nameEnd = std::min(text.find_first_of(" \t\r\n=", name), equals);
        tag.attributes[std::string(text.substr(name, nameEnd - name))] =
            text.substr(open + 1, close - open - 1);
        at = close + 1;
    }
}

// Where what opens at `open` and is no tag ends; `open` itself if it is one.
std::size_t endOfAside(std::string_view bytes, std::size_t open)
{
    constexpr std::array<std::array<std::string_view, 2>, 3> asides = {
        {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}}};
    for (const auto& [begin, end] : asides) {
        if (bytes.substr(open, begin.size()) != begin)
            continue;
        const std::size_t found = bytes.find(end, open + begin.size());
        return found == std::string_view::npos ? bytes.size() : found + end.size();
    }
    return open;
}

} // namespace

std::string Tag::attribute(const std::string& of) const
{
    const auto found = attributes.find(of);
    return found == attributes.end() ? std::string() : found->second;
}

std::optional<Tag> nextTag(std::string_view bytes, std::size_t at)
{
    while (true) {
        const std::size_t open = bytes.find('<', at);
        if (open == std::string_view::npos)
            return Tag{};
        at = endOfAside(bytes, open);
        if (at != open)
            continue;
        const std::size_t close = endOfTag(bytes, open);
        if (close == std::string_view::npos)
            return std::nullopt;
        std::string_view text = bytes.substr(open + 1, close - open - 1);
        if (text.ends_with('/'))
            text.remove_suffix(1);
        return parsed(text, close + 1);
    }
}

} // namespace hallwright::vtk
