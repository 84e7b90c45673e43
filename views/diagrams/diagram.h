// What a diagram is made of, before anything is painted: items, wires, and the live values of both.
//
// A diagram is laid out from a site alone, in units of its own (pixels at 100 %). Values come from a snapshot, one
// item at a time, when the item is painted; so a new snapshot costs what is on screen.
#pragma once

#include "core/model/selection_set.h"
#include "core/simulation/snapshot.h"
#include "views/shared/rack_colours.h"

#include <QLineF>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace hallwright::diagrams {

// The thing an item stands for. Like things drawn as one are named by their first, or by the hall, building or loop
// that all of them belong to.
enum class ElementKind {
    None,
    PowerNode,
    Building,
    Hall,
    BuildingPlant,    // id of the building: what feeds its plant and house services
    BuildingServices, // id of the building: lighting, offices
    Rack,
    AirHandlers, // id of the hall
    AirHandler,
    Cdus, // id of the hall
    Cdu,
    RearDoors, // id of the hall
    LoopPlant, // id of the loop
    PlantUnit,
    LoopPumps, // id of the loop
    Loop
};

struct DiagramElement {
    ElementKind kind = ElementKind::None;
    std::int64_t id = 0;

    bool valid() const { return kind != ElementKind::None; }
    auto operator<=>(const DiagramElement&) const = default;
};

using ElementSet = std::set<DiagramElement>;

// What a click on the element chooses: the thing itself, or the hall or loop whose parts are drawn as one. None for a
// building and its parts, which are no selection of their own.
ObjectRef objectOf(const DiagramElement& element);
// The element that stands for a rack, a hall or equipment; none for anything else.
DiagramElement elementOf(ObjectRef object);

enum class Symbol {
    Frame, // round the members of an open group
    Group, // a closed one
    Utility,
    Generator,
    Battery,
    Transformer,
    Switchgear,
    Ups,
    Pdu,
    Busway,
    Panel,
    Load,
    Chiller,
    DryCooler,
    Tower,
    Economiser,
    Pump,
    AirHandler,
    Cdu,
    RearDoor,
    RackCircuit
};

struct DiagramItem {
    DiagramElement element;
    Symbol symbol = Symbol::Load;
    QString name; // short, without what it stands in
    QRectF rect;
    FeedSide side = FeedSide::None;
    std::vector<DiagramElement> opens{}; // what a double click opens,
    bool isOpen = false;                 // or closes
    std::vector<QString> rows{};         // of a closed group: "52 transformers"
    std::vector<double> ticksX{};        // where a bus bar is tapped, from the left edge
};

enum class WireKind { Power, Supply, Return };

struct DiagramWire {
    WireKind kind = WireKind::Power;
    FeedSide side = FeedSide::None;
    std::size_t item = 0; // that feeds it, or whose pipe it is
    std::vector<QLineF> lines;
    std::vector<QPointF> joints;
};

struct DiagramNote { // words beside a line
    QPointF at;      // left end of the base line
    int what = 0;    // as the diagram counts them
};

struct Drawing {
    std::vector<DiagramItem> items; // a frame before what it holds
    std::vector<DiagramWire> wires;
    std::vector<DiagramNote> notes;
    QSizeF size;
};

constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();

struct ItemValue {
    bool known = false; // a result is there
    bool dead = false;  // no supply, or does not run
    bool out = false;   // taken out of service
    QString value;      // "1.23 MW · 67 %"
    QString detail;     // a second line, where the item has room
    double loading = notKnown;
    std::vector<double> rowLoadings{}; // of a closed group's rows: the worst in each
};

struct WireValue {
    bool dead = false;
    double temperatureC = notKnown; // of a pipe
    double share = 0.0;             // of the loop's flow, 0..1
};

class Diagram
{
public:
    virtual ~Diagram() = default;

    const Drawing& drawing() const { return drawing_; }

    // `snapshot` may be null, or hold fewer results than the site has elements.
    virtual ItemValue value(std::size_t item, const Snapshot* snapshot) const = 0;
    virtual WireValue wireValue(std::size_t wire, const Snapshot* snapshot) const = 0;
    virtual QString note(int what, const Snapshot* snapshot) const;
    virtual QString tip(std::size_t item, const Snapshot* snapshot) const = 0; // rich text
    virtual QString title(const Snapshot* snapshot) const = 0;
    virtual QString emptyText() const = 0; // when there is nothing to draw

    // Of its pipes; none: it has no pipes, its colours are those of loading.
    virtual std::optional<style::ColourScale> temperatureScale() const { return std::nullopt; }

    // The item that stands for the element, or the closed group it is in.
    virtual std::optional<std::size_t> find(const DiagramElement& element) const;
    // What must be open for the element to be drawn itself.
    virtual ElementSet openFor(const DiagramElement& element) const;

protected:
    Drawing drawing_;
};

using DiagramPtr = std::shared_ptr<const Diagram>;

// The topmost item at a point; frames only where nothing else is.
std::optional<std::size_t> itemAt(const Drawing& drawing, QPointF point);

// The items from top to bottom, those of one height on one line: "TX A | TX B". For tests and for reading aloud.
QString asText(const Drawing& drawing);

} // namespace hallwright::diagrams
