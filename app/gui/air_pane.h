// The air of the chosen hall in three dimensions, following the simulation: the view, its controls, and the session that
// solves the fields.
#pragma once

#include "app/gui/field_session.h"
#include "views/fields/field_controls.h"
#include "views/fields/field_view.h"

#include <QLabel>
#include <QWidget>

namespace hallwright::app {

class AirPane : public QWidget
{
    Q_OBJECT

public:
    explicit AirPane(QWidget* parent = nullptr);

    // Null shows nothing. A hidden pane asks for no field.
    void setSnapshot(const SnapshotPtr& snapshot, HallId hall);
    void setSelectedRack(RackId id);
    void setTheme(style::Theme theme);
    void showOtherUnits();

    fields::FieldView* view() { return view_; }
    FieldSession* session() { return &session_; }

signals:
    void rackClicked(hallwright::RackId id);
    // The field's matrix of this hall: where the inlet air of its racks comes from.
    void matrixFound(hallwright::HallPtr hall, std::shared_ptr<const hallwright::RecirculationMatrix> matrix);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void askForField();
    void showField(const FieldOfHall& of);
    void showProbe(double xM, double yM, double zM, double value);
    void chooseRack();

    SnapshotPtr snapshot_;
    HallId hall_;
    RackId rack_;
    HallResultPtr asked_; // the hall result the last field was asked for
    FieldSession session_;
    fields::FieldControls* controls_;
    fields::FieldView* view_;
    QLabel* probe_;
};

} // namespace hallwright::app
