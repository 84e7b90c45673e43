// What the open site comes to: the newest results, those that changes are counted from, and the what-if that is
// evaluated.
#pragma once

#include "app/gui/document.h"
#include "app/gui/simulation_session.h"

#include <QObject>

namespace hallwright::app {

class Results : public QObject
{
    Q_OBJECT

public:
    explicit Results(Document* document, QObject* parent = nullptr); // `document` outlives it

    void request();          // of the version shown
    void startCountingNow(); // changes are counted from what is committed now, as a drag begins
    void clear();            // another site, or none

    // What a field has found for a hall; the figures rest on it from then on.
    void setAir(HallId hall, const std::shared_ptr<const RecirculationMatrix>& matrix);

    // The what-if: evaluated without this equipment. It is not saved, edits and undo leave it as it is.
    void setOutages(const Outages& outages);
    const Outages& outages() const { return outages_; }

    const SnapshotPtr& shown() const { return shown_; }         // newest, of whatever version
    const SnapshotPtr& committed() const { return committed_; } // all in service; perhaps of an older version
    bool isCommittedKnown() const;                              // it is of the version committed last
    // What changes are counted from: the version before the last commit; in a what-if the same version, all in service.
    const SnapshotPtr& reference() const { return outages_.empty() ? baseline_ : committed_; }
    SimulationSession* session() { return &session_; }

signals:
    void snapshotReady(const hallwright::SnapshotPtr& snapshot);
    void referenceChanged();
    void outagesChanged();

private:
    void take(const SnapshotPtr& snapshot);
    void takeReference(const SnapshotPtr& snapshot);

    Document* document_;
    SimulationSession session_;
    SnapshotPtr shown_;
    SnapshotPtr committed_;
    SnapshotPtr baseline_;
    Outages outages_;
};

} // namespace hallwright::app
