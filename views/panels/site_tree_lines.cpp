#include "views/panels/site_tree_lines.h"

#include "core/layout/rows.h"
#include "core/model/object_names.h"
#include "views/panels/words.h"

#include <QObject>

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <type_traits>

namespace hallwright::panels {

namespace {

constexpr std::initializer_list<PowerNodeKind> powerKinds = {PowerNodeKind::Utility,
                                                             PowerNodeKind::Generator,
                                                             PowerNodeKind::Battery,
                                                             PowerNodeKind::Transformer,
                                                             PowerNodeKind::SolidStateTransformer,
                                                             PowerNodeKind::Switchgear,
                                                             PowerNodeKind::Ups,
                                                             PowerNodeKind::Rectifier,
                                                             PowerNodeKind::Pdu,
                                                             PowerNodeKind::Busway,
                                                             PowerNodeKind::MechanicalPanel};
constexpr std::initializer_list<PathwayKind> pathwayKinds = {PathwayKind::Tray, PathwayKind::Duct,
                                                             PathwayKind::Trench};
constexpr std::initializer_list<ObjectKind> typeKinds = {
    ObjectKind::RackType,  ObjectKind::AirHandlerType, ObjectKind::CduType,     ObjectKind::PlantType,
    ObjectKind::PowerType, ObjectKind::PipeType,       ObjectKind::PathwayType, ObjectKind::DeviceType};

using Lines = std::vector<CountedLine>;

TreeLine groupOf(ObjectRef owner, ObjectKind kind)
{
    return {owner, TreeGroup::OfKind, static_cast<int>(kind)};
}

template <class T>
constexpr bool isInHall = std::is_same_v<ParentOf<T>, Hall>;

// The building or hall whose group shows it; none: the site's.
template <class T, class Parent>
ObjectRef ownerOf(const T& object, const Parent& parent)
{
    if constexpr (std::is_same_v<T, PlantUnit>)
        return refTo(object.building);
    else if constexpr (isInHall<T> || std::is_same_v<T, Room>)
        return refTo(parent.id);
    else
        return {};
}

// Calls use(object) for every one of a kind that a building, a hall or the site itself shows in a group.
template <class T, class Use>
void forEachOwned(const Site& site, ObjectRef owner, Use&& use)
{
    const auto visit = [&](const auto& parent) {
        for (const auto& element : parent.*ObjectType<T>::list) {
            if (ownerOf(elementOf(element), parent) == owner && elementOf(element).id.valid())
                use(elementOf(element));
        }
    };
    if constexpr (isInHall<T>) {
        if (const Hall* hall = find(site, idIn<HallId>(owner)))
            visit(*hall);
    } else if constexpr (std::is_same_v<T, Room>) {
        if (const Building* building = site.findBuilding(idIn<BuildingId>(owner)))
            visit(*building);
    } else {
        forEachParentOf<T>(site, visit);
    }
}

std::size_t countOf(const Site& site, ObjectRef owner, ObjectKind kind)
{
    std::size_t count = 0;
    withObjectType(kind, [&]<class T>() { forEachOwned<T>(site, owner, [&](const T&) { ++count; }); });
    return count;
}

void addGroup(Lines& lines, const TreeLine& group, std::size_t count)
{
    if (count > 0)
        lines.push_back({group, count});
}

void addGroups(Lines& lines, const Site& site, ObjectRef owner, std::initializer_list<ObjectKind> kinds)
{
    for (const ObjectKind kind : kinds)
        addGroup(lines, groupOf(owner, kind), countOf(site, owner, kind));
}

template <class List, class Kind>
void addPart(Lines& lines, const List& list, TreeGroup group, Kind kind)
{
    const auto count = std::ranges::count_if(list, [&](const auto& one) { return one.kind == kind; });
    addGroup(lines, {{}, group, static_cast<int>(kind)}, static_cast<std::size_t>(count));
}

template <class List>
Lines allOfPart(const List& list, int part)
{
    Lines lines;
    for (const auto& one : list) {
        if (static_cast<int>(one.kind) == part)
            lines.push_back({TreeLine{refTo(one.id)}});
    }
    return lines;
}

std::size_t typeCount(const Site& site)
{
    std::size_t count = 0;
    for (const ObjectKind kind : typeKinds)
        count += countOf(site, {}, kind);
    return count;
}

Lines linesOfSite(const Site& site)
{
    Lines lines;
    for (const BuildingPtr& building : site.buildings)
        lines.push_back({TreeLine{refTo(building->id)}, 1});
    addGroups(lines, site, {}, {ObjectKind::PlantUnit, ObjectKind::CoolantLoop});
    addGroup(lines, {{}, TreeGroup::Power}, site.power->nodes.size());
    addGroup(lines, {{}, TreeGroup::Pathways}, site.pathways->pathways.size() + site.pathways->runs.size());
    addGroup(lines, {{}, TreeGroup::Catalogue}, typeCount(site));
    return lines;
}

Lines linesOfBuilding(const Site& site, const Building& building)
{
    Lines lines;
    for (const HallPtr& hall : building.halls)
        lines.push_back({TreeLine{refTo(hall->id)}, 1});
    addGroups(lines, site, refTo(building.id), {ObjectKind::Room, ObjectKind::PlantUnit});
    return lines;
}

CountedLine lineOfRack(const Site& site, RackId rack)
{
    const RackContents* contents = site.contents->of(rack);
    return {TreeLine{refTo(rack)}, contents ? contents->devices.size() : 0};
}

// From the highest position down, as they stand where units are counted from below; what stands in no unit last.
Lines linesOfRack(const Site& site, RackId rack)
{
    Lines lines;
    const RackContents* contents = site.contents->of(rack);
    if (!contents)
        return lines;
    std::vector<const Device*> devices;
    for (const Device& device : contents->devices)
        devices.push_back(&device);
    std::ranges::stable_sort(devices, std::greater<>(), &Device::positionU);
    for (const Device* device : devices)
        lines.push_back({TreeLine{refTo(device->id)}});
    return lines;
}

Lines linesOfHall(const Site& site, const Hall& hall)
{
    Lines lines;
    const auto racks = racksByRow(hall);
    for (std::size_t i = 0; i < hall.rows.size(); ++i) {
        if (hall.rows[i].id.valid())
            lines.push_back({TreeLine{refTo(hall.rows[i].id)}, racks[i].size()});
    }
    for (const Rack& rack : hall.racks) {
        const auto row = rowAt(hall, rack.pose.position());
        if (!row || !hall.rows[*row].id.valid())
            lines.push_back(lineOfRack(site, rack.id));
    }
    addGroups(lines, site, refTo(hall.id),
              {ObjectKind::Aisle, ObjectKind::AirHandler, ObjectKind::Cdu, ObjectKind::Column,
               ObjectKind::Wall, ObjectKind::TileField, ObjectKind::Door});
    return lines;
}

Lines linesOfRow(const Site& site, RowId id)
{
    Lines lines;
    const auto where = hallWith(site, refTo(id));
    if (!where)
        return lines;
    const Hall& hall = site.hall(*where);
    const auto row = std::ranges::find(hall.rows, id, &Row::id);
    const auto racks = racksByRow(hall);
    for (const std::size_t rack : racks[static_cast<std::size_t>(row - hall.rows.begin())])
        lines.push_back(lineOfRack(site, hall.racks[rack].id));
    return lines;
}

Lines linesOfLoop(const Site& site, CoolantLoopId id)
{
    Lines lines;
    for (const PipeRun& pipe : site.cooling->pipes) {
        if (pipe.loop == id)
            lines.push_back({TreeLine{refTo(pipe.id)}});
    }
    return lines;
}

Lines linesOfObject(const Site& site, ObjectRef object)
{
    switch (object.kind) {
    case ObjectKind::None:
        return linesOfSite(site);
    case ObjectKind::Building:
        if (const Building* building = site.findBuilding(idIn<BuildingId>(object)))
            return linesOfBuilding(site, *building);
        return {};
    case ObjectKind::Hall:
        if (const Hall* hall = find(site, idIn<HallId>(object)))
            return linesOfHall(site, *hall);
        return {};
    case ObjectKind::Row:
        return linesOfRow(site, idIn<RowId>(object));
    case ObjectKind::Rack:
        return linesOfRack(site, idIn<RackId>(object));
    case ObjectKind::CoolantLoop:
        return linesOfLoop(site, idIn<CoolantLoopId>(object));
    default:
        return {};
    }
}

Lines linesOfKind(const Site& site, const TreeLine& group)
{
    Lines lines;
    withObjectType(static_cast<ObjectKind>(group.part), [&]<class T>() {
        forEachOwned<T>(site, group.object, [&](const T& object) {
            std::size_t count = 0;
            if constexpr (std::is_same_v<T, CoolantLoop>)
                count = linesOfLoop(site, object.id).size();
            lines.push_back({TreeLine{refTo(object.id)}, count});
        });
    });
    return lines;
}

TreeLine lineAboveRack(const Site& site, RackId id)
{
    const Hall& hall = site.hallOf(id);
    const auto row = rowAt(hall, hall.findRack(id)->pose.position());
    return row && hall.rows[*row].id.valid() ? TreeLine{refTo(hall.rows[*row].id)} : TreeLine{refTo(hall.id)};
}

ObjectRef buildingWith(const Site& site, RoomId id)
{
    for (const BuildingPtr& building : site.buildings) {
        if (std::ranges::find(building->rooms, id, &Room::id) != building->rooms.end())
            return refTo(building->id);
    }
    return {};
}

template <class T>
TreeLine lineAboveObject(const Site& site, const T& object)
{
    const auto inHall = [&] { return refTo(hallWith(site, refTo(object.id)).value_or(HallId{})); };
    if constexpr (std::is_same_v<T, Building>)
        return {};
    else if constexpr (std::is_same_v<T, Hall>)
        return {refTo(site.buildingOf(object.id).id)};
    else if constexpr (std::is_same_v<T, Rack>)
        return lineAboveRack(site, object.id);
    else if constexpr (std::is_same_v<T, Device>)
        return {refTo(rackWith(site, object.id))};
    else if constexpr (std::is_same_v<T, Row>)
        return {inHall()};
    else if constexpr (isInHall<T>)
        return groupOf(inHall(), kindOf<T>);
    else if constexpr (std::is_same_v<T, Room>)
        return groupOf(buildingWith(site, object.id), kindOf<T>);
    else if constexpr (std::is_same_v<T, PipeRun>)
        return {refTo(object.loop)};
    else if constexpr (std::is_same_v<T, PowerNode>)
        return {{}, TreeGroup::PowerOfKind, static_cast<int>(object.kind)};
    else if constexpr (std::is_same_v<T, Pathway>)
        return {{}, TreeGroup::PathwaysOfKind, static_cast<int>(object.kind)};
    else if constexpr (std::is_same_v<T, PlantUnit>)
        return groupOf(refTo(object.building), kindOf<T>);
    else
        return groupOf({}, kindOf<T>);
}

std::optional<TreeLine> lineAboveGroup(const TreeLine& line)
{
    const auto kind = static_cast<ObjectKind>(line.part);
    switch (line.group) {
    case TreeGroup::PowerOfKind:
        return TreeLine{{}, TreeGroup::Power};
    case TreeGroup::PathwaysOfKind:
        return TreeLine{{}, TreeGroup::Pathways};
    case TreeGroup::OfKind:
        if (std::ranges::find(typeKinds, kind) != typeKinds.end())
            return TreeLine{{}, TreeGroup::Catalogue};
        if (kind == ObjectKind::FibreRun)
            return TreeLine{{}, TreeGroup::Pathways};
        break;
    default:
        break;
    }
    return TreeLine{line.object};
}

} // namespace

std::vector<CountedLine> linesIn(const Site& site, const TreeLine& line)
{
    Lines lines;
    switch (line.group) {
    case TreeGroup::None:
        return linesOfObject(site, line.object);
    case TreeGroup::OfKind:
        return linesOfKind(site, line);
    case TreeGroup::PowerOfKind:
        return allOfPart(site.power->nodes, line.part);
    case TreeGroup::PathwaysOfKind:
        return allOfPart(site.pathways->pathways, line.part);
    case TreeGroup::Power:
        for (const PowerNodeKind kind : powerKinds)
            addPart(lines, site.power->nodes, TreeGroup::PowerOfKind, kind);
        break;
    case TreeGroup::Pathways:
        for (const PathwayKind kind : pathwayKinds)
            addPart(lines, site.pathways->pathways, TreeGroup::PathwaysOfKind, kind);
        addGroups(lines, site, {}, {ObjectKind::FibreRun});
        break;
    case TreeGroup::Catalogue:
        addGroups(lines, site, {}, typeKinds);
        break;
    }
    return lines;
}

std::optional<TreeLine> lineAbove(const Site& site, const TreeLine& line)
{
    if (line.isGroup())
        return lineAboveGroup(line);
    std::optional<TreeLine> above;
    withObjectType(line.object.kind, [&]<class T>() {
        if (const T* object = find(site, IdOf<T>{line.object.id}))
            above = lineAboveObject(site, *object);
    });
    return above;
}

bool isShared(const Site& before, const Site& after, const TreeLine& line)
{
    if (line.group == TreeGroup::Power || line.group == TreeGroup::PowerOfKind)
        return before.power == after.power;
    if (line.group == TreeGroup::Pathways || line.group == TreeGroup::PathwaysOfKind)
        return before.pathways == after.pathways;
    if (line.group == TreeGroup::Catalogue)
        return before.catalogue == after.catalogue;
    if (const auto id = idIn<HallId>(line.object); id.valid())
        return find(before, id) == find(after, id) && before.contents == after.contents;
    if (const auto id = idIn<BuildingId>(line.object); id.valid())
        return before.findBuilding(id) == after.findBuilding(id) && before.cooling == after.cooling &&
               before.contents == after.contents;
    return false;
}

QString groupTitle(const TreeLine& line)
{
    const auto plural = [](ObjectKind kind) { return text(sentenceCase(std::string(wordFor(kind)))) + u's'; };
    static constexpr const char* power[] = {QT_TRANSLATE_NOOP("SiteTree", "Utilities"),
                                            QT_TRANSLATE_NOOP("SiteTree", "Generators"),
                                            QT_TRANSLATE_NOOP("SiteTree", "Batteries"),
                                            QT_TRANSLATE_NOOP("SiteTree", "Transformers"),
                                            QT_TRANSLATE_NOOP("SiteTree", "Solid-state transformers"),
                                            QT_TRANSLATE_NOOP("SiteTree", "Switchgear"),
                                            QT_TRANSLATE_NOOP("SiteTree", "UPS"),
                                            QT_TRANSLATE_NOOP("SiteTree", "Rectifiers"),
                                            QT_TRANSLATE_NOOP("SiteTree", "PDUs"),
                                            QT_TRANSLATE_NOOP("SiteTree", "Busways"),
                                            QT_TRANSLATE_NOOP("SiteTree", "Mechanical panels")};
    static constexpr const char* pathways[] = {QT_TRANSLATE_NOOP("SiteTree", "Trays"),
                                               QT_TRANSLATE_NOOP("SiteTree", "Ducts"),
                                               QT_TRANSLATE_NOOP("SiteTree", "Trenches")};
    switch (line.group) {
    case TreeGroup::None:
        return {};
    case TreeGroup::OfKind:
        return plural(static_cast<ObjectKind>(line.part));
    case TreeGroup::Power:
        return QObject::tr("Power");
    case TreeGroup::PowerOfKind:
        return QObject::tr(power[line.part]);
    case TreeGroup::Pathways:
        return QObject::tr("Pathways and fibre");
    case TreeGroup::PathwaysOfKind:
        return QObject::tr(pathways[line.part]);
    case TreeGroup::Catalogue:
        break;
    }
    return QObject::tr("Catalogue");
}

} // namespace hallwright::panels
