// Writes the OpenFOAM case of a hall of tests/data/air-halls, as `hallwright-cli export openfoam` writes that of a site's hall:
//
//     write_hall_case HALL CASE CELL FOLDER        write_hall_case C12 C12_b0.9 0.15 c12-case && c12-case/Allrun
//
// CELL in metres; FOLDER new or empty. Its inlets.csv are the inlets of the files ref_*.csv.
#include "core/exchange/openfoam_case.h"

#include "tests/support/hall_reference.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>

namespace fs = std::filesystem;

namespace {

void write(const hallwright::CaseFile& file, const fs::path& folder)
{
    const fs::path path = folder / file.path;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << file.text;
    if (file.executable)
        fs::permissions(path, fs::perms::owner_all);
}

} // namespace

int main(int count, char** arguments)
{
    if (count != 5) {
        std::fputs("usage: write_hall_case HALL CASE CELL FOLDER\n", stderr);
        return 2;
    }
    try {
        hallwright::OpenFoamOptions options;
        options.title = std::string("hall ") + arguments[1];
        options.cellM = std::strtod(arguments[3], nullptr);
        const auto reference = hallwright::test::readHallReference(
            HALLWRIGHT_SOURCE_DIR "/tests/data/air-halls", arguments[1], arguments[2]);
        for (const hallwright::CaseFile& file : openFoamCase(reference.room, options))
            write(file, arguments[4]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "write_hall_case: %s\n", error.what());
        return 3;
    }
    return 0;
}
