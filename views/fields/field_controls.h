// The strip that chooses what a FieldView shows: quantity, slices, surface, streamlines and range.
#pragma once

#include "views/fields/field_options.h"
#include "views/fields/orbit_camera.h"

#include <QWidget>

#include <memory>

class QCheckBox;
class QGridLayout;

namespace hallwright::fields {

// Every control has a label with a shortcut letter and is reached by Tab. Three blocks of three lines: side by side, or
// one below the other with the last in a menu, as the width allows.
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
    // Whether the difference from another program's result can be chosen.
    void setComparable(bool comparable);
    // Whether there is a field that could be saved.
    void setSaveable(bool saveable);
    // Shown while the range is automatic and taken when it is fixed.
    void setAutomaticRange(std::pair<double, double> range);
    QSize minimumSizeHint() const override;
    void updateUnits(); // after style::setUnitSystem

signals:
    void optionsChanged(const hallwright::fields::FieldOptions& options);
    void presetChosen(hallwright::fields::FieldPreset preset);
    void savePngRequested();
    void saveFieldRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct State;
    void addQuantities(QGridLayout* grid);
    void addSlices(QGridLayout* grid);
    void addRange(QGridLayout* grid);
    void addFiles(QGridLayout* grid);
    QCheckBox* addCheck(const QString& text, const QString& tip, QCheckBox* State::*member,
                        bool FieldOptions::*on);
    void changed();

    std::unique_ptr<State> state_;
};

} // namespace hallwright::fields
