// At the right of the status bar: how the last evaluation went, and what its figures depend on.
#pragma once

#include "core/simulation/snapshot.h"

#include <QObject>

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

private:
    void showNotices();

    SnapshotPtr snapshot_;
    QLabel* balances_;
    QLabel* unsettled_;
    QToolButton* notices_;
};

} // namespace hallwright::app
