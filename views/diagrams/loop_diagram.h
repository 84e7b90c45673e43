// One coolant loop as a schematic: the plant on the left, pumps between, the halls' equipment on the right.
#pragma once

#include "views/diagrams/diagram.h"

namespace hallwright::diagrams {

class LoopDiagram : public Diagram
{
public:
    // Of `open`: a LoopPlant shows each unit, AirHandlers and Cdus of a hall each of theirs, a Cdu its racks' circuit.
    LoopDiagram(const SitePtr& site, CoolantLoopId loop, const ElementSet& open);

    ItemValue value(std::size_t item, const Snapshot* snapshot) const override;
    WireValue wireValue(std::size_t wire, const Snapshot* snapshot) const override;
    QString note(int what, const Snapshot* snapshot) const override;
    QString tip(std::size_t item, const Snapshot* snapshot) const override;
    QString title(const Snapshot* snapshot) const override;
    QString emptyText() const override;
    std::optional<style::ColourScale> temperatureScale() const override;
    std::optional<std::size_t> find(const DiagramElement& element) const override;
    ElementSet openFor(const DiagramElement& element) const override;

    // What an item stands for: units of one kind, on this loop.
    struct Meaning {
        enum Kind { Plant, Pumps, AirHandlers, Cdus, RearDoors, RackCircuit, Hall } kind = Plant;
        std::size_t hall = 0;               // position among all halls of the site
        std::vector<std::size_t> members{}; // positions in the plant or in the hall
    };

    // What a wire carries.
    struct Pipe {
        bool isMain = false;
        std::size_t item = 0;
    };

private:
    struct Flow { // what one item passes; NaN temperatures where nothing is known
        double flowM3s = 0.0, supplyC = notKnown, returnC = notKnown, heatW = 0.0;
    };

    const LoopResult* result(const Snapshot* snapshot) const;
    const LoopHydraulics* hydraulics(const Snapshot* snapshot) const;
    const HallResult* hallResult(const Meaning& meaning, const Snapshot* snapshot) const;
    bool hasResult(const Meaning& meaning, std::size_t member, const Snapshot* snapshot) const;
    std::optional<Flow> flowOf(const Meaning& meaning, const Snapshot* snapshot) const;
    std::vector<const TerminalResult*> terminalsOf(const Meaning& meaning, const Snapshot* snapshot) const;
    std::int64_t idOf(const Meaning& meaning, std::size_t member) const;
    ItemValue plantValue(const Meaning& meaning, const Snapshot* snapshot) const;
    ItemValue pumpsValue(const Snapshot* snapshot) const;
    ItemValue equipmentValue(const Meaning& meaning, const Snapshot* snapshot) const;
    double capacityOf(const Meaning& meaning) const;

    SitePtr site_;
    const CoolantLoop* loop_ = nullptr; // in site_
    std::size_t loopAt_ = 0;
    std::vector<const Hall*> halls_; // all of the site
    std::vector<Meaning> meanings_;  // of the items
    std::vector<Pipe> pipes_;        // of the wires
};

} // namespace hallwright::diagrams
