// All that is wrong with the site: a list to sort and filter, and beside it the chosen finding in full.
#pragma once

#include "core/rules/findings.h"

#include <QWidget>

#include <array>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace hallwright::panels {

class FindingCard;
class FindingsModel;

class FindingsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsPanel(QWidget* parent = nullptr);

    // Both, or neither while nothing is open. Hidden it does no work: the list is made when it is shown.
    void setFindings(const SnapshotPtr& snapshot, const FindingsPtr& findings);
    void showOtherUnits(); // after the reader has chosen SI or IP

    FindingsModel* model() { return model_; }
    QTreeView* tree() { return tree_; }
    QString summary() const; // what stands over the list

signals:
    void chosen(hallwright::ObjectRef subject);         // by Enter or a double click: select it and go there
    void waiveWanted(const hallwright::Finding& which); // accept it; a reason is still to be asked for
    void endOfWaiverWanted(const hallwright::Finding& which);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildFilters();
    void fill();
    void fillPlaces();
    void filter();
    void showCounts();
    void showCard();
    void choose(const QModelIndex& index);
    void keepPlace();    // before the list is made anew
    void restorePlace(); // after it

    SnapshotPtr snapshot_;
    FindingsPtr findings_;
    bool filled_ = false;
    FindingsModel* model_;
    QLineEdit* text_;
    std::array<QToolButton*, 3> severities_{};
    QComboBox* place_;
    QLabel* summary_;
    QStackedWidget* stack_;
    QTreeView* tree_;
    QLabel* none_;
    FindingCard* card_;
    QStringList expanded_;
    QString current_;
};

} // namespace hallwright::panels
