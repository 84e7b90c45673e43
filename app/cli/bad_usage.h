// Why a command line cannot be understood, in sentences of our own.
#pragma once

#include <span>
#include <string>

namespace CLI {
class App;
class ParseError;
} // namespace CLI

namespace hallwright::cli {

// `words` are those of the command line after the program's name.
std::string whyNotUnderstood(const CLI::App& program, const CLI::ParseError& error, std::span<char*> words);

// Throws UsageError where an option has taken the next one for its value: "--feed --dry-run".
void requireValuesOfOptions(const CLI::App& program);

} // namespace hallwright::cli
