// Draws a cable tray, a duct bank or a trench.
#pragma once

#include "app/editing/way_tool.h"

namespace hallwright::app {

class PathwayTool : public WayTool
{
public:
    PathwayTool(Workbench& bench, PathwayKind kind) : WayTool(bench), kind_(kind) {}

    QString name() const override;
    bool key(int key) override; // T: the next section

protected:
    Ways joinable(const Site& site) const override;
    double heightM(bool indoors) const override;
    QString keysHint() const override;
    QString wordsOf(const std::vector<Point3>& wayM) const override;
    bool put(const std::vector<Point3>& wayM) override;

private:
    design::Section section() const;

    PathwayKind kind_;
    std::size_t choice_ = 0; // among the sections of its kind
};

} // namespace hallwright::app
