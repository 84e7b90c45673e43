// Shows what merging another branch comes to, and asks what stands where both changed one thing.
#pragma once

#include "app/project/project.h"

#include <QDialog>

#include <cstdint>

class QLabel;
class QRadioButton;
class QTreeWidget;

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
    void showMerge(const Merge& merge);

    const Project& project_;
    std::int64_t line_;
    Merge merge_;
    QLabel* summary_;
    QTreeWidget* changes_;
    QWidget* conflicts_;
    QTreeWidget* conflictList_;
    QRadioButton* theirs_;
};

} // namespace hallwright::app
