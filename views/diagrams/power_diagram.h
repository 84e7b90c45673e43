// The single-line diagram: sources on top, loads at the bottom, side A to the left of side B.
#pragma once

#include "views/diagrams/diagram.h"
#include "views/diagrams/power_groups.h"

namespace hallwright::diagrams {

// What is drawn: the campus, one building, or one hall; with what feeds it. Both none: the campus.
struct PowerScope {
    BuildingId building;
    HallId hall;

    bool operator==(const PowerScope&) const = default;
};

// From here on an element is at its limit, and over it.
constexpr double highLoading = 0.8;
constexpr double fullLoading = 1.0;

class PowerDiagram : public Diagram
{
public:
    // Draws the groups of `open` with their members, all others as one item each.
    PowerDiagram(const SitePtr& site, const PowerScope& scope, const ElementSet& open);

    ItemValue value(std::size_t item, const Snapshot* snapshot) const override;
    WireValue wireValue(std::size_t wire, const Snapshot* snapshot) const override;
    QString tip(std::size_t item, const Snapshot* snapshot) const override;
    QString title(const Snapshot* snapshot) const override;
    QString emptyText() const override;
    std::optional<std::size_t> find(const DiagramElement& element) const override;
    ElementSet openFor(const DiagramElement& element) const override;

private:
    friend class PowerLayout;

    // What an item stands for.
    struct Meaning {
        enum Kind { Node, Load, Group } kind = Node;
        std::size_t at = 0;                               // node or load
        PowerPlace place;                                 // of a group
        std::vector<std::vector<std::size_t>> rowNodes{}; // of a group: nodes of one kind each
    };

    ItemValue nodeValue(std::size_t node, const Snapshot* snapshot) const;
    ItemValue loadValue(const GroupedLoad& load, const Snapshot* snapshot) const;
    ItemValue groupValue(const Meaning& meaning, const Snapshot* snapshot) const;
    QString nodeTip(std::size_t node, const Snapshot* snapshot) const;
    QString loadTip(const GroupedLoad& load, const Snapshot* snapshot) const;
    QString groupTip(const Meaning& meaning, const Snapshot* snapshot) const;
    QString groupName(const PowerPlace& place) const;
    QString namesOf(const std::vector<std::size_t>& nodes) const;
    QString feedsOf(std::size_t node) const;
    std::optional<double> loadPowerW(const GroupedLoad& load, const Snapshot* snapshot) const;
    std::optional<double> groupPowerW(const PowerPlace& place, const Snapshot* snapshot) const;
    std::optional<PowerPlace> placeOf(const DiagramElement& element) const;

    SitePtr site_;
    PowerGroups groups_;
    std::vector<Meaning> meanings_; // of the items
};

} // namespace hallwright::diagrams
