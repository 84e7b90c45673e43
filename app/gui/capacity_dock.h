// How many more racks of a type fit, where, what stops the next and what makes room: for the place that was chosen in
// the site, or the campus. What fits is taken over as a branch.
#pragma once

#include "app/gui/branch_actions.h"
#include "app/gui/capacity_session.h"
#include "app/gui/results.h"
#include "views/shared/position_marks.h"

#include <QDockWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QProgressBar;
class QStackedWidget;
class QToolButton;

namespace hallwright::panels {
class CapacityCard;
class CapacityTable;
} // namespace hallwright::panels

namespace hallwright::app {

class CapacityDock : public QDockWidget
{
    Q_OBJECT

public:
    // All outlive it.
    CapacityDock(Document* document, Results* results, BranchActions* branches, QWidget* parent);

    void open(); // in front of its neighbours
    // The building, hall or row, or the hall in which it stands; the campus, of the site itself. What stands outside
    // halls changes nothing.
    void askAbout(ObjectRef object);
    void askAboutAll() { askAbout({}); }
    void takeOver(); // as a branch; said() why not
    void showOtherUnits();

    const std::optional<CapacityAnswer>& answer() const { return answer_; }
    bool isCurrent() const; // the answer is of what is asked now
    bool isIdle() const { return session_.isIdle(); }
    panels::CapacityTable* table() { return table_; }
    panels::CapacityCard* card() { return card_; }
    QString branchName() const; // "20 × GB200 NVL72 in B5"

signals:
    void chosen(hallwright::ObjectRef object); // select it and go there; the site's data: the campus
    void openWanted();
    void said(const QString& message);
    void exportWanted(const hallwright::CapacityPtr& capacity);
    // Those to be drawn in plans; none while the dock is not seen.
    void positionsChanged(const std::vector<hallwright::style::PositionMark>& positions);

private:
    QWidget* buildBar();
    QToolButton* addButton(QLayout* row, const QString& text, const QString& tip,
                           void (CapacityDock::*act)());
    void joinParts();
    void forget(); // another site, or none
    void request();
    void fillTypes(const Site& site);
    void take(const CapacityAnswer& answer);
    void showState();
    void showCard();
    void showPositions();
    void showEmpty(const QString& sentence);
    void copy();
    void exportTable();

    Document* document_;
    Results* results_;
    BranchActions* branches_;
    CapacitySession session_;
    ObjectRef place_;       // none: the campus
    RackTypeId chosenType_; // by the reader; none: the place's usual one
    std::optional<CapacityAsked> asked_;
    std::optional<CapacityAnswer> answer_;
    QString failure_;
    bool seen_ = false;

    QComboBox* type_;
    QComboBox* load_;
    QLabel* placeLabel_;
    QToolButton* campus_ = nullptr;
    QLabel* state_;
    QProgressBar* busy_;
    QToolButton* copy_ = nullptr;
    QToolButton* export_ = nullptr;
    QToolButton* takeOver_ = nullptr;
    QStackedWidget* stack_;
    QLabel* empty_;
    panels::CapacityTable* table_;
    panels::CapacityCard* card_;
};

} // namespace hallwright::app
