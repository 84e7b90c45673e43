// What the open site comes to under the chosen scenario: the newest results, those of all in service, and how far the air
// of its halls is solved.
#pragma once

#include "app/gui/simulation_session.h"
#include "app/gui/site_air_session.h"
#include "app/project/document.h"

#include <QObject>

namespace hallwright::app {

class Results : public QObject
{
    Q_OBJECT

public:
    explicit Results(Document* document, QObject* parent = nullptr); // `document` outlives it

    void request(); // of the version shown
    void clear();   // another site, or none: its design day

    // What the site is asked about. It is no edit of the site: edits and undo leave it as it is.
    void setScenario(const Scenario& scenario);
    const Scenario& scenario() const { return scenario_; }
    // The what-if: the scenario's, evaluated without this equipment.
    void setOutages(const Outages& outages);
    const Outages& outages() const { return scenario_.outages; }

    // Of the version shown, under the scenario.
    Conditions conditions() const;

    // Whether the newest results are all that the scenario asks for: of the version committed last, under its conditions,
    // and with the fields of all halls if inlets are to rest on them.
    bool areComplete() const;
    // Nothing is being evaluated or solved for them, and they have all that was.
    bool isIdle() const { return session_.isIdle() && airSession_.isIdle(); }
    // Of halls solved in 3D; none where inlets are estimated or all halls are solved.
    std::optional<AirProgress> airProgress() const;

    const SnapshotPtr& shown() const { return shown_; }         // newest, of whatever version
    const SnapshotPtr& committed() const { return committed_; } // all in service; perhaps of an older version
    bool isCommittedKnown() const;                              // it is of the version committed last
    SimulationSession* session() { return &session_; }

signals:
    void snapshotReady(const hallwright::SnapshotPtr& snapshot);
    void referenceChanged();
    void scenarioChanged();
    void airProgressed();

private:
    bool wantsAir() const { return scenario_.inletBasis != InletBasis::Estimate; }
    void requestReference();
    void askForAir();
    void take(const SnapshotPtr& snapshot);
    void takeReference(const SnapshotPtr& snapshot);
    void takeAir(const SitePtr& site, const Conditions& conditions,
                 const std::shared_ptr<const AirMatrices>& air);

    Document* document_;
    SimulationSession session_;
    SiteAirSession airSession_;
    Scenario scenario_;
    SnapshotPtr shown_;
    SnapshotPtr committed_;

    Question airOf_; // newest that the halls were solved for, with what was found
    std::shared_ptr<const AirMatrices> airAllInService_; // newest without outages
    AirProgress airProgress_;
};

} // namespace hallwright::app
