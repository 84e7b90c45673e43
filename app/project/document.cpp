#include "app/project/document.h"

#include "core/model/site_edit.h"

#include <QUndoCommand>

namespace hallwright::app {

// One undo step: the version before and the version after. They share every hall the edit did not touch.
class Document::SwapVersions : public QUndoCommand
{
public:
    SwapVersions(Document* document, SitePtr before, SitePtr after, const QString& text)
        : QUndoCommand(text), document_(document), before_(std::move(before)), after_(std::move(after))
    {
    }

    // Ids that the version left behind has given stay given, so that no two things ever had the same one.
    void undo() override
    {
        document_->setCommitted(withIdMarks(before_, idMarksOf(*document_->committedSite())));
    }
    void redo() override
    {
        document_->setCommitted(withIdMarks(after_, idMarksOf(*document_->committedSite())));
    }

    const SitePtr& before() const { return before_; }
    const SitePtr& after() const { return after_; }

private:
    Document* document_;
    SitePtr before_;
    SitePtr after_;
};

Document::Document(QObject* parent) : QObject(parent), history_(std::make_shared<History>(nullptr)) {}

Document::~Document() = default;

void Document::open(SitePtr site)
{
    preview_ = nullptr;
    history_ = std::make_shared<History>(std::move(site));
    undoGroup_.addStack(&history_->undo);
    undoGroup_.setActiveStack(&history_->undo);
    emit opened();
    emit shownSiteChanged();
}

void Document::goTo(HistoryPtr history)
{
    preview_ = nullptr;
    history_ = std::move(history);
    undoGroup_.addStack(&history_->undo);
    undoGroup_.setActiveStack(&history_->undo);
    emit committedSiteChanged();
    emit shownSiteChanged();
}

void Document::commit(SitePtr next, const QString& text)
{
    preview_ = nullptr;
    emit aboutToCommit();
    history_->undo.push(new SwapVersions(this, history_->committed, std::move(next), text));
}

void Document::preview(SitePtr working)
{
    preview_ = std::move(working);
    emit shownSiteChanged();
}

void Document::revertPreview()
{
    if (!preview_)
        return;
    preview_ = nullptr;
    emit shownSiteChanged();
}

SitePtr Document::version(int steps) const
{
    const QUndoStack& undo = history_->undo;
    const auto step = [&undo](int index) { return static_cast<const SwapVersions*>(undo.command(index)); };
    if (steps < 0 || steps > undo.count())
        return nullptr;
    if (undo.count() == 0)
        return history_->committed;
    return steps == 0 ? step(0)->before() : step(steps - 1)->after();
}

void Document::setCommitted(const SitePtr& site)
{
    preview_ = nullptr;
    history_->committed = site;
    emit committedSiteChanged();
    emit shownSiteChanged();
}

} // namespace hallwright::app
