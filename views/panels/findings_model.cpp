#include "views/panels/findings_model.h"

#include "core/model/object_names.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/severity_mark.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace hallwright::panels {

namespace {

// Flows of coolant are told in litres, those of air in cubic metres.
bool isOfCoolant(ObjectKind kind)
{
    return kind == ObjectKind::Cdu || kind == ObjectKind::CoolantLoop || kind == ObjectKind::PlantUnit ||
           kind == ObjectKind::PipeRun;
}

// "column 3" where it has no name.
QString nameOfSubject(const Site& site, const Finding& finding)
{
    const std::string name = nameOf(site, finding.subject);
    return text(name.empty() ? describe(site, finding.subject) : name);
}

FindingGroup placeOnly(const Finding& finding)
{
    FindingGroup group;
    group.building = finding.building;
    group.hall = finding.hall;
    return group;
}

// How far beyond its limit, relative; without one it stands last.
double excessOf(const Finding& finding)
{
    if (!finding.value || !finding.limit || *finding.limit == 0.0)
        return -std::numeric_limits<double>::infinity();
    return std::abs(*finding.value / *finding.limit - 1.0);
}

} // namespace

QString figureText(const Finding& finding, const std::optional<double>& si)
{
    if (!si)
        return {};
    const std::string_view unit = finding.unit;
    if (unit == "W")
        return style::formatPower(*si);
    if (unit == "C")
        return style::formatTemperature(*si);
    if (unit == "m")
        return style::formatLength(*si);
    if (unit == "m/s")
        return style::formatVelocity(*si);
    if (unit == "m3/s")
        return isOfCoolant(finding.subject.kind) ? style::formatLiquidFlow(*si) : style::formatAirflow(*si);
    if (unit == "Pa")
        return style::formatFloorLoad(*si);
    return style::formatShare(*si);
}

bool FindingsModel::leaves(const Finding& finding) const
{
    if (!filter_.severities[static_cast<std::size_t>(finding.severity)])
        return false;
    if (filter_.hall.valid() && finding.hall != filter_.hall)
        return false;
    if (filter_.text.isEmpty())
        return true;
    const auto has = [&](std::string_view s) { return text(s).contains(filter_.text, Qt::CaseInsensitive); };
    const Rule* rule = findRule(finding.rule);
    return has(finding.sentence) || (rule && has(rule->title)) ||
           has(placeOf(*snapshot_->site, placeOnly(finding)));
}

std::vector<FindingsModel::Group> FindingsModel::grouped() const
{
    std::vector<Group> groups;
    if (!findings_)
        return groups;
    std::vector<const Finding*> open;
    open.reserve(findings_->open.size());
    for (const Finding* finding : findings_->open) {
        if (leaves(*finding))
            open.push_back(finding);
    }
    for (FindingGroup& group : hallwright::grouped(open))
        groups.push_back({std::move(group), {}});
    order(groups);
    Group waived;
    for (const WaivedFinding& one : findings_->waived) {
        if (!leaves(*one.finding))
            continue;
        waived.of.findings.push_back(one.finding);
        waived.reasons.push_back(&one.reason);
    }
    if (!waived.of.findings.empty())
        groups.push_back(std::move(waived));
    return groups;
}

void FindingsModel::order(std::vector<Group>& groups) const
{
    const auto before = [&](const FindingGroup& a, const FindingGroup& b) {
        switch (sortColumn_) {
        case PlaceColumn:
            return placeOf(*snapshot_->site, a) < placeOf(*snapshot_->site, b);
        case CountColumn:
            return a.findings.size() < b.findings.size();
        case ValueColumn: // figures of several units: by how far they are beyond
        case LimitColumn:
            return excessOf(*a.worst) < excessOf(*b.worst);
        default:
            return a.findings.front()->severity < b.findings.front()->severity;
        }
    };
    const bool ascending = sortOrder_ == Qt::AscendingOrder;
    std::ranges::stable_sort(groups, [&](const Group& a, const Group& b) {
        return ascending ? before(a.of, b.of) : before(b.of, a.of);
    });
    if (sortColumn_ != ValueColumn && sortColumn_ != LimitColumn)
        return;
    for (Group& group : groups)
        std::ranges::stable_sort(group.of.findings, [&](const Finding* a, const Finding* b) {
            return ascending ? excessOf(*a) < excessOf(*b) : excessOf(*b) < excessOf(*a);
        });
}

void FindingsModel::show(std::vector<Group> groups)
{
    const auto sameRow = [](const Finding* a, const Finding* b) {
        return a->rule == b->rule && a->subject == b->subject && a->other == b->other;
    };
    const bool same = std::ranges::equal(groups, groups_, [&](const Group& a, const Group& b) {
        return a.of.rule == b.of.rule && a.of.hall == b.of.hall && a.of.building == b.of.building &&
               std::ranges::equal(a.of.findings, b.of.findings, sameRow);
    });
    if (same) {
        groups_ = std::move(groups);
        if (!groups_.empty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    groups_ = std::move(groups);
    endResetModel();
}

void FindingsModel::setFindings(SnapshotPtr snapshot, FindingsPtr findings)
{
    // What is shown points into what was there before: that is held until it is replaced.
    const SnapshotPtr snapshotBefore = std::exchange(snapshot_, std::move(snapshot));
    const FindingsPtr findingsBefore = std::exchange(findings_, std::move(findings));
    show(grouped());
}

void FindingsModel::setFilter(const FindingsFilter& filter)
{
    filter_ = filter;
    show(grouped());
}

void FindingsModel::sort(int column, Qt::SortOrder order)
{
    sortColumn_ = column;
    sortOrder_ = order;
    show(grouped());
}

std::size_t FindingsModel::shownCount() const
{
    std::size_t count = 0;
    for (const Group& group : groups_)
        count += group.of.rule ? group.of.findings.size() : 0;
    return count;
}

const FindingsModel::Group* FindingsModel::groupOf(const QModelIndex& index) const
{
    if (!index.isValid())
        return nullptr;
    const auto id = index.internalId();
    return &groups_[id > 0 ? id - 1 : static_cast<std::size_t>(index.row())];
}

const Finding* FindingsModel::findingAt(const QModelIndex& index) const
{
    const Group* group = groupOf(index);
    if (!group)
        return nullptr;
    if (index.internalId() > 0)
        return group->of.findings[static_cast<std::size_t>(index.row())];
    return group->of.worst;
}

QString FindingsModel::waiverAt(const QModelIndex& index) const
{
    const Group* group = groupOf(index);
    if (!group || group->reasons.empty() || index.internalId() == 0)
        return {};
    return text(*group->reasons[static_cast<std::size_t>(index.row())]);
}

QModelIndex FindingsModel::indexOf(const Finding& finding) const
{
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        const auto& all = groups_[g].of.findings;
        const auto found = std::ranges::find_if(all, [&](const Finding* other) {
            return other->rule == finding.rule && other->subject == finding.subject &&
                   other->other == finding.other;
        });
        if (found == all.end())
            continue;
        if (isSingle(groups_[g]))
            return createIndex(static_cast<int>(g), 0, quintptr(0));
        return createIndex(static_cast<int>(found - all.begin()), 0, static_cast<quintptr>(g) + 1);
    }
    return {};
}

QString FindingsModel::keyAt(const QModelIndex& index) const
{
    const Group* group = groupOf(index);
    if (!group)
        return {};
    QString key = group->of.rule ? QStringLiteral("%1 %2 %3")
                                       .arg(text(group->of.rule->id))
                                       .arg(group->of.building.value)
                                       .arg(group->of.hall.value)
                                 : QStringLiteral("waived");
    if (index.internalId() > 0) {
        const Finding& finding = *findingAt(index);
        key += QStringLiteral(" %1 %2 %3 %4")
                   .arg(text(finding.rule))
                   .arg(static_cast<int>(finding.subject.kind))
                   .arg(finding.subject.id)
                   .arg(finding.other.id);
    }
    return key;
}

QModelIndex FindingsModel::indexOfKey(const QString& key) const
{
    for (int g = 0; g < rowCount(); ++g) {
        const QModelIndex group = index(g, 0);
        const QString ofGroup = keyAt(group);
        if (!key.startsWith(ofGroup))
            continue;
        if (key.size() == ofGroup.size())
            return group;
        for (int row = 0; row < rowCount(group); ++row) {
            if (keyAt(index(row, 0, group)) == key)
                return index(row, 0, group);
        }
    }
    return {};
}

QModelIndex FindingsModel::index(int row, int column, const QModelIndex& parentIndex) const
{
    if (!hasIndex(row, column, parentIndex))
        return {};
    return createIndex(row, column,
                       parentIndex.isValid() ? static_cast<quintptr>(parentIndex.row() + 1) : quintptr(0));
}

QModelIndex FindingsModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, quintptr(0));
}

int FindingsModel::rowCount(const QModelIndex& parentIndex) const
{
    if (!parentIndex.isValid())
        return static_cast<int>(groups_.size());
    if (parentIndex.internalId() > 0 || parentIndex.column() > 0)
        return 0;
    const Group& group = groups_[static_cast<std::size_t>(parentIndex.row())];
    return isSingle(group) ? 0 : static_cast<int>(group.of.findings.size());
}

int FindingsModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QString FindingsModel::groupText(const Group& group, int column) const
{
    if (!group.of.rule)
        return column == WhatColumn    ? tr("Waived")
               : column == CountColumn ? style::formatCount(static_cast<long long>(group.of.findings.size()))
                                       : QString();
    const Finding& worst = *group.of.worst;
    switch (column) {
    case WhatColumn:
        return isSingle(group) ? QStringLiteral("%1: %2").arg(text(group.of.rule->title),
                                                              nameOfSubject(*snapshot_->site, worst))
                               : text(group.of.rule->title);
    case PlaceColumn:
        return text(sentenceCase(placeOf(*snapshot_->site, group.of)));
    case CountColumn:
        return style::formatCount(static_cast<long long>(group.of.findings.size()));
    case ValueColumn:
        if (group.of.rule->figure == GroupFigure::Sum && group.of.findings.size() > 1)
            return tr("%1 together").arg(style::formatPower(group.of.sum));
        return figureText(worst, worst.value);
    default:
        return group.of.rule->figure == GroupFigure::Sum ? QString() : figureText(worst, worst.limit);
    }
}

QString FindingsModel::findingText(const Group& group, std::size_t at, int column) const
{
    const Finding& finding = *group.of.findings[at];
    const Site& site = *snapshot_->site;
    const bool waived = !group.of.rule;
    const Rule* rule = findRule(finding.rule);
    switch (column) {
    case WhatColumn:
        return waived ? QStringLiteral("%1: %2 – %3")
                            .arg(text(rule ? rule->title : finding.rule), nameOfSubject(site, finding),
                                 text(*group.reasons[at]))
                      : nameOfSubject(site, finding);
    case PlaceColumn:
        return waived ? text(sentenceCase(placeOf(site, placeOnly(finding)))) : QString();
    case ValueColumn:
        return figureText(finding, finding.value);
    case LimitColumn:
        return figureText(finding, finding.limit);
    default:
        return {};
    }
}

QVariant FindingsModel::shownText(const QModelIndex& index) const
{
    const Group& group = *groupOf(index);
    return index.internalId() > 0 ? findingText(group, static_cast<std::size_t>(index.row()), index.column())
                                  : groupText(group, index.column());
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !snapshot_)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return shownText(index);
    case Qt::TextAlignmentRole:
        return int((index.column() >= CountColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::DecorationRole: {
        const Finding* finding = findingAt(index);
        return index.column() == WhatColumn && finding ? style::severityIcon(finding->severity) : QVariant();
    }
    case Qt::ToolTipRole: {
        const Group& group = *groupOf(index);
        if (index.internalId() == 0 && !isSingle(group))
            return group.of.rule ? text(sentenceOf(group.of)) : QVariant();
        return text(findingAt(index)->sentence);
    }
    default:
        return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= CountColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhatColumn:
        return tr("Finding");
    case PlaceColumn:
        return tr("Where");
    case CountColumn:
        return tr("Count");
    case ValueColumn:
        return tr("Worst");
    case LimitColumn:
        return tr("Limit");
    default:
        return {};
    }
}

} // namespace hallwright::panels
