// Draws an area of the floor from corner to corner, on the tile grid: an aisle, a column.
#pragma once

#include "app/editing/tool.h"
#include "app/editing/tool_choice.h"

#include <optional>

namespace hallwright::app {

class AreaTool : public Tool
{
public:
    AreaTool(Workbench& bench, AreaKind kind) : Tool(bench), kind_(kind) {}

    QString name() const override;
    QString hint() const override;
    void pointer(const style::PointerEvent& event) override;
    bool cancel() override;
    void forget() override { from_.reset(); }

private:
    Rect areaTo(const style::PointerEvent& event, const Hall& hall) const;
    void put(const Rect& area, HallId hall);

    AreaKind kind_;
    std::optional<Point2> from_;
};

} // namespace hallwright::app
