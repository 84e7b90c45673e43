// All that one site file holds: the site, the branches of it that are worked on, the versions that were given a name,
// the scenarios it is asked about, the weather that its versions name. One of its lines of work is the document.
#pragma once

#include "app/project/document.h"
#include "core/model/merge.h"
#include "core/model/scenario.h"
#include "core/storage/recovery.h"
#include "core/storage/site_file.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hallwright::app {

class Project : public QObject
{
    Q_OBJECT

public:
    explicit Project(QObject* parent = nullptr);

    Document* document() { return &document_; }
    const Document* document() const { return &document_; }

    // A site from a file, or with an empty path one that has not been saved yet (built from a recipe). Forgets all
    // histories. `image` is what the file holds, if it was kept.
    void open(SitePtr site, const std::filesystem::path& file, const SiteImagePtr& image = nullptr);
    // The same of a site that a crash left behind: none of it is in a file.
    void openUnsaved(const RecoveredSite& recovered);
    // What a crash left behind of the site that is open: an edit, which undo takes back.
    void restore(const RecoveredSite& recovered);
    void close();

    bool isOpen() const { return document_.isOpen(); }
    const std::filesystem::path& file() const { return file_; }
    bool isModified() const;
    QString
    displayName() const; // the file's name, or the site's with a hint that it was never saved; and the branch

    // Writes all of it. Throws StorageError; the file and the project are then as before.
    void save(const std::filesystem::path& file);
    // Whether the file on disk is no longer the one that was opened or last saved.
    bool changedOnDisk() const;
    // What the file held when it was opened or last saved; null for a site never saved, or where it was not kept.
    SitePtr siteInFile() const { return image_ ? image_->site : nullptr; }
    // What another program has put into the file since, told by the stamp it then had: ours goes before it, and the next
    // saving replaces it; or it becomes ours, by an edit that undo takes back.
    void keepMine(const FileStamp& theirs);
    void takeTheirs(const SiteImagePtr& image, const FileStamp& theirs);

    // Why the file is not to be written, in a sentence; empty if it may be. What is saved under another name may be.
    const QString& readOnlyWhy() const { return readOnlyWhy_; }
    void setReadOnly(const QString& why);

    // The file's stamp when it was opened or last saved; all zeros for a site never saved.
    FileStamp fileStamp() const { return stamp_.value_or(FileStamp{}); }

    // Those of the file, and what became of them since. Undo leaves them alone.
    const std::vector<Scenario>& scenarios() const { return scenarios_; }
    void setScenarios(std::vector<Scenario> scenarios);

    // Years of weather that versions of the site name, those of the file and those taken in since: kept while the site
    // is open, so that undo finds them. What no version names at the end is not saved.
    const std::vector<KeptWeather>& weather() const { return weather_; }
    void keep(const KeptWeather& weather) { addWeather(weather_, weather); }

    // Branches and named versions, as they are committed, by id. The site itself is none of them: it is what the command
    // line evaluates, and goes by the id 0. Making, renaming and dropping one is no step of a history.
    static constexpr std::int64_t mainLine = 0;
    std::vector<Branch> branches() const;
    std::int64_t activeBranch() const { return active_; }
    // Null if there is none of this id.
    SitePtr siteOf(std::int64_t line) const;
    QString nameOf(std::int64_t line) const;

    // Each throws InputError, and changes nothing then, for a name that is empty, too long or taken.
    // Of any line, a named version too; goes to it.
    std::int64_t createBranch(std::int64_t from, const std::string& name, const std::string& notes = {});
    std::int64_t keepVersion(const std::string& name, const std::string& notes = {}); // of what is committed
    void rename(std::int64_t line, const std::string& name);

    void switchTo(std::int64_t branch); // with its own undo; a preview is given up
    void drop(std::int64_t line);       // that is shown: goes to the site first

    // What bringing another line's work into this one comes to; commit its site to do so. Throws InputError as merge.
    Merge mergeOf(std::int64_t line, const MergeChoices& choices) const;
    // What that line's work is counted from. Where an earlier file did not keep it: what is shown.
    SitePtr startOf(std::int64_t line) const;

signals:
    void stateChanged();    // file name, modified mark, scenarios, branches
    void branchesChanged(); // which there are, their names, and which is shown

private:
    struct Line {
        BranchInfo info; // of the site itself: id 0, no name
        HistoryPtr history;
    };
    const Line* find(std::int64_t line) const;
    void setLines(const SitePtr& site, const std::vector<Branch>& branches);
    void replaceBy(const RecoveredSite& other, const QString& words);
    void markSaved(const SiteImagePtr& image, const FileStamp& stamp);
    std::int64_t add(BranchKind kind, const std::string& name, const std::string& notes, const SitePtr& site);
    std::vector<BranchInfo> infos() const;
    void requireNames(const std::vector<Line>& lines) const;
    void tellBranches();

    Document document_;
    std::vector<Line> lines_; // the site itself, then by id; empty while none is open
    std::int64_t active_ = mainLine;
    std::filesystem::path file_;
    std::optional<FileStamp> stamp_;
    SiteImagePtr image_; // of the file
    std::vector<Scenario> scenarios_;
    std::vector<Scenario> savedScenarios_;
    std::vector<KeptWeather> weather_;
    std::vector<BranchInfo> savedInfos_;
    bool neverSaved_ = false;
    QString readOnlyWhy_;
};

} // namespace hallwright::app
