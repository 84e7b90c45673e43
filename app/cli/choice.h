// An option whose value is one of a few words, whatever their case.
#pragma once

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <string>
#include <vector>

namespace hallwright::cli {

template <class Value>
CLI::Option* addChoice(CLI::App& verb, const std::string& name, Value& value,
                       const std::map<std::string, Value>& choices, const std::string& help)
{
    std::vector<std::string> words;
    for (const auto& [word, meant] : choices)
        words.push_back(word);
    const std::string listed = fmt::format("{}", fmt::join(words, " or "));
    const auto take = [&value, choices, name, listed](const std::string& given) {
        for (const auto& [word, meant] : choices) {
            if (CLI::detail::to_lower(word) == CLI::detail::to_lower(given)) {
                value = meant;
                return;
            }
        }
        throw CLI::ValidationError(fmt::format("{} is \"{}\", but must be {}.", name, given, listed),
                                   CLI::ExitCodes::ValidationError);
    };
    return verb.add_option_function<std::string>(name, take, help)
        ->option_text(fmt::format("{}", fmt::join(words, "|")));
}

} // namespace hallwright::cli
