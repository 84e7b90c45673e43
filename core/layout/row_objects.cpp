#include "core/layout/row_objects.h"

#include "core/layout/rows.h"
#include "core/model/locks.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <iterator>

namespace hallwright {

std::vector<PowerNodeId> buswaysOver(const Site& site, RowId row)
{
    const HallId hallId = *hallWith(site, refTo(row));
    const Hall& hall = site.hall(hallId);
    const Building& building = site.buildingOf(hallId);
    std::vector<PowerNodeId> over;
    for (const PowerNode& node : site.power->nodes) {
        if (node.kind != PowerNodeKind::Busway || node.hall != hallId)
            continue;
        const auto at = rowAt(hall, campusToHall(building, hall, {node.positionM.x, node.positionM.y}));
        if (at && hall.rows[*at].id == row && !isLocked(site.records->of(refTo(node.id))))
            over.push_back(node.id);
    }
    return over;
}

std::vector<ObjectRef> withoutRows(const std::vector<ObjectRef>& objects)
{
    std::vector<ObjectRef> others;
    std::ranges::copy_if(objects, std::back_inserter(others),
                         [](ObjectRef object) { return object.kind != ObjectKind::Row; });
    return others.empty() ? objects : others;
}

} // namespace hallwright
