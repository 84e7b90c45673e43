// Puts racks, air handlers and CDUs of a type down: a click puts one, a drag a row of them. Units near a wall turn their
// backs to it until a hand turns them.
#pragma once

#include "app/editing/tool.h"
#include "core/layout/snapping.h"

#include <optional>

namespace hallwright::app {

class PlaceTool : public Tool
{
public:
    PlaceTool(Workbench& bench, ObjectRef type) : Tool(bench), type_(type) {}

    QString name() const override;
    QString hint() const override;
    void pointer(const style::PointerEvent& event) override;
    bool cancel() override;
    bool key(int key) override; // R turns
    void forget() override;

private:
    struct Floor { // of the hall under the hand
        SitePtr site;
        HallId hall;
        FreeFloor free;
        SnapLines lines;
    };
    struct Size {
        double widthM = 0.0, depthM = 0.0, heightM = 0.0;
    };

    Size size() const;
    bool isRack() const { return type_.kind == ObjectKind::RackType; }
    QString counted(std::size_t things) const; // "10 racks", "4 air handlers"
    double yawAt(Point2 place) const;
    bool readyFor(const style::PointerEvent& event); // false: over no floor
    Standing snapped(const style::PointerEvent& event, double yawDeg, std::vector<Guide>& guides) const;
    std::vector<Standing> wanted(const style::PointerEvent& event, std::vector<Guide>& guides) const;
    QString
    coolantWarning(std::size_t racks) const; // empty: they are air-cooled, or the hall's CDUs take them
    void showAt(const style::PointerEvent& event);
    void put(const style::PointerEvent& event);

    ObjectRef type_;
    double yawDeg_ = 0.0;
    bool isTurned_ = false; // by hand
    std::optional<Floor> floor_;
    std::optional<style::PointerEvent> pressed_; // where a row begins
    std::optional<style::PointerEvent> last_;
};

} // namespace hallwright::app
