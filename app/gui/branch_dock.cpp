#include "app/gui/branch_dock.h"

#include "core/model/change_set.h"
#include "core/model/errors.h"
#include "core/model/merge.h"

#include <QAction>
#include <QDateTime>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

namespace hallwright::app {

namespace {

enum BranchColumn { Name, Kind, Changes };
enum OfChosen { Switch, BranchFrom, Compare, MergeHere, Rename, Drop };

constexpr int lineRole = Qt::UserRole;

QToolButton* button(QAction* action, QWidget* parent)
{
    auto* made = new QToolButton(parent);
    made->setDefaultAction(action);
    return made;
}

// Whether merging the branch into Main would bring nothing more.
bool isMerged(const SitePtr& start, const SitePtr& main, const SitePtr& branch)
{
    try {
        return merge(start, main, branch, MergePreference::Theirs).brought.empty();
    } catch (const InputError&) {
        return false;
    }
}

// Against what it was made from: against Main, which has gone on, other people's work would count as its own.
QString workOn(const Branch& branch, const SitePtr& start, const SitePtr& main)
{
    const ChangeSet own = diff(start ? *start : *main, *branch.site);
    const QString words = QString::fromStdString(summary(own));
    if (!start)
        return BranchDock::tr("%1, against Main").arg(words);
    if (!own.empty() && branch.info.kind == BranchKind::Branch && isMerged(start, main, branch.site))
        return BranchDock::tr("%1; all of it is in Main").arg(words);
    return words;
}

} // namespace

BranchDock::BranchDock(Project* project, BranchActions* actions, QWidget* parent)
    : QDockWidget(tr("Branches"), parent), project_(project), actions_(actions)
{
    setObjectName(QStringLiteral("branchDock"));
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(4, 4, 4, 4);
    list_ = new QTreeWidget(content);
    list_->setObjectName(QStringLiteral("branchList"));
    list_->setRootIsDecorated(false);
    list_->setHeaderLabels({tr("Name"), tr("Kind"), tr("What was done on it")});
    list_->header()->setStretchLastSection(true);
    list_->header()->setSectionResizeMode(Name, QHeaderView::ResizeToContents);
    list_->header()->setSectionResizeMode(Kind, QHeaderView::ResizeToContents);
    list_->setContextMenuPolicy(Qt::CustomContextMenu);
    column->addWidget(list_, 1);
    makeButtons(column);
    setWidget(content);
    connect(list_, &QTreeWidget::itemActivated, this, [this] {
        if (ofChosen_[Switch]->isEnabled())
            actions_->switchTo(chosen());
    });
    connect(list_, &QTreeWidget::currentItemChanged, this, &BranchDock::enableButtons);
    connect(list_, &QTreeWidget::customContextMenuRequested, this, &BranchDock::showMenu);
    connect(project_, &Project::branchesChanged, this, &BranchDock::fill);
    // The counts of changes: not while nobody looks.
    connect(project_->document(), &Document::committedSiteChanged, this, [this] {
        if (isVisible())
            fill();
    });
    connect(this, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        if (visible)
            fill();
    });
    fill();
}

void BranchDock::makeButtons(QLayout* column)
{
    const auto add = [this](const QString& text, const QString& tip, auto act) {
        auto* action = new QAction(text, this);
        action->setToolTip(tip);
        connect(action, &QAction::triggered, this, [this, act] { act(chosen()); });
        ofChosen_ << action;
    };
    add(tr("Switch"), tr("Work on the chosen branch (double click)"),
        [this](std::int64_t line) { actions_->switchTo(line); });
    add(tr("New branch …"), tr("A branch that starts as the chosen one is now"),
        [this](std::int64_t line) { actions_->createFrom(line); });
    add(tr("Compare …"), tr("The chosen one side by side with what is shown; with Main if it is shown"),
        [this](std::int64_t line) {
            const std::int64_t active = project_->activeBranch();
            emit comparisonWanted(line == active ? Project::mainLine : active, line);
        });
    add(tr("Merge …"), tr("Bring what was done on the chosen branch into what is shown"),
        [this](std::int64_t line) { actions_->merge(line); });
    add(tr("Rename …"), tr("Another name for the chosen one"),
        [this](std::int64_t line) { actions_->rename(line); });
    add(tr("Drop …"), tr("The chosen one and what was done on it"),
        [this](std::int64_t line) { actions_->drop(line); });
    auto* grid = new QGridLayout; // two beside each other: the dock may be narrow
    int place = 0;
    for (QAction* action : ofChosen_.mid(Switch, Rename)) {
        grid->addWidget(button(action, list_->parentWidget()), place / 2, place % 2);
        ++place;
    }
    grid->setColumnStretch(2, 1);
    static_cast<QVBoxLayout*>(column)->addLayout(grid);
}

std::int64_t BranchDock::chosen() const
{
    const QTreeWidgetItem* item = list_->currentItem();
    return item ? item->data(Name, lineRole).toLongLong() : project_->activeBranch();
}

QTreeWidgetItem* BranchDock::addLine(std::int64_t line, const QString& kind, const QString& changes)
{
    auto* item = new QTreeWidgetItem(list_, {project_->nameOf(line), kind, changes});
    item->setData(Name, lineRole, QVariant::fromValue<qlonglong>(line));
    item->setToolTip(Changes, changes);
    if (line == project_->activeBranch()) {
        QFont bold = item->font(Name);
        bold.setBold(true);
        item->setFont(Name, bold);
        item->setText(Kind, tr("%1, shown").arg(kind));
    }
    return item;
}

void BranchDock::fill()
{
    const std::int64_t active = project_->isOpen() ? project_->activeBranch() : Project::mainLine;
    const std::int64_t before = std::exchange(shown_, active) == active ? chosen() : active;
    list_->clear();
    if (project_->isOpen()) {
        const SitePtr main = project_->siteOf(Project::mainLine);
        list_->setCurrentItem(addLine(Project::mainLine, tr("Site"), {}));
        for (const Branch& branch : project_->branches()) {
            if (branch.info.kind == BranchKind::Start)
                continue;
            auto* item = addLine(
                branch.info.id, branch.info.kind == BranchKind::Version ? tr("Version") : tr("Branch"),
                workOn(branch, branch.info.start != 0 ? project_->siteOf(branch.info.start) : nullptr, main));
            const QDateTime made =
                QDateTime::fromString(QString::fromStdString(branch.info.created), Qt::ISODate);
            item->setToolTip(Name,
                             tr("Made %1").arg(QLocale().toString(made.toLocalTime(), QLocale::ShortFormat)));
            if (branch.info.id == before)
                list_->setCurrentItem(item);
        }
    }
    enableButtons();
}

void BranchDock::enableButtons()
{
    const bool open = project_->isOpen();
    const std::int64_t line = open ? chosen() : Project::mainLine;
    const std::int64_t active = project_->activeBranch();
    const bool isVersion =
        open && list_->currentItem() && list_->currentItem()->text(Kind).startsWith(tr("Version"));
    ofChosen_[Switch]->setEnabled(open && line != active && !isVersion);
    ofChosen_[BranchFrom]->setEnabled(open);
    ofChosen_[Compare]->setEnabled(open && list_->topLevelItemCount() > 1 &&
                                   (line != active || active != Project::mainLine));
    ofChosen_[MergeHere]->setEnabled(open && line != active && !isVersion);
    ofChosen_[Rename]->setEnabled(open && line != Project::mainLine);
    ofChosen_[Drop]->setEnabled(open && line != Project::mainLine);
}

void BranchDock::showMenu(QPoint at)
{
    QMenu menu;
    menu.addActions(ofChosen_);
    menu.exec(list_->viewport()->mapToGlobal(at));
}

} // namespace hallwright::app
