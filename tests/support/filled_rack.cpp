#include "tests/support/filled_rack.h"

#include "core/model/site_edit.h"
#include "tests/support/campus.h"

namespace hallwright::test {

namespace {

DeviceType typeNamed(const std::string& name, double heightU)
{
    DeviceType type;
    type.name = name;
    type.manufacturer = "Bench";
    type.heightU = heightU;
    type.airflow = DeviceAirflow::FrontToRear;
    return type;
}

DeviceTypeId addNode(SiteEdit& edit)
{
    DeviceType node = typeNamed("Node", 4.0);
    node.massKg = 53.0;
    node.powerW = 10e3;
    node.nameplateW = 13e3;
    node.liquidShare = 0.5;
    node.airflowM3s = 0.4;
    node.gpuCount = 8;
    node.ports = {{PortKind::Network, "400gbase-x-osfp", 8}, {PortKind::PowerInlet, "iec-60320-c20", 4}};
    return edit.add(node);
}

DeviceTypeId addLeaf(SiteEdit& edit)
{
    DeviceType leaf = typeNamed("Leaf", 2.0);
    leaf.powerW = 900.0;
    leaf.airflowM3s = 0.05;
    leaf.ports = {{PortKind::Network, "800gbase-x-osfp", 64}};
    return edit.add(leaf);
}

DeviceTypeId addShelf(SiteEdit& edit)
{
    DeviceType shelf = typeNamed("Shelf", 0.5);
    shelf.fullDepth = false;
    shelf.powered = false;
    shelf.massKg = 2.0;
    return edit.add(shelf);
}

DeviceTypeId addStrip(SiteEdit& edit)
{
    DeviceType strip = typeNamed("Strip", 0.0);
    strip.powered = false;
    strip.massKg = 5.0;
    strip.ports = {{PortKind::PowerOutlet, "iec-60320-c13", 30}};
    return edit.add(strip);
}

DeviceId put(SiteEdit& edit, RackId rack, DeviceTypeId type, const std::string& name, double positionU,
             double powerW)
{
    Device device;
    device.name = name;
    device.type = type;
    device.positionU = positionU;
    device.powerW = powerW;
    return edit.addTo(rack, device);
}

} // namespace

FilledRack filledRack()
{
    FilledRack filled;
    SiteEdit edit(smallCampus());
    RackType& rackType = edit.change(edit.site().rack(filled.rack).type);
    rackType.usableHeightU = 42;
    rackType.ownMassKg = 120.0;
    rackType.loadLimitKg = 1000.0;
    filled.node = addNode(edit);
    filled.leaf = addLeaf(edit);
    filled.shelf = addShelf(edit);
    filled.strip = addStrip(edit);
    for (int i = 0; i < 4; ++i)
        filled.nodes.push_back(
            put(edit, filled.rack, filled.node, "node-" + std::to_string(i + 1), 1.0 + 4.0 * i, 10e3));
    filled.leafDevice = put(edit, filled.rack, filled.leaf, "leaf-1", 40.0, 900.0);
    filled.site = edit.done();
    return filled;
}

} // namespace hallwright::test
