// All halls of a site side by side: load, temperatures, and the building's margin.
#pragma once

#include "core/simulation/snapshot.h"

#include <QTableWidget>

namespace hallwright::panels {

class HallTable : public QTableWidget
{
    Q_OBJECT

public:
    explicit HallTable(QWidget* parent = nullptr);

    void setSnapshot(const SnapshotPtr& snapshot); // filled in when the table is seen

signals:
    void chosen(hallwright::ObjectRef hall);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fill();

    SnapshotPtr snapshot_;
    bool filled_ = true;
};

} // namespace hallwright::panels
