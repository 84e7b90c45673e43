// What a rack's elevation shows, as values: the rack's units, and the devices that stand in them.
#pragma once

#include "core/design/rack_contents.h"
#include "core/model/site.h"

#include <QString>

#include <vector>

namespace hallwright::elevation {

// By which a device has its colour.
enum class DeviceLook { Compute, Network, Power, Passive };

struct DrawnDevice {
    DeviceId id;
    QString name;
    QString label;    // without the rack's name
    QString typeName; // "Nvidia SN5600"
    QString figures;  // "2 U · 900 W"
    bool inSlot = true;
    double lowestU = 0.0; // of its underside above that of the rack's lowest unit
    double heightU = 1.0;
    double positionU = 0.0; // as the rack counts
    DeviceFace face = DeviceFace::Front;
    DeviceSide side = DeviceSide::Left;
    bool fullDepth = true;
    bool halfWidth = false;
    DeviceLook look = DeviceLook::Passive;
};

struct DrawnRack {
    RackId id;
    QString name;
    QString typeName;
    int units = 0;
    int startingUnit = 1;
    bool fromTop = false;
    bool hasContents = false; // its contents are stated
    std::vector<DrawnDevice> devices;

    const DrawnDevice* find(DeviceId device) const; // nullptr: it is not in here
};

DrawnRack drawnRack(const Site& site, RackId rack);

// Of a type, as if it were to be put there.
DrawnDevice drawnDevice(const DeviceType& type);

// The number of the unit that is `fromBelow` above the lowest.
int unitNumber(const DrawnRack& rack, int fromBelow);

// Where a device stands as the rack counts, of one whose underside is `lowestU` above the lowest unit's.
double positionAt(const DrawnRack& rack, double lowestU, double heightU);
double lowestAt(const DrawnRack& rack, double positionU, double heightU); // the other way round

// "2 U · 900 W · 21 kg": what is stated of it.
QString deviceFigures(const DeviceType& type, double powerW);

} // namespace hallwright::elevation
