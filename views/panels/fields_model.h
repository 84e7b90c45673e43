// Every value of what is selected, one a row: its name, the value in words, and what may be set. Of several objects of one
// kind the common values, and "several" where they differ.
#pragma once

#include "core/model/object_fields.h"
#include "core/model/selection_set.h"

#include <QAbstractTableModel>

#include <optional>

namespace hallwright::panels {

class FieldsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum ModelColumn { NameColumn, ValueColumn };

    using QAbstractTableModel::QAbstractTableModel;

    // Those of the selection that are of the primary's kind; the hall that is looked at, or the site, where nothing is
    // selected.
    void show(const SitePtr& site, const SelectionSet& selection);

    const std::vector<ObjectRef>& objects() const { return objects_; }
    // While what was entered is told of: its row. Who refuses it does so before `edited` returns.
    std::optional<int> entered() const { return entered_; }
    const SitePtr& site() const { return site_; }
    const ObjectField& field(int row) const { return rows_[static_cast<std::size_t>(row)].field; }
    // A way from point to point, edited as views/panels/path_text.h writes it.
    bool isPath(int row) const;
    bool isCommon(int row) const { return rows_[static_cast<std::size_t>(row)].common; }
    QString caption(int row) const;     // "Feed A", "Design power", "X from the west wall"
    QString explanation(int row) const; // what a place is counted from; empty of the rest
    QString title() const;              // "12 racks", "Cold aisle 3"

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    // Of a Count, Number or Text the words that were typed; of a Choice its name; of a Truth "0" or "1"; of a Reference the
    // id. Tells `edited` where they can be read and are another value.
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

signals:
    // One value for each object: a change such as "+0.6" is one of each object's own.
    void edited(const std::vector<hallwright::ObjectRef>& objects, const QString& field,
                const std::vector<hallwright::FieldValue>& values);
    void refused(const QString& sentence);

private:
    struct Row {
        ObjectField field; // of the primary
        bool common = true;
    };
    QString words(const Row& row) const;
    QString wordsToEdit(const Row& row) const;
    std::optional<FieldValue> read(int row, const QVariant& value); // refuses what cannot be read
    bool enter(int row, const QVariant& value);
    // What the typed change makes of each object's own value; nothing if that cannot be read.
    std::vector<FieldValue> changedValues(int row, const QString& typed) const;

    SitePtr site_;
    std::vector<ObjectRef> objects_; // of one kind; the primary last
    std::vector<Row> rows_;
    std::optional<int> entered_;
};

// A value as a reader says it: "40.8 kW", "1.20 m", "yes", "rack B1-A03", "–".
QString wordsFor(const Site& site, const ObjectField& field);

} // namespace hallwright::panels
