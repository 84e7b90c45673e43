// Each element of a site failed by itself: how many take racks down, and the list of them, the worst first, filtered by kind,
// place and consequence, sorted by any column.
#pragma once

#include "core/studies/failure/sweep.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace hallwright::panels {

class SweepPanel : public QWidget
{
    Q_OBJECT

public:
    enum Column {
        ElementColumn,
        KindColumn,
        PlaceColumn,
        RacksColumn,
        GpusColumn,
        PowerColumn,
        FirstColumn,
        LimitColumn,
        CauseColumn,
        ColumnCount
    };
    // Which lines are listed.
    enum class Shown { Consequences, Losses, Limits, All };

    explicit SweepPanel(QWidget* parent = nullptr);

    // What was filtered, sorted and current stays so. Null: nothing.
    void setSweep(const SweepPtr& sweep);
    const SweepPtr& sweep() const { return sweep_; }
    void showOnly(Shown which);
    QString words() const;
    QTreeWidget* table() { return table_; }
    std::optional<ObjectRef> current() const;
    QString asText() const; // what is listed, in its order, fields apart by tabulators

signals:
    void chosen(hallwright::ObjectRef element);    // by a click, or by the keys
    void activated(hallwright::ObjectRef element); // by a double click, or Enter

private:
    void fillChoices();
    void fill();
    void addLine(const SweepEntry& entry);
    bool isListed(const QTreeWidgetItem& line) const;
    void filter();

    SweepPtr sweep_;
    bool filling_ = false;
    QLabel* words_;
    QLabel* count_;
    QComboBox* shown_;
    QComboBox* kind_;
    QComboBox* place_;
    QLineEdit* search_;
    QTreeWidget* table_;
};

} // namespace hallwright::panels
