#include "views/panels/failable_elements.h"

#include "core/model/names.h"
#include "core/model/object_names.h"
#include "core/studies/failure/sweep.h"
#include "views/panels/words.h"
#include "views/shared/format.h"

#include <QObject>

namespace hallwright::panels {

namespace {

QString capitalised(std::string_view words)
{
    QString shown = text(words);
    if (!shown.isEmpty())
        shown[0] = shown[0].toUpper();
    return shown;
}

QString kindOfElement(const Site& site, ObjectRef ref)
{
    if (const auto* node = find(site, idIn<PowerNodeId>(ref)))
        return capitalised(wordFor(node->kind));
    if (const auto* unit = find(site, idIn<PlantUnitId>(ref)))
        return style::words(nameOf(unit->kind));
    return ref.kind == ObjectKind::Cdu ? QStringLiteral("CDU") : capitalised(wordFor(ref.kind));
}

BuildingId buildingOfElement(const Site& site, ObjectRef ref)
{
    if (const auto* node = find(site, idIn<PowerNodeId>(ref)))
        return node->building;
    if (const auto* unit = find(site, idIn<PlantUnitId>(ref)))
        return unit->building;
    return {};
}

QString placeOfElement(const Site& site, ObjectRef ref)
{
    const HallId hall = hallWith(site, ref).value_or(HallId{});
    const BuildingId own = buildingOfElement(site, ref);
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& each : building->halls) {
            if (hall.valid() && each->id == hall)
                return text(building->name) + QStringLiteral(", ") + text(each->name);
        }
        if (own.valid() && building->id == own)
            return text(building->name);
    }
    return QObject::tr("Campus");
}

} // namespace

FailableElement failableElement(const Site& site, ObjectRef ref)
{
    return {ref, text(nameOf(site, ref)), kindOfElement(site, ref), placeOfElement(site, ref)};
}

std::vector<FailableElement> failableElements(const Site& site)
{
    std::vector<FailableElement> all;
    for (const ObjectRef ref : failableOf(site, {}))
        all.push_back(failableElement(site, ref));
    return all;
}

} // namespace hallwright::panels
