#include "core/studies/availability/named_rates.h"

#include "core/model/errors.h"
#include "core/model/object_names.h"

#include <fmt/format.h>

#include <array>

namespace hallwright {

namespace {

constexpr std::array ratedKinds{ObjectKind::PowerNode, ObjectKind::PlantUnit, ObjectKind::AirHandler,
                                ObjectKind::Cdu, ObjectKind::CoolantLoop};

} // namespace

bool hasRate(ObjectKind kind)
{
    for (const ObjectKind rated : ratedKinds) {
        if (rated == kind)
            return true;
    }
    return false;
}

ObjectRef ratedObjectNamed(const Site& site, const std::string& name, const std::string& where)
{
    std::vector<ObjectRef> found;
    for (const ObjectKind kind : ratedKinds) {
        for (const ObjectRef object : objectsOf(site, kind)) {
            if (nameOf(site, object) == name)
                found.push_back(object);
        }
    }
    if (found.empty())
        throw InputError(
            fmt::format("{}: \"{}\" is neither a kind of equipment, such as ups or cdu, nor the "
                        "name of a power node, plant unit, air handler, CDU or loop of this site.",
                        where, name));
    if (found.size() > 1)
        throw InputError(fmt::format("{}: {} objects of this site are named \"{}\"; give the rate of their "
                                     "kind instead, or names of their own.",
                                     where, found.size(), name));
    return found.front();
}

EquipmentRates withRates(EquipmentRates rates, const Site& site, const std::vector<NamedRate>& named,
                         const std::function<ObjectRef(const NamedRate&)>& objectOf)
{
    for (const NamedRate& each : named) {
        requireSense(each.rate, each.where);
        if (const std::optional<EquipmentKind> kind = equipmentKindNamed(each.name)) {
            rates.of(*kind) = each.rate;
            continue;
        }
        const ObjectRef object = objectOf(each);
        if (!hasRate(object.kind))
            throw InputError(
                fmt::format("{}: {} has no failure rate: only power nodes, plant units, air handlers, CDUs "
                            "and loops, for their pumps, have.",
                            each.where, describe(site, object)));
        rates.byObject[object] = each.rate;
    }
    return rates;
}

EquipmentRates withRates(const EquipmentRates& rates, const Site& site, const std::vector<NamedRate>& named)
{
    return withRates(rates, site, named,
                     [&](const NamedRate& of) { return ratedObjectNamed(site, of.name, of.where); });
}

} // namespace hallwright
