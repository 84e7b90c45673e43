#include "views/fields/field_subject.h"

#include "views/fields/words.h"

#include <cmath>
#include <utility>

namespace hallwright::fields {

void FieldSubject::setHall(SitePtr newSite, SnapshotPtr newSnapshot, HallId newHall)
{
    site = std::move(newSite);
    snapshot = std::move(newSnapshot);
    hallId = newHall;
    const auto place = site ? site->findHall(hallId) : std::nullopt;
    hall = place ? site->buildings[place->building]->halls[place->hall] : nullptr;
    result = snapshot && place ? snapshot->hallResult(hallId) : nullptr;
}

bool FieldSubject::showsOnlySources() const
{
    const bool sliced = isPlanOnly() || options.plan || options.crossSection || options.longSection;
    return options.inletSources && !sliced && !showsTemperatures();
}

Point3 FieldSubject::roomSize() const
{
    if (data && data->room)
        return {data->room->widthM, data->room->depthM, data->room->heightM};
    return {1.0, 1.0, 1.0};
}

QString FieldSubject::hallName() const
{
    return hall ? QString::fromStdString(hall->name) : text("this hall");
}

QString FieldSubject::rackName(RackId id) const
{
    const Rack* rack = hall ? hall->findRack(id) : nullptr;
    return rack ? QString::fromStdString(rack->name) : text("rack %1").arg(id.value);
}

std::optional<std::size_t> FieldSubject::rackIndex(RackId id) const
{
    return data ? fields::rackIndex(*data, id) : std::nullopt;
}

std::optional<std::size_t> FieldSubject::streamlinesSupply() const
{
    const bool one = options.streamlines == StreamlinesFrom::Supply && !isPlanOnly() && data;
    return one ? nearestSupply(*data, options.supplyAt) : std::nullopt;
}

InletSources FieldSubject::sources() const
{
    const auto nameOf = [this](RackId id) { return rackName(id); };
    const auto rack = rackIndex(options.rack);
    if (!matrix || !rack)
        return {rackName(options.rack), {}};
    return inletSourcesOf(*matrix, *data->room, *rack, nameOf);
}

std::vector<AirBox> FieldSubject::movedRacks() const
{
    std::vector<AirBox> moved;
    if (!hall)
        return moved;
    constexpr double movedM = 0.01;
    for (const AirRack& rack : data->room->racks) {
        const Rack* live = hall->findRack(rack.id);
        if (!live)
            continue;
        const AirBox& b = rack.body;
        const double dx = live->pose.x - (b.least.x + b.most.x) / 2;
        const double dy = live->pose.y - (b.least.y + b.most.y) / 2;
        // A turned rack is a box of whole axes in the field: only its middle tells.
        if (std::hypot(dx, dy) > movedM)
            moved.push_back(
                {{b.least.x + dx, b.least.y + dy, b.least.z}, {b.most.x + dx, b.most.y + dy, b.most.z}});
    }
    return moved;
}

std::vector<AirBox> FieldSubject::racksLeftOut() const
{
    std::vector<AirBox> boxes;
    for (std::size_t i = 0; i < data->racks.size(); ++i)
        if (data->racks[i].leftOut)
            boxes.push_back(data->room->racks[i].body);
    return boxes;
}

std::vector<AirBox> FieldSubject::selectedBoxes() const
{
    std::vector<AirBox> boxes;
    std::vector<RackId> marked = selected;
    marked.push_back(options.rack);
    for (const RackId id : marked)
        if (const auto index = rackIndex(id))
            boxes.push_back(data->room->racks[*index].body);
    if (const auto supply = streamlinesSupply())
        boxes.push_back(data->room->supplies[*supply].patch.area);
    return boxes;
}

} // namespace hallwright::fields
