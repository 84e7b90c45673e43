#include "views/panels/site_tree_model.h"

#include "views/shared/figure_text.h"
#include "views/shared/format.h"
#include "views/shared/rack_marks.h"
#include "views/shared/severity_mark.h"
#include "views/shared/short_name.h"

#include <algorithm>

namespace hallwright::panels {

namespace {

// The internal id of an index tells its parent: 0 for a building, the building's number for a hall, building and hall
// for a rack. Numbers are one-based so that 0 stays free.
constexpr int hallBits = 32;

quintptr parentOfHall(std::size_t building)
{
    return static_cast<quintptr>(building + 1) << hallBits;
}

quintptr parentOfRack(std::size_t building, std::size_t hall)
{
    return parentOfHall(building) | static_cast<quintptr>(hall + 1);
}

} // namespace

SiteTreeModel::Place SiteTreeModel::placeOf(const QModelIndex& index) const
{
    const auto id = index.internalId();
    const auto row = static_cast<std::size_t>(index.row());
    if (id == 0)
        return {Level::Building, row, 0, 0};
    const std::size_t building = (id >> hallBits) - 1;
    const std::size_t hall = id & 0xffffffffu;
    if (hall == 0)
        return {Level::Hall, building, row, 0};
    return {Level::Rack, building, hall - 1, row};
}

QModelIndex SiteTreeModel::indexAt(const Place& place, int column) const
{
    switch (place.level) {
    case Level::Building:
        return createIndex(static_cast<int>(place.building), column, quintptr(0));
    case Level::Hall:
        return createIndex(static_cast<int>(place.hall), column, parentOfHall(place.building));
    case Level::Rack:
        break;
    }
    return createIndex(static_cast<int>(place.rack), column, parentOfRack(place.building, place.hall));
}

bool SiteTreeModel::sameStructure(const Site& other) const
{
    if (!site_ || site_->buildings.size() != other.buildings.size())
        return false;
    for (std::size_t b = 0; b < other.buildings.size(); ++b) {
        const auto& mine = site_->buildings[b];
        const auto& its = other.buildings[b];
        if (mine == its)
            continue;
        if (mine->halls.size() != its->halls.size())
            return false;
        for (std::size_t h = 0; h < its->halls.size(); ++h) {
            if (mine->halls[h] != its->halls[h] &&
                mine->halls[h]->racks.size() != its->halls[h]->racks.size())
                return false;
        }
    }
    return true;
}

void SiteTreeModel::setSite(SitePtr site)
{
    if (site && sameStructure(*site)) {
        site_ = std::move(site);
        tellValuesChanged();
        return;
    }
    beginResetModel();
    site_ = std::move(site);
    snapshot_ = nullptr;
    badges_.clear();
    states_.clear();
    endResetModel();
}

void SiteTreeModel::setSnapshot(SnapshotPtr snapshot)
{
    snapshot_ = std::move(snapshot);
    states_.clear();
    if (snapshot_) {
        for (const HallResultPtr& hall : snapshot_->halls)
            states_.emplace(hall->hall->id, rackStatesOf(*snapshot_, *hall));
    }
    tellValuesChanged();
}

void SiteTreeModel::setFindings(FindingsPtr findings)
{
    badges_.clear();
    for (const Finding* finding : findings ? findings->open : std::vector<const Finding*>()) {
        const auto rack = [](ObjectRef object) {
            return object.kind == ObjectKind::Rack ? object : ObjectRef{};
        };
        for (const ObjectRef place :
             {refTo(finding->building), refTo(finding->hall), rack(finding->subject), rack(finding->other)}) {
            if (!place.valid())
                continue;
            Badge& badge = badges_[place];
            ++badge.count;
            badge.worst = std::min(badge.worst, finding->severity); // the gravest comes first
        }
    }
    tellValuesChanged();
}

const SiteTreeModel::Badge* SiteTreeModel::badgeOf(const Place& place) const
{
    const Building& building = *site_->buildings[place.building];
    ObjectRef object = refTo(building.id);
    if (place.level == Level::Hall)
        object = refTo(building.halls[place.hall]->id);
    else if (place.level == Level::Rack)
        object = refTo(building.halls[place.hall]->racks[place.rack].id);
    const auto found = badges_.find(object);
    return found != badges_.end() ? &found->second : nullptr;
}

QVariant SiteTreeModel::findings(const Place& place, int role) const
{
    const Badge* badge = badgeOf(place);
    if (!badge)
        return {};
    const QString count = style::formatCount(static_cast<long long>(badge->count));
    switch (role) {
    case Qt::DisplayRole:
        return count;
    case Qt::DecorationRole:
        return style::severityIcon(badge->worst);
    case Qt::ToolTipRole:
        return badge->count == 1
                   ? tr("1 finding, %1").arg(style::severityText(badge->worst).toLower())
                   : tr("%1 findings, the worst %2").arg(count, style::severityText(badge->worst).toLower());
    default:
        return {};
    }
}

RackState SiteTreeModel::rackState(const Place& place) const
{
    if (place.level != Level::Rack)
        return RackState::Fine;
    const auto found = states_.find(site_->buildings[place.building]->halls[place.hall]->id);
    return found != states_.end() && place.rack < found->second.size() ? found->second[place.rack]
                                                                       : RackState::Fine;
}

// The attached view asks again for what it shows, and only for that.
void SiteTreeModel::tellValuesChanged()
{
    if (const int rows = rowCount(); rows > 0)
        emit dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1));
}

RackId SiteTreeModel::rackAt(const QModelIndex& index) const
{
    if (!site_ || !index.isValid())
        return {};
    const Place place = placeOf(index);
    return place.level == Level::Rack
               ? site_->buildings[place.building]->halls[place.hall]->racks[place.rack].id
               : RackId{};
}

HallId SiteTreeModel::hallAt(const QModelIndex& index) const
{
    if (!site_ || !index.isValid())
        return {};
    const Place place = placeOf(index);
    return place.level == Level::Building ? HallId{}
                                          : site_->buildings[place.building]->halls[place.hall]->id;
}

BuildingId SiteTreeModel::buildingAt(const QModelIndex& index) const
{
    return site_ && index.isValid() ? site_->buildings[placeOf(index).building]->id : BuildingId{};
}

QModelIndex SiteTreeModel::indexOf(RackId id) const
{
    const auto ref = site_ ? site_->findRack(id) : std::nullopt;
    return ref ? indexAt({Level::Rack, ref->building, ref->hall, ref->rack}, NameColumn) : QModelIndex();
}

QModelIndex SiteTreeModel::indexOf(HallId id) const
{
    const auto ref = site_ ? site_->findHall(id) : std::nullopt;
    return ref ? indexAt({Level::Hall, ref->building, ref->hall, 0}, NameColumn) : QModelIndex();
}

QModelIndexList SiteTreeModel::matching(const QString& text, int limit, int* total) const
{
    QModelIndexList found;
    int count = 0;
    const auto consider = [&](const std::string& candidate, const Place& place) {
        if (!QString::fromStdString(candidate).contains(text, Qt::CaseInsensitive))
            return;
        if (++count <= limit)
            found << indexAt(place, NameColumn);
    };
    for (std::size_t b = 0; site_ && b < site_->buildings.size(); ++b) {
        const Building& building = *site_->buildings[b];
        consider(building.name, {Level::Building, b, 0, 0});
        for (std::size_t h = 0; h < building.halls.size(); ++h) {
            const Hall& hall = *building.halls[h];
            consider(hall.name, {Level::Hall, b, h, 0});
            for (std::size_t r = 0; r < hall.racks.size(); ++r)
                consider(hall.racks[r].name, {Level::Rack, b, h, r});
        }
    }
    if (total)
        *total = count;
    return found;
}

QModelIndex SiteTreeModel::index(int row, int column, const QModelIndex& parentIndex) const
{
    if (!hasIndex(row, column, parentIndex))
        return {};
    if (!parentIndex.isValid())
        return createIndex(row, column, quintptr(0));
    const Place place = placeOf(parentIndex);
    return createIndex(row, column,
                       place.level == Level::Building ? parentOfHall(place.building)
                                                      : parentOfRack(place.building, place.hall));
}

QModelIndex SiteTreeModel::parent(const QModelIndex& child) const
{
    if (!child.isValid())
        return {};
    Place place = placeOf(child);
    if (place.level == Level::Building)
        return {};
    place.level = place.level == Level::Rack ? Level::Hall : Level::Building;
    return indexAt(place, NameColumn);
}

int SiteTreeModel::rowCount(const QModelIndex& parentIndex) const
{
    if (!site_ || parentIndex.column() > 0)
        return 0;
    if (!parentIndex.isValid())
        return static_cast<int>(site_->buildings.size());
    const Place place = placeOf(parentIndex);
    if (place.level == Level::Building)
        return static_cast<int>(site_->buildings[place.building]->halls.size());
    if (place.level == Level::Hall)
        return static_cast<int>(site_->buildings[place.building]->halls[place.hall]->racks.size());
    return 0;
}

int SiteTreeModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

const HallResult* SiteTreeModel::resultOf(const Place& place) const
{
    if (!snapshot_)
        return nullptr;
    const Hall& hall = *site_->buildings[place.building]->halls[place.hall];
    const HallResult* result = snapshot_->hallResult(hall.id);
    return result && result->racks.size() == hall.racks.size() ? result : nullptr;
}

QVariant SiteTreeModel::name(const Place& place) const
{
    const Building& building = *site_->buildings[place.building];
    switch (place.level) {
    case Level::Building:
        return QString::fromStdString(building.name);
    case Level::Hall:
        return QString::fromStdString(building.halls[place.hall]->name);
    case Level::Rack:
        break;
    }
    return QString::fromStdString(building.halls[place.hall]->racks[place.rack].name);
}

// Under its hall a rack needs no more than what tells it from its neighbours: "B21" of "B1-H1-B21".
QString SiteTreeModel::shortName(const Place& place) const
{
    if (place.level != Level::Rack)
        return name(place).toString();
    const Hall& hall = *site_->buildings[place.building]->halls[place.hall];
    return style::shortName(hall.racks[place.rack].name, hall.name);
}

QVariant SiteTreeModel::power(const Place& place) const
{
    if (place.level == Level::Building) {
        const auto* result =
            snapshot_ ? snapshot_->buildingResult(site_->buildings[place.building]->id) : nullptr;
        return result ? style::formatPower(result->itPowerW) : QVariant();
    }
    const HallResult* result = resultOf(place);
    if (!result)
        return {};
    return style::formatPower(place.level == Level::Hall ? result->itPowerW
                                                         : result->racks[place.rack].powerW);
}

QVariant SiteTreeModel::inlet(const Place& place) const
{
    const HallResult* result = place.level == Level::Building ? nullptr : resultOf(place);
    if (!result)
        return {};
    if (place.level == Level::Hall && !result->hottestRack)
        return style::formatTemperature(result->maxInletC);
    // One above its limit never reads as the limit.
    const RackResult& rack = result->racks[place.level == Level::Hall ? *result->hottestRack : place.rack];
    const auto format = [](double celsius, int more) { return style::formatTemperature(celsius, more); };
    return rack.overLimit() ? style::formatApart(rack.inletC, rack.inletLimitC, format).first
                            : style::formatTemperature(rack.inletC);
}

QVariant SiteTreeModel::data(const QModelIndex& index, int role) const
{
    if (!site_ || !index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole && index.column() != NameColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    const Place place = placeOf(index);
    if (role == FullNameRole)
        return name(place);
    if (index.column() == FindingsColumn)
        return findings(place, role);
    if (index.column() == NameColumn && (role == Qt::DecorationRole || role == Qt::ToolTipRole)) {
        const RackState state = rackState(place);
        if (role == Qt::DecorationRole)
            return state == RackState::Fine ? QVariant() : style::rackStateIcon(state);
        return state == RackState::Fine
                   ? name(place)
                   : QStringLiteral("%1\n%2").arg(name(place).toString(), style::rackStateMeaning(state));
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return shortName(place);
    case PowerColumn:
        return power(place);
    case InletColumn:
        return inlet(place);
    default:
        return {};
    }
}

QVariant SiteTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != NameColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case FindingsColumn:
        return tr("Findings");
    case PowerColumn:
        return style::titleText(hallFigure("it_power_w").shortTitle);
    case InletColumn:
        return style::titleText(hallFigure("max_inlet_c").shortTitle);
    default:
        return {};
    }
}

} // namespace hallwright::panels
