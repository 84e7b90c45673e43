#include "app/cli/explained.h"

#include "app/cli/cli.h"
#include "app/cli/nearest.h"
#include "core/model/characters.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace hallwright::cli {

namespace {

using Json = nlohmann::ordered_json;

Explanation explanationOf(const Snapshot& snapshot, const std::string& key)
{
    if (auto explanation = explain(snapshot, key))
        return *std::move(explanation);
    throw UsageError(
        fmt::format("--explain: there is no key \"{}\"; the nearest are {} (--explain {} shows all).", key,
                    listed(nearestTo(key, explainedKeys(snapshot))), everyKey));
}

std::vector<Explanation> allOf(const Snapshot& snapshot)
{
    std::vector<Explanation> all;
    for (const std::string& key : explainedKeys(snapshot))
        all.push_back(explanationOf(snapshot, key));
    return all;
}

std::string padded(const std::string& text, std::size_t width)
{
    const std::size_t taken = charactersOf(text);
    return text + std::string(taken < width ? width - taken : 0, ' ');
}

std::string listText(const Snapshot& snapshot)
{
    const std::vector<Explanation> all = allOf(snapshot);
    std::size_t width = 0;
    for (const Explanation& explanation : all)
        width = std::max(width, charactersOf(explanation.key));
    std::string text;
    for (const Explanation& explanation : all)
        text += fmt::format("{}  {}\n", padded(explanation.key, width), explanation.title);
    return text;
}

std::string textOf(const Explanation& explanation)
{
    std::size_t nameWidth = 0;
    std::size_t valueWidth = 0;
    for (const ExplainedInput& input : explanation.inputs) {
        nameWidth = std::max(nameWidth, charactersOf(input.name));
        valueWidth = std::max(valueWidth, charactersOf(withUnit(input.value, input.unit)));
    }
    std::string text = fmt::format("{}: {}\n  {}\n", explanation.title,
                                   withUnit(explanation.value, explanation.unit), explanation.formula);
    for (const ExplainedInput& input : explanation.inputs) {
        const std::string value = withUnit(input.value, input.unit);
        const std::string line = fmt::format("    {}  {}", padded(input.name, nameWidth),
                                             padded(value, input.key.empty() ? 0 : valueWidth));
        text += input.key.empty() ? line + '\n' : fmt::format("{}  {}\n", line, input.key);
    }
    text += fmt::format("  Source: {}\n", explanation.source);
    if (!explanation.note.empty())
        text += fmt::format("  {}\n", explanation.note);
    return text;
}

Json keyJson(const std::string& key)
{
    return key.empty() ? Json(nullptr) : Json(key);
}

Json jsonOf(const Explanation& explanation)
{
    Json inputs = Json::array();
    for (const ExplainedInput& input : explanation.inputs)
        inputs.push_back({{"name", input.name},
                          {"value", input.value},
                          {"unit", input.unit},
                          {"key", keyJson(input.key)}});
    return {{"key", explanation.key},         {"title", explanation.title},
            {"value", explanation.value},     {"unit", explanation.unit},
            {"formula", explanation.formula}, {"combine", nameOf(explanation.combine)},
            {"inputs", std::move(inputs)},    {"source", explanation.source},
            {"note", explanation.note}};
}

} // namespace

std::string explainedText(const Snapshot& snapshot, std::span<const std::string> keys)
{
    std::string text;
    for (const std::string& key : keys) {
        if (!text.empty())
            text += '\n';
        text += key == everyKey ? listText(snapshot) : textOf(explanationOf(snapshot, key));
    }
    return text;
}

Json explainedJson(const Snapshot& snapshot, std::span<const std::string> keys)
{
    Json all = Json::array();
    for (const std::string& key : keys) {
        if (key != everyKey) {
            all.push_back(jsonOf(explanationOf(snapshot, key)));
            continue;
        }
        for (const Explanation& explanation : allOf(snapshot))
            all.push_back({{"key", explanation.key}, {"title", explanation.title}});
    }
    return all;
}

} // namespace hallwright::cli
