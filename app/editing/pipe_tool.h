// Draws a pipe run of a coolant loop, of the diameter that the loop's rule gives it.
#pragma once

#include "app/editing/way_tool.h"

namespace hallwright::app {

class PipeTool : public WayTool
{
public:
    explicit PipeTool(Workbench& bench); // of the loop of what is selected, if it has one

    QString name() const override;
    bool key(int key) override; // L: the next loop; S: supply or return; +, -: another size
    void forget() override;

protected:
    Ways joinable(const Site& site) const override;
    double heightM(bool indoors) const override;
    QString keysHint() const override;
    QString wordsOf(const std::vector<Point3>& wayM) const override;
    bool put(const std::vector<Point3>& wayM) override;

private:
    const CoolantLoop*
    loop() const; // the chosen one, else that of the hall's building; nullptr if there is none
    design::PipeDrawing drawing(const std::vector<Point3>& wayM) const; // throws InputError without a loop
    void takeNextLoop();

    CoolantLoopId loop_; // none: not chosen
    PipeRole role_ = PipeRole::Supply;
    int sizesLarger_ = 0;
};

} // namespace hallwright::app
