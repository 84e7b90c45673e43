// Draws walls within a hall: along the hand, level or upright, whichever it moves more.
#pragma once

#include "app/editing/tool.h"
#include "core/layout/free_floor.h"

#include <optional>

namespace hallwright::app {

class WallTool : public Tool
{
public:
    using Tool::Tool;

    QString name() const override;
    QString hint() const override;
    void pointer(const style::PointerEvent& event) override;
    bool cancel() override;
    bool key(int key) override; // R: the next thickness
    void forget() override { begun_.reset(); }

private:
    struct Begun {
        HallId hall;
        Point2 from;
        FreeFloor floor; // with what a wall cannot stand in
    };
    void begin(const style::PointerEvent& event, const Hall& hall);
    Rect wallTo(const style::PointerEvent& event, const Hall& hall) const;
    void showWall(const Rect& wall, Point2 hand, const Hall& hall);
    void put(const Rect& wall, const std::vector<Contact>& contacts, HallId hall);

    std::optional<Begun> begun_;
    double thicknessM_ = 0.1;
};

} // namespace hallwright::app
