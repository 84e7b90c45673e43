// Lays the schematic of a coolant loop out: a ladder of plant on the left, one of the halls' equipment on the right,
// the supply main with its pumps above and the return main below.
#pragma once

#include "views/diagrams/loop_diagram.h"

namespace hallwright::diagrams {

enum class LoopNote { Supply, Return, Heat, Unrejected, Shortage, Reuse, Economiser };

class LoopLayout
{
public:
    LoopLayout(const Site& site, const CoolantLoop& loop, const ElementSet& open)
        : site_(site), loop_(loop), open_(open)
    {
    }

    Drawing drawing;
    std::vector<LoopDiagram::Meaning> meanings; // of the items
    std::vector<LoopDiagram::Pipe> pipes;       // of the wires

    void run();

private:
    using Meaning = LoopDiagram::Meaning;

    // An item and how it is drawn, before its place is known.
    struct Row {
        Row(Meaning::Kind kind, std::size_t hall, std::vector<std::size_t> members, DiagramElement stands,
            Symbol drawnAs, QString named)
            : element(stands), symbol(drawnAs), name(std::move(named))
        {
            meaning.kind = kind;
            meaning.hall = hall;
            meaning.members = std::move(members);
        }

        Meaning meaning;
        DiagramElement element;
        Symbol symbol;
        QString name;
        std::vector<DiagramElement> opens{};
        bool isOpen = false;
        bool showsRacks = false; // a CDU with its racks' circuit
    };

    struct Ladder { // where the stubs of a column of rows begin and end
        double firstReturnY = 0.0, lastSupplyY = 0.0, bottom = 0.0;
    };

    std::vector<Row> plantRows(bool towersBehindChillers) const;
    std::vector<Row> hallRows(std::size_t hallAt, const Hall& hall) const;
    bool hasTowersBehindChillers() const;
    Ladder placePlant(double top);
    double placeTowers(std::size_t firstChiller, double top);
    Ladder placeHalls(double top);
    void placeHall(const QString& name, std::size_t hallAt, const Hall& hall, const std::vector<Row>& rows,
                   double& y, Ladder& ladder);
    void placeRackCircuit(const Row& row, std::size_t cduItem, double y);
    void placeMains(const Ladder& plant, const Ladder& halls);
    void normalise();
    std::size_t addItem(const Row& row, const QRectF& rect);
    void addPipe(WireKind kind, std::vector<QLineF> lines, std::size_t item, bool isMain);

    const Site& site_;
    const CoolantLoop& loop_;
    const ElementSet& open_;
};

} // namespace hallwright::diagrams
