// hallwright-cli: build, inspect, check, solve and print sites without a window.
#include "app/cli/bad_usage.h"
#include "app/cli/verbs.h"
#include "core/model/errors.h"
#include "core/model/shown_text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <span>
#include <sstream>

namespace {

using namespace hallwright;
using namespace hallwright::cli;

int fail(ExitCode code, const std::string& verb, const std::string& message)
{
    showProgress({});
    printError(fmt::format("hallwright-cli{}{}: {}\n", verb.empty() ? "" : " ", verb, shortMessage(message)));
    return static_cast<int>(code);
}

std::string chosenVerb(const CLI::App& program)
{
    const auto chosen = program.get_subcommands();
    return chosen.empty() ? std::string() : chosen.front()->get_name();
}

int run(const CLI::App& program, const Verbs& verbs)
{
    const std::string verb = chosenVerb(program);
    try {
        requireValuesOfOptions(program);
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

// --help and --version: no error, but what is asked for may not reach the reader either.
int answer(const CLI::App& program, const CLI::ParseError& request)
try {
    std::ostringstream out;
    std::ostringstream none;
    program.exit(request, out, none);
    print(out.str());
    return static_cast<int>(ExitCode::Fine);
} catch (const StorageError& error) {
    return fail(ExitCode::Unacceptable, {}, error.what());
}

} // namespace

int main(int argc, char** argv)
{
    keepStandardStreams();
    std::signal(SIGXFSZ,
                SIG_IGN); // a file as large as the system allows is a write that fails, and is told as one
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
    addAnnual(program, verbs);
    addFail(program, verbs);
    addSweep(program, verbs);
    addAvailability(program, verbs);
    addGoodput(program, verbs);
    addReport(program, verbs);
    addPicture(program, verbs);
    addField(program, verbs);
    addExport(program, verbs);
    addImport(program, verbs);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) // --help, --version
            return answer(program, error);
        const std::span<char*> words(argv + 1, argv + std::max(argc, 1));
        return fail(ExitCode::BadUsage, chosenVerb(program), whyNotUnderstood(program, error, words));
    }
    return run(program, verbs);
}
