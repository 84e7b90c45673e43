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

    void setSnapshot(const SnapshotPtr& snapshot);

signals:
    void hallChosen(hallwright::HallId id);
};

} // namespace hallwright::panels
