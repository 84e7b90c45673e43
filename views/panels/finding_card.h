// One finding in full: what is wrong, by how much, why that matters and what would clear it.
#pragma once

#include "core/rules/finding.h"
#include "core/simulation/snapshot.h"

#include <QScrollArea>

class QGridLayout;
class QLabel;
class QPushButton;

namespace hallwright::panels {

class FindingCard : public QScrollArea
{
    Q_OBJECT

public:
    explicit FindingCard(QWidget* parent = nullptr);

    // How it stands in the list that it was chosen in.
    struct Standing {
        std::size_t count = 1; // of a group chosen as a whole, which it is the worst of
        QString among;         // the sentence of that group
        bool waived = false;
        QString reason; // why it is accepted
    };
    // Null: a word on how to choose one; of a group of those waived, which has no worst, what may be done with it.
    void setFinding(const SnapshotPtr& snapshot, const Finding* finding, const Standing& standing);

signals:
    void showWanted();        // its subject, in all views
    void moveWanted();        // as its remedy says
    void remedyWanted();      // what core/design offers for it, or for all of its group
    void waiveWanted();       // accept it, or all of its group
    void endOfWaiverWanted(); // accept it no longer

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QLabel* addParagraph(const QString& name);
    void addButtons();
    void layOutButtons();
    void showButtons(const Finding* finding, const Standing& standing);

    QLabel* mark_;
    QLabel* title_;
    QLabel* sentence_;
    QLabel* figures_;
    QLabel* why_;
    QLabel* remedy_;
    QLabel* waiver_;
    QPushButton* show_;
    QPushButton* move_;
    QPushButton* design_;
    QPushButton* waive_;
    QPushButton* endWaiver_;
    QGridLayout* buttons_;
    QString designText_; // which its button may have no room for
};

} // namespace hallwright::panels
