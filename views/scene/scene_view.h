// The campus in three dimensions.
//
// The view shows one site version and one snapshot and changes neither. A drag is told by `pointer`; the owner's tool
// answers with the next version and an overlay, which the view then shows.
//
// Mouse: left-drag on empty ground orbits (pans when seen from above; with Ctrl it is a tool's), left-drag on a rack, an
// air handler or a CDU is a tool's, middle-drag, right-drag and shift+left-drag pan, the wheel zooms toward the cursor, a
// double click activates a hall, a right click asks for a menu. F zooms to fit, Esc or the right button cancels a drag.
// Keys the view does not use go on to its parents.
#pragma once

#include "core/model/selection_set.h"
#include "core/simulation/snapshot.h"
#include "views/scene/look_policy.h"
#include "views/scene/scene_options.h"
#include "views/shared/air_layers.h"
#include "views/shared/edit_overlay.h"
#include "views/shared/finding_marks.h"
#include "views/shared/pointer_event.h"
#include "views/shared/rack_colours.h"
#include "views/shared/theme.h"

#include <QImage>
#include <QPoint>
#include <QWidget>

#include <memory>

class QWindow;

namespace hallwright::scene {

// Chooses the renderer and the surface format (OpenGL 3.2 core, 24-bit depth) that the scene and the VTK views share.
// Called once, before the QApplication is made.
void prepareGraphics();

class SceneView : public QWidget
{
    Q_OBJECT

public:
    explicit SceneView(QWidget* parent = nullptr);
    ~SceneView() override;

    // Null shows an empty scene. Only what differs from the version shown before is uploaded again.
    void setSite(SitePtr site);

    // May belong to another version than the site shown: halls are matched by pointer, else by id when the racks
    // still agree, else the hall keeps the colours of "not evaluated".
    void setSnapshot(SnapshotPtr snapshot);

    void setColouring(style::RackColouring colouring);
    void setScaleEnds(const std::optional<style::ScaleEnds>& ends); // of the colours of values
    void setTheme(style::Theme theme);
    void setLook(LookChoice choice); // Automatic at first
    // Marks what is selected, opens the roof of the hall's building and shows its row letters. The camera stays: see
    // showPreset.
    void setSelection(const SelectionSet& selection);
    void setRoofsVisible(bool visible);
    void setLayerVisible(Layer layer, bool visible);

    // Laid on that hall's floor; row 0 of the image is the north edge. A null image removes it.
    void setFloorHeatmap(HallId hall, const QImage& image);

    // The air of that hall; empty layers, or no hall, remove it. Seen while the hall's building is open. Cheap for what
    // stays the same: call it at drag rate.
    void setAirLayers(HallId hall, const style::AirLayers& layers);

    // What a tool shows on the floor of its hall. Cheap for what stays the same: call it at drag rate.
    void setOverlay(const style::EditOverlay& overlay);
    // Badges over what has something wrong with it, in the hall that is looked at.
    void setFindings(std::vector<style::FindingMark> findings);
    // Clicks and movements over a hall's floor are a tool's too, which shows itself by this cursor.
    void setToolTakesAll(bool all, Qt::CursorShape cursor,
                         style::ToolGround ground = style::ToolGround::Halls);

    // Takes a quarter of a second, or no time with setAnimated(false).
    void showPreset(ViewPreset preset);
    void zoomToFit();
    void flyTo(ObjectRef object); // near enough to see it among its neighbours; nowhere for what has no place
    void setAnimated(bool animated);

    ViewPreset preset() const;
    Look look() const; // as drawn
    const SelectionSet& selection() const;
    bool isLayerVisible(Layer layer) const;
    bool isDragging() const;
    bool isResting() const; // nothing has changed for a second, so that little is done to look for changes

    // Waits, at most a few seconds, for a rendered frame of the view as it stands. A null image if the view is not on
    // a screen.
    QImage grabImage();

    // Where the centre of its top is seen, in widget coordinates; (-1, -1) for what has no box in the scene.
    QPoint positionOf(ObjectRef object) const;

    QWindow* window3d() const;
    UploadCounts uploadCounts() const;

signals:
    void hovered(hallwright::ObjectRef object, QPoint globalPos); // what a click would choose; none: nothing
    // A rack or equipment; none: empty ground.
    void clicked(hallwright::ObjectRef object, Qt::KeyboardModifiers modifiers);
    void menuWanted(hallwright::ObjectRef object, QPoint globalPos);
    void pointer(const hallwright::style::PointerEvent& event);
    void activated(hallwright::ObjectRef hall); // by a double click
    void presetChanged(hallwright::scene::ViewPreset preset);
    void cameraMoved();
    void lookChanged(hallwright::scene::Look look);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace hallwright::scene
