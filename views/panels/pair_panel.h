// Pairs of elements failed together: how many take more racks than each alone, which were left out and why, and the list of
// them, the worst first, filtered by consequence, kind, place and name, sorted by any column.
#pragma once

#include "core/studies/failure/pair_sweep.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace hallwright::panels {

class PairPanel : public QWidget
{
    Q_OBJECT

public:
    enum Column {
        ElementColumn,
        OtherColumn,
        AlikeColumn,
        BeyondColumn,
        GpusBeyondColumn,
        RacksColumn,
        GpusColumn,
        PowerColumn,
        FirstColumn,
        LimitColumn,
        CauseColumn,
        ColumnCount
    };
    // Which lines are listed.
    enum class Shown { Beyond, Consequences, All };

    explicit PairPanel(QWidget* parent = nullptr);

    // What was filtered, sorted and current stays so. Null: nothing.
    void setSweep(const PairSweepPtr& sweep);
    const PairSweepPtr& sweep() const { return sweep_; }
    void showOnly(Shown which);
    QString words() const;
    QTreeWidget* table() { return table_; }
    std::vector<ObjectRef> current() const; // both of a pair; empty: none is current
    QString asText() const;                 // what is listed, in its order, fields apart by tabulators

signals:
    void chosen(const std::vector<hallwright::ObjectRef>& both);    // by a click, or by the keys
    void activated(const std::vector<hallwright::ObjectRef>& both); // by a double click, or Enter

private:
    // Of the two elements of a line, for the filters.
    struct Traits {
        QString kinds[2], places[2];
    };

    void build();
    void join();
    void fill();
    void fillChoices();
    void addLine(std::size_t entry);
    const PairEntry& entryOf(const QTreeWidgetItem& line) const;
    std::vector<ObjectRef> refsOf(const QTreeWidgetItem* line) const;
    bool isListed(const QTreeWidgetItem& line) const;
    void filter();

    PairSweepPtr sweep_;
    std::vector<Traits> traits_; // as PairSweep::entries
    bool filling_ = false;
    QLabel* words_;
    QLabel* leftOut_;
    QLabel* count_;
    QComboBox* shown_;
    QComboBox* kind_;
    QComboBox* place_;
    QLineEdit* search_;
    QTreeWidget* table_;
};

} // namespace hallwright::panels
