// What a move that is still in the hand leads to, in words beside the hand: the first finding it would cause and what
// would clear it, the air, the feeds, PUE.
#pragma once

#include "app/editing/editor.h"
#include "app/gui/results.h"

#include <QObject>

namespace hallwright::app {

class MoveConsequences : public QObject
{
    Q_OBJECT

public:
    // All outlive it.
    MoveConsequences(Results* results, Selection* selection, Editor* editor, QObject* parent = nullptr);

private:
    void begin();
    void take(const SnapshotPtr& snapshot);
    void take(const SnapshotPtr& snapshot, const FindingsPtr& findings);
    void show();

    Results* results_;
    Selection* selection_;
    Editor* editor_;
    SnapshotPtr before_; // of the version that the move began with
    FindingsPtr foundBefore_;
    FindingsPtr latestFindings_;
    QString finding_;
    QString figures_;
};

// What differs in the figures of these racks, and of the campus, in lines: how hot they get and why, how loaded their
// feeds are, PUE. Empty where nothing is known of them.
QString figuresOfMove(const Snapshot& before, const Snapshot& after, const std::vector<RackId>& racks);

// The worst finding that was not there before, with what would clear it; empty if there is none.
QString newFinding(const Findings& before, const Findings& after);

} // namespace hallwright::app
