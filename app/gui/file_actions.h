// Opening, saving and exporting: what happens between a menu entry and the document.
#pragma once

#include "app/gui/cfd_result.h"
#include "app/gui/file_questions.h"
#include "app/gui/recent_files.h"
#include "app/project/project.h"
#include "core/simulation/snapshot.h"
#include "core/storage/recovery.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QWidget;

namespace hallwright::app {

class FileActions : public QObject
{
    Q_OBJECT

public:
    FileActions(Project* project, RecentFiles* recent, QWidget* window);

    // Each asks for what it needs, tells failures in one sentence, and leaves the document as it was then.
    void createSite(); // asks what it is to be
    void chooseAndOpen();
    void open(const QString& path); // a site file or a recipe; reads on another thread
    bool save();
    bool saveAs();
    // As the command line's solve --racks: every rack with what it draws and gives.
    void exportRackTable(const SnapshotPtr& snapshot);
    // Any table, as CSV made on another thread: asks where, offering the site's name with this appended.
    void exportTable(const QString& title, const QString& appended, const std::function<std::string()>& text);
    void exportFloorPlan(const SitePtr& site, HallId hall); // core/exchange/floor_dxf.h
    // Asks for another program's result of that hall.
    void chooseCfdResult(const SnapshotPtr& snapshot, HallId hall);
    void openCfdResult(const QString& path, const SnapshotPtr& snapshot,
                       HallId hall); // cfdResultRead() follows
    // Asks where to write the hall's air, as the command line's field --vti does.
    void chooseAndSaveField(const SolvedAirPtr& field, const QString& hallName);
    void saveField(const SolvedAirPtr& field, const QString& path); // on another thread; said() follows
    // Offers to save what is not saved. False if the reader wants to stay.
    bool mayClose();

    // Offers what a crash left of a site that was never saved. True if the reader took it.
    bool offerUnsavedSite();
    // Another program has changed the file: shows how, and asks whose version is to stay.
    void resolveConflict();

signals:
    void recoveryDeclined(); // what a crash left of the document just opened is not wanted
    void recoveryPutOff();   // it is to be kept
    void aboutToRead(); // the committed site is about to be saved or closed: hand over what is half typed
    void openingStarted(const QString& path);
    void cfdResultRead(const hallwright::app::CfdResultPtr& result);
    void openingEnded();               // opened, failed or given up
    void saved();                      // perhaps under another name
    void created();                    // a new site, to be drawn in
    void said(const QString& message); // for the status bar

private:
    struct Opened {
        SitePtr site;
        SiteImagePtr image; // of its file, if it has one; of a recipe with weather, that alone
        std::optional<RecoveredSite> recovered;
        std::vector<PutAside> unreadable; // of what a crash left
        std::optional<Holder> holder;     // another program that has it open
        QString readOnlyWhy;              // empty if it may be written
    };
    static Opened read(const std::filesystem::path& file);
    // What the file holds now; null if it cannot be read.
    static SiteImagePtr theirs(const std::filesystem::path& file);
    ConflictAnswer resolve(const SiteImagePtr& theirs, const FileStamp& stamp);
    void tellUnreadable(const std::vector<PutAside>& unreadable);
    void offerRecovered(const RecoveredSite& recovered);
    void opened(const Opened& result, const std::filesystem::path& file, const QString& from);
    bool write(const std::filesystem::path& file);
    void writeInBackground(const QString& path, const std::function<std::string()>& text,
                           const QString& failure);
    void tell(const QString& title, const QString& sentence);

    Project* project_;
    RecentFiles* recent_;
    QWidget* window_;
    bool opening_ = false;
    bool resolving_ = false;
};

} // namespace hallwright::app
