// The sample sites that come with the program, as recipes.
#pragma once

#include <QString>

#include <filesystem>
#include <vector>

namespace hallwright::app {

struct Sample {
    QString title;   // the first heading of its README
    QString summary; // the first paragraph
    std::filesystem::path recipe;
};

// From the installed share folder beside the program, or from the source tree it was built in. Empty if neither is
// there.
std::vector<Sample> sampleSites();

} // namespace hallwright::app
