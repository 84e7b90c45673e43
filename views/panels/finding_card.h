// One finding in full: what is wrong, by how much, why that matters and what would clear it.
#pragma once

#include "core/rules/finding.h"
#include "core/simulation/snapshot.h"

#include <QScrollArea>

class QLabel;
class QPushButton;

namespace hallwright::panels {

class FindingCard : public QScrollArea
{
    Q_OBJECT

public:
    explicit FindingCard(QWidget* parent = nullptr);

    // Null: a word on how to choose one. `among`: the sentence of the group it is the worst of; empty for itself alone.
    // `waiver`: why it is accepted; empty if it is open.
    void setFinding(const SnapshotPtr& snapshot, const Finding* finding, const QString& among = {},
                    const QString& waiver = {});

signals:
    void showWanted();        // its subject, in all views
    void waiveWanted();       // accept it
    void endOfWaiverWanted(); // accept it no longer

private:
    QLabel* addParagraph(const QString& name);
    void addButtons();

    QLabel* mark_;
    QLabel* title_;
    QLabel* sentence_;
    QLabel* figures_;
    QLabel* why_;
    QLabel* remedy_;
    QLabel* waiver_;
    QPushButton* show_;
    QPushButton* waive_;
    QPushButton* endWaiver_;
};

} // namespace hallwright::panels
