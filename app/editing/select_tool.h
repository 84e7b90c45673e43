// The hand without another tool: what it takes hold of it moves, with all that is selected, to another hall too; the ends
// of selected rows it pulls; on bare floor it draws a band around what is to be selected.
#pragma once

#include "app/editing/row_pull.h"
#include "app/editing/tool.h"
#include "core/layout/snapping.h"

#include <optional>

namespace hallwright::app {

class SelectTool : public Tool
{
public:
    using Tool::Tool;

    QString name() const override;
    QString hint() const override;
    Qt::CursorShape cursor() const override { return Qt::ArrowCursor; }
    bool takesAll() const override { return false; }
    void pointer(const style::PointerEvent& event) override;
    bool cancel() override;
    bool key(int key) override; // R turns what is held
    void forget() override;
    void selectionChanged() override;

    bool isMoving() const { return move_.has_value(); }

private:
    struct Move {
        SitePtr start;
        HallId hall;
        std::vector<Standing> origin;    // as they stood
        std::vector<Standing> standings; // and turned by the hand
        Standing held;                   // the one under the hand
        FreeFloor floor;
        SnapLines lines;
        std::size_t locked = 0; // of the selection, which stay
        Point2 lastFreeM;       // of the hand's moves, the last at which all could stand
        std::optional<style::PointerEvent> last;
        std::optional<FreeFloor> other{}; // of the hall that the hand is over, where that is another
    };
    struct Band {
        HallId hall;
        Point2 from;
        SelectionSet before; // added to
        bool campus = false;
    };

    void press(const style::PointerEvent& event);
    bool beginPull(const style::PointerEvent& event); // false: there is no handle under the hand
    void finishPull();
    void showHandles();
    void end();
    void beginMove(const style::PointerEvent& event);
    void moveTo(const style::PointerEvent& event);
    std::vector<Standing> putOver(const style::PointerEvent& event) const;
    void showOver(const style::PointerEvent& event);
    void finishOver(const style::PointerEvent& event);
    static QString remarkOn(const Move& move);
    void preview(const std::vector<Standing>& put);
    void preview(HallId hall, const std::vector<Standing>& put); // in another
    void showBlocked(const std::vector<Standing>& wanted, Point2 at);
    void drawBand(const style::PointerEvent& event);
    void finish();

    Point2 pressedAt_;
    std::optional<Move> move_;
    std::optional<Band> band_;
    std::optional<RowPull> pull_;
    std::vector<design::RowEnd> ends_; // of the overlay's handles
};

} // namespace hallwright::app
