#include "app/gui/merge_dialog.h"

#include "core/model/change_set.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
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

QString sentenceOf(const ChangeSet& change, const Site& before, const Site& after)
{
    const std::vector<std::string> all = sentences(change, before, after);
    return all.empty() ? QString() : QString::fromStdString(all.front());
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
    QPushButton* merge = buttons->addButton(tr("Merge"), QDialogButtonBox::AcceptRole);
    merge->setObjectName(QStringLiteral("merge"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    makeConflicts();
    auto* column = new QVBoxLayout(this);
    column->addWidget(summary_);
    column->addWidget(changes_, 2);
    column->addWidget(conflicts_, 1);
    column->addWidget(buttons);
    conflicts_->setVisible(!merge_.conflicts.empty());
    showMerge(merge_);
    merge->setEnabled(!merge_.brought.empty() || !merge_.conflicts.empty());
}

void MergeDialog::makeConflicts()
{
    auto* words = new QLabel(tr("Both changed these. What stands?"), conflicts_);
    auto* ours = new QRadioButton(tr("As in %1").arg(project_.nameOf(project_.activeBranch())), conflicts_);
    theirs_ = new QRadioButton(tr("As in %1").arg(project_.nameOf(line_)), conflicts_);
    theirs_->setObjectName(QStringLiteral("preferTheirs"));
    ours->setChecked(true);
    conflictList_ = listIn(conflicts_, {ours->text(), theirs_->text()});
    connect(theirs_, &QRadioButton::toggled, this, [this](bool theirs) {
        merge_ = project_.mergeOf(line_, theirs ? MergePreference::Theirs : MergePreference::Ours);
        showMerge(merge_);
    });
    auto* choice = new QHBoxLayout;
    choice->addWidget(words);
    choice->addWidget(ours);
    choice->addWidget(theirs_);
    choice->addStretch(1);
    auto* column = new QVBoxLayout(conflicts_);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(choice);
    column->addWidget(conflictList_);
}

void MergeDialog::showMerge(const Merge& merge)
{
    const Site& here = *project_.document()->committedSite();
    summary_->setText(merge.brought.empty()
                          ? tr("There is nothing to bring: all that was done there is done here.")
                          : tr("%1. One step of the history, which Undo takes back.")
                                .arg(QString::fromStdString(summary(merge.brought))));
    changes_->clear();
    for (const std::string& sentence : sentences(merge.brought, here, *merge.site))
        addLine(changes_, {QString::fromStdString(sentence)});
    conflictList_->clear();
    const SitePtr start = project_.startOf(line_), there = project_.siteOf(line_);
    for (const MergeConflict& conflict : merge.conflicts)
        addLine(conflictList_,
                {sentenceOf(conflict.ours, *start, here), sentenceOf(conflict.theirs, *start, *there)});
}

} // namespace hallwright::app
