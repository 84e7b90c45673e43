// hallwright-cli: build, inspect, check, solve and print sites without a window.
#include "app/cli/nearest.h"
#include "app/cli/verbs.h"
#include "core/model/errors.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace {

using namespace hallwright;
using namespace hallwright::cli;

std::string oneLine(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

int fail(ExitCode code, const std::string& verb, const std::string& message)
{
    showProgress({});
    fmt::print(stderr, "hallwright-cli{}{}: {}\n", verb.empty() ? "" : " ", verb, oneLine(message));
    return static_cast<int>(code);
}

std::string chosenVerb(const CLI::App& program)
{
    const auto chosen = program.get_subcommands();
    return chosen.empty() ? std::string() : chosen.front()->get_name();
}

std::string unknownVerb(const std::string& word, const Verbs& verbs)
{
    std::vector<std::string> known;
    for (const auto& [name, run] : verbs)
        known.push_back(name);
    return fmt::format("There is no verb \"{}\"; the nearest: {}. --help lists all.", word,
                       listed(nearestTo(word, known)));
}

int run(const std::string& verb, const Verbs& verbs)
{
    try {
        return static_cast<int>(verbs.at(verb)());
    } catch (const UsageError& error) {
        return fail(ExitCode::BadUsage, verb, error.what());
    } catch (const AnswerIsNo& answer) {
        return fail(ExitCode::No, verb, answer.what());
    } catch (const std::bad_alloc&) {
        return fail(ExitCode::Unacceptable, verb, "There is not enough memory for this site.");
    } catch (const std::exception& error) { // InputError, StorageError, and what no one foresaw
        return fail(ExitCode::Unacceptable, verb, error.what());
    }
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App program("Hallwright: a digital twin of AI data-centre campuses, on the command line.",
                     "hallwright-cli");
    program.set_version_flag("--version", "hallwright-cli " HALLWRIGHT_VERSION);
    program.require_subcommand(1);
    program.footer("Exit codes: 0 fine, 1 the answer is no, 2 bad usage, 3 unacceptable input or output.\n"
                   "hallwright-cli VERB --help tells more about a verb.");
    Verbs verbs;
    addBuild(program, verbs);
    addInfo(program, verbs);
    addCapacity(program, verbs);
    addCheck(program, verbs);
    addDiff(program, verbs);
    addEdit(program, verbs);
    addApply(program, verbs);
    addSolve(program, verbs);
    addReport(program, verbs);
    addPicture(program, verbs);
    addField(program, verbs);
    addExport(program, verbs);
    addImport(program, verbs);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) // --help, --version
            return program.exit(error);
        const std::string verb = chosenVerb(program);
        if (verb.empty() && argc > 1 && argv[1][0] != '-')
            return fail(ExitCode::BadUsage, verb, unknownVerb(argv[1], verbs));
        return fail(ExitCode::BadUsage, verb, std::string(error.what()) + " (--help tells more)");
    }
    return run(chosenVerb(program), verbs);
}
