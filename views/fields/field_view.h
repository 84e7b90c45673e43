// The air of one hall in three dimensions: slices, a surface of one temperature, streamlines, and where the air comes
// from. It shows what the field's solver found and computes only pictures, in the picture thread: the window does not
// wait for them.
#pragma once

#include "core/model/selection_set.h"
#include "core/physics/air_field.h"
#include "core/simulation/snapshot.h"
#include "views/fields/field_options.h"
#include "views/fields/orbit_camera.h"
#include "views/shared/theme.h"

#include <QImage>
#include <QWidget>

#include <memory>

namespace hallwright::fields {

// Dragging turns the hall, with the middle or right button or Shift it moves; the wheel comes nearer, a double click
// shows the whole hall, a click names the rack. Keys: 1 plan, 2 front, 3 from above and aside, F the whole hall, Page
// Up and Page Down move the plan.
class FieldView : public QWidget
{
    Q_OBJECT

public:
    explicit FieldView(QWidget* parent = nullptr);
    ~FieldView() override;

    // What the names, the live places of the racks and the power density are taken from. Any may be null.
    void setHall(SitePtr site, SnapshotPtr snapshot, HallId hall);
    // Shows a field of that hall (fieldDataOf()); cheap: call it at drag rate. Null: a sentence says that there is none
    // yet.
    void setData(FieldDataPtr data, FieldAge age = FieldAge::ThisLayout);
    // From which racks each rack's inlet air comes, as the field's matrix has it. Null: not known yet.
    void setMatrix(std::shared_ptr<const RecirculationMatrix> matrix);
    // Said under the picture, such as "±0.9 K against CFD on the reference hall".
    void setErrorStatement(const QString& text);
    const QString& errorStatement() const;
    void setOptions(const FieldOptions& options);
    const FieldOptions& options() const;
    void setSelection(const SelectionSet& selection);
    void setTheme(style::Theme theme);
    void updateUnits(); // after style::setUnitSystem
    void showPreset(FieldPreset preset);
    void zoomToFit();

    QImage grabImage(); // the view as it is now, in device pixels; waits for its picture
    // False, with a sentence in `why`, if it could not be written.
    bool savePng(const QString& path, QString* why = nullptr);

    // What is said, for tooltips and screen readers.
    QString title() const;
    QString subtitle() const;    // which slices, surface and streamlines
    QString probeText() const;   // what is under the cursor
    QString status() const;      // "Field of this layout · 240,000 cells · 38 ms"
    QString sentence() const;    // said instead of a picture; empty while there is one
    QStringList sources() const; // of the air at the inlet of options().rack, the largest first

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    // What is under the cursor, in the hall's frame; the value is NaN where there is none.
    void probed(double xM, double yM, double zM, double value);
    void clicked(hallwright::ObjectRef rack);
    void optionsChanged(const hallwright::fields::FieldOptions& options); // by keys in the view
    void presetChanged(hallwright::fields::FieldPreset preset);
    void rangeShown(std::pair<double, double> range); // of the quantity's colours, in its unit
    void pictureShown();                              // a new one is on screen

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void refresh();
    void change();
    void moving();
    void tellRange();
    QSize pixels() const;
    QSizeF plotSize() const;
    void paintPicture(QPainter& painter);
    void paintAround(QPainter& painter);
    void movePlan(double byM);

    struct State;
    std::unique_ptr<State> state_;
};

} // namespace hallwright::fields
