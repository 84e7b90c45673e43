// The coolant loops of a building by rule: plant sized for the design heat, and pipes sized for its flow.
#pragma once

#include "core/exchange/site_draft.h"

namespace hallwright::recipe {

// Ties the halls' air handlers and CDUs to the building's loops, sizes the loops, places the plant with its panels,
// and runs supply and return pipes from the plant to the halls. The halls must be laid out and the power built.
void addBuildingCooling(Draft& draft, BuildingDraft& building);

} // namespace hallwright::recipe
