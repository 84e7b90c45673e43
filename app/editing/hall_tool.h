// Draws a hall in a building, on the plan of the campus.
#pragma once

#include "app/editing/tool.h"

#include <optional>

namespace hallwright::app {

class HallTool : public Tool
{
public:
    using Tool::Tool;

    QString name() const override;
    QString hint() const override;
    style::ToolGround ground() const override { return style::ToolGround::Campus; }
    void pointer(const style::PointerEvent& event) override;
    bool cancel() override;
    void forget() override { from_.reset(); }

private:
    struct Corner {
        BuildingId building;
        Point2 inBuilding;
    };
    Rect areaTo(const style::PointerEvent& event, const Building& building) const;
    void showArea(const Rect& area, const Building& building, Point2 hand);
    void put(const Rect& area, BuildingId building);

    std::optional<Corner> from_;
};

} // namespace hallwright::app
