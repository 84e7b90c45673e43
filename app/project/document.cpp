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
    void undo() override { document_->setCommitted(withIdMarks(before_, idMarksOf(*document_->committed_))); }
    void redo() override { document_->setCommitted(withIdMarks(after_, idMarksOf(*document_->committed_))); }

    const SitePtr& before() const { return before_; }
    const SitePtr& after() const { return after_; }

private:
    Document* document_;
    SitePtr before_;
    SitePtr after_;
};

Document::Document(QObject* parent) : QObject(parent)
{
    connect(&undo_, &QUndoStack::cleanChanged, this, &Document::stateChanged);
}

void Document::open(SitePtr site, const std::filesystem::path& file, SiteImagePtr image)
{
    undo_.clear();
    preview_ = nullptr;
    committed_ = std::move(site);
    file_ = file;
    image_ = std::move(image);
    scenarios_ = savedScenarios_ = image_ ? image_->scenarios : std::vector<Scenario>();
    neverSaved_ = committed_ && file.empty();
    stamp_ = file.empty() ? std::nullopt : std::optional(stampOf(file));
    emit opened();
    emit shownSiteChanged();
    emit stateChanged();
}

void Document::close()
{
    open(nullptr, {});
}

bool Document::isModified() const
{
    return isOpen() && (!undo_.isClean() || scenarios_ != savedScenarios_);
}

void Document::setScenarios(std::vector<Scenario> scenarios)
{
    scenarios_ = std::move(scenarios);
    emit stateChanged();
}

QString Document::displayName() const
{
    if (!isOpen())
        return {};
    if (neverSaved_)
        return tr("%1 (not saved yet)").arg(QString::fromStdString(committed_->info.name));
    return QString::fromStdString(file_.filename().string());
}

void Document::commit(SitePtr next, const QString& text)
{
    preview_ = nullptr;
    emit aboutToCommit();
    undo_.push(new SwapVersions(this, committed_, std::move(next), text));
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

void Document::save(const std::filesystem::path& file)
{
    image_ =
        saveSite(committed_, image_ ? image_->branches : std::vector<Branch>(), scenarios_, file, image_);
    file_ = file;
    stamp_ = stampOf(file);
    neverSaved_ = false;
    undo_.setClean();
    savedScenarios_ = scenarios_;
    emit stateChanged();
}

bool Document::changedOnDisk() const
{
    return stamp_ && stampOf(file_) != *stamp_;
}

SitePtr Document::version(int steps) const
{
    const auto step = [this](int index) { return static_cast<const SwapVersions*>(undo_.command(index)); };
    if (steps < 0 || steps > undo_.count())
        return nullptr;
    if (undo_.count() == 0)
        return committed_;
    return steps == 0 ? step(0)->before() : step(steps - 1)->after();
}

void Document::setCommitted(const SitePtr& site)
{
    preview_ = nullptr;
    committed_ = site;
    emit committedSiteChanged();
    emit shownSiteChanged();
}

} // namespace hallwright::app
