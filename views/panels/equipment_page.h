// The inspector's page for what is neither rack nor hall: a power element, a coolant loop, a plant unit, an air handler
// or a CDU. Read only, but for taking it out of service to see what then happens.
#pragma once

#include "core/simulation/snapshot.h"

#include <QScrollArea>
#include <QString>

#include <vector>

class QFormLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace hallwright::panels {

struct EquipmentFigure {
    QString caption;
    QString value;
    QString explanation; // tool tip

    bool operator==(const EquipmentFigure&) const = default;
};

struct EquipmentGroup {
    QString caption;
    std::vector<EquipmentFigure> figures;
};

struct EquipmentSheet {
    QString title;
    QString subtitle;
    std::vector<EquipmentGroup> groups;
    bool canBeTakenOut = false;
    bool outOfService = false;
};

// What there is to say of it; no title if the site does not have it. `snapshot` may be null or of another version.
EquipmentSheet equipmentSheet(const Site& site, const Snapshot* snapshot, const EquipmentRef& equipment);

class EquipmentPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit EquipmentPage(QWidget* parent = nullptr);

    // False if the site has no such equipment.
    bool setEquipment(const Site& site, const Snapshot* snapshot, const EquipmentRef& equipment);

signals:
    void serviceChanged(hallwright::EquipmentRef equipment, bool outOfService);

private:
    void build(const EquipmentSheet& sheet);

    EquipmentRef equipment_;
    bool outOfService_ = false;
    std::vector<QString> captions_;
    std::vector<QLabel*> values_;
    QVBoxLayout* column_;
    QLabel* title_;
    QLabel* subtitle_;
    QPushButton* service_;
    QWidget* body_ = nullptr;
};

} // namespace hallwright::panels
