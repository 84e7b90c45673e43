// All that is wrong with the site: a list to sort and filter, and beside it the chosen finding in full.
#pragma once

#include "core/rules/findings.h"

#include <QSet>
#include <QStringList>
#include <QWidget>

#include <array>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace hallwright::panels {

class FindingCard;
class FindingsModel;
struct FindingsFilter;

class FindingsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsPanel(QWidget* parent = nullptr);

    // Both, or neither while nothing is open. Hidden it does no work: the list is made when it is shown.
    void setFindings(const SnapshotPtr& snapshot, const FindingsPtr& findings);
    void showOtherUnits(); // after the reader has chosen SI or IP

    // What the reader has asked for elsewhere; other filters are taken off.
    void showOnly(Severity severity);
    void showOnlyWaived();
    void showOnlyOf(ObjectRef object);
    void showAll();
    void showFinding(const Finding& finding); // it or one like it is made current

    FindingsModel* model() { return model_; }
    QTreeView* tree() { return tree_; }
    QString summary() const; // what stands over the list

signals:
    void chosen(hallwright::ObjectRef subject);        // by Enter or a double click: select it and go there
    void moveWanted(const hallwright::Relocation& to); // a rack, as the remedy says
    void
    remedyWanted(const std::vector<hallwright::Finding>& which); // of one rule at one place, to be designed
    void
    waiveWanted(const std::vector<hallwright::Finding>& which); // all for one reason, still to be asked for
    void endOfWaiverWanted(const std::vector<hallwright::Finding>& which);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildFilters();
    void fill();
    void fillPlaces();
    void filter();
    QString withWord(std::size_t count, const QString& word) const;
    void showCounts();
    void showCard();
    void choose(const QModelIndex& index);
    QToolButton* addToggle(QWidget* bar, const QString& name, const QIcon& icon, const QString& toolTip);
    void joinTree();
    void ask(const FindingsFilter& filter);
    void keepPlace();    // before the list is made anew
    void restorePlace(); // after it
    std::vector<Finding> chosenFindings() const;

    SnapshotPtr snapshot_;
    FindingsPtr findings_;
    bool filled_ = false;
    FindingsModel* model_;
    QLineEdit* text_;
    std::array<QToolButton*, 3> severities_{};
    QToolButton* waived_ = nullptr;
    QToolButton* all_ = nullptr; // takes all filters off
    QComboBox* place_;
    QLabel* summary_;
    QStackedWidget* stack_;
    QTreeView* tree_;
    QLabel* none_;
    FindingCard* card_;
    QSet<QString> expanded_; // by key: also of groups that are gone for the moment
    QString current_;        // as the reader chose it, though it be gone for the moment
    QStringList neighbours_; // of the row that is current, the nearest first
    int scrolled_ = 0;
    bool restoring_ = false;
    ObjectRef asked_; // offered beside the halls
};

} // namespace hallwright::panels
