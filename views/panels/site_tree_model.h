// Buildings, halls and racks as a Qt item model over an immutable site.
#pragma once

#include "core/rules/findings.h"
#include "core/simulation/rack_state.h"
#include "core/simulation/snapshot.h"

#include <QAbstractItemModel>

#include <unordered_map>

namespace hallwright::panels {

class SiteTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, FindingsColumn, PowerColumn, InletColumn, ColumnCount };
    static constexpr int FullNameRole = Qt::UserRole; // of the row's thing, whatever the column

    using QAbstractItemModel::QAbstractItemModel;

    // A version with the same buildings, halls and racks keeps selection and expansion; another structure resets.
    void setSite(SitePtr site);
    void setSnapshot(SnapshotPtr snapshot);
    void
    setFindings(FindingsPtr findings); // how many there are of each building, hall and rack; null: not known

    RackId rackAt(const QModelIndex& index) const; // none if the row is no rack
    HallId hallAt(const QModelIndex& index) const; // the row's hall, or the hall of its rack
    BuildingId buildingAt(const QModelIndex& index) const;
    QModelIndex indexOf(RackId id) const;
    QModelIndex indexOf(HallId id) const;

    // Racks and halls whose name contains `text`, in site order, at most `limit`; `total` counts all.
    QModelIndexList matching(const QString& text, int limit, int* total) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    enum class Level { Building, Hall, Rack };
    struct Place {
        Level level = Level::Building;
        std::size_t building = 0;
        std::size_t hall = 0;
        std::size_t rack = 0;
    };
    Place placeOf(const QModelIndex& index) const;
    QModelIndex indexAt(const Place& place, int column) const;
    bool sameStructure(const Site& other) const;
    const HallResult* resultOf(const Place& place) const;
    QVariant name(const Place& place) const;
    QString shortName(const Place& place) const;
    QVariant power(const Place& place) const;
    QVariant inlet(const Place& place) const;
    QVariant findings(const Place& place, int role) const;
    RackState rackState(const Place& place) const;
    void tellValuesChanged();

    struct Badge {
        std::size_t count = 0;
        Severity worst = Severity::Minor;
    };
    const Badge* badgeOf(const Place& place) const;

    SitePtr site_;
    SnapshotPtr snapshot_;
    std::unordered_map<ObjectRef, Badge> badges_;               // of what has findings
    std::unordered_map<HallId, std::vector<RackState>> states_; // in the order of the hall that was evaluated
};

} // namespace hallwright::panels
