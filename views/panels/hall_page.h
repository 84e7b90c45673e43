// The inspector's page of a hall: its room, its air, its heat.
#pragma once

#include "core/simulation/snapshot.h"
#include "views/panels/inspector_page.h"

namespace hallwright::panels {

class QuantityField;

class HallPage : public InspectorPage
{
    Q_OBJECT

public:
    explicit HallPage(QWidget* parent = nullptr);
    // `snapshot` may be null or of another version: what it does not know stays open.
    void setHall(const Site& site, const Snapshot* snapshot, const Hall& hall);

signals:
    void supplyEdited(hallwright::HallId id, double supplyC);

private:
    SheetGroup room(const Hall& hall) const;
    SheetGroup results(const Snapshot* snapshot) const;

    HallId id_;
    QuantityField* supply_;
};

} // namespace hallwright::panels
