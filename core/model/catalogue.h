// The equipment a site is built of: each type once, with the values that what is of this type has.
//
// An object that names a type has the type's values but for those of its own that differ; a value that is equal to
// the type's follows it. So a new GPU generation is one edit (SiteEdit changes what follows), and what an object
// departs in can be read off by comparing it with its type (core/model/fields.h, `ofType`).
#pragma once

#include "core/model/contents.h"
#include "core/model/cooling_network.h"
#include "core/model/hall.h"
#include "core/model/object_ref.h" // before the aliases below, which its enumerators would shadow
#include "core/model/pathways.h"
#include "core/model/power_network.h"
#include "core/model/rack.h"

#include <string>
#include <vector>

namespace hallwright {

// Of `values` only the fields that the kind's list marks `ofType` mean something: not its own id, name, place or
// connections.
template <class Thing, class IdType>
struct EquipmentType {
    IdType id;
    std::string name; // "CDU 1 MW"
    Thing values;

    bool operator==(const EquipmentType& other) const; // of those fields (core/model/fields.h)
};

using AirHandlerType = EquipmentType<AirHandler, AirHandlerTypeId>;
using CduType = EquipmentType<Cdu, CduTypeId>;
using PlantType = EquipmentType<PlantUnit, PlantTypeId>; // chillers, dry coolers, towers, economisers
using PowerType =
    EquipmentType<PowerNode, PowerTypeId>; // transformers, switchgear, UPS, PDU, busways, generators
using PipeType = EquipmentType<PipeRun, PipeTypeId>;
using PathwayType = EquipmentType<Pathway, PathwayTypeId>; // trays, ducts, trenches

// Each list in ascending order of id.
struct Catalogue {
    std::vector<RackType> rackTypes;
    std::vector<AirHandlerType> airHandlerTypes;
    std::vector<CduType> cduTypes;
    std::vector<PlantType> plantTypes;
    std::vector<PowerType> powerTypes;
    std::vector<PipeType> pipeTypes;
    std::vector<PathwayType> pathwayTypes;
    std::vector<DeviceType> deviceTypes; // of what stands in racks

    bool operator==(const Catalogue&) const = default;

    // nullptr if there is none of this id
    const RackType* find(RackTypeId id) const;
    const AirHandlerType* find(AirHandlerTypeId id) const;
    const CduType* find(CduTypeId id) const;
    const PlantType* find(PlantTypeId id) const;
    const PowerType* find(PowerTypeId id) const;
    const PipeType* find(PipeTypeId id) const;
    const PathwayType* find(PathwayTypeId id) const;
    const DeviceType* find(DeviceTypeId id) const;
};

} // namespace hallwright
