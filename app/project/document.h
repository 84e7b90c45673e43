// The open site: its versions, its undo history and its file.
#pragma once

#include "core/model/site.h"
#include "core/storage/site_file.h"

#include <QObject>
#include <QString>
#include <QUndoStack>

#include <filesystem>
#include <optional>

namespace hallwright::app {

// Holds the committed version and, during a drag, a preview of what it may become. Every change of either is told by
// shownSiteChanged; views show shownSite() and nothing else.
class Document : public QObject
{
    Q_OBJECT

public:
    explicit Document(QObject* parent = nullptr);

    // A site from a file, or with an empty path one that has not been saved yet (built from a recipe). Forgets the
    // undo history. `image` is what the file holds, if it was kept.
    void open(SitePtr site, const std::filesystem::path& file, SiteImagePtr image = nullptr);
    void close();

    bool isOpen() const { return committed_ != nullptr; }
    const SitePtr& committedSite() const { return committed_; }
    const SitePtr& shownSite() const { return preview_ ? preview_ : committed_; }
    bool isPreviewing() const { return preview_ != nullptr; }
    const std::filesystem::path& file() const { return file_; }
    bool isModified() const;
    QString displayName() const; // the file's name, or the site's with a hint that it was never saved

    // Makes `next` the committed version; one undo step named `text`. Ends a preview.
    void commit(SitePtr next, const QString& text);
    void preview(SitePtr working);
    void revertPreview();

    // Those of the file, and what became of them since. They are saved with the site; undo leaves them alone.
    const std::vector<Scenario>& scenarios() const { return scenarios_; }
    void setScenarios(std::vector<Scenario> scenarios);

    // Writes the committed version. Throws StorageError; the file and the document are then as before.
    void save(const std::filesystem::path& file);
    // Whether the file on disk is no longer the one that was opened or last saved.
    bool changedOnDisk() const;
    // The file's stamp when it was opened or last saved; all zeros for a site never saved.
    FileStamp fileStamp() const { return stamp_.value_or(FileStamp{}); }

    QUndoStack* undoStack() { return &undo_; }
    // The site after as many of its steps, done or undone, as the history has; none beyond them.
    SitePtr version(int steps) const;

signals:
    void opened(); // another site, or none
    void shownSiteChanged();
    void aboutToCommit();        // an edit, not an undo or a redo
    void committedSiteChanged(); // after a commit, an undo or a redo
    void stateChanged();         // file name or modified mark

private:
    class SwapVersions;
    void setCommitted(const SitePtr& site);

    SitePtr committed_;
    SitePtr preview_;
    std::filesystem::path file_;
    std::optional<FileStamp> stamp_;
    SiteImagePtr image_; // of the file
    std::vector<Scenario> scenarios_;
    std::vector<Scenario> savedScenarios_;
    QUndoStack undo_;
    bool neverSaved_ = false;
};

} // namespace hallwright::app
