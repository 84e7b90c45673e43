// Shows what merging another branch comes to, and asks what stands at each thing that both changed.
#pragma once

#include "app/project/project.h"

#include <QDialog>

#include <cstdint>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace hallwright::app {

class MergeDialog : public QDialog
{
    Q_OBJECT

public:
    // Throws InputError where the two cannot be merged.
    MergeDialog(const Project& project, std::int64_t line, QWidget* parent);

    const Merge& merge() const { return merge_; } // as the reader chose

private:
    void makeConflicts();
    void fillConflicts();
    void choose(QTreeWidgetItem* conflict, int column);
    void chooseAll(MergePreference preference);
    void tryOut();
    void showChoices();
    void showMerge();

    const Project& project_;
    std::int64_t line_;
    Merge merge_;
    QLabel* summary_;
    QTreeWidget* changes_;
    QWidget* conflicts_;
    QTreeWidget* conflictList_;
    QPushButton* mergeButton_;
    MergeChoices choices_{MergePreference::Ours};
};

} // namespace hallwright::app
