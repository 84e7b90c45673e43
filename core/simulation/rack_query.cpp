#include "core/simulation/rack_query.h"

#include "core/model/errors.h"
#include "core/model/names.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace hallwright {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

struct RackAt {
    const Snapshot& snapshot;
    const Hall& hall;
    const Rack& rack;
    const RackResult* result; // nullptr where it is not evaluated
};

struct NumberQuantity {
    std::string_view name;
    double (*value)(const RackAt&);
    double si; // of the unit that a number without one is in
};

constexpr NumberQuantity numbers[] = {
    {"power", [](const RackAt& at) { return at.result ? at.result->powerW : at.rack.powerW; }, 1e3},
    {"inlet", [](const RackAt& at) { return at.result ? at.result->inletC : unknown; }, 1.0},
    {"outlet", [](const RackAt& at) { return at.result ? at.result->outletC : unknown; }, 1.0},
    {"limit", [](const RackAt& at) { return at.result ? at.result->inletLimitC : unknown; }, 1.0},
    {"recirculation", [](const RackAt& at) { return at.result ? at.result->recirculation : unknown; }, 0.01},
    {"mass", [](const RackAt& at) { return at.rack.massKg; }, 1.0},
    {"gpus", [](const RackAt& at) { return static_cast<double>(at.rack.gpuCount); }, 1.0},
    {"liquid", [](const RackAt& at) { return at.rack.liquidShare; }, 0.01},
    {"x", [](const RackAt& at) { return at.rack.pose.x; }, 1.0},
    {"y", [](const RackAt& at) { return at.rack.pose.y; }, 1.0}};

std::string rowOf(const RackAt& at)
{
    for (const Row& row : at.hall.rows) {
        const Rect& area = row.area;
        const Pose& pose = at.rack.pose;
        if (pose.x >= area.x && pose.x <= area.right() && pose.y >= area.y && pose.y <= area.top())
            return row.name;
    }
    return {};
}

std::string feedsOf(const RackAt& at)
{
    return nameOf(*at.snapshot.site, refTo(at.rack.feedA)) + "\n" +
           nameOf(*at.snapshot.site, refTo(at.rack.feedB));
}

struct WordQuantity {
    std::string_view name;
    std::string (*value)(const RackAt&); // several, one a line
};

constexpr WordQuantity words[] = {
    {"name", [](const RackAt& at) { return at.rack.name; }},
    {"type", [](const RackAt& at) { return at.snapshot.site->typeOf(at.rack).name; }},
    {"role", [](const RackAt& at) { return std::string(nameOf(at.rack.role)); }},
    {"status",
     [](const RackAt& at) {
         return std::string(nameOf(at.snapshot.site->records->of(refTo(at.rack.id)).status));
     }},
    {"row", rowOf},
    {"hall", [](const RackAt& at) { return at.hall.name; }},
    {"feed", feedsOf},
    {"cdu", [](const RackAt& at) { return nameOf(*at.snapshot.site, refTo(at.rack.cdu)); }}};

struct Unit {
    std::string_view name;
    double si;
};

constexpr Unit units[] = {{"kW", 1e3}, {"MW", 1e6},  {"W", 1.0}, {"%", 0.01}, {"kg", 1.0},
                          {"t", 1e3},  {"mm", 1e-3}, {"m", 1.0}, {"°C", 1.0}, {"C", 1.0}};

enum class Compare { Less, LessOrEqual, Equal, NotEqual, GreaterOrEqual, Greater };

constexpr std::pair<std::string_view, Compare> comparisons[] = {
    {"<=", Compare::LessOrEqual}, {">=", Compare::GreaterOrEqual},
    {"!=", Compare::NotEqual},    {"==", Compare::Equal},
    {"<", Compare::Less},         {">", Compare::Greater},
    {"=", Compare::Equal}};

bool holds(Compare compare, double a, double b)
{
    constexpr double same = 1e-9;
    const double slack = same * std::max(std::abs(a), std::abs(b));
    switch (compare) {
    case Compare::Less:
        return a < b - slack;
    case Compare::LessOrEqual:
        return a <= b + slack;
    case Compare::Equal:
        return std::abs(a - b) <= slack;
    case Compare::NotEqual:
        return std::abs(a - b) > slack;
    case Compare::GreaterOrEqual:
        return a >= b - slack;
    case Compare::Greater:
        break;
    }
    return a > b + slack;
}

char lower(char c)
{
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

// With "*" for any letters.
bool matches(std::string_view pattern, std::string_view text)
{
    if (pattern.empty())
        return text.empty();
    if (pattern.front() == '*')
        return matches(pattern.substr(1), text) || (!text.empty() && matches(pattern, text.substr(1)));
    return !text.empty() && lower(pattern.front()) == lower(text.front()) &&
           matches(pattern.substr(1), text.substr(1));
}

bool matchesALine(std::string_view pattern, std::string_view lines)
{
    while (true) {
        const std::size_t end = lines.find('\n');
        if (matches(pattern, lines.substr(0, end)))
            return true;
        if (end == std::string_view::npos)
            return false;
        lines.remove_prefix(end + 1);
    }
}

using Condition = std::function<bool(const RackAt&)>;

class Reader
{
public:
    explicit Reader(std::string_view text) : text_(text) {}

    Condition read()
    {
        Condition condition = query();
        skipSpace();
        if (!text_.empty())
            fail("and, or, or the end", "quantities are compared like power > 30 kW");
        return condition;
    }

private:
    [[noreturn]] void fail(std::string_view expected, std::string_view help) const
    {
        const std::string found = text_.empty() ? "the end" : fmt::format("\"{}\"", text_);
        throw InputError(fmt::format("The condition is not understood at {}: {} was expected; {}.", found,
                                     expected, help));
    }

    void skipSpace()
    {
        while (!text_.empty() && std::isspace(static_cast<unsigned char>(text_.front())))
            text_.remove_prefix(1);
    }

    bool take(std::string_view token)
    {
        skipSpace();
        if (!text_.starts_with(token))
            return false;
        text_.remove_prefix(token.size());
        return true;
    }

    // Without regard to case.
    bool beginsWith(std::string_view word) const
    {
        return text_.size() >= word.size() && std::equal(word.begin(), word.end(), text_.begin(),
                                                         [](char a, char b) { return lower(a) == lower(b); });
    }

    // A word of letters, and no part of a longer one.
    bool takeWord(std::string_view word)
    {
        skipSpace();
        const bool ends = beginsWith(word) && (text_.size() == word.size() ||
                                               !std::isalnum(static_cast<unsigned char>(text_[word.size()])));
        if (ends)
            text_.remove_prefix(word.size());
        return ends;
    }

    Condition query()
    {
        Condition either = term();
        while (takeWord("or"))
            either = [a = either, b = term()](const RackAt& at) { return a(at) || b(at); };
        return either;
    }

    Condition term()
    {
        Condition both = factor();
        while (takeWord("and"))
            both = [a = both, b = factor()](const RackAt& at) { return a(at) && b(at); };
        return both;
    }

    Condition factor()
    {
        if (takeWord("not"))
            return [inner = factor()](const RackAt& at) { return !inner(at); };
        if (take("(")) {
            Condition inner = query();
            if (!take(")"))
                fail("a closing bracket", "each ( needs its )");
            return inner;
        }
        return comparison();
    }

    Condition comparison()
    {
        for (const NumberQuantity& quantity : numbers) {
            if (takeWord(quantity.name))
                return compareNumber(quantity);
        }
        for (const WordQuantity& quantity : words) {
            if (takeWord(quantity.name))
                return compareWords(quantity);
        }
        fail("a quantity",
             "there are power, inlet, outlet, limit, recirculation, mass, gpus, liquid, x, y, name, "
             "type, role, status, row, hall, feed and cdu");
    }

    Compare takeComparison()
    {
        for (const auto& [token, compare] : comparisons) {
            if (take(token))
                return compare;
        }
        fail("<, <=, =, !=, >= or >", "quantities are compared like power > 30 kW");
    }

    Condition compareNumber(const NumberQuantity& quantity)
    {
        const Compare compare = takeComparison();
        skipSpace();
        double value = 0.0;
        const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), value);
        if (error != std::errc())
            fail("a number", fmt::format("{} is compared with one", quantity.name));
        text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
        double si = quantity.si;
        for (const Unit& unit : units) {
            skipSpace();
            const std::string_view after = text_.substr(std::min(unit.name.size(), text_.size()));
            const bool ends = after.empty() || !std::isalnum(static_cast<unsigned char>(after.front()));
            if (beginsWith(unit.name) && ends) {
                text_ = after;
                si = unit.si;
                break;
            }
        }
        return [value = value * si, compare, of = quantity.value](const RackAt& at) {
            const double found = of(at);
            return !std::isnan(found) && holds(compare, found, value);
        };
    }

    Condition compareWords(const WordQuantity& quantity)
    {
        const Compare compare = takeComparison();
        if (compare != Compare::Equal && compare != Compare::NotEqual)
            fail("= or !=", fmt::format("{} is no number", quantity.name));
        return [pattern = value(), wanted = compare == Compare::Equal,
                of = quantity.value](const RackAt& at) { return matchesALine(pattern, of(at)) == wanted; };
    }

    // In quotes, or up to the next space or bracket.
    std::string value()
    {
        if (take("\"")) {
            const std::size_t end = text_.find('"');
            if (end == std::string_view::npos)
                fail("a closing quote", "each \" needs its second");
            std::string words_(text_.substr(0, end));
            text_.remove_prefix(end + 1);
            return words_;
        }
        skipSpace();
        const std::size_t end = std::min(text_.find_first_of(" )"), text_.size());
        if (end == 0)
            fail("a name", "names with spaces stand in quotes");
        std::string word(text_.substr(0, end));
        text_.remove_prefix(end);
        return word;
    }

    std::string_view text_;
};

} // namespace

RackCondition readRackQuery(std::string_view text)
{
    return [condition = Reader(text).read()](const Snapshot& snapshot, const Hall& hall, std::size_t rack) {
        const HallResult* result = snapshot.hallResult(hall.id);
        const bool known = result && rack < result->racks.size();
        return condition({snapshot, hall, hall.racks[rack], known ? &result->racks[rack] : nullptr});
    };
}

std::vector<RackId> racksWith(const Snapshot& snapshot, const RackCondition& condition, HallId only)
{
    std::vector<RackId> found;
    for (const BuildingPtr& building : snapshot.site->buildings) {
        for (const HallPtr& hall : building->halls) {
            if (only.valid() && hall->id != only)
                continue;
            for (std::size_t i = 0; i < hall->racks.size(); ++i) {
                if (condition(snapshot, *hall, i))
                    found.push_back(hall->racks[i].id);
            }
        }
    }
    return found;
}

} // namespace hallwright
