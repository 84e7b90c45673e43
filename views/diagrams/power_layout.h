// Lays a single-line diagram out: every open group is a diagram of its own inside a frame.
#pragma once

#include "views/diagrams/layered_layout.h"
#include "views/diagrams/power_diagram.h"

namespace hallwright::diagrams {

class PowerLayout
{
public:
    PowerLayout(const Site& site, const PowerGroups& groups, const ElementSet& open)
        : site_(site), groups_(groups), open_(open)
    {
    }

    Drawing drawing;
    std::vector<PowerDiagram::Meaning> meanings;

    void run(const PowerScope& scope);

private:
    using Meaning = PowerDiagram::Meaning;

    // One group laid out by itself, from (0, 0).
    struct Part {
        std::vector<DiagramItem> items;
        std::vector<Meaning> meanings;
        std::vector<DiagramWire> wires;
        std::vector<std::size_t> wireNodes; // the node that feeds each wire
        std::vector<std::pair<std::size_t, double>>
            ports; // a node outside, and where its wire comes in from the top
        QSizeF size;
    };

    struct Level; // what stands side by side in one group

    Part layOut(const PowerPlace& place, const std::vector<std::size_t>& alsoNodes, bool hasPorts) const;
    void addNodes(Level& level, const std::vector<std::size_t>& nodes) const;
    void addLoads(Level& level) const;
    void addGroups(Level& level) const;
    void connect(Level& level) const;
    Part assemble(const Level& level) const;
    Part closedGroup(const PowerPlace& place) const;
    Part openGroup(const PowerPlace& place) const;
    std::vector<PowerPlace> groupsIn(const PowerPlace& place) const;
    std::vector<std::size_t> feedersFromOutside(const PowerPlace& place) const;
    std::vector<std::size_t> upstreamOf(const PowerPlace& place) const;
    DiagramElement elementOf(const PowerPlace& place) const;
    QString titleOf(const PowerPlace& place) const;
    QString shortNameOf(std::size_t node, const PowerPlace& in) const;
    DiagramItem itemOf(std::size_t node, const PowerPlace& in) const;

    const Site& site_;
    const PowerGroups& groups_;
    const ElementSet& open_;
};

DiagramElement elementOfPlace(const Site& site, const PowerPlace& place);

} // namespace hallwright::diagrams
