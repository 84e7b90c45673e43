#include "views/panels/site_tree_model.h"

#include "core/model/locks.h"
#include "core/model/object_names.h"
#include "views/panels/words.h"
#include "views/shared/figure_text.h"
#include "views/shared/format.h"
#include "views/shared/lock_mark.h"
#include "views/shared/rack_marks.h"
#include "views/shared/severity_mark.h"
#include "views/shared/short_name.h"

#include <QMimeData>

#include <algorithm>
#include <set>

namespace hallwright::panels {

namespace {

const QString dragFormat = QStringLiteral("application/x-hallwright-from-hall");

bool canChangeHalls(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Rack:
    case ObjectKind::AirHandler:
    case ObjectKind::Cdu:
    case ObjectKind::Aisle:
    case ObjectKind::Row:
    case ObjectKind::Column:
    case ObjectKind::Wall:
    case ObjectKind::TileField:
        return true;
    default:
        return false;
    }
}

} // namespace

// An index points at its line's node, which stays where it is while other lines come and go.
struct SiteTreeModel::Node {
    TreeLine line;
    Node* above = nullptr;
    std::size_t count = 0;
    bool isFilled = false;
    std::vector<std::unique_ptr<Node>> below;

    int row() const
    {
        const auto at = std::ranges::find(above->below, this, [](const auto& node) { return node.get(); });
        return static_cast<int>(at - above->below.begin());
    }
};

SiteTreeModel::SiteTreeModel(QObject* parent) : QAbstractItemModel(parent), root_(std::make_unique<Node>()) {}

SiteTreeModel::~SiteTreeModel() = default;

SiteTreeModel::Node& SiteTreeModel::nodeAt(const QModelIndex& index) const
{
    return index.isValid() ? *static_cast<Node*>(index.internalPointer()) : *root_;
}

SiteTreeModel::Node& SiteTreeModel::filled(Node& node) const
{
    if (node.isFilled || !site_)
        return node;
    node.isFilled = true;
    for (const CountedLine& line : linesIn(*site_, node.line))
        node.below.push_back(std::make_unique<Node>(Node{line.line, &node, line.count, false, {}}));
    return node;
}

QModelIndex SiteTreeModel::indexOf(const Node& node) const
{
    return node.above ? createIndex(node.row(), NameColumn, &node) : QModelIndex();
}

QModelIndex SiteTreeModel::indexOf(const TreeLine& line) const
{
    const auto above = lineAbove(*site_, line);
    if (!above)
        return {};
    const QModelIndex parent = *above == TreeLine{} ? QModelIndex() : indexOf(*above);
    if (*above != TreeLine{} && !parent.isValid())
        return {};
    const auto& siblings = filled(nodeAt(parent)).below;
    const auto at = std::ranges::find(siblings, line, [](const auto& node) { return node->line; });
    return at != siblings.end() ? createIndex(static_cast<int>(at - siblings.begin()), NameColumn, at->get())
                                : QModelIndex();
}

QModelIndex SiteTreeModel::indexOf(ObjectRef object) const
{
    return site_ && object.valid() ? indexOf(TreeLine{object}) : QModelIndex();
}

void SiteTreeModel::setSite(SitePtr site)
{
    if (site && site_) {
        const SitePtr before = std::exchange(site_, std::move(site));
        follow(*root_, *before);
        tellValuesChanged();
        return;
    }
    beginResetModel();
    site_ = std::move(site);
    root_ = std::make_unique<Node>();
    snapshot_ = nullptr;
    badges_.clear();
    states_.clear();
    endResetModel();
}

void SiteTreeModel::follow(Node& node, const Site& before)
{
    if (!node.isFilled || isShared(before, *site_, node.line))
        return;
    const std::vector<CountedLine> wanted = linesIn(*site_, node.line);
    removeOthers(node, wanted);
    putInOrder(node, wanted);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        node.below[i]->count = wanted[i].count;
        follow(*node.below[i], before);
    }
}

void SiteTreeModel::removeOthers(Node& node, const std::vector<CountedLine>& wanted)
{
    std::set<TreeLine> stays;
    for (const CountedLine& line : wanted)
        stays.insert(line.line);
    auto& below = node.below;
    for (std::size_t last = below.size(); last > 0; --last) {
        std::size_t first = last;
        while (first > 0 && !stays.contains(below[first - 1]->line))
            --first;
        if (first == last)
            continue;
        beginRemoveRows(indexOf(node), static_cast<int>(first), static_cast<int>(last) - 1);
        below.erase(below.begin() + static_cast<std::ptrdiff_t>(first),
                    below.begin() + static_cast<std::ptrdiff_t>(last));
        endRemoveRows();
        last = first + 1;
    }
}

// Moves what stands further down than it should and puts in what is new, from top to bottom.
void SiteTreeModel::putInOrder(Node& node, const std::vector<CountedLine>& wanted)
{
    std::set<TreeLine> present;
    for (const auto& child : node.below)
        present.insert(child->line);
    auto& below = node.below;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const int row = static_cast<int>(i);
        if (i < below.size() && below[i]->line == wanted[i].line)
            continue;
        if (present.contains(wanted[i].line)) {
            const auto at = std::find_if(below.begin() + row, below.end(),
                                         [&](const auto& child) { return child->line == wanted[i].line; });
            const int from = static_cast<int>(at - below.begin());
            beginMoveRows(indexOf(node), from, from, indexOf(node), row);
            std::rotate(below.begin() + row, at, at + 1);
            endMoveRows();
            continue;
        }
        std::size_t end = i;
        while (end < wanted.size() && !present.contains(wanted[end].line))
            ++end;
        beginInsertRows(indexOf(node), row, static_cast<int>(end) - 1);
        for (std::size_t k = i; k < end; ++k)
            below.insert(below.begin() + static_cast<std::ptrdiff_t>(k),
                         std::make_unique<Node>(Node{wanted[k].line, &node, wanted[k].count, false, {}}));
        endInsertRows();
        i = end - 1;
    }
}

void SiteTreeModel::setSnapshot(SnapshotPtr snapshot)
{
    snapshot_ = std::move(snapshot);
    states_.clear();
    tellValuesChanged();
}

void SiteTreeModel::setFindings(FindingsPtr findings)
{
    badges_.clear();
    for (const Finding* finding : findings ? findings->open : std::vector<const Finding*>()) {
        const std::set<ObjectRef> places{refTo(finding->building), refTo(finding->hall), finding->subject,
                                         finding->other};
        for (const ObjectRef place : places) {
            if (!place.valid())
                continue;
            Badge& badge = badges_[place];
            ++badge.count;
            badge.worst = std::min(badge.worst, finding->severity); // the gravest comes first
        }
    }
    tellValuesChanged();
}

QVariant SiteTreeModel::findings(const Node& node, int role) const
{
    const auto found = node.line.isGroup() ? badges_.end() : badges_.find(node.line.object);
    if (found == badges_.end())
        return {};
    const Badge& badge = found->second;
    const QString count = style::formatCount(static_cast<long long>(badge.count));
    switch (role) {
    case Qt::DisplayRole:
        return count;
    case Qt::DecorationRole:
        return style::severityIcon(badge.worst);
    case Qt::ToolTipRole:
        return badge.count == 1
                   ? tr("1 finding, %1").arg(style::severityText(badge.worst).toLower())
                   : tr("%1 findings, the worst %2").arg(count, style::severityText(badge.worst).toLower());
    default:
        return {};
    }
}

RackState SiteTreeModel::rackState(RackId id, HallId hall) const
{
    const HallResult* result = snapshot_ ? snapshot_->hallResult(hall) : nullptr;
    const Rack* evaluated = result ? result->hall->findRack(id) : nullptr;
    if (!evaluated)
        return RackState::Fine;
    return statesOf(*result)[static_cast<std::size_t>(evaluated - result->hall->racks.data())];
}

const std::vector<RackState>& SiteTreeModel::statesOf(const HallResult& result) const
{
    const auto [states, isNew] = states_.try_emplace(result.hall->id);
    if (isNew)
        states->second = rackStatesOf(*snapshot_, result);
    return states->second;
}

// The attached view asks again for what it shows, and only for that.
void SiteTreeModel::tellValuesChanged()
{
    if (const int rows = rowCount(); rows > 0)
        emit dataChanged(index(0, 0), index(rows - 1, ColumnCount - 1));
}

TreeLine SiteTreeModel::lineAt(const QModelIndex& index) const
{
    return nodeAt(index).line;
}

ObjectRef SiteTreeModel::objectAt(const QModelIndex& index) const
{
    const TreeLine line = lineAt(index);
    return line.isGroup() ? ObjectRef{} : line.object;
}

HallId SiteTreeModel::hallAt(const QModelIndex& index) const
{
    return hallOf(nodeAt(index));
}

HallId SiteTreeModel::hallOf(const Node& node) const
{
    for (const Node* at = &node; at; at = at->above) {
        if (const auto hall = idIn<HallId>(at->line.object); hall.valid())
            return hall;
    }
    return {};
}

QModelIndex SiteTreeModel::index(int row, int column, const QModelIndex& parentIndex) const
{
    if (!hasIndex(row, column, parentIndex))
        return {};
    return createIndex(row, column, nodeAt(parentIndex).below[static_cast<std::size_t>(row)].get());
}

QModelIndex SiteTreeModel::parent(const QModelIndex& child) const
{
    return child.isValid() ? indexOf(*nodeAt(child).above) : QModelIndex();
}

int SiteTreeModel::rowCount(const QModelIndex& parentIndex) const
{
    return parentIndex.column() > 0 ? 0 : static_cast<int>(filled(nodeAt(parentIndex)).below.size());
}

bool SiteTreeModel::hasChildren(const QModelIndex& parentIndex) const
{
    const Node& node = nodeAt(parentIndex);
    return parentIndex.isValid() && !node.isFilled ? parentIndex.column() == 0 && node.count > 0
                                                   : rowCount(parentIndex) > 0;
}

int SiteTreeModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QString SiteTreeModel::name(const Node& node) const
{
    const TreeLine& line = node.line;
    if (line.isGroup())
        return QStringLiteral("%1 (%2)").arg(groupTitle(line),
                                             style::formatCount(static_cast<long long>(node.count)));
    const std::string own = nameOf(*site_, line.object);
    return own.empty() || line.object.kind == ObjectKind::Row
               ? text(sentenceCase(describe(*site_, line.object)))
               : text(own);
}

// Under its hall a thing needs no more than what tells it from its neighbours: "B21" of "B1-H1-B21".
QString SiteTreeModel::shortName(const Node& node) const
{
    const HallId hall = node.line.isGroup() ? HallId{} : hallOf(node);
    if (!hall.valid() || refTo(hall) == node.line.object || node.line.object.kind == ObjectKind::Row)
        return name(node);
    return style::shortName(name(node).toStdString(), nameOf(*site_, refTo(hall)));
}

// While the hall has the racks that it was evaluated with.
const HallResult* SiteTreeModel::resultOf(const Node& node) const
{
    const HallId id = hallOf(node);
    const Hall* hall = snapshot_ && id.valid() ? find(*site_, id) : nullptr;
    const HallResult* result = hall ? snapshot_->hallResult(id) : nullptr;
    return result && result->racks.size() == hall->racks.size() ? result : nullptr;
}

// Of a rack, or of all in a row.
std::vector<const RackResult*> SiteTreeModel::racksOf(Node& node) const
{
    std::vector<const RackResult*> racks;
    const auto add = [&](ObjectRef object) {
        const auto rack = idIn<RackId>(object);
        if (const RackResult* result = rack.valid() ? snapshot_->rackResult(rack) : nullptr)
            racks.push_back(result);
    };
    if (!resultOf(node) || node.line.isGroup())
        return racks;
    add(node.line.object);
    if (node.line.object.kind == ObjectKind::Row) {
        for (const auto& rack : filled(node).below)
            add(rack->line.object);
    }
    return racks;
}

QVariant SiteTreeModel::power(Node& node) const
{
    const ObjectRef object = node.line.isGroup() ? ObjectRef{} : node.line.object;
    if (object.kind == ObjectKind::Building) {
        const auto* result = snapshot_ ? snapshot_->buildingResult(idIn<BuildingId>(object)) : nullptr;
        return result ? style::formatPower(result->itPowerW) : QVariant();
    }
    if (object.kind == ObjectKind::Hall) {
        const HallResult* result = resultOf(node);
        return result ? style::formatPower(result->itPowerW) : QVariant();
    }
    const auto racks = racksOf(node);
    double sumW = 0.0;
    for (const RackResult* rack : racks)
        sumW += rack->powerW;
    return racks.empty() ? QVariant() : style::formatPower(sumW);
}

QVariant SiteTreeModel::inlet(Node& node) const
{
    auto racks = racksOf(node);
    if (!node.line.isGroup() && node.line.object.kind == ObjectKind::Hall) {
        const HallResult* result = resultOf(node);
        if (!result || !result->hottestRack)
            return {};
        racks = {&result->racks[*result->hottestRack]};
    }
    const auto warmest =
        std::ranges::max_element(racks, {}, [](const RackResult* rack) { return rack->inletC; });
    if (warmest == racks.end())
        return {};
    // One above its limit never reads as the limit.
    const RackResult& rack = **warmest;
    const auto format = [](double celsius, int more) { return style::formatTemperature(celsius, more); };
    return rack.overLimit() ? style::formatApart(rack.inletC, rack.inletLimitC, format).first
                            : style::formatTemperature(rack.inletC);
}

bool SiteTreeModel::isNameAlone(const QModelIndex& index) const
{
    return isNameAlone(nodeAt(index));
}

bool SiteTreeModel::isNameAlone(const Node& node) const
{
    return node.line.isGroup() || (node.line.object.kind != ObjectKind::Building && !hallOf(node).valid());
}

QVariant SiteTreeModel::mark(const Node& node, int role) const
{
    if (isNameAlone(node)) {
        const QVariant found = findings(node, role);
        if (role == Qt::DecorationRole || !found.isValid())
            return role == Qt::DecorationRole ? found : name(node);
        return QStringLiteral("%1\n%2").arg(name(node), found.toString());
    }
    const auto rack = idIn<RackId>(node.line.object);
    const RackState state = rack.valid() ? rackState(rack, hallOf(node)) : RackState::Fine;
    const bool locked = isLocked(site_->records->of(node.line.object));
    if (role == Qt::DecorationRole) // what is wrong comes before what is forbidden
        return state != RackState::Fine ? QVariant(style::rackStateIcon(state))
               : locked                 ? QVariant(style::lockIcon())
                                        : QVariant();
    QStringList lines{name(node)};
    if (state != RackState::Fine)
        lines << style::rackStateMeaning(state);
    if (locked)
        lines << style::lockMeaning();
    return lines.join(QLatin1Char('\n'));
}

QVariant SiteTreeModel::data(const QModelIndex& index, int role) const
{
    if (!site_ || !index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole && index.column() != NameColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    Node& node = nodeAt(index);
    if (role == FullNameRole)
        return name(node);
    if (index.column() == FindingsColumn)
        return findings(node, role);
    if (index.column() == NameColumn && (role == Qt::DecorationRole || role == Qt::ToolTipRole))
        return mark(node, role);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return shortName(node);
    case PowerColumn:
        return power(node);
    case InletColumn:
        return inlet(node);
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
    if (role == Qt::ToolTipRole && section == InletColumn)
        return style::titleText(hallFigure("max_inlet_c").shortTitle);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case FindingsColumn:
        return tr("Findings");
    case PowerColumn:
        return style::titleText(hallFigure("it_power_w").shortTitle);
    case InletColumn: // a column for its figures, not for "Warmest inlet"
        return tr("Inlet");
    default:
        return {};
    }
}

Qt::ItemFlags SiteTreeModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled;
    const ObjectRef object = objectAt(index);
    flags.setFlag(Qt::ItemIsSelectable, object.valid());
    flags.setFlag(Qt::ItemIsDragEnabled, canChangeHalls(object.kind));
    flags.setFlag(Qt::ItemIsDropEnabled, hallAt(index).valid());
    return flags;
}

QStringList SiteTreeModel::mimeTypes() const
{
    return {dragFormat};
}

QMimeData* SiteTreeModel::mimeData(const QModelIndexList& indexes) const
{
    auto* data = new QMimeData;
    data->setData(dragFormat, QByteArray::number(qlonglong{hallAt(indexes.value(0)).value}));
    return data;
}

bool SiteTreeModel::canDropMimeData(const QMimeData* data, Qt::DropAction, int, int,
                                    const QModelIndex& parent) const
{
    const HallId hall = hallAt(parent);
    return data->hasFormat(dragFormat) && hall.valid() && hall.value != data->data(dragFormat).toLongLong();
}

bool SiteTreeModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                                 const QModelIndex& parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    emit moveWanted(hallAt(parent));
    return true;
}

} // namespace hallwright::panels
