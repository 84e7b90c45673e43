// The air of the chosen hall in three dimensions: the view and its controls.
#pragma once

#include "app/gui/comparison_bar.h"
#include "app/gui/hall_air.h"
#include "views/fields/field_controls.h"
#include "views/fields/field_view.h"

#include <QWidget>

namespace hallwright::app {

class AirPane : public QWidget
{
    Q_OBJECT

public:
    // `air`, whose options the controls edit, outlives the pane. A hidden pane wants no field.
    explicit AirPane(HallAir* air, QWidget* parent = nullptr);

    void showHall(); // after the air's snapshot, hall or rack
    void setSelection(const SelectionSet& selection) { view_->setSelection(selection); }
    void setTheme(style::Theme theme);
    void showOtherUnits();

    fields::FieldView* view() { return view_; }
    ComparisonBar* comparison() { return comparison_; }

signals:
    void clicked(hallwright::ObjectRef rack);
    void saveFieldRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void showField();
    void showOptions();
    void nameRack();
    void showComparison();
    void stateError();

    HallAir* air_;
    fields::FieldControls* controls_;
    ComparisonBar* comparison_;
    fields::FieldView* view_;
};

} // namespace hallwright::app
