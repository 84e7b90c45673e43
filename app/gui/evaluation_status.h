// At the right of the status bar: what is wrong, how the last evaluation went, and what its figures depend on.
#pragma once

#include "core/rules/findings.h"
#include "core/simulation/snapshot.h"

#include <QObject>

#include <array>

class QLabel;
class QStatusBar;
class QToolButton;

namespace hallwright::app {

class EvaluationStatus : public QObject
{
    Q_OBJECT

public:
    explicit EvaluationStatus(QStatusBar* bar);

    void setSnapshot(const SnapshotPtr& snapshot); // null: nothing is open
    void setFindings(const FindingsPtr& findings); // null: nothing is known

signals:
    void findingsWanted(hallwright::Severity severity); // the reader wants to see those
    void allFindingsWanted();
    void waivedWanted();

private:
    void showNotes();

    SnapshotPtr snapshot_;
    QLabel* balances_;
    QLabel* unsettled_;
    std::array<QToolButton*, 3> severities_{}; // how many findings of each
    QToolButton* noFindings_;
    QToolButton* waived_; // how many are accepted
    QToolButton* notes_;
};

} // namespace hallwright::app
