#include "app/gui/work_list_dock.h"

#include "core/model/object_names.h"
#include "views/panels/finding_words.h"
#include "views/shared/sentence_units.h"
#include "views/shared/severity_mark.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <map>
#include <tuple>

namespace hallwright::app {

namespace {

enum WorkColumn { WorkFinding, WorkPlace, WorkRemedy };
constexpr int workRole = Qt::UserRole;

auto workKey(const Finding& finding)
{
    return std::tuple(finding.rule, finding.subject, finding.other);
}

} // namespace

WorkListDock::WorkListDock(QWidget* parent)
    : QDockWidget(tr("Work list"), parent), title_(new QLabel(this)), progress_(new QProgressBar(this)),
      remedy_(new QToolButton(this)), tree_(new QTreeWidget(this))
{
    setObjectName(QStringLiteral("workListDock"));
    auto* page = new QWidget(this);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(6, 3, 6, 3);
    title_->setWordWrap(true);
    progress_->setTextVisible(false);
    progress_->setMaximumWidth(140);
    remedy_->setObjectName(QStringLiteral("workRemedy"));
    remedy_->setToolTip(tr("Have it added or enlarged, and be told what was chosen; Undo takes it back"));
    connect(remedy_, &QToolButton::clicked, this, [this] { emit remedyWanted(chosenFindings()); });
    drop_ = new QToolButton(page);
    drop_->setText(tr("Drop the list"));
    connect(drop_, &QToolButton::clicked, this, [this] {
        clear();
        emit dropped();
    });
    bar->addWidget(title_, 1);
    bar->addWidget(progress_);
    bar->addWidget(remedy_);
    bar->addWidget(drop_);
    tree_->setHeaderLabels({tr("To do"), tr("At"), tr("What would clear it")});
    tree_->setAlternatingRowColors(true);
    tree_->header()->setStretchLastSection(false);
    tree_->header()->setSectionResizeMode(QHeaderView::Stretch);
    tree_->header()->setSectionResizeMode(WorkPlace, QHeaderView::ResizeToContents);
    tree_->setToolTip(tr("A double click goes there; what is solved is checked off by itself"));
    connect(tree_, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        const QVariant which = item->data(WorkFinding, workRole);
        if (which.isValid())
            emit chosen(work_[static_cast<std::size_t>(which.toInt())].finding.subject);
    });
    connect(tree_, &QTreeWidget::currentItemChanged, this, &WorkListDock::showRemedy);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(tree_, 1);
    setWidget(page);
    showProgress();
    showRemedy();
}

void WorkListDock::begin(const QString& what, const SitePtr& site, std::vector<Finding> caused)
{
    resume(what, site, std::move(caused));
    show();
    raise();
    emit openWanted();
}

void WorkListDock::resume(const QString& what, const SitePtr& site, std::vector<Finding> caused)
{
    what_ = what;
    work_.clear();
    for (Finding& finding : caused)
        work_.push_back({std::move(finding)});
    fill(*site);
    showProgress();
    showRemedy();
}

std::vector<Finding> WorkListDock::caused() const
{
    std::vector<Finding> all;
    for (const Work& work : work_)
        all.push_back(work.finding);
    return all;
}

std::vector<Finding> WorkListDock::chosenFindings() const
{
    const QTreeWidgetItem* current = tree_->currentItem();
    std::vector<Finding> chosen;
    for (const Work& work : work_) {
        if (current && !work.solved && (work.item == current || work.item->parent() == current))
            chosen.push_back(work.finding);
    }
    return chosen;
}

void WorkListDock::showRemedy()
{
    const std::vector<Finding> chosen = chosenFindings();
    const QString text = chosen.empty() ? QString() : panels::remedyText(remedyFor(chosen.front()));
    remedy_->setText(text);
    remedy_->setVisible(!text.isEmpty());
}

// Those of one rule at one place together, as the findings' list has them.
void WorkListDock::fill(const Site& site)
{
    tree_->clear();
    std::vector<const Finding*> all;
    for (const Work& work : work_)
        all.push_back(&work.finding);
    for (const FindingGroup& group : grouped(all)) {
        auto* head = new QTreeWidgetItem(
            tree_,
            {QString::fromUtf8(group.rule->title.data(), static_cast<qsizetype>(group.rule->title.size())),
             QString::fromStdString(placeOf(site, group))});
        head->setIcon(WorkFinding, style::severityIcon(group.worst->severity));
        head->setCheckState(WorkFinding, Qt::Unchecked);
        head->setFlags(head->flags() & ~Qt::ItemIsUserCheckable);
        QFont bold = font();
        bold.setBold(true);
        head->setFont(WorkFinding, bold);
        for (const Finding* finding : group.findings) {
            auto* item = new QTreeWidgetItem(head, {style::sentence(finding->sentence),
                                                    QString::fromStdString(nameOf(site, finding->subject)),
                                                    style::sentence(finding->remedy)});
            const auto which =
                std::ranges::find(work_, finding, [](const Work& work) { return &work.finding; });
            item->setData(WorkFinding, workRole, static_cast<int>(which - work_.begin()));
            item->setCheckState(WorkFinding, Qt::Unchecked);
            item->setFlags(item->flags() & ~Qt::ItemIsUserCheckable);
            for (const int column : {WorkFinding, WorkRemedy})
                item->setToolTip(column, item->text(column));
            which->item = item;
        }
        head->setExpanded(tree_->topLevelItemCount() == 1);
    }
}

void WorkListDock::setFindings(const FindingsPtr& findings)
{
    if (!findings || work_.empty())
        return;
    using Key = decltype(workKey(work_.front().finding));
    std::map<Key, const Finding*> open;
    for (const Finding* finding : findings->open)
        open.emplace(workKey(*finding), finding);
    for (Work& work : work_) {
        const auto still = open.find(workKey(work.finding));
        work.solved = still == open.end();
        if (!work.solved)
            work.finding = *still->second; // with its figures of now
        work.item->setCheckState(WorkFinding, work.solved ? Qt::Checked : Qt::Unchecked);
        QFont struck = font();
        struck.setStrikeOut(work.solved);
        work.item->setFont(WorkFinding, struck);
    }
    for (int i = 0; i < tree_->topLevelItemCount(); ++i) {
        QTreeWidgetItem* head = tree_->topLevelItem(i);
        int done = 0;
        for (int j = 0; j < head->childCount(); ++j)
            done += head->child(j)->checkState(WorkFinding) == Qt::Checked ? 1 : 0;
        head->setCheckState(WorkFinding, done == head->childCount()
                                             ? Qt::Checked
                                             : (done > 0 ? Qt::PartiallyChecked : Qt::Unchecked));
        head->setText(WorkRemedy, tr("%1 of %2 solved").arg(done).arg(head->childCount()));
    }
    showProgress();
    showRemedy();
}

std::size_t WorkListDock::solved() const
{
    return static_cast<std::size_t>(std::ranges::count(work_, true, &Work::solved));
}

void WorkListDock::showProgress()
{
    progress_->setVisible(!work_.empty());
    drop_->setEnabled(!work_.empty());
    progress_->setRange(0, std::max(1, static_cast<int>(total())));
    progress_->setValue(static_cast<int>(solved()));
    title_->setText(work_.empty()
                        ? tr("No work list. Swapping a rack type makes one of what it causes, and a branch "
                             "has one of what it causes against what it began from.")
                        : tr("%1: %2 of %3 solved").arg(what_).arg(solved()).arg(total()));
}

void WorkListDock::clear()
{
    work_.clear();
    tree_->clear();
    what_.clear();
    showProgress();
    showRemedy();
}

} // namespace hallwright::app
