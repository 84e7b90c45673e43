#include "core/studies/capacity/capacity.h"

#include "core/layout/rows.h"
#include "core/model/contents_figures.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "core/simulation/idle_racks.h"
#include "core/studies/capacity/capacity_places.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <unordered_map>

namespace hallwright {

namespace {

// Every rack draws at least what its type and its devices' nameplates state; the air follows the heat.
SitePtr atNameplates(const SitePtr& site)
{
    SiteEdit edit(site);
    for (const BuildingPtr& building : site->buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks) {
                const RackType& type = site->typeOf(rack);
                const RackContents* contents = site->contents->of(rack.id);
                const double devicesW =
                    contents ? figuresOf(*site->catalogue, type, *contents).nameplateW.sum : 0.0;
                const double nameplateW = std::max({rack.powerW, type.powerW, devicesW});
                if (nameplateW <= rack.powerW)
                    continue;
                Rack& changed = edit.change(rack.id);
                changed.airflowM3s *= rack.powerW > 0.0 ? nameplateW / rack.powerW : 1.0;
                changed.powerW = nameplateW;
            }
        }
    }
    return edit.done();
}

bool isWithin(ObjectRef within, BuildingId building, HallId hall, RowId row)
{
    return !within.valid() || within == siteData() || within == refTo(building) || within == refTo(hall) ||
           within == refTo(row);
}

// The answer before, where it is about the same things but for some halls: what it found of the others holds.
class Before
{
public:
    Before(const Capacity& now, const Capacity* before) : now_(now), before_(before)
    {
        const auto same = [&](auto part) {
            return now.asked.site.get()->*part == before->asked.site.get()->*part;
        };
        if (!before || before->question != now.question || !same(&Site::catalogue) || !same(&Site::power) ||
            !same(&Site::pathways) || now.asked.snapshot->conditions != before->asked.snapshot->conditions) {
            before_ = nullptr;
            return;
        }
        for (const BuildingPtr& building : before->asked.site->buildings) {
            for (const HallPtr& hall : building->halls)
                halls_.emplace(hall, building->id);
        }
        for (const PositionCapacity& position : before->positions)
            positions_[position.hall].push_back(&position);
    }

    // Null where the hall, or its building's place, is another. A CDU or feed that a rule of the layout found wanting is
    // wanting still; what an evaluation found is to be found again.
    const std::vector<const PositionCapacity*>* of(const Building& building, const HallPtr& hall) const
    {
        const auto at = before_ ? halls_.find(hall) : halls_.end();
        if (at == halls_.end() || at->second != building.id || !standsAlike(building))
            return nullptr;
        static const std::vector<const PositionCapacity*> none;
        const auto positions = positions_.find(hall->id);
        return positions != positions_.end() ? &positions->second : &none;
    }

    // The version asked about, with the halls as they were filled then. Null where none is the same, or where an id of a rack
    // placed then has been given to another since.
    SitePtr filledAgain() const
    {
        if (!before_)
            return nullptr;
        auto site = std::make_shared<Site>(*now_.asked.site);
        const Site& filled = *before_->filled.site;
        std::size_t count = 0;
        for (BuildingPtr& building : site->buildings) {
            auto changed = std::make_shared<Building>(*building);
            for (HallPtr& hall : changed->halls) {
                if (!of(*building, hall))
                    continue;
                const HallRef at = filled.findHall(hall->id).value();
                hall = filled.buildings[at.building]->halls[at.hall];
                ++count;
            }
            building = std::move(changed);
        }
        if (count == 0 || idMarksOf(*now_.asked.site) != idMarksOf(*before_->asked.site))
            return nullptr;
        site->idMarks = filled.idMarks;
        return site;
    }

private:
    bool standsAlike(const Building& building) const
    {
        const Building* was = before_->asked.site->findBuilding(building.id);
        return was && was->originM == building.originM && was->yawDeg == building.yawDeg;
    }

    const Capacity& now_;
    const Capacity* before_;
    std::map<HallPtr, BuildingId> halls_;
    std::map<HallId, std::vector<const PositionCapacity*>> positions_;
};

// As a trial would find them: the rack that was placed, or what a rule of the layout has against one.
PositionCapacity again(const PositionCapacity& before)
{
    PositionCapacity position = before;
    const Rule* rule = before.blocker ? findRule(before.blocker->rule) : nullptr;
    if (rule && !rule->checkLayout)
        position.blocker.reset();
    return position;
}

std::vector<PositionCapacity> positionsOf(const Site& site, const CapacityQuestion& question,
                                          const RackType& type, const Before* before)
{
    std::vector<PositionCapacity> positions;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            const bool isAsked = std::ranges::any_of(hall->rows, [&](const Row& row) {
                return isWithin(question.within, building->id, hall->id, row.id);
            });
            if (!isAsked)
                continue;
            if (const auto* known = before ? before->of(*building, hall) : nullptr) {
                for (const PositionCapacity* each : *known)
                    positions.push_back(again(*each));
                continue;
            }
            const std::vector<RowPositions> rows = freePositions(site, *hall, type);
            for (std::size_t r = 0; r < rows.size(); ++r) {
                const RowId row = hall->rows[r].id;
                if (!isWithin(question.within, building->id, hall->id, row))
                    continue;
                for (const FreePosition& free : rows[r].free)
                    positions.push_back({building->id, hall->id, row, free, {}, std::nullopt});
            }
        }
    }
    return positions;
}

// Places what fits: on from the answer before, where that still holds, else from nothing.
void place(Capacity& capacity, const RackType& type, const Capacity* previous, const std::stop_token& stop)
{
    const Site& site = *capacity.asked.site;
    const RackTypeId id = capacity.question.type;
    const Before before(capacity, previous);
    if (const SitePtr filled = before.filledAgain()) {
        const CheckedVersion version =
            checkedVersion(filled, capacity.asked.snapshot->conditions, &previous->filled);
        CapacityFill fill(capacity.asked, id, positionsOf(site, capacity.question, type, &before), stop);
        if (fill.goOnFrom(version)) {
            fill.run();
            capacity.filled = fill.placed();
            capacity.positions = fill.positions();
            return;
        }
    }
    CapacityFill fill(capacity.asked, id, positionsOf(site, capacity.question, type, nullptr), stop);
    fill.run();
    capacity.filled = fill.placed();
    capacity.positions = fill.positions();
}

} // namespace

std::string_view planningWordFor(LifecycleStatus status)
{
    constexpr std::array<std::string_view, lifecycleStatusCount> words{"planned", "ordered", "delivered",
                                                                       "live", "leaving"};
    return words[static_cast<std::size_t>(status)];
}

std::size_t Capacity::fits() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(positions, [](const PositionCapacity& each) { return each.rack.valid(); }));
}

const PlaceCapacity& Capacity::of(ObjectRef place) const
{
    const auto found = std::ranges::find(places, place, &PlaceCapacity::place);
    if (found == places.end())
        throw std::out_of_range("no capacity is known of this place");
    return *found;
}

const PlaceCapacity& Capacity::whole() const
{
    return of(question.within.valid() ? question.within : siteData());
}

const PositionCapacity* Capacity::next(ObjectRef place) const
{
    const auto found = std::ranges::find_if(
        positions, [&](const PositionCapacity& each) { return each.blocker && each.isIn(place); });
    return found != positions.end() ? &*found : nullptr;
}

CapacityPtr capacityOf(const SitePtr& site, const Conditions& conditions, const CapacityQuestion& question,
                       const Capacity* previous, const std::stop_token& stop)
{
    const RackType* type = site->catalogue->find(question.type);
    if (!type)
        throw std::logic_error("rack type not in this site's catalogue");
    if (question.within.valid() && question.within != siteData() && !exists(*site, question.within))
        throw std::logic_error("place not in this site");
    auto capacity = std::make_shared<Capacity>();
    capacity->question = question;
    SitePtr loaded = question.load == CapacityLoad::Nameplate ? atNameplates(site) : site;
    capacity->asked = checkedVersion(std::move(loaded), conditions, previous ? &previous->asked : nullptr);
    place(*capacity, *type, previous, stop);
    if (stop.stop_requested())
        return nullptr;
    Conditions byStatus = conditions;
    byStatus.loadBasis = LoadBasis::ByStatus;
    addPlaces(*capacity, *type, idleRacks(*site->records, byStatus));
    return capacity;
}

SitePtr withPlacedRacks(const SitePtr& site, const Capacity& capacity)
{
    SiteEdit edit(site);
    for (const PositionCapacity& position : capacity.positions) {
        if (!position.rack.valid())
            continue;
        const Rack& placed = capacity.filled.site->rack(position.rack);
        const RackId id = placeRack(edit, position.hall, capacity.question.type, position.position);
        Rack& rack = edit.change(id);
        rack.feedA = placed.feedA;
        rack.feedB = placed.feedB;
        rack.cdu = placed.cdu;
    }
    return edit.done();
}

RackTypeId usualRackType(const Site& site, ObjectRef within)
{
    std::unordered_map<RackTypeId, std::size_t> counts;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks) {
                const auto row = rowAt(*hall, rack.pose.position());
                if (isWithin(within, building->id, hall->id, row ? hall->rows[*row].id : RowId{}))
                    ++counts[rack.type];
            }
        }
    }
    const auto key = [&](const RackType& type) {
        return std::pair(counts[type.id] > 0 && type.role == RackRole::Compute, counts[type.id]);
    };
    const auto most = std::ranges::max_element(site.catalogue->rackTypes, {}, key);
    return most != site.catalogue->rackTypes.end() ? most->id : RackTypeId{};
}

} // namespace hallwright
