// What the verbs of the command line share.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace hallwright::cli {

enum class ExitCode { Fine = 0, No = 1, BadUsage = 2, Unacceptable = 3 };

// A bad value of an option, told in a sentence; ends with ExitCode::BadUsage.
class UsageError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// There is no result, for a reason told in full sentences; ends with ExitCode::No.
class AnswerIsNo : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// Throws UsageError if writing the output would destroy the input.
void requireDistinct(const std::filesystem::path& input, const std::filesystem::path& output);

// Opens what stands in for each standard stream that the caller has closed. Before any file is opened.
void keepStandardStreams();

// Writes to standard output, with control characters shown; throws StorageError if it cannot (a full disk behind a pipe).
void print(std::string_view unknown);

// Writes to standard error as far as that can be written.
void printError(std::string_view text);

bool progressIsSeen();                    // standard error is a terminal
void showProgress(std::string_view step); // replaces the line shown before; empty clears it

std::string withUnit(double value, std::string_view unit); // watts as W, kW or MW; all else as it is

} // namespace hallwright::cli
