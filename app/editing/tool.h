// A tool: what the hand does over a hall's floor. It answers pointer events with a preview, a commit or a revert of the
// document, and with an overlay that every view draws.
#pragma once

#include "app/project/document.h"
#include "app/project/selection.h"
#include "views/shared/edit_overlay.h"
#include "views/shared/pointer_event.h"

#include <QString>

#include <functional>

namespace hallwright::app {

// What tools work on, and how they speak.
struct Workbench {
    Document& document;
    Selection& selection;
    std::function<void()> shown;                      // the overlay is another one
    std::function<void(const QString& sentence)> say; // what was done, or why it was not
    std::function<void()> began{};                    // previews follow
    std::function<void(bool committed)> ended{};
};

class Tool
{
public:
    explicit Tool(Workbench& bench) : bench_(bench) {}
    virtual ~Tool() = default;
    Tool(const Tool&) = delete;
    Tool& operator=(const Tool&) = delete;

    virtual QString name() const = 0; // "Place racks"
    virtual QString hint() const = 0; // one line: what mouse and keys do now
    virtual Qt::CursorShape cursor() const { return Qt::CrossCursor; }
    // Whether the views leave every event of the left button to it, or only drags.
    virtual bool takesAll() const { return true; }

    virtual style::ToolGround ground() const { return style::ToolGround::Halls; }

    virtual void pointer(const style::PointerEvent& event) = 0;
    // Ends what is under way, with nothing changed; false if nothing was.
    virtual bool cancel() = 0;
    virtual bool key(int key) // true if it meant something
    {
        Q_UNUSED(key);
        return false;
    }
    // Another document, an undo or an edit from elsewhere: what it began with is gone.
    virtual void forget() = 0;
    virtual void selectionChanged() {} // or the tool is new in the hand

    const style::EditOverlay& overlay() const { return overlay_; }

protected:
    // The hall of an event in the committed version; nullptr on the campus.
    const Hall* hallOf(HallId id) const;
    void show(style::EditOverlay overlay);
    // Tries an edit: commits it as one undo step, or says why it is refused. True if committed.
    bool commit(const QString& what, const std::function<SitePtr(const SitePtr&)>& edit);

    Workbench& bench_;

private:
    style::EditOverlay overlay_;
};

// "1.20 m" along the line between two points.
style::EditOverlay::Dimension dimension(Point2 from, Point2 to);

// The free room around a rectangle on each side, as far as one might reach, with its size written on it.
std::vector<style::EditOverlay::Dimension> roomAround(const FreeFloor& floor, const Rect& area);

// Between two corners of a room of this size, drawn to a grid; to none if that is 0.
Rect areaBetween(Point2 from, Point2 to, double gridM, double widthM, double depthM);

// How far from a line it is drawn to [m], for a hand that sees this much floor in a pixel.
double snapReachM(double metresPerPixel);

double heightOf(const Site& site, const Standing& standing);

} // namespace hallwright::app
