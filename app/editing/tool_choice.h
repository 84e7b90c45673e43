// Which tool the hand is to hold.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/pathways.h"

#include <variant>

namespace hallwright::app {

struct SelectChoice {
};
struct MeasureChoice {
};
struct PlaceChoice {
    ObjectRef type; // of a rack, air handler or CDU
};
enum class AreaKind { ColdAisle, HotAisle, ContainedColdAisle, ContainedHotAisle, Column };
struct AreaChoice {
    AreaKind kind;
};
struct HallChoice {
};
struct DoorChoice {
};
struct WallChoice {
};
struct TileChoice {
};
struct BuswayChoice {
};
struct PathwayChoice {
    PathwayKind kind;
};
struct PipeChoice {
};
using ToolChoice = std::variant<SelectChoice, MeasureChoice, PlaceChoice, AreaChoice, HallChoice, DoorChoice,
                                WallChoice, TileChoice, BuswayChoice, PathwayChoice, PipeChoice>;

} // namespace hallwright::app
