#include "core/rules/findings.h"

#include "core/layout/cell_grid.h"
#include "core/layout/obstacles.h"
#include "core/model/number_text.h"
#include "core/model/object_kinds.h"
#include "core/model/object_names.h"
#include "core/rules/checked.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <type_traits>
#include <utility>

namespace hallwright {

namespace {

using Found = std::vector<Finding>;
using FoundPtr = std::shared_ptr<const Found>;

// A hall's findings with all they rest on. Pointers are compared, and held so that no other part takes their place.
struct HallPart {
    HallResultPtr result;
    BuildingId building;
    Point2 originM; // of the building
    double yawDeg = 0.0;
    FoundPtr ofLayout;
    FoundPtr ofContents;
    FoundPtr ofResult;
};

// What the rules of the grounds rest on besides the cooling and pathway networks.
struct BuildingShape {
    BuildingId id;
    std::string name;
    Point2 originM;
    double yawDeg = 0.0;
    double widthM = 0.0;
    double depthM = 0.0;
    std::vector<Room> rooms;
    std::vector<std::pair<std::string, Rect>> halls;

    bool operator==(const BuildingShape&) const = default;
};

BuildingShape shapeOf(const Building& building)
{
    BuildingShape shape{building.id,     building.name,   building.originM, building.yawDeg,
                        building.widthM, building.depthM, building.rooms,   {}};
    for (const HallPtr& hall : building.halls)
        shape.halls.push_back({hall->name, {hall->originM.x, hall->originM.y, hall->widthM, hall->depthM}});
    return shape;
}

} // namespace

struct CheckedParts {
    std::shared_ptr<const Catalogue> catalogue;
    std::shared_ptr<const PowerNetwork> powerNetwork;
    Conditions conditions;
    std::shared_ptr<const PowerDependence> power;
    std::shared_ptr<const CoolingNetwork> cooling;
    std::shared_ptr<const PathwayNetwork> pathways;
    ContentsPtr contents;
    std::vector<BuildingShape> shapes;
    FoundPtr ofGrounds;
    FoundPtr ofPower;
    FoundPtr ofSite;
    std::vector<HallPart> halls; // as Snapshot::halls
};

namespace {

template <class Checked>
FoundPtr checked(const Checked& at, void (*Rule::*check)(const Checked&, FindingSink&),
                 BuildingId building = {}, HallId hall = {})
{
    auto found = std::make_shared<Found>();
    for (const Rule& rule : rules()) {
        if (!(rule.*check))
            continue;
        FindingSink sink(rule, building, hall, *found);
        (rule.*check)(at, sink);
    }
    return found;
}

class Checker
{
public:
    Checker(const Snapshot& snapshot, const CheckedParts* before)
        : snapshot_(snapshot), site_(*snapshot.site), before_(before),
          parts_(std::make_shared<CheckedParts>())
    {
    }

    std::shared_ptr<const CheckedParts> run()
    {
        parts_->catalogue = site_.catalogue;
        parts_->powerNetwork = site_.power;
        parts_->conditions = snapshot_.conditions;
        parts_->contents = site_.contents;
        checkGrounds();
        checkPower();
        parts_->ofSite = checked(CheckedSite{snapshot_}, &Rule::checkSite);
        checkHalls();
        return std::move(parts_);
    }

private:
    void checkGrounds()
    {
        parts_->cooling = site_.cooling;
        parts_->pathways = site_.pathways;
        for (const BuildingPtr& building : site_.buildings)
            parts_->shapes.push_back(shapeOf(*building));
        samePathways_ = before_ && before_->pathways == parts_->pathways;
        const bool same =
            samePathways_ && before_->cooling == parts_->cooling && before_->shapes == parts_->shapes;
        parts_->ofGrounds = same ? before_->ofGrounds : checked(CheckedGrounds{site_}, &Rule::checkGrounds);
    }

    bool samePower() const { return before_ && before_->powerNetwork == site_.power; }

    void checkPower()
    {
        if (samePower()) {
            parts_->power = before_->power;
            parts_->ofPower = before_->ofPower;
            return;
        }
        parts_->power = std::make_shared<const PowerDependence>(*site_.power);
        parts_->ofPower = checked(CheckedPower{site_, *parts_->power}, &Rule::checkPower);
    }

    void checkHalls()
    {
        const bool comparable = samePower() && before_->catalogue == site_.catalogue && samePathways_;
        const bool sameConditions = comparable && before_->conditions == snapshot_.conditions;
        std::size_t at = 0;
        for (const BuildingPtr& building : site_.buildings) {
            for (std::size_t h = 0; h < building->halls.size(); ++h, ++at) {
                const HallPart* was = comparable ? partBefore(at, *building) : nullptr;
                parts_->halls.push_back(checkHall(*building, snapshot_.halls[at], was, sameConditions));
            }
        }
    }

    // Of this hall, mostly at the same position; null if it stood elsewhere or was not there.
    const HallPart* partBefore(std::size_t at, const Building& building)
    {
        const HallId id = snapshot_.halls[at]->hall->id;
        const std::vector<HallPart>& halls = before_->halls;
        const HallPart* was = at < halls.size() ? &halls[at] : nullptr;
        if (!was || was->result->hall->id != id) {
            const auto found = std::ranges::find_if(
                halls, [&](const HallPart& part) { return part.result->hall->id == id; });
            was = found != halls.end() ? &*found : nullptr;
        }
        const bool samePlace = was && was->building == building.id && was->originM == building.originM &&
                               was->yawDeg == building.yawDeg;
        return samePlace ? was : nullptr;
    }

    bool sameContents(const Hall& hall) const
    {
        return before_->contents == site_.contents || std::ranges::all_of(hall.racks, [&](const Rack& rack) {
                   return before_->contents->of(rack.id) == site_.contents->of(rack.id);
               });
    }

    HallPart checkHall(const Building& building, const HallResultPtr& result, const HallPart* was,
                       bool sameConditions) const
    {
        const Hall& hall = *result->hall;
        HallPart part{result, building.id, building.originM, building.yawDeg, nullptr, nullptr, nullptr};
        if (was && was->result->hall == result->hall) {
            part.ofLayout = was->ofLayout;
        } else {
            const std::vector<Obstacle> obstacles = obstaclesIn(site_, hall);
            const CellGrid grid(obstacles);
            part.ofLayout = checked(CheckedLayout{site_, *parts_->power, building, hall, obstacles, grid},
                                    &Rule::checkLayout, building.id, hall.id);
        }
        if (was && was->result->hall == result->hall && sameContents(hall))
            part.ofContents = was->ofContents;
        else
            part.ofContents =
                checked(CheckedContents{site_, hall}, &Rule::checkContents, building.id, hall.id);
        if (was && sameConditions && was->result == result)
            part.ofResult = was->ofResult;
        else
            part.ofResult = checked(CheckedHall{snapshot_, *parts_->power, *result}, &Rule::checkHall,
                                    building.id, hall.id);
        return part;
    }

    const Snapshot& snapshot_;
    const Site& site_;
    const CheckedParts* before_;
    std::shared_ptr<CheckedParts> parts_;
    bool samePathways_ = false; // as those before
};

// Findings by rule: each list is in the order of the rules.
class ByRule
{
public:
    void add(const Found& found)
    {
        std::size_t rule = 0;
        for (const Finding& finding : found) {
            while (rules()[rule].id != finding.rule)
                ++rule;
            of_[rule].push_back(&finding);
        }
    }

    const std::vector<std::vector<const Finding*>>& lists() const { return of_; }

private:
    std::vector<std::vector<const Finding*>> of_ = std::vector<std::vector<const Finding*>>(rules().size());
};

std::size_t objectsIn(const Site& site)
{
    std::size_t count = 0;
    forEachObjectType([&]<class T>() {
        forEachParentOf<T>(site, [&](const auto& parent) {
            if constexpr (!std::is_same_v<ParentOf<T>, Catalogue>)
                count += (parent.*ObjectType<T>::list).size();
        });
    });
    return count;
}

} // namespace

std::size_t Findings::count(Severity severity) const
{
    return static_cast<std::size_t>(
        std::ranges::count(open, severity, [](const Finding* finding) { return finding->severity; }));
}

std::vector<const Finding*> onlyIn(const Findings& findings, const Findings& others)
{
    const auto key = [](const Finding& finding) {
        return std::tuple(finding.rule, finding.subject, finding.other);
    };
    std::set<std::tuple<std::string_view, ObjectRef, ObjectRef>> there;
    for (const Finding* finding : others.open)
        there.insert(key(*finding));
    std::vector<const Finding*> only;
    std::copy_if(findings.open.begin(), findings.open.end(), std::back_inserter(only),
                 [&](const Finding* finding) { return !there.contains(key(*finding)); });
    return only;
}

bool concerns(const Finding& finding, ObjectRef object)
{
    return object == finding.subject || (object.valid() && object == finding.other) ||
           (finding.hall.valid() && object == refTo(finding.hall)) ||
           (finding.building.valid() && object == refTo(finding.building));
}

namespace {

// Why it is accepted; nullptr if it is not.
const std::string* waiverOf(const Records& records, const Finding& finding)
{
    const auto record = records.byObject.find(finding.subject);
    if (record == records.byObject.end())
        return nullptr;
    const auto waiver = record->second.waivers.find(std::string(finding.rule));
    return waiver != record->second.waivers.end() ? &waiver->second : nullptr;
}

} // namespace

FindingsPtr findingsOf(const Snapshot& snapshot, const Findings* previous)
{
    auto findings = std::make_shared<Findings>();
    findings->parts = Checker(snapshot, previous ? previous->parts.get() : nullptr).run();
    findings->objectCount = objectsIn(*snapshot.site);
    ByRule byRule;
    byRule.add(*findings->parts->ofGrounds);
    byRule.add(*findings->parts->ofPower);
    byRule.add(*findings->parts->ofSite);
    for (const HallPart& hall : findings->parts->halls) {
        byRule.add(*hall.ofLayout);
        byRule.add(*hall.ofContents);
        byRule.add(*hall.ofResult);
    }
    const Records& records = *snapshot.site->records;
    for (const auto& list : byRule.lists()) {
        for (const Finding* finding : list) {
            const std::string* reason = waiverOf(records, *finding);
            if (reason)
                findings->waived.push_back({finding, *reason});
            else
                findings->open.push_back(finding);
        }
    }
    return findings;
}

double excessOf(const Finding& finding)
{
    if (!finding.value || !finding.limit)
        return 0.0;
    const double beyond = std::abs(*finding.value - *finding.limit);
    return *finding.limit != 0.0 ? beyond / std::abs(*finding.limit) : beyond;
}

std::vector<const Finding*> worstFirst(const FindingGroup& group)
{
    std::vector<const Finding*> ordered = group.findings;
    std::ranges::stable_sort(ordered, [](const Finding* a, const Finding* b) {
        return std::pair(excessOf(*a), a->value) > std::pair(excessOf(*b), b->value);
    });
    return ordered;
}

namespace {

FindingGroup groupOf(const Finding& first)
{
    FindingGroup group;
    group.rule = findRule(first.rule);
    group.building = first.building;
    group.hall = first.hall;
    return group;
}

} // namespace

std::vector<FindingGroup> grouped(const std::vector<const Finding*>& findings)
{
    std::vector<FindingGroup> groups;
    std::map<std::tuple<std::string_view, BuildingId, HallId>, std::size_t> places;
    for (const Finding* finding : findings) {
        const auto [place, isNew] =
            places.try_emplace({finding->rule, finding->building, finding->hall}, groups.size());
        if (isNew)
            groups.push_back(groupOf(*finding));
        FindingGroup& group = groups[place->second];
        group.findings.push_back(finding);
        if (!group.worst || excessOf(*finding) > excessOf(*group.worst))
            group.worst = finding;
        if (group.rule->figure == GroupFigure::Sum)
            group.sum += finding->value.value_or(0.0);
    }
    return groups;
}

std::string placeOf(const Site& site, const FindingGroup& group)
{
    const Building* building = site.findBuilding(group.building);
    if (group.hall.valid())
        return building ? fmt::format("{} in {}", site.hall(group.hall).name, building->name)
                        : site.hall(group.hall).name;
    return building ? building->name : std::string("the site");
}

namespace {

// "rack", "power nodes"; "findings" for things of several kinds.
std::string subjectsOf(const FindingGroup& group)
{
    const ObjectKind kind = group.findings.front()->subject.kind;
    const bool alike = std::ranges::all_of(
        group.findings, [&](const Finding* finding) { return finding->subject.kind == kind; });
    return fmt::format("{}{}", alike ? wordFor(kind) : std::string_view("finding"),
                       group.findings.size() == 1 ? "" : "s");
}

} // namespace

std::string countOf(const FindingGroup& group)
{
    const std::size_t count = group.findings.size();
    const std::string subjects = fmt::format("{} {}", grouped(static_cast<double>(count)), subjectsOf(group));
    if (group.rule->figure == GroupFigure::Sum && group.sum > 0.0)
        return fmt::format("{}, {}{}", subjects, kilowatts(group.sum), count == 1 ? "" : " together");
    return subjects;
}

std::string sentenceOf(const FindingGroup& group)
{
    if (group.findings.size() == 1)
        return group.findings.front()->sentence;
    const bool compared = group.rule->figure == GroupFigure::Worst && group.worst->limit;
    return fmt::format("{}. {} {}", countOf(group), compared ? "The worst:" : "The first:",
                       (compared ? group.worst : group.findings.front())->sentence);
}

} // namespace hallwright
