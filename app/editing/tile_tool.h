// Draws fields of perforated tiles in a raised floor, in whole tiles.
#pragma once

#include "app/editing/tool.h"

#include <optional>

namespace hallwright::app {

class TileTool : public Tool
{
public:
    using Tool::Tool;

    QString name() const override;
    QString hint() const override;
    void pointer(const style::PointerEvent& event) override;
    bool cancel() override;
    bool key(int key) override; // R: the next open share
    void forget() override { from_.reset(); }

private:
    struct Corner {
        HallId hall;
        Point2 place;
    };
    void showTiles(const Rect& area, Point2 hand, const Hall& hall);
    void put(const Rect& area, HallId hall);

    std::optional<Corner> from_;
    double openShare_ = 0.25;
};

} // namespace hallwright::app
