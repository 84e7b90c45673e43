// Opening, saving and exporting: what happens between a menu entry and the document.
#pragma once

#include "app/gui/document.h"
#include "app/gui/recent_files.h"
#include "core/simulation/snapshot.h"

#include <QObject>

#include <functional>

class QWidget;

namespace hallwright::app {

class FileActions : public QObject
{
    Q_OBJECT

public:
    FileActions(Document* document, RecentFiles* recent, QWidget* window);

    // Each asks for what it needs, tells failures in one sentence, and leaves the document as it was then.
    void chooseAndOpen();
    void open(const QString& path); // a site file or a recipe; reads on another thread
    bool save();
    bool saveAs();
    void exportReport(const SnapshotPtr& snapshot);
    // Offers to save what is not saved. False if the reader wants to stay.
    bool mayClose();

    bool isOpening() const { return opening_; }

signals:
    void openingStarted(const QString& path);
    void openingEnded(); // opened, failed or given up
    void said(const QString& message); // for the status bar

private:
    void opened(const SitePtr& site, const std::filesystem::path& file, const QString& from);
    void offerRecovery(const std::filesystem::path& file);
    bool write(const std::filesystem::path& file);
    void tell(const QString& title, const QString& sentence);

    Document* document_;
    RecentFiles* recent_;
    QWidget* window_;
    bool opening_ = false;
};

} // namespace hallwright::app
