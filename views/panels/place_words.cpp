#include "views/panels/place_words.h"

#include <QCoreApplication>

namespace hallwright::panels {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("PlaceWords", text);
}

enum class Origin { Hall, Building, Campus };

Origin originOf(const Site& site, ObjectRef object)
{
    switch (object.kind) {
    case ObjectKind::Building:
    case ObjectKind::PlantUnit:
        return Origin::Campus;
    case ObjectKind::Hall:
    case ObjectKind::Room:
        return Origin::Building;
    case ObjectKind::PowerNode: {
        const PowerNode* node = site.power->find(PowerNodeId{object.id});
        return node && node->hall.valid() ? Origin::Hall : Origin::Campus;
    }
    default:
        return Origin::Hall;
    }
}

// What of an object is at its coordinates.
QString partAt(ObjectKind kind, bool isX)
{
    switch (kind) {
    case ObjectKind::Rack:
    case ObjectKind::AirHandler:
    case ObjectKind::Cdu:
    case ObjectKind::PlantUnit:
    case ObjectKind::PowerNode:
        return tr("Its centre");
    default:
        return isX ? tr("Its west side") : tr("Its south side");
    }
}

} // namespace

std::optional<PlaceWords> placeWords(const Site& site, ObjectRef object, std::string_view field)
{
    const bool isX = field == "x_m";
    if (!isX && field != "y_m")
        return std::nullopt;
    const QString part = partAt(object.kind, isX);
    switch (originOf(site, object)) {
    case Origin::Building:
        return PlaceWords{isX ? tr("from the building's west side") : tr("from the building's south side"),
                          tr("%1, from the south-west corner of its building.").arg(part)};
    case Origin::Campus:
        return PlaceWords{isX ? tr("east on the campus") : tr("north on the campus"),
                          tr("%1, from the origin of the campus.").arg(part)};
    case Origin::Hall:
        break;
    }
    return PlaceWords{isX ? tr("from the west wall") : tr("from the south wall"),
                      tr("%1, from the inner south-west corner of its hall.").arg(part)};
}

} // namespace hallwright::panels
