#include "app/cli/bad_usage.h"

#include "app/cli/cli.h"
#include "app/cli/nearest.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace hallwright::cli {

namespace {

// The program, its verb, and what the verb is asked for.
std::vector<const CLI::App*> chosenApps(const CLI::App& program)
{
    std::vector<const CLI::App*> apps{&program};
    for (auto within = program.get_subcommands(); !within.empty(); within = within.front()->get_subcommands())
        apps.push_back(within.front());
    return apps;
}

std::vector<std::string> verbsOf(const CLI::App& app)
{
    std::vector<std::string> names;
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(verb->get_name());
    return names;
}

bool isNumber(const std::string& text)
{
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

// All values that are converted are numbers; words and files are taken as they are.
std::optional<std::string> noNumberSentence(const CLI::App& app, const CLI::ParseError& error)
{
    if (!dynamic_cast<const CLI::ConversionError*>(&error))
        return std::nullopt;
    const std::string what = error.what();
    for (const CLI::Option* option : app.get_options()) {
        if (what.find(": " + option->get_name() + " = ") == std::string::npos || option->results().empty())
            continue;
        const std::string& value = option->results().back();
        return fmt::format("{}: \"{}\" is no {}.", option->get_name(), value,
                           isNumber(value) ? "whole number that can be" : "number");
    }
    return std::nullopt;
}

// What an option's value is called in its help, as a noun.
std::string valueWord(const CLI::Option& option)
{
    constexpr std::array<std::pair<std::string_view, const char*>, 3> words{
        {{"HALL", "a hall"}, {"LOOP", "a loop"}, {"OBJECT", "an object"}}};
    for (const auto& [form, word] : words) {
        if (option.get_type_name() == form)
            return word;
    }
    return "a value";
}

} // namespace

std::string whyNotUnderstood(const CLI::App& program, const CLI::ParseError& error, std::span<char*> words)
{
    const std::vector<const CLI::App*> apps = chosenApps(program);
    const CLI::App& last = *apps.back();
    if (const auto sentence = noNumberSentence(last, error))
        return *sentence;
    const std::vector<std::string> verbs = verbsOf(last);
    const std::size_t depth = apps.size() - 1; // words that were understood, where they come first
    if (verbs.empty() || words.size() <= depth)
        return verbs.empty() || depth == 0
                   ? fmt::format("{} (--help tells more)", error.what())
                   : fmt::format("Say what to {}: {}.", last.get_name(), listed(verbs));
    const std::string_view word = words[depth];
    if (word.starts_with('-'))
        return fmt::format("\"{}\" is no option{}; --help lists those there are.", word,
                           depth == 0 ? std::string() : " of " + last.get_name());
    return fmt::format("There is no verb \"{}{}\"; the nearest: {}. --help lists all.",
                       depth == 0 ? std::string() : last.get_name() + " ", word,
                       listed(nearestTo(word, verbs)));
}

void requireValuesOfOptions(const CLI::App& program)
{
    for (const CLI::App* app : chosenApps(program)) {
        for (const CLI::Option* option : app->get_options()) {
            for (const std::string& value : option->results()) {
                if (value.starts_with("--") && option->nonpositional())
                    throw UsageError(fmt::format("{} needs {}, and \"{}\" is an option.", option->get_name(),
                                                 valueWord(*option), value));
            }
        }
    }
}

} // namespace hallwright::cli
