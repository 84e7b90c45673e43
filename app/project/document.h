// The open site as it is worked on: its versions and its undo history.
#pragma once

#include "app/project/history.h"
#include "core/model/site.h"

#include <QObject>
#include <QString>
#include <QUndoGroup>

namespace hallwright::app {

// Holds the committed version and, during a drag, a preview of what it may become. Every change of either is told by
// shownSiteChanged; views show shownSite() and nothing else.
class Document : public QObject
{
    Q_OBJECT

public:
    explicit Document(QObject* parent = nullptr);
    ~Document() override;

    // Another site, without a history; null closes it.
    void open(SitePtr site);
    // Another line of work on the same campus, with the history that it has.
    void goTo(HistoryPtr history);
    const HistoryPtr& history() const { return history_; }

    bool isOpen() const { return history_->committed != nullptr; }
    const SitePtr& committedSite() const { return history_->committed; }
    const SitePtr& shownSite() const { return preview_ ? preview_ : history_->committed; }
    bool isPreviewing() const { return preview_ != nullptr; }

    // Makes `next` the committed version; one undo step named `text`. Ends a preview.
    void commit(SitePtr next, const QString& text);
    void preview(SitePtr working);
    void revertPreview();

    QUndoStack* undoStack() { return &history_->undo; } // of the line of work that is shown
    QUndoGroup* undoGroup() { return &undoGroup_; }     // follows it to another
    // The site after as many of its steps, done or undone, as the history has; none beyond them.
    SitePtr version(int steps) const;

signals:
    void opened(); // another site, or none
    void shownSiteChanged();
    void aboutToCommit();        // an edit, not an undo or a redo
    void committedSiteChanged(); // after a commit, an undo or a redo, or another line of work

private:
    class SwapVersions;
    void setCommitted(const SitePtr& site);

    HistoryPtr history_; // never null
    SitePtr preview_;
    QUndoGroup undoGroup_;
};

} // namespace hallwright::app
