// The figures a facility engineer watches while dragging, each with its change and what that is counted from.
#pragma once

#include "core/model/selection_set.h"
#include "core/simulation/figures.h"

#include <QFrame>
#include <QLabel>

namespace hallwright::panels {

// What changes are counted from, and in which words a reader is told: "since the drag began". Null: no changes.
struct ComparedWith {
    SnapshotPtr snapshot;
    QString words;
};

class KeyFiguresBar : public QFrame
{
    Q_OBJECT

public:
    explicit KeyFiguresBar(QWidget* parent = nullptr);

    // A null snapshot shows dashes. The selection adds what its rack and its hall feel.
    void setFigures(const SnapshotPtr& snapshot, const ComparedWith& compared, const SelectionSet& selection);

    // The text of one card, for tests: "it", "facility", "pue", "worst", "over", "hall", "rack".
    QString value(const QString& card) const;
    QString change(const QString& card) const;
    QString comparedWith() const; // empty where no change is shown

    QSize
    minimumSizeHint() const override; // no wider than the window: what has no room is cut off at the right

signals:
    void chosen(hallwright::ObjectRef worstRack);
    // A figure was clicked; `below` is where its explanation fits. Keys of core/simulation/explain.h.
    void explanationWanted(const QString& key, QPoint below);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Card {
        QWidget* holder = nullptr;
        QLabel* title = nullptr;
        QLabel* value = nullptr;
        QLabel* change = nullptr;
        const CampusFigure* figure = nullptr; // that it shows; null for the hall's and the rack's
    };
    Card addCard(const QString& name, const QString& title, const QString& explanation);
    // Of the campus; a click is for its explanation, or goes to the rack.
    Card addFigure(const QString& name, const char* key, const QString& explanation);
    void fitCards();
    void showComparison(const QString& words);
    void showRack(const Snapshot& snapshot, const Snapshot* baseline, RackId rack);
    void showHall(const Snapshot& snapshot, const Snapshot* baseline, HallId hall);

    Card it_;
    Card facility_;
    Card pue_;
    Card worst_;
    Card over_;
    Card hall_;
    Card rack_;
    Card wue_;
    QLabel* comparison_ = nullptr; // in line with the changes: what they are counted from
    RackId worstRack_;
};

} // namespace hallwright::panels
