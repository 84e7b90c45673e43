// Measures on the floor: distances from point to point, and the area they enclose.
#pragma once

#include "app/editing/tool.h"

#include <vector>

namespace hallwright::app {

class MeasureTool : public Tool
{
public:
    using Tool::Tool;

    QString name() const override;
    QString hint() const override;
    void pointer(const style::PointerEvent& event) override;
    bool cancel() override;
    void forget() override {}

private:
    Point2 pointAt(const style::PointerEvent& event) const; // a corner near the hand, if there is one
    void showTo(const style::PointerEvent& event);

    HallId hall_;
    std::vector<Point2> points_;
    bool ended_ = false; // the next click begins anew
};

} // namespace hallwright::app
