// Writes what no file of the tree holds into the folders of seeds: `write_seeds FOLDER`.
#include "core/exchange/change_json.h"
#include "core/model/edits.h"
#include "core/storage/site_file.h"
#include "tests/support/campus.h"

#include <filesystem>
#include <fstream>

using namespace hallwright;

int main(int argc, char** argv)
{
    if (argc != 2)
        return 2;
    const std::filesystem::path folder = argv[1];
    std::filesystem::create_directories(folder / "site");
    std::filesystem::create_directories(folder / "changes");
    const SitePtr site = test::smallCampus();
    saveSite(*site, folder / "site/small.hallwright");
    saveSite(Site(), folder / "site/empty.hallwright");
    const SitePtr edited = withRackPower(withSiteName(site, "Another"), {1}, 12e3);
    std::ofstream(folder / "changes/edit.json") << changeJsonOf(diff(*site, *edited), *site, *edited);
    return 0;
}
