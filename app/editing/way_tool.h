// Draws a way from point to point, in halls, between them and over the campus: what cable pathways and pipes have in
// common. Points are drawn to existing ways, in line with the last one and to the grid.
#pragma once

#include "app/editing/tool.h"
#include "core/design/draw_ways.h"

#include <optional>
#include <vector>

namespace hallwright::app {

class WayTool : public Tool
{
public:
    using Tool::Tool;

    QString hint() const override;
    style::ToolGround ground() const override { return style::ToolGround::Everywhere; }
    void pointer(const style::PointerEvent& event) override;
    bool cancel() override;
    // Enter ends, Backspace takes the last point back, Page Up and Page Down change the level.
    bool key(int key) override;
    void forget() override;

protected:
    using Ways = std::vector<const std::vector<Point3>*>;
    virtual Ways joinable(const Site& site) const = 0;
    // Above the floor or, outdoors, the ground [m].
    virtual double heightM(bool indoors) const = 0;
    virtual QString keysHint() const = 0; // of what its own keys change
    // What the way would be, beside its length. Throws InputError.
    virtual QString wordsOf(const std::vector<Point3>& wayM) const = 0;
    // One undo step; false if it was refused.
    virtual bool put(const std::vector<Point3>& wayM) = 0;
    void showAnew(); // after its keys

private:
    Point2 toCampus(const style::PointerEvent& event) const;
    Point2 toFrame(const style::PointerEvent& event, const Point3& onCampus) const;
    struct Ground {
        double levelM = 0.0; // of the floor or the ground
        bool indoors = false;
    };
    Ground groundAt(const style::PointerEvent& event, Point2 onCampus) const;
    double levelAt(const style::PointerEvent& event, Point2 onCampus) const;
    QString levelText(const style::PointerEvent& event, const Point3& corner) const;
    Point2 onGrid(const style::PointerEvent& event) const;
    design::WayCorner cornerAt(const style::PointerEvent& event) const;
    void add(const design::WayCorner& corner);
    void showTo(const style::PointerEvent& event);
    void finish();
    void clear();

    std::vector<design::WayCorner> corners_;
    std::optional<double> levelM_; // of the way that the first corner joins
    double raisedM_ = 0.0;         // by keys
    std::optional<style::PointerEvent> pressed_;
    std::optional<style::PointerEvent> last_;
};

} // namespace hallwright::app
