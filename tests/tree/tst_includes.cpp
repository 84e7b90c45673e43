// Holds every #include of the tree against the table in allowed_includes.h.
#include "tests/tree/allowed_includes.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <sstream>

namespace fs = std::filesystem;
using namespace tree;

namespace {

struct Include {
    std::string file; // from the root of the tree
    int line = 0;
    std::string what;
};

bool startsWith(const std::string& text, const std::string& start)
{
    return text.rfind(start, 0) == 0;
}

std::string folderOf(const std::string& file)
{
    return fs::path(file).parent_path().generic_string();
}

std::vector<Include> includesIn(const std::string& file, std::istream& source)
{
    std::vector<Include> found;
    std::string text;
    for (int line = 1; std::getline(source, text); ++line) {
        std::istringstream words(text);
        std::string directive;
        std::string what;
        words >> directive >> what;
        if (directive != "#include" || what.size() < 3)
            continue;
        what = what.substr(1, what.find_first_of("\">", 1) - 1);
        if (!what.ends_with(".moc"))
            found.push_back({file, line, what});
    }
    return found;
}

std::vector<std::string> sourcesOfTheTree()
{
    const fs::path root = HALLWRIGHT_SOURCE_DIR;
    std::vector<std::string> sources;
    for (const char* top : {"core", "views", "app", "tests"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            if (entry.path().extension() == ".h" || entry.path().extension() == ".cpp")
                sources.push_back(fs::relative(entry.path(), root).generic_string());
        }
    }
    std::ranges::sort(sources);
    return sources;
}

// The row a folder is under; null if the table does not know it.
const Folder* rowOf(const std::string& folder)
{
    const auto exact = std::ranges::find(folders, folder, &Folder::path);
    if (exact != folders.end())
        return &*exact;
    const auto above = std::ranges::find_if(
        folders, [&](const Folder& f) { return f.andBelow && startsWith(folder, f.path + "/"); });
    return above != folders.end() ? &*above : nullptr;
}

// The folder or library that an include belongs to, as the table names it; none for what everybody may include.
std::optional<std::string> ownerOf(const Include& include)
{
    const std::string folder = folderOf(include.what);
    if (folder.empty() && fs::exists(fs::path(HALLWRIGHT_SOURCE_DIR) / folderOf(include.file) / include.what))
        return {};
    for (const char* top : {"core/", "views/", "app/", "tests/"}) {
        if (startsWith(include.what, top)) {
            const Folder* row = rowOf(folder);
            return row ? row->path : folder;
        }
    }
    for (const Library& library : libraries) {
        if (std::ranges::any_of(library.begins, [&](const auto& b) { return startsWith(include.what, b); }))
            return library.name;
    }
    return {};
}

bool contains(const Names& names, const std::string& name)
{
    return std::ranges::find(names, name) != names.end();
}

// A sentence for each include that the table does not allow.
std::string complaintsAbout(const std::vector<Include>& includes)
{
    std::string sentences;
    for (const Include& include : includes) {
        const Folder* row = rowOf(folderOf(include.file));
        const std::optional<std::string> owner = ownerOf(include);
        if (row && owner && *owner != row->path && !contains(row->may, *owner))
            sentences += include.file + ":" + std::to_string(include.line) + " includes " + include.what +
                         ", but " + row->path + " may not include " + *owner + ".\n";
    }
    return sentences;
}

std::string complaintsAbout(const std::string& file, const std::string& source)
{
    std::istringstream stream(source);
    return complaintsAbout(includesIn(file, stream));
}

// Rows of one part of the tree, "views/", whose own list names `name`.
Names whoMay(const std::string& part, const std::string& name)
{
    Names who;
    for (const Folder& folder : folders) {
        if (startsWith(folder.path, part) && contains(folder.may, name))
            who.push_back(folder.path);
    }
    return who;
}

// What a folder reaches by the table, by however many steps.
std::set<std::string> reachedFrom(const std::string& folder)
{
    std::set<std::string> reached;
    Names next = {folder};
    while (!next.empty()) {
        const Folder* row = rowOf(next.back());
        next.pop_back();
        for (const std::string& name : row ? row->may : Names{}) {
            if (reached.insert(name).second)
                next.push_back(name);
        }
    }
    return reached;
}

} // namespace

class IncludesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFolderWithSourcesStandsInTheTable()
    {
        std::set<std::string> unknown;
        for (const std::string& file : sourcesOfTheTree()) {
            if (!rowOf(folderOf(file)))
                unknown.insert(folderOf(file));
        }
        QCOMPARE(Names(unknown.begin(), unknown.end()), Names());
    }

    void everyFolderIncludesOnlyWhatTheTableAllows_data()
    {
        QTest::addColumn<QStringList>("files");
        std::map<std::string, QStringList> byFolder;
        for (const std::string& file : sourcesOfTheTree())
            byFolder[folderOf(file)].append(QString::fromStdString(file));
        for (const auto& [folder, files] : byFolder)
            QTest::newRow(folder.c_str()) << files;
    }

    void everyFolderIncludesOnlyWhatTheTableAllows()
    {
        QFETCH(QStringList, files);
        std::string complaints;
        int read = 0;
        for (const QString& file : files) {
            std::ifstream source(fs::path(HALLWRIGHT_SOURCE_DIR) / file.toStdString());
            QVERIFY2(source, qPrintable(file));
            const std::vector<Include> includes = includesIn(file.toStdString(), source);
            read += static_cast<int>(includes.size());
            complaints += complaintsAbout(includes);
        }
        QVERIFY(read > 0);
        QVERIFY2(complaints.empty(), complaints.c_str());
    }

    void noArrowOfTheTableLeadsBack()
    {
        for (const Folder& folder : folders)
            QVERIFY2(!reachedFrom(folder.path).contains(folder.path), folder.path.c_str());
    }

    void coreKnowsNoViewNoWindowAndNoTest()
    {
        for (const std::string& folder : wholeCore) {
            for (const std::string& name : reachedFrom(folder))
                QVERIFY2(!startsWith(name, "views/") && !startsWith(name, "app/") &&
                             !startsWith(name, "tests/"),
                         (folder + " -> " + name).c_str());
        }
    }

    void coreKnowsNoQtAndNoVtk()
    {
        QCOMPARE(whoMay("core/", "Qt") + whoMay("core/", "Qt 3D") + whoMay("core/", "VTK"), Names());
    }

    void viewsKnowNeitherTheWindowNorEachOther()
    {
        for (const Folder& folder : folders) {
            if (!startsWith(folder.path, "views/"))
                continue;
            for (const std::string& name : folder.may) {
                QVERIFY2(!startsWith(name, "app/"), (folder.path + " -> " + name).c_str());
                const bool known =
                    name == "views/shared" ||
                    (folder.path == "views/report" &&
                     (name == "views/plan" || name == "views/elevation" || name == "views/diagrams"));
                QVERIFY2(!startsWith(name, "views/") || known, (folder.path + " -> " + name).c_str());
            }
        }
    }

    void vtkIsForFieldsAloneAndQt3dForTheSceneAlone()
    {
        QCOMPARE(whoMay("views/", "VTK") + whoMay("app/", "VTK"), Names{"views/fields"});
        QCOMPARE(whoMay("views/", "Qt 3D") + whoMay("app/", "Qt 3D"), Names{"views/scene"});
    }

    void theCommandLineIsCoreThePlanAndTheReport()
    {
        Names views;
        for (const std::string& name : rowOf("app/cli")->may) {
            if (startsWith(name, "views/") || startsWith(name, "app/"))
                views.push_back(name);
        }
        QCOMPARE(views, (Names{"views/plan", "views/report", "views/shared"}));
    }

    void anArrowUpwardsIsSaidWithItsFileAndLine()
    {
        QCOMPARE(
            complaintsAbout("core/physics/fan.cpp", "// a fan\n#include \"core/simulation/snapshot.h\"\n"),
            std::string(
                "core/physics/fan.cpp:2 includes core/simulation/snapshot.h, but core/physics may not "
                "include core/simulation.\n"));
    }

    void aLibraryInTheWrongFolderIsSaidToo()
    {
        QCOMPARE(complaintsAbout("views/panels/chart.h", "#  include <vtkActor.h>\n#include <vtkActor.h>\n"),
                 std::string(
                     "views/panels/chart.h:2 includes vtkActor.h, but views/panels may not include VTK.\n"));
    }

    void whatAFolderHoldsAndTheStandardLibraryAreItsOwn()
    {
        QCOMPARE(complaintsAbout("core/model/fields.h",
                                 "#include <vector>\n#include <unistd.h>\n"
                                 "#include \"core/model/ids.h\"\n#include <fmt/format.h>\n"),
                 std::string());
    }
};

QTEST_APPLESS_MAIN(IncludesTest)
#include "tst_includes.moc"
