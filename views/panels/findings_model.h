// What is wrong with the site as a Qt item model: findings of one rule at one place are a group; a group of one is that
// finding. Those waived stand together at the end.
#pragma once

#include "core/rules/findings.h"

#include <QAbstractItemModel>
#include <QString>

#include <array>
#include <vector>

namespace hallwright::panels {

// Which findings are shown.
struct FindingsFilter {
    QString words{};                                  // that must all be there (finding_words.h); none: any
    std::array<bool, 3> severities{true, true, true}; // of those open
    bool waived = true;
    ObjectRef of{}; // a building, a hall or what they hold; none: everywhere

    bool operator==(const FindingsFilter&) const = default;
};

class FindingsModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { WhatColumn, PlaceColumn, CountColumn, ValueColumn, LimitColumn, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;

    // Both or neither. The same findings with other values keep selection and expansion; others reset.
    void setFindings(SnapshotPtr snapshot, FindingsPtr findings);
    void setFilter(const FindingsFilter& filter);
    const FindingsFilter& filter() const { return filter_; }
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    const SnapshotPtr& snapshot() const { return snapshot_; }
    const FindingsPtr& findings() const { return findings_; }
    std::size_t shownCount() const; // of open findings that the filter leaves

    // The finding of a row; of a group's the worst. Null for the row that holds those waived.
    const Finding* findingAt(const QModelIndex& index) const;
    std::vector<const Finding*>
    findingsAt(const QModelIndex& index) const; // all of a group, or the one of a row
    bool isWaived(const QModelIndex& index) const;
    bool isGroup(const QModelIndex& index) const { return rowCount(index.siblingAtColumn(0)) > 0; }
    QString waiverAt(const QModelIndex& index) const; // why it is accepted; empty for one that is open
    // The row that shows it, or one like it (same rule and subject) of an earlier version.
    QModelIndex indexOf(const Finding& finding) const;
    // The same row in another version of the findings: by rule and place, and subject. A finding keeps its key as its
    // group grows or shrinks to itself.
    QString keyAt(const QModelIndex& index) const;
    QModelIndex indexOfKey(const QString& key) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Group {
        FindingGroup of;                         // of no rule: those waived
        std::vector<const std::string*> reasons; // of those waived, in their order
    };
    std::vector<Group> grouped() const; // what the filter leaves, sorted
    bool leaves(const Finding& finding) const;
    void order(std::vector<Group>& groups) const;
    void show(std::vector<Group> groups);
    bool isSingle(const Group& group) const { return group.of.rule && group.of.findings.size() == 1; }
    QVariant decoration(const QModelIndex& index) const;
    QVariant toolTip(const QModelIndex& index) const;
    const Group* groupOf(const QModelIndex& index) const;
    QVariant shownText(const QModelIndex& index) const;
    QString groupText(const Group& group, int column) const;
    QString findingText(const Group& group, std::size_t at, int column) const;

    SnapshotPtr snapshot_;
    FindingsPtr findings_;
    FindingsFilter filter_;
    int sortColumn_ = WhatColumn;
    Qt::SortOrder sortOrder_ = Qt::AscendingOrder;
    std::vector<Group> groups_;
};

} // namespace hallwright::panels
