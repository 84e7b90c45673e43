// The power chain: from the utility to the racks, as nodes and the feeds between them.
#pragma once

#include "core/model/geometry.h"
#include "core/model/ids.h"

#include <string>
#include <vector>

namespace hallwright {

enum class PowerNodeKind {
    Utility,
    Generator, // engine or turbine
    Battery,   // storage as a source of its own; a UPS's own battery is part of the UPS
    Transformer,
    SolidStateTransformer, // from medium voltage to direct current in one stage
    Switchgear,
    Ups,
    Rectifier, // to direct current, with the battery shelves on its bus: a sidecar, a row's power rack
    Pdu,
    Busway,
    MechanicalPanel
};

enum class UpsMode { DoubleConversion, Eco };

// Whether power can come from it without a node upstream.
constexpr bool isSource(PowerNodeKind kind)
{
    return kind == PowerNodeKind::Utility || kind == PowerNodeKind::Generator ||
           kind == PowerNodeKind::Battery;
}

enum class FeedSide { None, A, B };

// Losses of one element, for output P_out at rating P_r and x = P_out / P_r:
//     P_in = P_out + P_r (k0 + k1 x + k2 x²)
struct LossCurve {
    double k0 = 0.0; // no-load
    double k1 = 0.0; // proportional
    double k2 = 0.0; // square (copper)

    bool operator==(const LossCurve&) const = default;
};

// A node's load is shared among the nodes that feed it and are alive, in proportion to their ratings; those that are
// on standby carry nothing while any other is alive.
struct PowerNode {
    PowerNodeId id;
    std::string name;
    PowerNodeKind kind = PowerNodeKind::Utility;
    FeedSide side = FeedSide::None;
    BuildingId building; // none if it stands outside
    HallId hall;         // none if it is not in a hall
    Point3 positionM;    // campus frame, centre of its base
    double ratedW = 0.0;
    LossCurve loss;
    std::vector<PowerNodeId> fedBy; // upstream, empty for a source
    bool standby = false; // feeds only what has lost its other feeds: a standby generator, a reserve bus
    UpsMode upsMode = UpsMode::DoubleConversion;
    double storedJ = 0.0; // energy of a battery, or of the battery of a UPS or rectifier, full
    PowerTypeId type{};   // whose values it has but for those that differ; none: all are its own
    // Of a busway, whose middle positionM then is; 0: it is as long as the row over which it hangs.
    double runLengthM = 0.0;
    double runYawDeg = 0.0; // of the run, in the campus frame: 0 along x

    bool operator==(const PowerNode&) const = default;
};

// Invariants, checked by checkSite: no cycles, every fedBy exists, every chain ends at a source.
struct PowerNetwork {
    std::vector<PowerNode> nodes; // ascending id

    bool operator==(const PowerNetwork&) const = default;
    const PowerNode* find(PowerNodeId id) const;
};

} // namespace hallwright
