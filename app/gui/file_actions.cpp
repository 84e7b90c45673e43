#include "app/gui/file_actions.h"

#include "app/gui/background.h"
#include "app/gui/new_site_dialog.h"
#include "core/exchange/field_image.h"
#include "core/exchange/floor_dxf.h"
#include "core/exchange/racks_csv.h"
#include "core/exchange/recipe.h"
#include "core/exchange/weather_file.h"
#include "core/model/errors.h"
#include "core/model/shown_text.h"
#include "core/storage/durable_file.h"
#include "core/storage/packed_weather.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>

namespace hallwright::app {

namespace {

bool isRecipe(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix == QStringLiteral("yaml") || suffix == QStringLiteral("yml");
}

std::filesystem::path pathOf(const QString& path)
{
    return std::filesystem::path(path.toStdString());
}

// What a crash left behind, if it can be read: a damaged recovery file must not keep its site from opening.
std::optional<RecoveredSite> readableRecovery(const std::filesystem::path& file)
{
    try {
        return findRecovery(file);
    } catch (const std::exception&) {
        return std::nullopt; // it could not be put aside either
    }
}

std::vector<PutAside> unreadableRecovery(const std::filesystem::path& file)
{
    try {
        return putAsideUnreadable(file);
    } catch (const std::exception&) {
        return {}; // it stays where it is, and is written over by nobody
    }
}

} // namespace

FileActions::FileActions(Project* project, RecentFiles* recent, QWidget* window)
    : QObject(window), project_(project), recent_(recent), window_(window)
{
}

void FileActions::tell(const QString& title, const QString& sentence)
{
    tellInDialog(window_, title, sentence);
}

void FileActions::createSite()
{
    if (opening_ || !mayClose())
        return;
    NewSiteDialog dialog(window_);
    if (dialog.exec() != QDialog::Accepted)
        return;
    project_->open(dialog.site(), {});
    emit created();
    emit said(tr("Created %1").arg(project_->displayName()));
}

void FileActions::chooseAndOpen()
{
    const QString folder = project_->file().empty()
                               ? QString()
                               : QString::fromStdString(project_->file().parent_path().string());
    const QString path =
        QFileDialog::getOpenFileName(window_, tr("Open a site"), folder,
                                     tr("Sites and recipes (*.hallwright *.yaml *.yml);;All files (*)"));
    if (!path.isEmpty())
        open(path);
}

void FileActions::open(const QString& path)
{
    if (opening_ || !mayClose())
        return;
    opening_ = true;
    const SitePtr before = project_->document()->committedSite();
    emit openingStarted(path);
    const bool recipe = isRecipe(path);
    runInBackground(
        this,
        [file = pathOf(path), recipe] {
            if (!recipe)
                return read(file);
            Opened built;
            const BuiltSite made = buildSiteOfRecipe(file);
            built.site = made.site;
            if (made.weatherFile.empty())
                return built;
            const KeptWeather weather = keptWeather(readWeatherFor(made.site->info, made.weatherFile),
                                                    made.weatherFile.string(), utcNowText());
            built.site = withWeather(made.site, nameOf(weather));
            const auto held = std::make_shared<SiteImage>(); // in no file yet
            addWeather(held->weather, weather);
            built.image = held;
            return built;
        },
        [this, path, recipe, before](const Opened& result) {
            opening_ = false;
            emit openingEnded();
            if (project_->document()->committedSite() != before && !mayClose())
                return; // edited while the other was read, and the reader wants to stay
            opened(result, recipe ? std::filesystem::path() : pathOf(path), path);
        },
        [this](const QString& sentence) {
            opening_ = false;
            emit openingEnded();
            tell(tr("This site could not be opened"), sentence);
        });
}

FileActions::Opened FileActions::read(const std::filesystem::path& file)
{
    Opened result;
    result.image = loadSiteImage(file);
    result.site = result.image->site;
    result.unreadable = unreadableRecovery(file);
    result.recovered = readableRecovery(file);
    result.holder = holderOf(file);
    if (const auto why = whyNotReplaceable(file))
        result.readOnlyWhy = QString::fromStdString(shortMessage(*why));
    return result;
}

void FileActions::opened(const Opened& result, const std::filesystem::path& file, const QString& from)
{
    SharedAnswer shared = SharedAnswer::ReadOnly;
    if (result.holder)
        shared = askAboutShared(window_, from, *result.holder);
    if (shared == SharedAnswer::Cancel)
        return;
    project_->open(result.site, file, result.image);
    if (!file.empty())
        recent_->add(file);
    emit said(tr("Opened %1").arg(from));
    tellUnreadable(result.unreadable);
    if (result.holder)
        project_->setReadOnly(tr("%1 is open elsewhere.").arg(from));
    else
        project_->setReadOnly(result.readOnlyWhy);
    if (!project_->readOnlyWhy().isEmpty())
        emit said(tr("Opened read-only; Save asks for another name. %1").arg(project_->readOnlyWhy()));
    if (result.holder && shared == SharedAnswer::Copy)
        saveAs();
    if (result.recovered)
        offerRecovered(*result.recovered);
}

void FileActions::offerRecovered(const RecoveredSite& recovered)
{
    const QString changes = changesText(*project_->siteOf(Project::mainLine), *recovered.site);
    switch (askAboutLeftover(window_, project_->displayName(), recovered, changes)) {
    case LeftoverAnswer::Restore:
        project_->restore(recovered);
        break;
    case LeftoverAnswer::KeepAside:
        emit recoveryPutOff();
        break;
    case LeftoverAnswer::Delete:
        emit recoveryDeclined();
        break;
    }
}

void FileActions::tellUnreadable(const std::vector<PutAside>& unreadable)
{
    for (const PutAside& each : unreadable)
        tell(tr("Unsaved changes that cannot be read"),
             tr("Hallwright left unsaved changes of this site that this version cannot read; they are kept "
                "as %1. %2")
                 .arg(QString::fromStdString(shortMessage(each.file.string())),
                      QString::fromStdString(shortMessage(each.why))));
}

bool FileActions::offerUnsavedSite()
{
    tellUnreadable(unreadableRecovery({}));
    const auto recovered = readableRecovery({});
    if (!recovered)
        return false;
    const Site& site = *recovered->site;
    const QString holds = tr("It has %n rack(s).", nullptr, static_cast<int>(site.rackCount()));
    try {
        switch (askAboutLeftover(window_, QString::fromStdString(site.info.name), *recovered, holds)) {
        case LeftoverAnswer::Restore:
            project_->openUnsaved(*recovered);
            return true;
        case LeftoverAnswer::KeepAside:
            emit said(tr("Kept as %1").arg(QString::fromStdString(putAside({}).string())));
            break;
        case LeftoverAnswer::Delete:
            RecoveryFile({}).discard();
            break;
        }
    } catch (const StorageError& error) {
        emit said(sentenceOf(error));
    }
    return false;
}

SiteImagePtr FileActions::theirs(const std::filesystem::path& file)
{
    try {
        return loadSiteImage(file);
    } catch (const std::exception&) {
        return nullptr;
    }
}

void FileActions::resolveConflict()
{
    if (resolving_ || opening_)
        return;
    resolving_ = true;
    runInBackground(
        this,
        [file = project_->file(), stamp = stampOf(project_->file())] {
            return std::pair(theirs(file), stamp);
        },
        [this](const std::pair<SiteImagePtr, FileStamp>& found) {
            if (project_->changedOnDisk() && !opening_)
                resolve(found.first, found.second);
            resolving_ = false;
        },
        [this](const QString&) { resolving_ = false; });
}

ConflictAnswer FileActions::resolve(const SiteImagePtr& theirs, const FileStamp& stamp)
{
    emit aboutToRead();
    const SitePtr mine = project_->siteOf(Project::mainLine);
    const SitePtr base = project_->siteInFile();
    const QString changes = theirs ? changesText(base ? *base : *mine, *theirs->site) : QString();
    const ConflictAnswer answer =
        askAboutConflict(window_, QString::fromStdString(project_->file().string()), changes);
    switch (answer) {
    case ConflictAnswer::KeepMine:
        project_->keepMine(stamp);
        emit said(tr("Your version stays; saving replaces the other."));
        break;
    case ConflictAnswer::TakeTheirs:
        project_->takeTheirs(theirs, stamp);
        emit said(tr("Took the version in the file; Undo brings yours back."));
        break;
    case ConflictAnswer::SaveAs:
        saveAs();
        break;
    case ConflictAnswer::Later:
        break;
    }
    return answer;
}

bool FileActions::save()
{
    emit aboutToRead();
    if (project_->file().empty())
        return saveAs();
    if (project_->readOnlyWhy().isEmpty())
        return write(project_->file());
    return wantsSaveAs(window_, tr("This site is read-only"), project_->readOnlyWhy()) && saveAs();
}

bool FileActions::saveAs()
{
    if (!project_->isOpen())
        return false;
    emit aboutToRead();
    QString suggestion = QString::fromStdString(project_->file().string());
    if (suggestion.isEmpty())
        suggestion = QString::fromStdString(project_->siteOf(Project::mainLine)->info.name) +
                     QStringLiteral(".hallwright");
    const QString path =
        askWhereToSave(window_, tr("Save the site"), suggestion, tr("Sites"), QStringLiteral("hallwright"));
    return !path.isEmpty() && write(pathOf(path));
}

bool FileActions::write(const std::filesystem::path& file)
{
    if (file == project_->file() && project_->changedOnDisk() && stampOf(file) != FileStamp{}) {
        const FileStamp stamp = stampOf(file);
        const ConflictAnswer answer = resolve(theirs(file), stamp);
        if (answer != ConflictAnswer::KeepMine)
            return answer == ConflictAnswer::TakeTheirs ||
                   (answer == ConflictAnswer::SaveAs && !project_->isModified());
    }
    try {
        project_->save(file);
    } catch (const std::exception& error) {
        return wantsSaveAs(window_, tr("The site could not be saved"), sentenceOf(error)) && saveAs();
    }
    recent_->add(file);
    emit saved();
    emit said(tr("Saved %1").arg(QString::fromStdString(file.string())));
    return true;
}

void FileActions::writeInBackground(const QString& path, const std::function<std::string()>& text,
                                    const QString& failure)
{
    if (path.isEmpty())
        return;
    runInBackground(
        this,
        [text, file = pathOf(path)] {
            replaceFile(file, text());
            return true;
        },
        [this, path](bool) { emit said(tr("Exported %1").arg(path)); },
        [this, failure](const QString& sentence) { tell(failure, sentence); });
}

void FileActions::exportRackTable(const SnapshotPtr& snapshot)
{
    exportTable(tr("Export the table of racks"), tr("-racks"), [snapshot] { return racksCsv(*snapshot); });
}

void FileActions::exportTable(const QString& title, const QString& appended,
                              const std::function<std::string()>& text)
{
    const QString csv = QStringLiteral("csv");
    writeInBackground(askWhereToSave(window_, title, suggestedFile(*project_, appended, csv), tr("CSV"), csv),
                      text, tr("The table could not be written"));
}

void FileActions::exportFloorPlan(const SitePtr& site, HallId hall)
{
    if (!site || !site->findHall(hall))
        return;
    const QString name = QString::fromStdString(site->hall(hall).name);
    const QString path =
        askWhereToSave(window_, tr("Export the floor plan of %1").arg(name),
                       suggestedFile(*project_, QLatin1Char('-') + name, QStringLiteral("dxf")), tr("DXF"),
                       QStringLiteral("dxf"));
    writeInBackground(
        path, [site, hall] { return floorDxf(*site, site->hall(hall)); },
        tr("The floor plan could not be written"));
}

void FileActions::chooseCfdResult(const SnapshotPtr& snapshot, HallId hall)
{
    if (!snapshot || !snapshot->hallResult(hall))
        return;
    const QString path = QFileDialog::getOpenFileName(
        window_, tr("Compare %1 with CFD").arg(QString::fromStdString(snapshot->site->hall(hall).name)), {},
        tr("CFD results and rack inlets (*.vti *.vtk *.csv *.VTI *.VTK *.CSV);;All files (*)"));
    if (!path.isEmpty())
        openCfdResult(path, snapshot, hall);
}

void FileActions::openCfdResult(const QString& path, const SnapshotPtr& snapshot, HallId hall)
{
    const std::stop_source stop;
    const QPointer<QProgressDialog> progress = showProgress(window_, tr("Reading %1 …").arg(path), stop);
    connect(project_->document(), &Document::opened, progress,
            [stop] { stop.request_stop(); }); // its hall is gone
    progress->setValue(0);                    // from now on it counts its patience
    runInBackground(
        this, [file = pathOf(path), snapshot, hall] { return readCfdResult(file, *snapshot, hall); },
        [this, progress, stop](const CfdResultPtr& result) {
            delete progress;
            if (stop.stop_requested())
                return;
            emit cfdResultRead(result);
            emit said(tr("Comparing with %1").arg(result->name));
        },
        [this, progress, stop](const QString& sentence) {
            delete progress;
            if (!stop.stop_requested())
                tell(tr("This result could not be compared with"), sentence);
        });
}

void FileActions::chooseAndSaveField(const SolvedAirPtr& field, const QString& hallName)
{
    if (!field)
        return;
    QString name = hallName;
    name.replace(QLatin1Char('/'), QLatin1Char('-'));
    const QFileInfo site(QString::fromStdString(project_->file().string()));
    const QString path = askWhereToSave(window_, tr("Save the air of %1").arg(hallName),
                                        QStringLiteral("%1/%2.vti").arg(site.absolutePath(), name),
                                        tr("VTK images"), QStringLiteral("vti"));
    if (!path.isEmpty())
        saveField(field, path);
}

void FileActions::saveField(const SolvedAirPtr& field, const QString& path)
{
    runInBackground(
        this,
        [field, file = pathOf(path)] {
            replaceFile(file, vtiOf(imageOf(*field)));
            return true;
        },
        [this, path](bool) { emit said(tr("Saved %1").arg(path)); },
        [this](const QString& sentence) { tell(tr("The air could not be saved"), sentence); });
}

bool FileActions::mayClose()
{
    emit aboutToRead();
    if (!project_->isModified())
        return true;
    const auto answer = QMessageBox::question(window_, tr("Unsaved changes"),
                                              tr("Save the changes to %1?").arg(project_->displayName()),
                                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    if (answer == QMessageBox::Save)
        return save();
    return answer == QMessageBox::Discard;
}

} // namespace hallwright::app
