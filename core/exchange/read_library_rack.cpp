#include "core/exchange/library_type.h"
#include "core/model/rack_slots.h"

namespace hallwright::library {

namespace {

// Of a cabinet for equipment of 19 in where the library says nothing, EIA-310.
constexpr double cabinetWidthM = 0.6;
constexpr double cabinetDepthM = 1.2;
constexpr double unitHeightM = 0.04445;
constexpr double aboveAndBelowM = 0.12;
// What the format cannot say: the upper end of what ASHRAE recommends.
constexpr double recommendedInletC = 27.0;

} // namespace

RackType readRackType(LibraryType& type)
{
    recipe::YamlMap& map = type.map();
    RackType rack;
    rack.name = type.name();
    rack.usableHeightU = map.count("u_height", 1, mostUsableU);
    rack.startingUnit = map.count("starting_unit", 1, mostUsableU, 1);
    rack.unitsFromTop = map.isSet("desc_units");
    rack.widthM = type.lengthM("outer_width", "width_m", cabinetWidthM);
    rack.depthM = type.lengthM("outer_depth", "depth_m", cabinetDepthM);
    rack.heightM =
        type.lengthM("outer_height", "height_m", unitHeightM * rack.usableHeightU + aboveAndBelowM);
    rack.ownMassKg = type.massKg("weight", "own_mass_kg");
    rack.loadLimitKg = type.massKg("max_weight", "load_limit_kg");
    rack.inletLimitC = recommendedInletC;
    return rack;
}

} // namespace hallwright::library
