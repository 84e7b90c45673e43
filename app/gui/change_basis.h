// What the changes under the key figures are counted from: what was before a drag or an edit, or in a what-if the same
// site with all in service. Nothing where the two would answer different questions.
#pragma once

#include "app/gui/results.h"
#include "app/project/document.h"
#include "views/panels/key_figures_bar.h"

#include <QObject>

namespace hallwright::app {

class ChangeBasis : public QObject
{
    Q_OBJECT

public:
    ChangeBasis(Document* document, const Results* results, QObject* parent = nullptr); // both outlive it

    void beginDrag();  // counted from what is committed now, until the next edit
    void cancelDrag(); // nothing has changed
    void clear();      // another site, or none

    panels::ComparedWith now() const; // for the results that are shown

private:
    void takeCommit();

    Document* document_;
    const Results* results_;
    SnapshotPtr before_;
    bool dragging_ = false;
    bool committing_ = false;
    QString words_;
};

} // namespace hallwright::app
