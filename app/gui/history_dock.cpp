#include "app/gui/history_dock.h"

#include "core/model/change_set.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <QHeaderView>
#include <QTreeWidget>

namespace hallwright::app {

namespace {

enum HistoryColumn { Step, Pue, WorstInlet, FindingCount };

} // namespace

HistoryDock::HistoryDock(Document* document, Results* results, QWidget* parent)
    : QDockWidget(tr("History"), parent), document_(document), list_(new QTreeWidget(this))
{
    setObjectName(QStringLiteral("historyDock"));
    setWidget(list_);
    list_->setRootIsDecorated(false);
    list_->setMouseTracking(true);
    list_->setHeaderLabels({tr("Step"), tr("PUE"), tr("Inlet"), tr("Findings")});
    list_->header()->setStretchLastSection(false);
    for (const HistoryColumn column : {Pue, WorstInlet, FindingCount})
        list_->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    list_->header()->setSectionResizeMode(Step, QHeaderView::Stretch);
    list_->header()->setMinimumSectionSize(20);
    list_->setToolTip(tr("A click, or Enter, takes the site to how it was after that step"));
    connect(list_, &QTreeWidget::itemClicked, this, &HistoryDock::goTo);
    connect(list_, &QTreeWidget::itemActivated, this, &HistoryDock::goTo);
    connect(list_, &QTreeWidget::itemEntered, this, &HistoryDock::describe);
    connect(document, &Document::opened, this, [this] {
        figures_.clear();
        fill();
    });
    connect(document, &Document::aboutToCommit, this, &HistoryDock::dropUndone);
    connect(document->undoGroup(), &QUndoGroup::indexChanged, this, &HistoryDock::fill);
    connect(results, &Results::snapshotReady, this, &HistoryDock::keepFigures);
    connect(results->session(), &SimulationSession::findingsReady, this, &HistoryDock::keepFindings);
    fill();
}

void HistoryDock::goTo(QTreeWidgetItem* item)
{
    if (!item) // activated by the click that has just made the list anew
        return;
    const int index = list_->indexOfTopLevelItem(item);
    if (index != document_->undoStack()->index()) // the list is made anew by it
        document_->undoStack()->setIndex(index);
}

void HistoryDock::showOtherUnits()
{
    fill();
}

QStringList HistoryDock::words(const Figures& figures) const
{
    if (!figures.evaluated)
        return {{}, {}, {}};
    return {style::known(figures.pue, style::formatPue),
            style::known(figures.worstInletC, style::formatTemperature),
            figures.findings ? style::formatCount(static_cast<long long>(*figures.findings)) : QString()};
}

HistoryDock::Figures& HistoryDock::figuresNow()
{
    const auto index = static_cast<std::size_t>(document_->undoStack()->index());
    if (figures().size() <= index)
        figures().resize(index + 1);
    return figures()[index];
}

// Steps that were undone are gone when another is made.
void HistoryDock::dropUndone()
{
    const auto kept = static_cast<std::size_t>(document_->undoStack()->index()) + 1;
    if (figures().size() > kept)
        figures().resize(kept);
}

void HistoryDock::keepFigures(const SnapshotPtr& snapshot)
{
    if (snapshot->site != document_->committedSite() || document_->isPreviewing())
        return;
    Figures& figures = figuresNow();
    figures.evaluated = true;
    figures.pue = snapshot->pue;
    figures.worstInletC = snapshot->hottestRack.valid() ? std::optional(snapshot->maxInletC) : std::nullopt;
    fill();
}

void HistoryDock::keepFindings(const SnapshotPtr& snapshot, const FindingsPtr& findings)
{
    if (snapshot->site != document_->committedSite() || document_->isPreviewing())
        return;
    figuresNow().findings = findings->open.size();
    fill();
}

void HistoryDock::fill()
{
    const QUndoStack& undo = *document_->undoStack();
    list_->clear();
    if (!document_->isOpen())
        return;
    for (int i = 0; i <= undo.count(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const Figures shown = at < figures().size() ? figures()[at] : Figures{};
        auto* item = new QTreeWidgetItem(list_, QStringList(i == 0 ? tr("As opened") : undo.text(i - 1)) +
                                                    words(shown));
        for (const HistoryColumn column : {Pue, WorstInlet, FindingCount})
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        if (i > undo.index())
            item->setForeground(Step, palette().placeholderText()); // undone
        if (i == undo.index())
            list_->setCurrentItem(item);
    }
}

void HistoryDock::describe(QTreeWidgetItem* item) const
{
    constexpr qsizetype most = 12;
    if (!item) // activated by the click that has just made the list anew
        return;
    const int index = list_->indexOfTopLevelItem(item);
    if (index < 1 || !item->toolTip(Step).isEmpty())
        return;
    const SitePtr before = document_->version(index - 1), after = document_->version(index);
    const ChangeSet changes = diff(*before, *after);
    QStringList lines{QString::fromStdString(summary(changes))};
    for (const std::string& sentence : sentences(changes, *before, *after)) {
        if (lines.size() == most) {
            lines << tr("… and more");
            break;
        }
        lines << style::sentence(sentence);
    }
    item->setToolTip(Step, lines.join(QLatin1Char('\n')));
}

} // namespace hallwright::app
