#include "views/fields/field_data.h"
#include "views/fields/slice.h"

namespace hallwright::fields {

namespace {

// Borrows: `field` outlives what is returned.
FieldData viewOf(const SolvedAir& field)
{
    const SolvedAir* air = &field;
    FieldData data;
    data.room = &air->room();
    data.grid = air->grid();
    data.temperatureC = air->temperatureC();
    data.velocityMs = {air->velocityMs(Axis::X), air->velocityMs(Axis::Y), air->velocityMs(Axis::Z)};
    data.solid = air->solid();
    data.racks = air->racks();
    data.report = &air->report();
    if (const auto* flow = dynamic_cast<const BuoyantField*>(air)) {
        data.flow = &flow->report();
        data.pressurePa = flow->pressurePa();
        data.mixingM2s = flow->viscosityM2s();
    }
    data.recirculatedShare = [air] { return air->recirculatedShare(); };
    data.shareFrom = [air](std::size_t rack) { return air->shareFrom(rack); };
    return data;
}

} // namespace

FieldDataPtr fieldDataOf(SolvedAirPtr field, std::shared_ptr<const FieldReference> reference)
{
    if (!field)
        return nullptr;
    auto data = std::make_shared<FieldData>(viewOf(*field));
    data->owner = std::move(field);
    data->reference = std::move(reference);
    return data;
}

QImage sliceImage(const SolvedAir& field, FieldQuantity quantity, double heightM, const ValueScale& scale,
                  std::span<const float> shares)
{
    return sliceImage(viewOf(field), quantity, heightM, scale, shares);
}

} // namespace hallwright::fields
