// New objects of a type of the site's catalogue, and types that the catalogue is given as they are needed.
#pragma once

#include "core/model/site_edit.h"

#include <stdexcept>

namespace hallwright::design {

// An object with the values of its type and nothing else.
template <class Thing, class IdType>
Thing ofType(const EquipmentType<Thing, IdType>& type)
{
    Thing object = type.values;
    object.type = type.id;
    return object;
}

Rack ofType(const RackType& type);

// Such an object of a type in the catalogue (std::logic_error otherwise).
template <class TypeId>
auto ofType(const Site& site, TypeId id)
{
    const auto* type = site.catalogue->find(id);
    if (!type)
        throw std::logic_error("type not in this site's catalogue");
    return ofType(*type);
}

// The type of a standard steel pipe of this outer diameter: that of the catalogue, or a new one, "Pipe 219.1 mm".
PipeTypeId pipeType(SiteEdit& edit, double diameterM);

// The type of a pathway of this section: that of the catalogue, or a new one, "Tray 600 x 150 mm".
PathwayTypeId pathwayType(SiteEdit& edit, PathwayKind kind, double widthM, double depthM);

} // namespace hallwright::design
