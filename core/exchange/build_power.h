// The power chain of each building by rule: utility, entrance switchgear, transformer, switchgear, UPS, busway, A and
// B, and the panels of fans and plant.
#pragma once

#include "core/exchange/site_draft.h"

namespace hallwright::recipe {

void addUtilities(Draft& draft);

// Feeds every rack of the building from an A and a B busway over its row, and the fans and CDUs of each hall from a
// panel on the continuous-cooling UPSs.
void addBuildingPower(Draft& draft, BuildingDraft& building);

// A panel for the next group of plant units, fed from a transformer on each side; returns it.
PowerNodeId addPlantPanel(Draft& draft, BuildingDraft& building, const std::string& name, Point2 positionM,
                          double elevationM);

} // namespace hallwright::recipe
