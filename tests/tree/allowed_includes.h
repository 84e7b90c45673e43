// Who may include whom: the one table that tst_includes holds the tree against. A new folder, or a library that a folder
// begins to use, is entered here first. The standard library, POSIX and fmt are everybody's; so are a folder's own headers.
#pragma once

#include <string>
#include <vector>

namespace tree {

using Names = std::vector<std::string>;

struct Folder {
    std::string path;
    Names may;             // include: folders of ours, and libraries by the names below
    bool andBelow = false; // the row is for the folders within it too
};

struct Library {
    std::string name;
    Names begins; // the include's first letters; the first library that fits is it
};

inline const std::vector<Library> libraries = {
    {"Qt 3D", {"Qt3D"}},
    {"Qt", {"Q"}},
    {"VTK", {"vtk"}},
    {"Eigen", {"Eigen/"}},
    {"SQLite", {"SQLiteCpp/", "sqlite3.h"}},
    {"yaml-cpp", {"yaml-cpp/"}},
    {"nlohmann-json", {"nlohmann/"}},
    {"CLI11", {"CLI/"}},
    {"dxflib", {"dxflib/"}},
    {"QPDF", {"qpdf/"}},
    {"QCustomPlot", {"qcustomplot.h"}},
    {"GLPK", {"glpk.h"}},
    {"SUNDIALS", {"sundials/", "cvode/", "nvector/", "sunmatrix/", "sunlinsol/", "sunnonlinsol/"}},
    {"TBB", {"tbb/"}},
    {"Google Benchmark", {"benchmark/"}},
};

inline const Names wholeCore = {"core/model",
                                "core/layout",
                                "core/physics",
                                "core/design",
                                "core/simulation",
                                "core/rules",
                                "core/studies",
                                "core/studies/year",
                                "core/studies/capacity",
                                "core/studies/failure",
                                "core/studies/availability",
                                "core/studies/goodput",
                                "core/storage",
                                "core/exchange"};

// A row's own folders and libraries, and all of others.
inline Names operator+(Names some, const Names& others)
{
    some.insert(some.end(), others.begin(), others.end());
    return some;
}

inline const std::vector<Folder> folders = {
    // Inside core: exchange -> studies -> rules -> simulation -> physics -> model; rules, design -> layout -> model;
    // exchange, storage, studies -> design -> physics.
    {"core/model", {}},
    {"core/layout", {"core/model"}},
    {"core/physics", {"core/model", "Eigen"}},
    {"core/design", {"core/model", "core/layout", "core/physics"}},
    {"core/simulation", {"core/model", "core/physics"}},
    {"core/rules", {"core/model", "core/layout", "core/physics", "core/simulation"}},
    {"core/studies",
     {"core/model", "core/layout", "core/physics", "core/design", "core/simulation", "core/rules",
      "core/studies/capacity", "Eigen", "SUNDIALS"}},
    {"core/studies/capacity",
     {"core/model", "core/layout", "core/physics", "core/design", "core/simulation", "core/rules"}},
    {"core/studies/year", {"core/model", "core/physics", "core/simulation"}},
    {"core/studies/failure", {"core/model", "core/physics", "core/simulation", "SUNDIALS", "TBB"}},
    {"core/studies/availability", {"core/model", "core/layout", "core/physics", "core/simulation"}},
    {"core/studies/goodput", {"core/model", "core/layout", "core/simulation", "core/studies/availability"}},
    {"core/storage", {"core/model", "core/layout", "core/physics", "core/design", "SQLite"}},
    {"core/exchange",
     {"core/model", "core/layout", "core/physics", "core/design", "core/simulation", "core/rules",
      "core/studies", "core/studies/capacity", "yaml-cpp", "nlohmann-json", "dxflib", "Eigen"}},

    // Views know core, never app, and never each other: only what is shared, and the report prints what others draw.
    {"views/shared", wholeCore + Names{"Qt"}},
    {"views/scene", wholeCore + Names{"views/shared", "Qt", "Qt 3D"}},
    {"views/fields", wholeCore + Names{"views/shared", "Qt", "VTK"}},
    {"views/plan", wholeCore + Names{"views/shared", "Qt"}},
    {"views/diagrams", wholeCore + Names{"views/shared", "Qt"}},
    {"views/elevation", wholeCore + Names{"views/shared", "Qt"}},
    {"views/charts", wholeCore + Names{"views/shared", "Qt", "QCustomPlot"}},
    {"views/panels", wholeCore + Names{"views/shared", "Qt"}},
    {"views/report",
     wholeCore + Names{"views/shared", "views/plan", "views/diagrams", "views/elevation", "Qt", "QPDF"}},

    // app joins them; the command line is core and the report.
    {"app/project", wholeCore + Names{"Qt"}},
    {"app/editing", wholeCore + Names{"app/project", "views/shared", "Qt"}},
    {"app/gui", wholeCore + Names{"app/project", "app/editing", "views/shared", "views/scene", "views/fields",
                                  "views/plan", "views/diagrams", "views/elevation", "views/charts",
                                  "views/panels", "views/report", "Qt"}},
    {"app/cli",
     wholeCore + Names{"views/plan", "views/report", "views/shared", "Qt", "CLI11", "nlohmann-json"}},

    // A test looks into what it tests, and may make sites with what is below it.
    {"tests/support", wholeCore + Names{"Qt", "nlohmann-json"}, true},
    {"tests/tree", {"Qt"}},
    {"tests/core", wholeCore + Names{"tests/support", "Qt", "SQLite", "dxflib", "GLPK"}, true},
    {"tests/sample", wholeCore + Names{"tests/support", "Qt"}},
    {"tests/cli", wholeCore + Names{"app/cli", "tests/support", "Qt", "nlohmann-json", "SQLite"}},
    {"tests/fuzz", wholeCore + Names{"tests/support", "Qt"}},
    {"tests/views/diagrams", wholeCore + Names{"views/diagrams", "views/shared", "tests/support", "Qt"}},
    {"tests/views/elevation", wholeCore + Names{"views/elevation", "views/shared", "tests/support", "Qt"}},
    {"tests/views/fields", wholeCore + Names{"views/fields", "views/shared", "tests/support", "Qt", "VTK"}},
    {"tests/views/panels", wholeCore + Names{"views/panels", "views/shared", "tests/support", "Qt"}},
    {"tests/views/charts", wholeCore + Names{"views/charts", "views/shared", "tests/support", "Qt"}},
    {"tests/views/plan", wholeCore + Names{"views/plan", "views/shared", "tests/support", "Qt"}},
    {"tests/views/report",
     wholeCore + Names{"views/report", "views/plan", "views/shared", "tests/support", "Qt"}},
    {"tests/views/scene", wholeCore + Names{"views/scene", "views/shared", "tests/support", "Qt", "Qt 3D"}},
    {"tests/views/shared", wholeCore + Names{"views/shared", "tests/support", "Qt"}},
    {"tests/app",
     wholeCore + Names{"app/project", "app/editing", "app/gui", "views/shared", "views/scene", "views/fields",
                       "views/plan", "views/diagrams", "views/elevation", "views/charts", "views/panels",
                       "views/report", "tests/support", "tests/cli", "Qt", "nlohmann-json"},
     true},
    {"tests/bench", wholeCore + Names{"tests/support", "Google Benchmark"}},
    {"tests/bench/app", wholeCore + Names{"app/gui", "tests/support", "Qt", "Google Benchmark"}},
    {"tests/bench/fields", wholeCore + Names{"views/fields", "tests/views/fields", "Qt", "Google Benchmark"}},
    {"tests/bench/scene", wholeCore + Names{"views/scene", "tests/support", "Qt"}},
    {"tests/bench/window",
     wholeCore + Names{"app/gui", "views/fields", "views/scene", "tests/app", "Qt", "Google Benchmark"}},
};

} // namespace tree
