// The inspector's page for what is neither rack nor hall: a power element, a coolant loop, a pipe run, a plant unit,
// an air handler or a CDU. What it does now, and its values to be edited; it is taken out of service to see what then happens.
#pragma once

#include "core/simulation/snapshot.h"
#include "views/panels/fields_page.h"

class QPushButton;

namespace hallwright::panels {

struct EquipmentSheet : Sheet {
    bool canBeTakenOut = false;
    bool outOfService = false;
};

// What there is to say of it; no title if the site does not have it. `snapshot` may be null or of another version.
EquipmentSheet equipmentSheet(const Site& site, const Snapshot* snapshot, const ObjectRef& equipment);

class EquipmentPage : public FieldsPage
{
    Q_OBJECT

public:
    explicit EquipmentPage(QWidget* parent = nullptr);

    // False if the site has no such equipment.
    bool setEquipment(const SitePtr& site, const Snapshot* snapshot, const ObjectRef& equipment);

signals:
    void serviceChanged(hallwright::ObjectRef equipment, bool outOfService);
    void failureWanted(hallwright::ObjectRef equipment); // what follows if it fails

private:
    ObjectRef equipment_;
    bool outOfService_ = false;
    QPushButton* service_;
    QPushButton* failure_;
};

} // namespace hallwright::panels
