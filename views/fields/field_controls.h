// The strip that chooses what a FieldView shows: layer, slices, surface, streamlines and range.
#pragma once

#include "views/fields/field_options.h"
#include "views/fields/orbit_camera.h"

#include <QWidget>

#include <memory>

namespace hallwright::fields {

// Every control has a label with a shortcut letter and is reached by Tab. It wraps to the width it is given.
class FieldControls : public QWidget
{
    Q_OBJECT

public:
    explicit FieldControls(QWidget* parent = nullptr);
    ~FieldControls() override;

    const FieldOptions& options() const;
    // Shows these without telling of a change.
    void setOptions(const FieldOptions& options);
    // What positions are measured in; a hall of no size switches the controls off.
    void setRoomSize(double widthM, double depthM, double heightM);
    // What streamlines, share and sources are of; an empty name: none chosen.
    void setRack(RackId id, const QString& name);
    // Shown while the range is automatic and taken when it is fixed.
    void setAutomaticRange(std::pair<double, double> range);
    void updateUnits(); // after style::setUnitSystem

signals:
    void optionsChanged(const hallwright::fields::FieldOptions& options);
    void presetChosen(hallwright::fields::FieldPreset preset);
    void savePngRequested();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace hallwright::fields
