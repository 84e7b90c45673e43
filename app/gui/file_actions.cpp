#include "app/gui/file_actions.h"

#include "app/gui/background.h"
#include "app/gui/new_site_dialog.h"
#include "core/exchange/field_image.h"
#include "core/exchange/floor_dxf.h"
#include "core/exchange/racks_csv.h"
#include "core/exchange/recipe.h"
#include "core/model/errors.h"
#include "core/storage/durable_file.h"
#include "views/report/report.h"

#include <QDateTime>
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
        return std::nullopt;
    }
}

} // namespace

FileActions::FileActions(Project* project, RecentFiles* recent, QWidget* window)
    : QObject(window), project_(project), recent_(recent), window_(window)
{
}

void FileActions::tell(const QString& title, const QString& sentence)
{
    QMessageBox::warning(window_, title, sentence);
}

// With a default suffix the dialog itself asks before replacing the file that would really be written.
QString FileActions::askWhereToSave(const QString& title, const QString& suggestion, const QString& kind,
                                    const QString& suffix)
{
    QFileDialog dialog(window_, title, QFileInfo(suggestion).absolutePath(),
                       QStringLiteral("%1 (*.%2)").arg(kind, suffix));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    dialog.selectFile(QFileInfo(suggestion).fileName());
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().first() : QString();
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
            if (recipe)
                return Opened{buildSite(file), nullptr, {}};
            const SiteImagePtr image = loadSiteImage(file);
            return Opened{image->site, image, readableRecovery(file)};
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

void FileActions::opened(const Opened& result, const std::filesystem::path& file, const QString& from)
{
    project_->open(result.site, file, result.image);
    if (!file.empty())
        recent_->add(file);
    emit said(tr("Opened %1").arg(from));
    if (!result.recovered)
        return;
    if (wantsRecovered(*result.recovered, project_->displayName()))
        project_->restore(*result.recovered);
    else
        emit recoveryDeclined();
}

bool FileActions::offerUnsavedSite()
{
    const auto recovered = readableRecovery({});
    if (!recovered)
        return false;
    if (!wantsRecovered(*recovered, QString::fromStdString(recovered->site->info.name))) {
        try {
            RecoveryFile({}).discard();
        } catch (const StorageError& error) {
            emit said(QString::fromUtf8(error.what()));
        }
        return false;
    }
    project_->openUnsaved(*recovered);
    return true;
}

bool FileActions::wantsRecovered(const RecoveredSite& recovered, const QString& name)
{
    const auto writtenAt =
        std::chrono::duration_cast<std::chrono::milliseconds>(recovered.writtenAt.time_since_epoch());
    const QString when =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(writtenAt.count()), QLocale::ShortFormat);
    QString question =
        tr("Hallwright ended before your changes to %1 were saved. Restore them as of %2?").arg(name, when);
    if (!recovered.baseUnchanged)
        question += tr(
            "\n\nThe file has been saved by another program since; restoring replaces that in this window, "
            "and Undo brings it back.");
    QMessageBox box(QMessageBox::Question, tr("Unsaved changes found"), question, QMessageBox::NoButton,
                    window_);
    const QPushButton* restore = box.addButton(tr("Restore"), QMessageBox::AcceptRole);
    box.addButton(tr("Discard"), QMessageBox::DestructiveRole);
    box.exec();
    return box.clickedButton() == restore;
}

bool FileActions::save()
{
    emit aboutToRead();
    return project_->file().empty() ? saveAs() : write(project_->file());
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
        askWhereToSave(tr("Save the site"), suggestion, tr("Sites"), QStringLiteral("hallwright"));
    return !path.isEmpty() && write(pathOf(path));
}

bool FileActions::write(const std::filesystem::path& file)
{
    if (file == project_->file() && project_->changedOnDisk()) {
        const auto answer = QMessageBox::question(
            window_, tr("The file has changed"),
            tr("%1 was changed by another program since you opened it. Replace it with your version?")
                .arg(QString::fromStdString(file.string())),
            QMessageBox::Save | QMessageBox::Cancel, QMessageBox::Cancel);
        if (answer != QMessageBox::Save)
            return false;
    }
    try {
        project_->save(file);
    } catch (const std::exception& error) {
        tell(tr("The site could not be saved"), QString::fromUtf8(error.what()));
        return false;
    }
    recent_->add(file);
    emit said(tr("Saved %1").arg(QString::fromStdString(file.string())));
    return true;
}

QString FileActions::suggested(const QString& appended, const QString& suffix) const
{
    QString ending = appended + QLatin1Char('.') + suffix;
    ending.replace(QLatin1Char('/'), QLatin1Char('-'));
    const std::filesystem::path& file = project_->file();
    if (file.empty())
        return QString::fromStdString(project_->document()->committedSite()->info.name)
                   .replace(QLatin1Char('/'), QLatin1Char('-')) +
               ending;
    return QString::fromStdString((file.parent_path() / file.stem()).string()) + ending;
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
    if (!snapshot)
        return;
    const QString path =
        askWhereToSave(tr("Export the table of racks"), suggested(tr("-racks"), QStringLiteral("csv")),
                       tr("CSV"), QStringLiteral("csv"));
    writeInBackground(
        path, [snapshot] { return racksCsv(*snapshot); }, tr("The table could not be written"));
}

void FileActions::exportFloorPlan(const SitePtr& site, HallId hall)
{
    if (!site || !site->findHall(hall))
        return;
    const QString name = QString::fromStdString(site->hall(hall).name);
    const QString path = askWhereToSave(tr("Export the floor plan of %1").arg(name),
                                        suggested(QLatin1Char('-') + name, QStringLiteral("dxf")), tr("DXF"),
                                        QStringLiteral("dxf"));
    writeInBackground(
        path, [site, hall] { return floorDxf(*site, site->hall(hall)); },
        tr("The floor plan could not be written"));
}

void FileActions::exportReport(const SnapshotPtr& snapshot)
{
    if (!snapshot)
        return;
    const QString path =
        askWhereToSave(tr("Export the floor-plan report"), suggested({}, QStringLiteral("pdf")), tr("PDF"),
                       QStringLiteral("pdf"));
    if (path.isEmpty())
        return;

    auto cancelled = std::make_shared<std::atomic<bool>>(false);
    const QPointer<QProgressDialog> progress = showProgress(tr("Drawing the floor plans …"), cancelled);
    report::ReportOptions options;
    options.siteFile = project_->displayName();
    options.date = QDateTime::currentDateTime();
    options.modelVersion = QStringLiteral("Hallwright ") + QCoreApplication::applicationVersion();
    options.progress = [progress, cancelled](int done, int total) {
        if (*cancelled)
            return false;
        QMetaObject::invokeMethod(QCoreApplication::instance(), [progress, cancelled, done, total] {
            if (!progress || *cancelled)
                return;
            progress->setMaximum(total);
            progress->setValue(done);
        });
        return true;
    };
    runInBackground(
        this,
        [snapshot, options, path] {
            return report::writeReport(*snapshot->site, *snapshot, options, pathOf(path));
        },
        [this, progress, path](bool complete) {
            delete progress;
            emit said(complete ? tr("Exported %1").arg(path)
                               : tr("The report was cancelled; nothing was written."));
        },
        [this, progress](const QString& sentence) {
            delete progress;
            tell(tr("The report could not be written"), sentence);
        });
}

QPointer<QProgressDialog> FileActions::showProgress(const QString& what,
                                                    std::shared_ptr<std::atomic<bool>> cancelled)
{
    constexpr int patienceMs = 300;
    auto* progress = new QProgressDialog(what, tr("Cancel"), 0, 0, window_);
    progress->setWindowModality(Qt::WindowModal);
    progress->setMinimumDuration(patienceMs);
    connect(progress, &QProgressDialog::canceled, this, [cancelled] { *cancelled = true; });
    return progress;
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
    auto cancelled = std::make_shared<std::atomic<bool>>(false);
    const QPointer<QProgressDialog> progress = showProgress(tr("Reading %1 …").arg(path), cancelled);
    connect(project_->document(), &Document::opened, progress,
            [cancelled] { *cancelled = true; }); // its hall is gone
    progress->setValue(0); // from now on it counts its patience
    runInBackground(
        this, [file = pathOf(path), snapshot, hall] { return readCfdResult(file, *snapshot, hall); },
        [this, progress, cancelled](const CfdResultPtr& result) {
            delete progress;
            if (*cancelled)
                return;
            emit cfdResultRead(result);
            emit said(tr("Comparing with %1").arg(result->name));
        },
        [this, progress, cancelled](const QString& sentence) {
            delete progress;
            if (!*cancelled)
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
    const QString path = askWhereToSave(tr("Save the air of %1").arg(hallName),
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
