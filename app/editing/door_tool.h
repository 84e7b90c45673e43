// Puts doors into the walls of a hall.
#pragma once

#include "app/editing/tool.h"

namespace hallwright::app {

class DoorTool : public Tool
{
public:
    using Tool::Tool;

    QString name() const override;
    QString hint() const override;
    void pointer(const style::PointerEvent& event) override;
    bool cancel() override { return false; }
    bool key(int key) override; // R: the next width
    void forget() override {}

private:
    Door doorAt(const style::PointerEvent& event, const Hall& hall) const;
    void showDoor(const style::PointerEvent& event, const Hall& hall);

    double widthM_ = 1.8;
};

} // namespace hallwright::app
