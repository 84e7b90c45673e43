// A strict view of one YAML map: every value is asked for by key with its range, and a key nobody asked for is an
// error. All failures are InputErrors of the form "FILE:LINE: what is wrong, the value, the limit, what to do".
#pragma once

#include "core/model/geometry.h"
#include "core/model/names.h"

#include <yaml-cpp/node/node.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hallwright::recipe {

// Where in the recipe something was said.
struct Place {
    std::string file;
    int line = 0;     // from 1
    std::string path; // "halls.air.rows"

    [[noreturn]] void fail(const std::string& sentence) const;
};

struct Range {
    double min = 0.0;
    double max = 0.0;
    std::string_view unit;
};

// Names are joined into those of parts: the longest, of a fibre run from hall to hall, keeps within what a site accepts.
constexpr std::size_t longestPartName = 40;

class YamlMap
{
public:
    // The root of a document, which must be a map.
    YamlMap(const YAML::Node& node, const Place& place);

    const Place& place() const { return place_; }
    Place placeOf(const std::string& key) const;
    bool has(const std::string& key);

    double number(const std::string& key, Range range);
    double number(const std::string& key, Range range, double fallback);
    int count(const std::string& key, int min, int max);
    int count(const std::string& key, int min, int max, int fallback);
    bool isSet(const std::string& key); // a switch: 1, 0 or left out
    std::vector<int> counts(const std::string& key, std::size_t size, int min, int max);
    std::string text(const std::string& key);
    std::string name(const std::string& key, std::size_t longest = longestPartName); // text, but short
    std::string text(const std::string& key, const std::string& fallback);
    Point2 point(const std::string& key, Range range);
    Rect rect(const std::string& key, Range range); // [x, y, width, depth]
    std::vector<double> numbers(const std::string& key, std::size_t size, Range range);
    std::vector<Point2> points(const std::string& key, std::size_t most, Range range);

    // One of an enumeration's names.
    template <class Enum>
    Enum choice(const std::string& key)
    {
        const std::string name = text(key);
        if (const std::optional<Enum> value = fromName<Enum>(name))
            return *value;
        failChoice(key, name, namesOf<Enum>());
    }

    // One of the names a catalogue of this recipe defines; returns its index.
    std::size_t oneOf(const std::string& key, const std::vector<std::string>& names, std::string_view what);
    // The same, where the name is made from the value and what follows it.
    std::size_t oneOf(const std::string& key, const std::string& suffix,
                      const std::vector<std::string>& names, std::string_view what);

    YamlMap map(const std::string& key);
    std::optional<YamlMap> optionalMap(const std::string& key);
    std::vector<YamlMap> list(const std::string& key, std::size_t most); // of maps
    std::vector<YamlMap> optionalList(const std::string& key, std::size_t most);
    std::vector<std::pair<std::string, YamlMap>> entries(const std::string& key,
                                                         std::size_t most); // name: map
    std::vector<std::pair<std::string, Point2>> namedPoints(const std::string& key, std::size_t most,
                                                            Range range);

    std::vector<std::string> keys() const;

    // Call when everything has been asked for.
    void refuseOtherKeys() const;

private:
    [[noreturn]] void failKey(const YAML::Node& key) const;
    YAML::Node child(const std::string& key); // undefined when absent; marks the key as known
    YAML::Node required(const std::string& key);
    std::string textUpTo(const std::string& key, std::size_t longest);
    YAML::Node sequence(const std::string& key, std::size_t most);
    [[noreturn]] void failChoice(const std::string& key, const std::string& value,
                                 const std::string& allowed) const;

    YAML::Node node_;
    Place place_;
    std::vector<std::string> known_;
};

// The candidate a person most likely meant, or "" if none is close.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

// The list a message ends with: "did you mean X?" or, if nothing is close, "known are: ...".
std::string suggestion(std::string_view word, const std::vector<std::string>& candidates);

} // namespace hallwright::recipe
