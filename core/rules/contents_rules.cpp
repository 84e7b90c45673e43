// What stands in racks, against what its rack carries, is planned for and breathes.
#include "core/rules/rule_checks.h"

#include "core/model/contents_figures.h"
#include "core/model/names.h"
#include "core/model/number_text.h"
#include "core/physics/rack_circuits.h"

#include <fmt/format.h>
#include <string>

namespace hallwright {

namespace {

struct FilledRack {
    const Hall& hall;
    const Rack& rack;
    const RackType& type;
    const RackContents& contents;
    ContentsFigures figures;

    std::string text() const { return fmt::format("rack {} of {}", rack.name, hall.name); }
};

template <class Visit>
void forEachFilled(const CheckedContents& at, Visit&& visit)
{
    if (at.site.contents->racks.empty())
        return;
    for (const Rack& rack : at.hall.racks) {
        const RackContents* contents = at.site.contents->of(rack.id);
        if (!contents)
            continue;
        const RackType& type = at.site.typeOf(rack);
        visit(FilledRack{at.hall, rack, type, *contents, figuresOf(*at.site.catalogue, type, *contents)});
    }
}

std::string atLeast(const StatedSum& sum)
{
    return sum.complete() ? "" : "at least ";
}

} // namespace

void checkContentsLoad(const CheckedContents& at, FindingSink& sink)
{
    forEachFilled(at, [&](const FilledRack& filled) {
        const double loadKg = filled.figures.loadKg.sum;
        const double limitKg = filled.type.loadLimitKg;
        if (limitKg <= 0.0 || !exceeds(loadKg, limitKg))
            return;
        const auto [load, limit] = groupedApart(loadKg, limitKg, 0);
        sink.add(refTo(filled.rack.id), Figure{loadKg, limitKg, "kg"},
                 fmt::format("The devices in {} weigh {}{} kg together; a {} carries {} kg.", filled.text(),
                             atLeast(filled.figures.loadKg), load, filled.type.name, limit),
                 fmt::format("Move devices of {} kg out of rack {}, or use a rack that carries more.",
                             grouped(loadKg - limitKg), filled.rack.name));
    });
}

void checkContentsPower(const CheckedContents& at, FindingSink& sink)
{
    forEachFilled(at, [&](const FilledRack& filled) {
        const double drawnW = filled.figures.powerW.sum;
        if (!exceeds(drawnW, filled.rack.powerW))
            return;
        const auto [drawn, planned] = kilowattsApart(drawnW, filled.rack.powerW);
        sink.add(refTo(filled.rack.id), Figure{drawnW, filled.rack.powerW, "W"},
                 fmt::format("The devices in {} draw {}{} as planned; the rack is planned at {}.",
                             filled.text(), atLeast(filled.figures.powerW), drawn, planned),
                 fmt::format("Give rack {} the {} of its devices, or move some out.", filled.rack.name,
                             kilowatts(drawnW)));
    });
}

namespace {

// Draws its air at the rack's rear, which stands in the hot aisle.
bool drawsFromRear(const Device& device, DeviceAirflow airflow)
{
    return (device.face == DeviceFace::Front && airflow == DeviceAirflow::RearToFront) ||
           (device.face == DeviceFace::Rear && airflow == DeviceAirflow::FrontToRear);
}

} // namespace

void checkContentsAirflow(const CheckedContents& at, FindingSink& sink)
{
    forEachFilled(at, [&](const FilledRack& filled) {
        for (const Device& device : filled.contents.devices) {
            const DeviceType* type = at.site.catalogue->find(device.type);
            if (!type || !drawsFromRear(device, type->airflow))
                continue;
            const bool atFront = device.face == DeviceFace::Front;
            sink.add(
                    refTo(filled.rack.id), {},
                    fmt::format("{} in {} is mounted at the {} and moves air {}, so it draws from behind the "
                                "rack and blows out before it.",
                                device.name, filled.text(), nameOf(device.face), nameOf(type->airflow)),
                    fmt::format("Mount {} at the {}, or use the model of {} with fans the other way.",
                                device.name, nameOf(atFront ? DeviceFace::Rear : DeviceFace::Front),
                                type->name))
                .other = refTo(device.id);
        }
    });
}

void checkContentsNameplates(const CheckedContents& at, FindingSink& sink)
{
    forEachFilled(at, [&](const FilledRack& filled) {
        const double limitW = filled.type.circuits * circuitPowerW(filled.type);
        const double mostW = filled.figures.nameplateW.sum;
        if (limitW <= 0.0 || !exceeds(mostW, limitW))
            return;
        const auto [most, limit] = kilowattsApart(mostW, limitW);
        sink.add(refTo(filled.rack.id), Figure{mostW, limitW, "W"},
                 fmt::format("The nameplates of the devices in {} come to {}{}; its {} circuits carry {}.",
                             filled.text(), atLeast(filled.figures.nameplateW), most, filled.type.circuits,
                             limit),
                 fmt::format("Give rack {} more circuits, cap the power of its devices, or move some out.",
                             filled.rack.name));
    });
}

namespace {

// "3 of 12 devices"; the rack itself beside them.
std::string whoStatesNone(const FilledRack& filled, int unstated, bool ownToo)
{
    const int devices = unstated - (ownToo ? 1 : 0);
    const std::string of = fmt::format("{} of {} device{}", devices, filled.figures.devices,
                                       filled.figures.devices == 1 ? "" : "s");
    if (!ownToo)
        return of;
    return devices > 0 ? of + " and the empty rack" : "the empty rack";
}

} // namespace

void checkUnstatedMass(const CheckedContents& at, FindingSink& sink)
{
    forEachFilled(at, [&](const FilledRack& filled) {
        const StatedSum& mass = filled.figures.massKg;
        if (mass.complete())
            return;
        const bool ownToo = filled.type.ownMassKg <= 0.0;
        sink.add(
            refTo(filled.rack.id), Figure{static_cast<double>(mass.unstated), 0.0, ""},
            fmt::format("No mass is stated for {} in {}: it weighs at least {} kg, and {} kg are taken.",
                        whoStatesNone(filled, mass.unstated, ownToo), filled.text(), grouped(mass.sum),
                        grouped(filled.rack.massKg)),
            fmt::format("State the mass of the types of these devices{} in the catalogue, or weigh rack {}.",
                        ownToo ? " and the own mass of the rack's type" : "", filled.rack.name));
    });
}

void checkUnstatedPower(const CheckedContents& at, FindingSink& sink)
{
    forEachFilled(at, [&](const FilledRack& filled) {
        const StatedSum& power = filled.figures.powerW;
        if (power.complete())
            return;
        sink.add(
            refTo(filled.rack.id), Figure{static_cast<double>(power.unstated), 0.0, ""},
            fmt::format("No power is stated for {} in {}: they draw at least {}, and {} are taken.",
                        whoStatesNone(filled, power.unstated, false), filled.text(), kilowatts(power.sum),
                        kilowatts(filled.rack.powerW)),
            fmt::format("State the power of the types of these devices in the catalogue, or measure rack {}.",
                        filled.rack.name));
    });
}

} // namespace hallwright
