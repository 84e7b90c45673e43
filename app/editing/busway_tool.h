// Lays a busway along a row: a drag as far as it goes, a click over the whole row.
#pragma once

#include "app/editing/tool.h"
#include "core/design/draw_busway.h"

#include <optional>

namespace hallwright::app {

class BuswayTool : public Tool
{
public:
    // Fed from what is selected, if that can feed a busway; else from the nearest.
    explicit BuswayTool(Workbench& bench);

    QString name() const override;
    QString hint() const override;
    void pointer(const style::PointerEvent& event) override;
    bool cancel() override;
    bool key(int key) override; // A, B: the side; N: the next feeder; R: which racks it feeds
    void forget() override;

private:
    design::BuswayRule ruleTo(const style::PointerEvent& event) const;
    void showTo(const style::PointerEvent& event);
    QString wordsOf(const design::PlannedBusway& planned) const;
    void put(const style::PointerEvent& event);
    void takeNextFeeder();

    FeedSide side_ = FeedSide::A;
    PowerNodeId feeder_; // none: the nearest
    design::RacksToFeed feeds_ = design::RacksToFeed::Unfed;
    std::optional<style::PointerEvent> from_;
    std::optional<style::PointerEvent> last_; // over a hall's floor
};

} // namespace hallwright::app
