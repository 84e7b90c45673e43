#include "core/model/bill_of_materials.h"

#include "core/model/names.h"

#include <map>
#include <tuple>

namespace hallwright {

namespace {

template <class Id>
std::string typeName(const Catalogue& catalogue, Id id)
{
    const auto* type = catalogue.find(id);
    return type ? type->name : std::string();
}

std::vector<RackMaterials> racksOf(const Site& site)
{
    std::map<RackTypeId, RackMaterials> byType;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks) {
                RackMaterials& racks = byType[rack.type];
                racks.type = rack.type;
                ++racks.count;
                racks.unweighed += rack.massKg > 0.0 ? 0 : 1;
                racks.powerW += rack.powerW;
                racks.massKg += rack.massKg;
                racks.gpus += rack.gpuCount;
                racks.onBothFeeds += rack.feedA.valid() && rack.feedB.valid() ? 1 : 0;
                racks.onNoFeed += !rack.feedA.valid() && !rack.feedB.valid() ? 1 : 0;
            }
        }
    }
    std::vector<RackMaterials> racks;
    for (const auto& [type, all] : byType)
        racks.push_back(all);
    return racks;
}

class EquipmentCount
{
public:
    template <class Units>
    void add(const Catalogue& catalogue, const Units& units)
    {
        for (const auto& unit : units)
            add(nameOf(unit.kind), typeName(catalogue, unit.type), unit.capacityW);
    }
    void add(std::string_view kind, std::string type, double ratedW)
    {
        ++counts_[{kind, std::move(type), ratedW}];
    }

    std::vector<EquipmentMaterials> all() const
    {
        std::vector<EquipmentMaterials> equipment;
        for (const auto& [make, count] : counts_) {
            const auto& [kind, type, ratedW] = make;
            equipment.push_back({kind, type, ratedW, count});
        }
        return equipment;
    }

private:
    std::map<std::tuple<std::string_view, std::string, double>, std::size_t> counts_;
};

std::vector<EquipmentMaterials> equipmentOf(const Site& site)
{
    EquipmentCount counts;
    const Catalogue& catalogue = *site.catalogue;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            counts.add(catalogue, hall->airHandlers);
            for (const Cdu& unit : hall->cdus)
                counts.add("cdu", typeName(catalogue, unit.type), unit.capacityW);
        }
    }
    counts.add(catalogue, site.cooling->plant);
    for (const PowerNode& node : site.power->nodes)
        counts.add(nameOf(node.kind), typeName(catalogue, node.type), node.ratedW);
    return counts.all();
}

std::vector<PipeMaterials> pipesOf(const Site& site)
{
    std::map<std::tuple<bool, double, PipeRole>, PipeMaterials> makes;
    for (const PipeRun& pipe : site.cooling->pipes) {
        PipeMaterials& all = makes[{pipe.cdu.valid(), pipe.diameterM, pipe.role}];
        all.rackSide = pipe.cdu.valid();
        all.role = pipe.role;
        all.diameterM = pipe.diameterM;
        ++all.count;
        all.lengthM += pathLength(pipe.pathM);
    }
    std::vector<PipeMaterials> pipes;
    for (const auto& [make, all] : makes)
        pipes.push_back(all);
    return pipes;
}

std::vector<PathwayMaterials> pathwaysOf(const Site& site)
{
    std::map<std::tuple<PathwayKind, double, double>, PathwayMaterials> makes;
    for (const Pathway& way : site.pathways->pathways) {
        PathwayMaterials& all = makes[{way.kind, way.widthM, way.depthM}];
        all.kind = way.kind;
        all.widthM = way.widthM;
        all.depthM = way.depthM;
        ++all.count;
        all.lengthM += way.lengthM();
    }
    std::vector<PathwayMaterials> pathways;
    for (const auto& [make, all] : makes)
        pathways.push_back(all);
    return pathways;
}

} // namespace

BillOfMaterials billOfMaterials(const Site& site)
{
    return {racksOf(site), equipmentOf(site), pipesOf(site), pathwaysOf(site)};
}

} // namespace hallwright
