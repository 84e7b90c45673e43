#include "views/elevation/rack_drawing.h"

#include "core/model/rack_slots.h"
#include "views/shared/format.h"
#include "views/shared/mass_text.h"
#include "views/shared/short_name.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace hallwright::elevation {

namespace {

DeviceLook lookOf(const DeviceType& type)
{
    const auto portsOf = [&](PortKind kind) {
        int count = 0;
        for (const PortGroup& group : type.ports)
            count += group.kind == kind ? group.count : 0;
        return count;
    };
    constexpr int portsOfASwitch = 12; // a server has fewer
    if (type.gpuCount > 0)
        return DeviceLook::Compute;
    if (portsOf(PortKind::PowerOutlet) > 0)
        return DeviceLook::Power;
    if (!type.powered)
        return DeviceLook::Passive;
    return portsOf(PortKind::Network) >= portsOfASwitch ? DeviceLook::Network : DeviceLook::Compute;
}

QString fullName(const DeviceType& type)
{
    const QString model = QString::fromStdString(type.name);
    return type.manufacturer.empty()
               ? model
               : QStringLiteral("%1 %2").arg(QString::fromStdString(type.manufacturer), model);
}

} // namespace

const DrawnDevice* DrawnRack::find(DeviceId device) const
{
    const auto found = std::ranges::find(devices, device, &DrawnDevice::id);
    return found == devices.end() ? nullptr : &*found;
}

QString deviceFigures(const DeviceType& type, double powerW)
{
    QStringList parts;
    if (type.heightU > 0.0)
        parts << QObject::tr("%1 U").arg(QLocale::c().toString(type.heightU, 'g', 4));
    if (powerW > 0.0)
        parts << style::formatPower(powerW);
    else if (type.powered && type.nameplateW > 0.0)
        parts << QObject::tr("≤ %1").arg(style::formatPower(type.nameplateW));
    if (type.massKg > 0.0)
        parts << style::formatMass(type.massKg);
    return parts.join(QStringLiteral(" · ")).replace(QLatin1String(" U"), QStringLiteral("\u00a0U"));
}

DrawnDevice drawnDevice(const DeviceType& type)
{
    DrawnDevice drawn;
    drawn.name = QString::fromStdString(type.name);
    drawn.typeName = fullName(type);
    drawn.figures = deviceFigures(type, type.powerW);
    drawn.inSlot = type.heightU > 0.0;
    drawn.heightU = type.heightU;
    drawn.fullDepth = type.fullDepth;
    drawn.halfWidth = type.halfWidth;
    drawn.look = lookOf(type);
    return drawn;
}

DrawnRack drawnRack(const Site& site, RackId id)
{
    const Rack& rack = site.rack(id);
    const RackType& type = site.typeOf(rack);
    DrawnRack drawn;
    drawn.id = id;
    drawn.name = QString::fromStdString(rack.name);
    drawn.typeName = QString::fromStdString(type.name);
    drawn.units = usableHeightOf(type);
    drawn.startingUnit = type.startingUnit;
    drawn.fromTop = type.unitsFromTop;
    const RackContents* contents = site.contents->of(id);
    drawn.hasContents = contents != nullptr;
    if (!contents)
        return drawn;
    for (const Device& device : contents->devices) {
        const DeviceType* of = site.catalogue->find(device.type);
        if (!of)
            continue;
        DrawnDevice each = drawnDevice(*of);
        each.id = device.id;
        each.name = QString::fromStdString(device.name);
        each.label = style::shortName(device.name, rack.name);
        each.figures = deviceFigures(*of, device.powerW);
        each.inSlot = device.positionU != 0.0;
        each.positionU = device.positionU;
        each.lowestU = each.inSlot ? heightAboveLowestU(type, *of, device.positionU) : 0.0;
        each.face = device.face;
        each.side = device.side;
        drawn.devices.push_back(std::move(each));
    }
    return drawn;
}

int unitNumber(const DrawnRack& rack, int fromBelow)
{
    return rack.startingUnit + (rack.fromTop ? rack.units - 1 - fromBelow : fromBelow);
}

double positionAt(const DrawnRack& rack, double lowestU, double heightU)
{
    return rack.startingUnit + (rack.fromTop ? rack.units - lowestU - heightU : lowestU);
}

double lowestAt(const DrawnRack& rack, double positionU, double heightU)
{
    const double fromFirst = positionU - rack.startingUnit;
    return rack.fromTop ? rack.units - fromFirst - heightU : fromFirst;
}

} // namespace hallwright::elevation
