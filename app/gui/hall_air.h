// The air of the chosen hall in three dimensions, for every picture of it: one field that follows the simulation, and
// one choice of what is seen of it.
#pragma once

#include "app/gui/cfd_result.h"
#include "app/gui/field_session.h"
#include "core/model/selection_set.h"
#include "views/fields/field_options.h"
#include "views/fields/field_view.h"

#include <QObject>

#include <optional>
#include <set>

namespace hallwright::app {

class HallAir : public QObject
{
    Q_OBJECT

public:
    explicit HallAir(QObject* parent = nullptr);

    // Null, or no hall, has no air.
    void setSnapshot(const SnapshotPtr& snapshot, HallId hall);
    void setSelection(const SelectionSet& selection); // its rack is the one that options are about
    void setOptions(const fields::FieldOptions& options);
    // Fields are solved while anybody wants them. Whoever does says so again when it does not.
    void setWanted(const QObject* by, bool wanted);

    const SnapshotPtr& snapshot() const { return snapshot_; }
    HallId hall() const { return hall_; }
    HallResultPtr result() const; // null without a hall that has been evaluated
    const fields::FieldOptions& options() const { return options_; }
    const SolvedAirPtr& field() const { return field_; } // newest of this hall; null: none yet
    // The same for pictures, with what there is to compare it with.
    const fields::FieldDataPtr& data() const { return data_; }
    // Another program's result to compare one hall's air with; null: none. It goes with the site.
    void setComparison(CfdResultPtr result);
    CfdResultPtr comparison() const; // null if it is of another hall
    InletDifference inletDifference() const;
    fields::FieldAge age() const; // whether the field is of the layout that the snapshot has
    FieldSession* session() { return &session_; }

signals:
    void fieldChanged();      // another field, or none any more; or something else to compare it with
    void comparisonChanged(); // another, or none
    void ageChanged();
    // The field's matrix of this hall: where the inlet air of its racks comes from.
    void matrixFound(hallwright::HallPtr hall, std::shared_ptr<const hallwright::RecirculationMatrix> matrix);
    void optionsChanged(const hallwright::fields::FieldOptions& options);

private:
    void askForField();
    void chooseRack(bool otherHall);
    void makeData();
    void resample(const AirGrid& grid);
    void tellAge();

    SnapshotPtr snapshot_;
    HallId hall_;
    RackId rack_;
    fields::FieldOptions options_;
    std::set<const QObject*> wanting_;
    HallResultPtr asked_; // the hall result the last field was asked for
    SolvedAirPtr field_;
    fields::FieldDataPtr data_;
    CfdResultPtr comparison_;
    std::shared_ptr<const std::vector<float>>
        comparedC_; // of the cells of comparedGrid_; null: not known yet
    AirGrid comparedGrid_;
    bool resampling_ = false;
    HallPtr fieldHall_;
    fields::FieldAge toldAge_ = fields::FieldAge::ThisLayout;
    FieldSession session_;
};

// Positions of the racks that moved from one layout to the next, then of all others, the nearest to them first; empty
// if none moved.
std::vector<std::size_t> movedRacksFirst(const Hall& before, const Hall& now);

} // namespace hallwright::app
