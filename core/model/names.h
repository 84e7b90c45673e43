// The one spelling of every enumerator: in the site file, in recipes, in CSV and JSON ("compute", "cold").
#pragma once

#include "core/model/scenario.h"
#include "core/model/site.h"

#include <optional>
#include <string>
#include <string_view>

namespace hallwright {

std::string_view nameOf(RackRole);
std::string_view nameOf(LifecycleStatus);
std::string_view nameOf(FloorKind);
std::string_view nameOf(AisleKind);
std::string_view nameOf(AirHandlerKind);
std::string_view nameOf(WallSide);
std::string_view nameOf(RoomKind);
std::string_view nameOf(PowerNodeKind);
std::string_view nameOf(FeedSide);
std::string_view nameOf(PipeRole);
std::string_view nameOf(PlantKind);
std::string_view nameOf(Coolant);
std::string_view nameOf(UpsMode);
std::string_view nameOf(PathwayKind);
std::string_view nameOf(LoadBasis);
std::string_view nameOf(InletBasis);
std::string_view nameOf(PortKind);
std::string_view nameOf(DeviceAirflow);
std::string_view nameOf(DeviceFace);
std::string_view nameOf(DeviceSide);

// As a sentence has it: "UPS", "mechanical panel".
std::string_view wordFor(PowerNodeKind);

// The enumerator with this name, if there is one: fromName<RackRole>("compute").
template <class Enum>
std::optional<Enum> fromName(std::string_view name);

// All names of an enumeration, for messages: "compute, network, storage, management".
template <class Enum>
std::string namesOf();

} // namespace hallwright
