#include "app/project/project.h"

#include "core/model/errors.h"
#include "core/model/site_edit.h"

#include <QDateTime>

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace hallwright::app {

namespace {

std::string utcNow()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

} // namespace

Project::Project(QObject* parent) : QObject(parent)
{
    connect(document_.undoGroup(), &QUndoGroup::cleanChanged, this, &Project::stateChanged);
}

void Project::open(SitePtr site, const std::filesystem::path& file, const SiteImagePtr& image)
{
    image_ = image;
    file_ = file;
    stamp_ = file.empty() ? std::nullopt : std::optional(stampOf(file));
    neverSaved_ = site && file.empty();
    readOnlyWhy_.clear();
    scenarios_ = savedScenarios_ = image ? image->scenarios : std::vector<Scenario>();
    weather_ = image ? image->weather : std::vector<KeptWeather>();
    setLines(site, image ? image->branches : std::vector<Branch>());
    savedInfos_ = infos();
    document_.open(std::move(site));
    if (!lines_.empty())
        lines_.front().history = document_.history();
    tellBranches();
}

void Project::openUnsaved(const RecoveredSite& recovered)
{
    const auto held = std::make_shared<SiteImage>();
    held->weather = recovered.weather; // before the site is shown
    open(recovered.site, {}, held);
    image_ = nullptr;
    scenarios_ = recovered.scenarios;
    const HistoryPtr shown = lines_.front().history;
    setLines(recovered.site, recovered.branches);
    lines_.front().history = shown;
    document_.undoStack()->resetClean();
    tellBranches();
}

void Project::restore(const RecoveredSite& recovered)
{
    replaceBy(recovered, tr("Restore unsaved changes"));
}

void Project::replaceBy(const RecoveredSite& recovered, const QString& words)
{
    for (const KeptWeather& weather : recovered.weather)
        keep(weather);
    const std::vector<Line> before = std::exchange(lines_, {});
    setLines(recovered.site, recovered.branches);
    for (Line& line : lines_) {
        const auto known = std::find_if(before.begin(), before.end(),
                                        [&](const Line& old) { return old.info.id == line.info.id; });
        if (known == before.end())
            continue;
        SitePtr site = std::exchange(line.history, known->history)->committed;
        if (*site == *line.history->committed)
            continue;
        document_.goTo(line.history);
        document_.commit(std::move(site), words);
    }
    active_ = mainLine;
    if (document_.history() != lines_.front().history)
        document_.goTo(lines_.front().history);
    setScenarios(recovered.scenarios);
    tellBranches();
}

void Project::close()
{
    open(nullptr, {});
}

bool Project::isModified() const
{
    return std::any_of(lines_.begin(), lines_.end(),
                       [](const Line& line) { return !line.history->undo.isClean(); }) ||
           scenarios_ != savedScenarios_ || infos() != savedInfos_;
}

QString Project::displayName() const
{
    if (!isOpen())
        return {};
    const QString name =
        neverSaved_ ? tr("%1 (not saved yet)").arg(QString::fromStdString(siteOf(mainLine)->info.name))
                    : QString::fromStdString(file_.filename().string());
    const QString line = active_ == mainLine ? name : tr("%1, branch %2").arg(name, nameOf(active_));
    return readOnlyWhy_.isEmpty() ? line : tr("%1 (read-only)").arg(line);
}

void Project::save(const std::filesystem::path& file)
{
    const SiteImagePtr image = saveSite(siteOf(mainLine), branches(), scenarios_, weather_, file, image_);
    file_ = file;
    neverSaved_ = false;
    readOnlyWhy_.clear();
    markSaved(image, stampOf(file));
}

void Project::markSaved(const SiteImagePtr& image, const FileStamp& stamp)
{
    image_ = image;
    stamp_ = stamp;
    for (const Line& line : lines_)
        line.history->undo.setClean();
    savedScenarios_ = scenarios_;
    savedInfos_ = infos();
    emit stateChanged();
}

void Project::keepMine(const FileStamp& theirs)
{
    stamp_ = theirs;
    emit stateChanged();
}

void Project::takeTheirs(const SiteImagePtr& image, const FileStamp& theirs)
{
    replaceBy({image->site, image->branches, image->scenarios, {}, true, image->weather},
              tr("Take the version in the file"));
    markSaved(image, theirs);
}

void Project::setReadOnly(const QString& why)
{
    readOnlyWhy_ = why;
    emit stateChanged();
}

bool Project::changedOnDisk() const
{
    return stamp_ && stampOf(file_) != *stamp_;
}

void Project::setScenarios(std::vector<Scenario> scenarios)
{
    scenarios_ = std::move(scenarios);
    emit stateChanged();
}

std::vector<Branch> Project::branches() const
{
    std::vector<Branch> all;
    for (const Line& line : lines_) {
        if (line.info.id != mainLine)
            all.push_back({line.info, line.history->committed});
    }
    return all;
}

SitePtr Project::siteOf(std::int64_t line) const
{
    const Line* found = find(line);
    return found ? found->history->committed : nullptr;
}

QString Project::nameOf(std::int64_t line) const
{
    const Line* found = find(line);
    return line == mainLine ? tr("Main") : found ? QString::fromStdString(found->info.name) : QString();
}

std::int64_t Project::createBranch(std::int64_t from, const std::string& name, const std::string& notes)
{
    const std::vector<Line> before = lines_;
    const SitePtr site = siteOf(from);
    try {
        const std::string startName = fmt::format("start {}", lines_.back().info.id + 1);
        const std::int64_t start = add(BranchKind::Start, startName, {}, site);
        const std::int64_t branch = add(BranchKind::Branch, name, notes, site);
        lines_.back().info.start = start;
        switchTo(branch);
        return branch;
    } catch (const InputError&) {
        lines_ = before;
        throw;
    }
}

std::int64_t Project::keepVersion(const std::string& name, const std::string& notes)
{
    const std::int64_t version = add(BranchKind::Version, name, notes, document_.committedSite());
    tellBranches();
    return version;
}

void Project::rename(std::int64_t line, const std::string& name)
{
    std::vector<Line> renamed = lines_;
    for (Line& each : renamed) {
        if (each.info.id == line)
            each.info.name = name;
    }
    requireNames(renamed);
    lines_ = std::move(renamed);
    tellBranches();
}

// Ids that one line has given are given in all of them, so that what two lines add is told apart when they are merged.
void Project::switchTo(std::int64_t branch)
{
    const Line* line = find(branch);
    if (!line || branch == active_)
        return;
    active_ = branch;
    line->history->committed = withIdMarks(line->history->committed, idMarksOf(*document_.committedSite()));
    document_.goTo(line->history);
    tellBranches();
}

void Project::drop(std::int64_t line)
{
    const Line* found = find(line);
    if (!found || line == mainLine)
        return;
    const std::int64_t start = found->info.start;
    if (line == active_)
        switchTo(mainLine);
    std::erase_if(lines_, [&](const Line& each) {
        return each.info.id == line || (start != 0 && each.info.id == start);
    });
    tellBranches();
}

Merge Project::mergeOf(std::int64_t line, const MergeChoices& choices) const
{
    return merge(startOf(line), document_.committedSite(), siteOf(line), choices);
}

// Of what the line's own work is counted: what it was made from; for the site itself, what this branch was made from.
// Of a branch from an earlier file it is not known: then all by which it differs counts as its work.
SitePtr Project::startOf(std::int64_t line) const
{
    const Line* branch = find(line == mainLine ? active_ : line);
    const SitePtr start = branch && branch->info.start != 0 ? siteOf(branch->info.start) : nullptr;
    return start ? start : document_.committedSite();
}

const Project::Line* Project::find(std::int64_t line) const
{
    const auto found =
        std::find_if(lines_.begin(), lines_.end(), [line](const Line& each) { return each.info.id == line; });
    return found == lines_.end() ? nullptr : &*found;
}

void Project::setLines(const SitePtr& site, const std::vector<Branch>& branches)
{
    lines_.clear();
    active_ = mainLine;
    if (site)
        lines_.push_back({{}, std::make_shared<History>(site)});
    for (const Branch& branch : branches)
        lines_.push_back({branch.info, std::make_shared<History>(branch.site)});
}

std::int64_t Project::add(BranchKind kind, const std::string& name, const std::string& notes,
                          const SitePtr& site)
{
    std::vector<Line> lines = lines_;
    const std::int64_t id = lines.back().info.id + 1;
    lines.push_back({{id, kind, name, notes, utcNow()}, std::make_shared<History>(site)});
    requireNames(lines);
    lines_ = std::move(lines);
    return id;
}

std::vector<BranchInfo> Project::infos() const
{
    std::vector<BranchInfo> all;
    for (const Line& line : lines_)
        all.push_back(line.info);
    return all;
}

// The sites were checked when they were made.
void Project::requireNames(const std::vector<Line>& lines) const
{
    std::vector<BranchInfo> all;
    for (const Line& line : lines) {
        if (line.info.id != mainLine)
            all.push_back(line.info);
    }
    checkBranchInfos(all);
}

void Project::tellBranches()
{
    emit branchesChanged();
    emit stateChanged();
}

} // namespace hallwright::app
