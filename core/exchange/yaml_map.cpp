#include "core/exchange/yaml_map.h"

#include "core/model/characters.h"
#include "core/model/errors.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>
#include <unordered_set>

namespace hallwright::recipe {

namespace {

constexpr std::size_t longestText = 2000;
int lineOf(const YAML::Node& node)
{
    return node.Mark().line + 1;
}

std::string_view kindOf(const YAML::Node& node)
{
    switch (node.Type()) {
    case YAML::NodeType::Map:
        return "a map";
    case YAML::NodeType::Sequence:
        return "a list";
    case YAML::NodeType::Scalar:
        return "a single value";
    default:
        return "nothing (left empty, null or ~)";
    }
}

std::string shortened(std::string text)
{
    constexpr std::size_t longest = 60;
    const std::string_view first = firstCharacters(text, longest);
    return first.size() < text.size() ? fmt::format("{}...", first) : text;
}

std::string withUnit(double value, std::string_view unit)
{
    return unit.empty() ? fmt::format("{:g}", value) : fmt::format("{:g} {}", value, unit);
}

double numberOf(const YAML::Node& node, const Place& place, Range range)
{
    if (!node.IsScalar())
        place.fail(fmt::format("{} must be a number, but is {}.", place.path, kindOf(node)));
    double value = 0.0;
    if (!YAML::convert<double>::decode(node, value))
        place.fail(fmt::format("{} must be a number, but is \"{}\".", place.path, shortened(node.Scalar())));
    if (!(value >= range.min && value <= range.max)) { // also refuses .nan
        place.fail(fmt::format("{} is {}, but must lie within {:g} and {}.", place.path,
                               withUnit(value, range.unit), range.min, withUnit(range.max, range.unit)));
    }
    return value;
}

// Decimal, as YAML 1.2 has it: 012 is twelve. (yaml-cpp follows YAML 1.1, where it is ten.)
std::optional<long long> wholeNumber(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    long long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range)
        return text.starts_with('-') ? std::numeric_limits<long long>::min()
                                     : std::numeric_limits<long long>::max();
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

int countOf(const YAML::Node& node, const Place& place, int min, int max)
{
    const std::optional<long long> written = node.IsScalar() ? wholeNumber(node.Scalar()) : std::nullopt;
    if (!written) {
        place.fail(
            fmt::format("{} must be a whole number, but is {}.", place.path,
                        node.IsScalar() ? '"' + shortened(node.Scalar()) + '"' : std::string(kindOf(node))));
    }
    if (*written < min || *written > max)
        place.fail(fmt::format("{} is {}, but must lie within {} and {}.", place.path, *written, min, max));
    return static_cast<int>(*written);
}

std::vector<double> numbersOf(const YAML::Node& node, const Place& place, std::size_t size, Range range)
{
    if (!node.IsSequence() || node.size() != size)
        place.fail(fmt::format("{} must be a list of {} numbers.", place.path, size));
    std::vector<double> values;
    for (const YAML::Node& item : node)
        values.push_back(numberOf(item, place, range));
    return values;
}

void refuseControls(const std::string& name, const Place& place, const std::string& what)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
    if (std::any_of(name.begin(), name.end(), isControl))
        place.fail(fmt::format("{} has a line break, a tab or another control character; a name is one line "
                               "(a value after | or > ends with a line break).",
                               what));
}

// The name of an entry; `place` is that of the key.
const std::string& nameOf(const YAML::Node& key, const Place& place)
{
    const std::string& name = key.Scalar();
    if (name.empty() || charactersOf(name) > longestPartName)
        place.fail(
            fmt::format("the name \"{}\" must have 1 to {} characters.", shortened(name), longestPartName));
    refuseControls(name, place, fmt::format("the name \"{}\"", shortened(name)));
    return name;
}

} // namespace

void Place::fail(const std::string& sentence) const
{
    throw InputError(fmt::format("{}:{}: {}", file, line, sentence));
}

YamlMap::YamlMap(const YAML::Node& node, const Place& place) : node_(node), place_(place)
{
    if (!node_.IsMap()) {
        place_.fail(fmt::format("{} must be a map of \"key: value\" lines, but is {}.",
                                place_.path.empty() ? "the recipe" : place_.path, kindOf(node_)));
    }
    std::unordered_set<std::string> seen;
    for (const auto& item : node_) {
        if (!item.first.IsScalar())
            failKey(item.first);
        const std::string& key = item.first.Scalar();
        if (key == "<<") {
            Place at = place_;
            at.line = lineOf(item.first);
            at.fail(
                fmt::format("{} uses the merge key \"<<\", which recipes do not have; write here the keys "
                            "that it would bring.",
                            place_.path.empty() ? "the recipe" : place_.path));
        }
        if (!seen.insert(key).second) {
            Place at = placeOf(key);
            at.line = lineOf(item.first);
            at.fail(fmt::format("{} is given twice; remove one of the two.", shortened(at.path)));
        }
    }
}

void YamlMap::failKey(const YAML::Node& key) const
{
    Place at = place_;
    at.line = std::max(lineOf(key), place_.line);
    at.fail(
        fmt::format("a key of {} is {}; keys must be plain words, in quotes where YAML reads them otherwise.",
                    place_.path.empty() ? "the recipe" : place_.path, kindOf(key)));
}

// On and off as YAML 1.1 and people write them.
bool YamlMap::isSet(const std::string& key)
{
    if (!has(key))
        return false;
    const YAML::Node value = child(key);
    const std::string word = value.IsScalar() ? value.Scalar() : std::string();
    for (const char* on : {"1", "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"}) {
        if (word == on)
            return true;
    }
    for (const char* off : {"0", "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"}) {
        if (word == off)
            return false;
    }
    const Place at = placeOf(key);
    at.fail(fmt::format("{} is {}, but must be 1 or 0 (or true or false).", at.path,
                        value.IsScalar() ? '"' + shortened(word) + '"' : std::string(kindOf(value))));
}

Place YamlMap::placeOf(const std::string& key) const
{
    const YAML::Node value = node_[key];
    return {place_.file, value.IsDefined() ? lineOf(value) : place_.line,
            place_.path.empty() ? key : place_.path + "." + key};
}

YAML::Node YamlMap::child(const std::string& key)
{
    if (std::find(known_.begin(), known_.end(), key) == known_.end())
        known_.push_back(key);
    return std::as_const(node_)[key];
}

bool YamlMap::has(const std::string& key)
{
    return child(key).IsDefined();
}

YAML::Node YamlMap::required(const std::string& key)
{
    const YAML::Node value = child(key);
    if (value.IsDefined())
        return value;
    // A mistyped key is the likeliest reason for a missing one: name it.
    std::vector<std::string> present;
    for (const auto& item : node_) {
        if (std::find(known_.begin(), known_.end(), item.first.Scalar()) == known_.end())
            present.push_back(item.first.Scalar());
    }
    const std::string meant = nearest(key, present);
    if (!meant.empty()) {
        Place at = placeOf(meant);
        at.fail(fmt::format("unknown key \"{}\" in {}; did you mean \"{}\"?", meant,
                            place_.path.empty() ? "the recipe" : place_.path, key));
    }
    place_.fail(fmt::format("{} lacks the key \"{}\"; add it.",
                            place_.path.empty() ? "the recipe" : place_.path, key));
}

double YamlMap::number(const std::string& key, Range range)
{
    const YAML::Node value = required(key);
    return numberOf(value, placeOf(key), range);
}

double YamlMap::number(const std::string& key, Range range, double fallback)
{
    return has(key) ? number(key, range) : fallback;
}

int YamlMap::count(const std::string& key, int min, int max)
{
    const YAML::Node value = required(key);
    return countOf(value, placeOf(key), min, max);
}

int YamlMap::count(const std::string& key, int min, int max, int fallback)
{
    return has(key) ? count(key, min, max) : fallback;
}

std::vector<int> YamlMap::counts(const std::string& key, std::size_t size, int min, int max)
{
    const YAML::Node value = required(key);
    if (!value.IsSequence() || value.size() != size)
        placeOf(key).fail(fmt::format("{} must be a list of {} whole numbers.", placeOf(key).path, size));
    std::vector<int> result;
    for (const YAML::Node& item : value)
        result.push_back(countOf(item, placeOf(key), min, max));
    return result;
}

std::string YamlMap::textUpTo(const std::string& key, std::size_t longest)
{
    const YAML::Node value = required(key);
    if (!value.IsScalar())
        placeOf(key).fail(fmt::format("{} must be text, but is {}.", placeOf(key).path, kindOf(value)));
    if (value.Scalar().empty() || charactersOf(value.Scalar()) > longest)
        placeOf(key).fail(fmt::format("{} must have 1 to {} characters.", placeOf(key).path, longest));
    return value.Scalar();
}

std::string YamlMap::text(const std::string& key)
{
    return textUpTo(key, longestText);
}

std::string YamlMap::name(const std::string& key, std::size_t longest)
{
    std::string name = textUpTo(key, longest);
    refuseControls(name, placeOf(key), placeOf(key).path);
    return name;
}

std::string YamlMap::text(const std::string& key, const std::string& fallback)
{
    return has(key) ? text(key) : fallback;
}

std::vector<double> YamlMap::numbers(const std::string& key, std::size_t size, Range range)
{
    const YAML::Node value = required(key);
    return numbersOf(value, placeOf(key), size, range);
}

Point2 YamlMap::point(const std::string& key, Range range)
{
    const std::vector<double> v = numbers(key, 2, range);
    return {v[0], v[1]};
}

Rect YamlMap::rect(const std::string& key, Range range)
{
    const std::vector<double> v = numbers(key, 4, range);
    if (v[2] <= 0.0 || v[3] <= 0.0)
        placeOf(key).fail(fmt::format("{} is [x, y, width, depth]; its width and depth must be above 0.",
                                      placeOf(key).path));
    return {v[0], v[1], v[2], v[3]};
}

std::vector<Point2> YamlMap::points(const std::string& key, std::size_t most, Range range)
{
    std::vector<Point2> result;
    if (!has(key))
        return result;
    for (const YAML::Node& item : sequence(key, most)) {
        const std::vector<double> v = numbersOf(item, placeOf(key), 2, range);
        result.push_back({v[0], v[1]});
    }
    return result;
}

void YamlMap::failChoice(const std::string& key, const std::string& value, const std::string& allowed) const
{
    const Place at = placeOf(key);
    at.fail(fmt::format("{} is \"{}\", but must be one of: {}.", at.path, shortened(value), allowed));
}

std::size_t YamlMap::oneOf(const std::string& key, const std::vector<std::string>& names,
                           std::string_view what)
{
    return oneOf(key, "", names, what);
}

std::size_t YamlMap::oneOf(const std::string& key, const std::string& suffix,
                           const std::vector<std::string>& names, std::string_view what)
{
    const std::string name = text(key) + suffix;
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end())
        return static_cast<std::size_t>(found - names.begin());
    const Place at = placeOf(key);
    at.fail(fmt::format("{} names the {} \"{}\", which the recipe does not define; {}", at.path, what,
                        shortened(name), suggestion(name, names)));
}

YamlMap YamlMap::map(const std::string& key)
{
    const YAML::Node value = required(key);
    return YamlMap(value, placeOf(key));
}

std::optional<YamlMap> YamlMap::optionalMap(const std::string& key)
{
    if (!has(key))
        return std::nullopt;
    return map(key);
}

YAML::Node YamlMap::sequence(const std::string& key, std::size_t most)
{
    const YAML::Node value = required(key);
    const Place at = placeOf(key);
    if (!value.IsSequence())
        at.fail(fmt::format("{} must be a list, but is {}.", at.path, kindOf(value)));
    if (value.size() > most)
        at.fail(fmt::format("{} has {} entries, but at most {} are accepted.", at.path, value.size(), most));
    return value;
}

std::vector<YamlMap> YamlMap::list(const std::string& key, std::size_t most)
{
    std::vector<YamlMap> result;
    for (const YAML::Node& item : sequence(key, most))
        result.emplace_back(item, Place{place_.file, lineOf(item),
                                        fmt::format("{}[{}]", placeOf(key).path, result.size() + 1)});
    return result;
}

std::vector<YamlMap> YamlMap::optionalList(const std::string& key, std::size_t most)
{
    return has(key) ? list(key, most) : std::vector<YamlMap>();
}

std::vector<std::pair<std::string, YamlMap>> YamlMap::entries(const std::string& key, std::size_t most)
{
    const YamlMap all = map(key);
    if (all.node_.size() > most) {
        all.place_.fail(fmt::format("{} has {} entries, but at most {} are accepted.", all.place_.path,
                                    all.node_.size(), most));
    }
    std::vector<std::pair<std::string, YamlMap>> result;
    for (const auto& item : all.node_) {
        const std::string& name = nameOf(item.first, {place_.file, lineOf(item.first), all.place_.path});
        result.emplace_back(name, YamlMap(item.second, {place_.file, lineOf(item.first),
                                                        all.place_.path + "." + shortened(name)}));
    }
    return result;
}

std::vector<std::pair<std::string, Point2>> YamlMap::namedPoints(const std::string& key, std::size_t most,
                                                                 Range range)
{
    YamlMap all = map(key);
    if (all.node_.size() > most)
        all.place_.fail(fmt::format("{} has more than {} entries.", all.place_.path, most));
    std::vector<std::pair<std::string, Point2>> result;
    for (const auto& item : all.node_)
        result.emplace_back(nameOf(item.first, {place_.file, lineOf(item.first), all.place_.path}),
                            all.point(item.first.Scalar(), range));
    return result;
}

std::vector<std::string> YamlMap::keys() const
{
    std::vector<std::string> keys;
    for (const auto& item : node_)
        keys.push_back(item.first.Scalar());
    return keys;
}

void YamlMap::refuseOtherKeys() const
{
    for (const auto& item : node_) {
        const std::string& key = item.first.Scalar();
        if (std::find(known_.begin(), known_.end(), key) != known_.end())
            continue;
        Place at = placeOf(key);
        at.line = lineOf(item.first);
        at.fail(fmt::format("unknown key \"{}\" in {}; {}", shortened(key),
                            place_.path.empty() ? "the recipe" : place_.path, suggestion(key, known_)));
    }
}

namespace {

// Levenshtein's distance, case-blind.
std::size_t editDistance(std::string_view a, std::string_view b)
{
    const auto same = [](char x, char y) {
        return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
    };
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (same(a[i], b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

} // namespace

std::string nearest(std::string_view word, const std::vector<std::string>& candidates)
{
    std::string best;
    std::size_t bestDistance = std::max<std::size_t>(1, word.size() / 3);
    if (word.size() > 100)
        return best;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > 100)
            continue;
        const std::size_t distance = editDistance(word, candidate);
        if (distance < bestDistance || (distance == bestDistance && best.empty())) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& candidates)
{
    const std::string meant = nearest(word, candidates);
    if (!meant.empty())
        return fmt::format("did you mean \"{}\"?", meant);
    if (candidates.empty())
        return "it defines none.";
    return fmt::format("known are: {}.", fmt::join(candidates, ", "));
}

} // namespace hallwright::recipe
