// Failure rates by the names of kinds and objects, as a file of rates has them.
#pragma once

#include "core/model/site.h"
#include "core/studies/availability/equipment_rates.h"

#include <functional>
#include <string>
#include <vector>

namespace hallwright {

struct NamedRate {
    std::string name; // of a kind ("ups") or an object ("UPS A")
    EquipmentRate rate;
    std::string where; // for the reader of an error: "ours.csv, line 3"
};

// Whether objects of this kind have a rate: power nodes, plant units, air handlers, CDUs, and loops for their pumps.
bool hasRate(ObjectKind kind);

// The only one of this name that has a rate. Throws InputError, beginning with `where`, where none or several have it.
ObjectRef ratedObjectNamed(const Site& site, const std::string& name, const std::string& where);

// With these before those that there are; what is no kind's name is an object's, found by `objectOf`. Throws InputError for a rate
// out of its range and an object that has none.
EquipmentRates withRates(EquipmentRates rates, const Site& site, const std::vector<NamedRate>& named,
                         const std::function<ObjectRef(const NamedRate&)>& objectOf);
// The same, objects found by ratedObjectNamed.
EquipmentRates withRates(const EquipmentRates& rates, const Site& site, const std::vector<NamedRate>& named);

} // namespace hallwright
