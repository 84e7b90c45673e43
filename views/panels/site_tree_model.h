// Everything in a site as a Qt item model over its immutable versions.
#pragma once

#include "core/rules/findings.h"
#include "core/simulation/rack_state.h"
#include "core/simulation/snapshot.h"
#include "views/panels/site_tree_lines.h"

#include <QAbstractItemModel>

#include <memory>
#include <unordered_map>

namespace hallwright::panels {

class SiteTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, FindingsColumn, PowerColumn, InletColumn, ColumnCount };
    static constexpr int FullNameRole = Qt::UserRole; // of the row's thing, whatever the column

    explicit SiteTreeModel(QObject* parent = nullptr);
    ~SiteTreeModel() override;

    // The next version takes away and puts in what differs, none resets. What hangs on a line is asked for when the line
    // is opened.
    void setSite(SitePtr site);
    void setSnapshot(SnapshotPtr snapshot);
    void
    setFindings(FindingsPtr findings); // how many there are of each building, hall and thing; null: not known

    TreeLine lineAt(const QModelIndex& index) const;
    ObjectRef objectAt(const QModelIndex& index) const; // none if the row is a group
    HallId hallAt(const QModelIndex& index) const;      // the row's hall, or the one its thing stands in
    QModelIndex indexOf(ObjectRef object) const;
    // A group, and what stands outside halls, have no figures; what is found of them is a mark beside the name.
    bool isNameAlone(const QModelIndex& index) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    bool hasChildren(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    // What stands in a hall can be dragged onto another hall, or onto anything in it.
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                         const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

signals:
    void moveWanted(hallwright::HallId hall); // what was dragged is dropped there

private:
    struct Node;
    Node& nodeAt(const QModelIndex& index) const; // the root for none
    Node& filled(Node& node) const;
    QModelIndex indexOf(const Node& node) const;
    QModelIndex indexOf(const TreeLine& line) const;
    void follow(Node& node, const Site& before);
    void removeOthers(Node& node, const std::vector<CountedLine>& wanted);
    void putInOrder(Node& node, const std::vector<CountedLine>& wanted);

    HallId hallOf(const Node& node) const;
    QString name(const Node& node) const;
    QString shortName(const Node& node) const;
    const HallResult* resultOf(const Node& node) const;
    std::vector<const RackResult*> racksOf(Node& node) const;
    QVariant power(Node& node) const;
    QVariant inlet(Node& node) const;
    QVariant findings(const Node& node, int role) const;
    QVariant mark(const Node& node, int role) const;
    bool isNameAlone(const Node& node) const;
    RackState rackState(RackId id, HallId hall) const;
    const std::vector<RackState>& statesOf(const HallResult& result) const;
    void tellValuesChanged();

    struct Badge {
        std::size_t count = 0;
        Severity worst = Severity::Minor;
    };

    SitePtr site_;
    std::unique_ptr<Node> root_;
    SnapshotPtr snapshot_;
    std::unordered_map<ObjectRef, Badge> badges_; // of what has findings
    // In the order of the hall that was evaluated, for halls whose racks were looked at.
    mutable std::unordered_map<HallId, std::vector<RackState>> states_;
};

} // namespace hallwright::panels
