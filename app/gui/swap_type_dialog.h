// Racks are to be of another type: what that comes to, before it is done.
#pragma once

#include "core/rules/findings.h"

#include <QDialog>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace hallwright::app {

// The site as it would be.
struct Swapped {
    SitePtr site;
    SnapshotPtr snapshot;
    FindingsPtr findings;
};

class SwapTypeDialog : public QDialog
{
    Q_OBJECT

public:
    // `before` and what is wrong with it are of the version that the racks are in.
    SwapTypeDialog(const SnapshotPtr& before, const FindingsPtr& findings, const std::vector<RackId>& racks,
                   QWidget* parent);

    void choose(RackTypeId type);
    RackTypeId chosen() const;
    const std::optional<Swapped>& swapped() const { return swapped_; } // none where it cannot be
    std::vector<Finding> caused() const;                               // that there are not now
    QString undoText() const;
    QTreeWidget* figures() { return figures_; }
    QString said() const; // what there is to say of the choice

private:
    void fillTypes();
    QString racksText() const;
    void compare();
    void showFigures();

    SnapshotPtr before_;
    FindingsPtr findingsBefore_;
    std::vector<RackId> racks_;
    std::optional<Swapped> swapped_;
    QComboBox* type_;
    QTreeWidget* figures_;
    QLabel* said_;
    QPushButton* apply_;
};

} // namespace hallwright::app
