// A hall's solved air as the pictures read it: arrays that belong to the solver, borrowed, never copied.
#pragma once

#include "core/physics/buoyant_flow.h"

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace hallwright::fields {

// What another program, or sensors, found in the same hall: to be compared with the field.
struct FieldReference {
    std::shared_ptr<const std::vector<float>>
        temperatureC;           // of the field's cells, NaN where it has none; null: of none
    std::vector<double> inletC; // as room->racks, NaN where it has none
};

struct FieldData {
    std::shared_ptr<const void> owner; // of everything below
    const AirRoom* room = nullptr;
    AirGrid grid;
    std::span<const float> temperatureC; // NaN in solid cells
    std::array<std::span<const float>, 3> velocityMs;
    std::span<const std::uint8_t> solid;
    std::span<const float> pressurePa, mixingM2s; // of a flow alone
    std::span<const AirRackTemperatures> racks; // as room->racks
    const AirFieldReport* report = nullptr;
    const BuoyantFlowReport* flow = nullptr;         // the same of a buoyant flow; null of a potential flow
    std::shared_ptr<const FieldReference> reference; // null: nothing to compare with
    // These work for tens of milliseconds: not on the GUI thread.
    std::function<std::vector<float>()> recirculatedShare;
    std::function<std::vector<float>(std::size_t rack)> shareFrom;

    bool hasReferenceCells() const
    {
        return reference && reference->temperatureC && reference->temperatureC->size() == temperatureC.size();
    }
    bool usable() const { return room && !temperatureC.empty() && (!report || report->usable()); }
};

using FieldDataPtr = std::shared_ptr<const FieldData>;

// Which layout a field belongs to, against what the rest of the window shows.
enum class FieldAge { ThisLayout, WhileDragging, BeforeTheMove };

// Null of null.
FieldDataPtr fieldDataOf(SolvedAirPtr field, std::shared_ptr<const FieldReference> reference = nullptr);

enum class FieldQuantity {
    Temperature,
    AshraeBands,
    Speed,
    RecirculatedShare,
    ShareFromRack,
    PowerDensity, // of the racks; a plan, without a field
    Pressure,     // over that of still air; this and the next of a flow alone
    Mixing,       // eddy viscosity
    Difference    // the field's temperature minus that of the reference [K]
};

// One quantity's value in every cell. `shares` are those of a share quantity, empty for the others.
class QuantityValues
{
public:
    QuantityValues(const FieldData& data, FieldQuantity quantity, std::span<const float> shares = {})
        : data_(&data), quantity_(quantity), shares_(shares)
    {
    }
    const FieldData& data() const { return *data_; }
    FieldQuantity quantity() const { return quantity_; }
    float at(std::size_t cell) const; // NaN in a solid cell

private:
    const FieldData* data_;
    FieldQuantity quantity_;
    std::span<const float> shares_;
};

bool isShare(FieldQuantity quantity);
bool isOfFlowAlone(FieldQuantity quantity);

std::optional<std::size_t> rackIndex(const FieldData& data, RackId rack); // in data.room->racks
// In data.room->supplies, of those that blow: nearest to the place, to the middle of the room if there is none.
std::optional<std::size_t> nearestSupply(const FieldData& data, const std::optional<Point3>& place);
Point3 middleOf(const AirBox& box);

// Of each rack's inlet, ours minus the reference's [K]; NaN where the reference has none, empty without one.
std::vector<double> inletDifferencesK(const FieldData& data);

// Least and largest value in the air; {0, 0} without any.
std::pair<double, double> extremesOf(const QuantityValues& values);

// Interpolated between the centres of the cells that hold air; NaN in a solid cell and outside the room.
double valueAt(const QuantityValues& values, Point3 inHall);

// The values with the solid cells given those of the air next to them, as far as two cells in, and `deep` beyond.
std::vector<float> filled(const AirGrid& grid, const QuantityValues& values, float deep);

} // namespace hallwright::fields
