#include "app/gui/merge_dialog.h"

#include "core/model/change_set.h"
#include "core/model/errors.h"
#include "views/shared/sentence_units.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace hallwright::app {

namespace {

QTreeWidget* listIn(QWidget* parent, const QStringList& columns)
{
    auto* list = new QTreeWidget(parent);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setHeaderLabels(columns);
    list->header()->setSectionResizeMode(QHeaderView::Stretch);
    list->setSelectionMode(QAbstractItemView::NoSelection);
    return list;
}

void addLine(QTreeWidget* list, const QStringList& words)
{
    auto* item = new QTreeWidgetItem(list, words);
    for (int column = 0; column < words.size(); ++column)
        item->setToolTip(column, words[column]);
}

// The first, and how many more there are: what one did in a hall that the other removed may be much.
QString sentenceOf(const ChangeSet& change, const Site& before, const Site& after)
{
    const std::vector<std::string> all = sentences(change, before, after);
    if (all.empty())
        return {};
    const QString first = style::sentence(all.front());
    return all.size() == 1 ? first : MergeDialog::tr("%1 And %2 more there.").arg(first).arg(all.size() - 1);
}

bool isRemoval(const ChangeSet& change)
{
    return !change.objects.empty() && change.objects.front().kind == ObjectChangeKind::Removed;
}

// Of something that the other only changed things in.
bool takesMoreAlong(const ChangeSet& removal, const ChangeSet& other)
{
    return isRemoval(removal) &&
           (other.objects.empty() || other.objects.front().object != removal.objects.front().object);
}

} // namespace

MergeDialog::MergeDialog(const Project& project, std::int64_t line, QWidget* parent)
    : QDialog(parent), project_(project), line_(line), merge_(project.mergeOf(line, MergePreference::Ours)),
      summary_(new QLabel(this)), changes_(listIn(this, {tr("What is done")})), conflicts_(new QWidget(this))
{
    setObjectName(QStringLiteral("mergeDialog"));
    setWindowTitle(tr("Merge %1 into %2").arg(project.nameOf(line), project.nameOf(project.activeBranch())));
    resize(720, 520);
    summary_->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    mergeButton_ = buttons->addButton(tr("Merge"), QDialogButtonBox::AcceptRole);
    mergeButton_->setObjectName(QStringLiteral("merge"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    makeConflicts();
    auto* column = new QVBoxLayout(this);
    column->addWidget(summary_);
    column->addWidget(changes_, 2);
    column->addWidget(conflicts_, 1);
    column->addWidget(buttons);
    conflicts_->setVisible(!merge_.conflicts.empty());
    choices_.each.assign(merge_.conflicts.size(), MergePreference::Ours);
    fillConflicts();
    showMerge();
}

void MergeDialog::makeConflicts()
{
    const QString ours = tr("As in %1").arg(project_.nameOf(project_.activeBranch()));
    const QString theirs = tr("As in %1").arg(project_.nameOf(line_));
    conflictList_ = listIn(conflicts_, {ours, theirs});
    conflictList_->setObjectName(QStringLiteral("conflicts"));
    connect(conflictList_, &QTreeWidget::itemChanged, this, &MergeDialog::choose);
    connect(conflictList_, &QTreeWidget::itemClicked, this, &MergeDialog::choose);
    auto* row = new QHBoxLayout;
    row->addWidget(new QLabel(tr("Both changed these. What stands? Click on it."), conflicts_));
    row->addStretch(1);
    const auto addButton = [&](const QString& text, const char* name, MergePreference preference) {
        auto* button = new QPushButton(text, conflicts_);
        button->setObjectName(QString::fromLatin1(name));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, preference] { chooseAll(preference); });
        row->addWidget(button);
    };
    addButton(tr("All %1").arg(ours.left(1).toLower() + ours.mid(1)), "allOurs", MergePreference::Ours);
    addButton(tr("All %1").arg(theirs.left(1).toLower() + theirs.mid(1)), "allTheirs",
              MergePreference::Theirs);
    auto* column = new QVBoxLayout(conflicts_);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(conflictList_);
}

void MergeDialog::fillConflicts()
{
    const Site& here = *project_.document()->committedSite();
    const SitePtr start = project_.startOf(line_), there = project_.siteOf(line_);
    const QSignalBlocker quiet(conflictList_);
    for (const MergeConflict& conflict : merge_.conflicts) {
        QString theirs = sentenceOf(conflict.theirs, *start, *there);
        if (isRemoval(conflict.ours))
            theirs = tr("%1 It is gone here, and stays so.").arg(theirs);
        else if (takesMoreAlong(conflict.theirs, conflict.ours))
            theirs = tr("%1 What was done in it here goes with it.").arg(theirs);
        addLine(conflictList_, {sentenceOf(conflict.ours, *start, here), theirs});
    }
    showChoices();
}

void MergeDialog::choose(QTreeWidgetItem* conflict, int column)
{
    const auto index = static_cast<std::size_t>(conflictList_->indexOfTopLevelItem(conflict));
    choices_.each.at(index) = column == 0 ? MergePreference::Ours : MergePreference::Theirs;
    tryOut();
}

void MergeDialog::chooseAll(MergePreference preference)
{
    choices_.each.assign(choices_.each.size(), preference);
    tryOut();
}

void MergeDialog::tryOut()
{
    showChoices();
    try {
        merge_ = project_.mergeOf(line_, choices_);
        showMerge();
    } catch (const InputError& error) { // this choice does not go with that one
        summary_->setText(QString::fromUtf8(error.what()));
        changes_->clear();
        mergeButton_->setEnabled(false);
    }
}

void MergeDialog::showChoices()
{
    const QSignalBlocker quiet(conflictList_);
    for (int row = 0; row < conflictList_->topLevelItemCount(); ++row) {
        const bool theirs = choices_.each[static_cast<std::size_t>(row)] == MergePreference::Theirs;
        QTreeWidgetItem* item = conflictList_->topLevelItem(row);
        item->setCheckState(0, theirs ? Qt::Unchecked : Qt::Checked);
        item->setCheckState(1, theirs ? Qt::Checked : Qt::Unchecked);
    }
}

void MergeDialog::showMerge()
{
    const Site& here = *project_.document()->committedSite();
    const QString nothing =
        merge_.conflicts.empty()
            ? tr("There is nothing to bring: all that was done there is done here.")
            : tr("There is nothing to bring: all that both changed stands as it is here.");
    summary_->setText(merge_.brought.empty() ? nothing
                                             : tr("%1. One step of the history, which Undo takes back.")
                                                   .arg(QString::fromStdString(summary(merge_.brought))));
    changes_->clear();
    for (const std::string& sentence : sentences(merge_.brought, here, *merge_.site))
        addLine(changes_, {style::sentence(sentence)});
    mergeButton_->setEnabled(!merge_.brought.empty() || !merge_.conflicts.empty());
}

} // namespace hallwright::app
