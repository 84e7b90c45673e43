// Asks for racks by a condition, in the hall that is looked at or in the whole site.
#pragma once

#include "core/simulation/snapshot.h"

#include <QDialog>

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;

namespace hallwright::app {

class ConditionDialog : public QDialog
{
    Q_OBJECT

public:
    // `hall` is the one looked at; none: the site alone can be asked for.
    ConditionDialog(SnapshotPtr snapshot, HallId hall, const QString& text, QWidget* parent = nullptr);

    QString text() const;
    void ask(const QString& text, bool wholeSite); // as if a person had written it

    // Of the site, those in the hall that is looked at last: its picture stays in front.
    const std::vector<RackId>& racks() const { return racks_; }
    QString words() const; // "312 racks in 14 halls selected: power > 30 kW"

protected:
    void accept() override; // stays open, and says why, for what is not understood

private:
    SnapshotPtr snapshot_;
    HallId hall_;
    QLineEdit* text_;
    QComboBox* where_;
    QLabel* said_;
    std::vector<RackId> racks_;
};

} // namespace hallwright::app
