#include "views/panels/findings_model.h"

#include "views/panels/finding_words.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"
#include "views/shared/severity_mark.h"

#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <utility>

namespace hallwright::panels {

namespace {

// By unit, then by size; without one it stands first.
std::pair<std::string_view, double> limitOf(const Finding& finding)
{
    return finding.limit ? std::pair(finding.unit, *finding.limit) : std::pair(std::string_view(), 0.0);
}

// A hall or a building, which the column beside it names.
bool isOfItsPlace(const Finding& finding)
{
    return finding.subject == (finding.hall.valid() ? refTo(finding.hall) : refTo(finding.building));
}

struct Header {
    QString title;
    QString sorting; // what a click on it sorts by
};

Header header(int section)
{
    switch (section) {
    case FindingsModel::WhatColumn:
        return {FindingsModel::tr("Finding"), FindingsModel::tr("Sorts by severity, then by rule")};
    case FindingsModel::PlaceColumn:
        return {FindingsModel::tr("Where"), FindingsModel::tr("Sorts by the name of hall or building")};
    case FindingsModel::CountColumn:
        return {FindingsModel::tr("Count"), FindingsModel::tr("Sorts by how many there are")};
    case FindingsModel::ValueColumn:
        return {FindingsModel::tr("Worst"),
                FindingsModel::tr(
                    "Of a group the worst, or where loads are lost their sum Σ. Sorts by how far it is "
                    "beyond its limit, as a share of that")};
    default:
        return {FindingsModel::tr("Limit"), FindingsModel::tr("Sorts by unit, then by the limit")};
    }
}

QString keyOf(const Finding& finding)
{
    return QStringLiteral(" %1 %2 %3 %4")
        .arg(text(finding.rule))
        .arg(static_cast<int>(finding.subject.kind))
        .arg(finding.subject.id)
        .arg(finding.other.id);
}

} // namespace

// What it is about and the words; severities are those of open findings.
bool FindingsModel::leaves(const Finding& finding) const
{
    return (!filter_.of.valid() || concerns(finding, filter_.of)) &&
           matches(*snapshot_->site, finding, filter_.words);
}

std::vector<FindingsModel::Group> FindingsModel::grouped() const
{
    std::vector<Group> groups;
    if (!findings_)
        return groups;
    std::vector<const Finding*> open;
    open.reserve(findings_->open.size());
    for (const Finding* finding : findings_->open) {
        if (filter_.severities[static_cast<std::size_t>(finding->severity)] && leaves(*finding))
            open.push_back(finding);
    }
    for (FindingGroup& group : hallwright::grouped(open))
        groups.push_back({std::move(group), {}});
    order(groups);
    Group waived;
    for (const WaivedFinding& one : findings_->waived) {
        if (!filter_.waived || !leaves(*one.finding))
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
            return excessOf(*a.worst) < excessOf(*b.worst);
        case LimitColumn:
            return limitOf(*a.worst) < limitOf(*b.worst);
        default:
            return a.findings.front()->severity < b.findings.front()->severity;
        }
    };
    const bool ascending = sortOrder_ == Qt::AscendingOrder;
    std::ranges::stable_sort(groups, [&](const Group& a, const Group& b) {
        return ascending ? before(a.of, b.of) : before(b.of, a.of);
    });
    if (sortColumn_ != ValueColumn)
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

std::vector<const Finding*> FindingsModel::findingsAt(const QModelIndex& index) const
{
    const Group* group = groupOf(index);
    if (!group)
        return {};
    if (index.internalId() > 0)
        return {findingAt(index)};
    return group->of.findings;
}

bool FindingsModel::isWaived(const QModelIndex& index) const
{
    const Group* group = groupOf(index);
    return group && !group->of.rule;
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
    if (index.internalId() > 0 || isSingle(*group))
        key += keyOf(*findingAt(index));
    return key;
}

QModelIndex FindingsModel::indexOfKey(const QString& key) const
{
    for (int g = 0; g < rowCount(); ++g) {
        const QModelIndex group = index(g, 0);
        if (keyAt(group) == key)
            return group;
        for (int row = 0; key.startsWith(keyAt(group)) && row < rowCount(group); ++row) {
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
    const QString count = style::formatCount(static_cast<long long>(group.of.findings.size()));
    if (!group.of.rule)
        return column == WhatColumn ? tr("Waived") : column == CountColumn ? count : QString();
    const Site& site = *snapshot_->site;
    const QString title = text(group.of.rule->title);
    switch (column) {
    case WhatColumn:
        return isSingle(group) && !isOfItsPlace(*group.of.worst)
                   ? QStringLiteral("%1: %2").arg(title, objectsOf(site, *group.of.worst))
                   : title;
    case PlaceColumn:
        return placeText(site, group.of.building, group.of.hall);
    case CountColumn:
        return count;
    case ValueColumn:
        return group.of.rule->figure == GroupFigure::Sum && !isSingle(group)
                   ? sumText(group.of)
                   : figuresOf(*group.of.worst).value;
    default:
        return group.of.rule->figure == GroupFigure::Sum ? QString() : figuresOf(*group.of.worst).limit;
    }
}

QString FindingsModel::findingText(const Group& group, std::size_t at, int column) const
{
    const Finding& finding = *group.of.findings[at];
    const Site& site = *snapshot_->site;
    const Rule* rule = findRule(finding.rule);
    switch (column) {
    case WhatColumn:
        return group.of.rule ? objectsOf(site, finding)
                             : QStringLiteral("%1: %2 – %3")
                                   .arg(text(rule ? rule->title : finding.rule), objectsOf(site, finding),
                                        text(*group.reasons[at]));
    case PlaceColumn:
        return placeText(site, finding.building, finding.hall);
    case ValueColumn:
        return figuresOf(finding).value;
    case LimitColumn:
        return figuresOf(finding).limit;
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

QVariant FindingsModel::decoration(const QModelIndex& index) const
{
    return isWaived(index) ? style::waivedIcon() : style::severityIcon(findingAt(index)->severity);
}

QVariant FindingsModel::toolTip(const QModelIndex& index) const
{
    const Group& group = *groupOf(index);
    if (index.internalId() == 0 && !isSingle(group))
        return group.of.rule ? style::sentence(sentenceOf(group.of))
                             : tr("Accepted, each for the reason it was given");
    return style::sentence(findingAt(index)->sentence);
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
    case Qt::DecorationRole:
        return index.column() == WhatColumn ? decoration(index) : QVariant();
    case Qt::ForegroundRole:
        return isWaived(index) ? QVariant(QGuiApplication::palette().brush(QPalette::PlaceholderText))
                               : QVariant();
    case Qt::ToolTipRole:
        return toolTip(index);
    default:
        return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    switch (role) {
    case Qt::TextAlignmentRole:
        return int((section >= CountColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::InitialSortOrderRole: // the first click puts the worst or the most first
        return int(section >= CountColumn ? Qt::DescendingOrder : Qt::AscendingOrder);
    case Qt::DisplayRole:
        return header(section).title;
    case Qt::ToolTipRole:
        return header(section).sorting;
    default:
        return {};
    }
}

} // namespace hallwright::panels
