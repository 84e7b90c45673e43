#include "core/studies/capacity/capacity_fill.h"

#include "core/design/by_hand.h"
#include "core/design/nearest.h"
#include "core/model/errors.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace hallwright {

namespace {

// Further beyond its limit, or of more load; of two that compare nothing neither is worse.
double badnessOf(const Finding& finding)
{
    return finding.limit ? excessOf(finding) : finding.value.value_or(0.0);
}

// What settles by iteration differs by this much from one version to the next.
bool isWorse(double badness, double before)
{
    constexpr double settledWithin = 1e-6;
    return badness > before * (1.0 + settledWithin) + settledWithin;
}

bool isNamed(const Hall& hall, const std::string& name)
{
    return std::ranges::any_of(hall.racks, [&](const Rack& rack) { return rack.name == name; });
}

// Of one rack where it stands, whatever else is placed.
bool isOfItsPlace(const Site& site, const Finding& finding)
{
    const Rule* rule = findRule(finding.rule);
    return (rule && rule->checkLayout) || resourceOf(site, finding) == CapacityResource::Breaker;
}

// What is short, where the rules speak of a rack that would be there.
ObjectRef objectOf(CapacityResource resource, const Finding& cause, const PositionCapacity& at)
{
    if (cause.subject.kind != ObjectKind::Rack)
        return cause.subject;
    const bool isOfHall = resource == CapacityResource::FloorLoad || resource == CapacityResource::Air;
    return isOfHall ? refTo(at.hall) : refTo(at.row);
}

Blocker blockerOf(const Site& site, const Finding& cause, const PositionCapacity& at)
{
    Blocker blocker;
    blocker.resource = resourceOf(site, cause);
    blocker.rule = cause.rule;
    blocker.object = objectOf(blocker.resource, cause, at);
    blocker.value = cause.value;
    blocker.limit = cause.limit;
    blocker.unit = cause.unit;
    blocker.sentence = cause.sentence;
    blocker.remedy = cause.remedy;
    if (cause.rule == "coolant") { // the whole row lacks it, not one rack of it
        const std::string row =
            fmt::format("row {} of {}", nameOf(site, refTo(at.row)), site.hall(at.hall).name);
        blocker.sentence = fmt::format("No CDU serves {}.", row);
        blocker.remedy = fmt::format("Put a CDU at the end of {}.", row);
    }
    return blocker;
}

} // namespace

CheckedVersion checkedVersion(SitePtr site, const Conditions& conditions, const CheckedVersion* before)
{
    Conditions all = conditions;
    all.loadBasis = LoadBasis::AllPlaced;
    CheckedVersion version;
    version.kept = before ? before->kept : nullptr;
    version.snapshot = evaluate(site, all, version.kept);
    version.findings = findingsOf(*version.snapshot, before ? before->findings.get() : nullptr);
    version.site = std::move(site);
    return version;
}

RackId placeRack(SiteEdit& edit, HallId hall, RackTypeId type, const FreePosition& position)
{
    const RackId id = design::putRack(edit, hall, type, position.pose);
    const Rack placed = edit.site().rack(id);
    edit.change(id).cdu = {}; // or it would count as a CDU of this row
    if (placed.liquidShare > 0.0)
        edit.change(id).cdu = design::nearestCduOfRow(edit.site(), hall, placed).id;
    if (!position.name.empty() && !isNamed(edit.site().hall(hall), position.name))
        edit.change(id).name = position.name;
    return id;
}

CapacityFill::CapacityFill(CheckedVersion base, RackTypeId type, std::vector<PositionCapacity> positions,
                           std::stop_token stop)
    : accepted_(std::move(base)), type_(type), positions_(std::move(positions)), stop_(std::move(stop))
{
    for (const Finding* finding : accepted_.findings->open) {
        double& badness = base_[{finding->rule, finding->subject, finding->other}];
        badness = std::max(badness, badnessOf(*finding));
    }
}

bool CapacityFill::goOnFrom(const CheckedVersion& version)
{
    if (!brokenAnew(*version.findings).empty())
        return false;
    accepted_ = version;
    return true;
}

void CapacityFill::run()
{
    Positions open;
    for (std::size_t i = 0; i < positions_.size(); ++i) {
        if (!positions_[i].rack.valid() && !positions_[i].blocker)
            open.push_back(i);
    }
    fill(std::move(open));
}

CapacityFill::Trial CapacityFill::attempt(const Positions& tried) const
{
    Trial trial;
    SiteEdit edit(accepted_.site);
    for (const std::size_t i : tried)
        trial.racks.push_back(placeRack(edit, positions_[i].hall, type_, positions_[i].position));
    trial.version = checkedVersion(edit.done(), accepted_.snapshot->conditions, &accepted_);
    trial.broken = brokenAnew(*trial.version.findings);
    return trial;
}

std::vector<Finding> CapacityFill::brokenAnew(const Findings& findings) const
{
    std::vector<Finding> broken;
    for (const Finding* finding : findings.open) {
        if (!stopsRacks(*finding))
            continue;
        const auto before = base_.find({finding->rule, finding->subject, finding->other});
        if (before == base_.end() || isWorse(badnessOf(*finding), before->second))
            broken.push_back(*finding);
    }
    return broken;
}

// Takes out of `tried` those that cannot stand where they are put: true if there were any.
bool CapacityFill::refuseMisplaced(const Trial& trial, Positions& tried)
{
    Positions left;
    for (std::size_t i = 0; i < tried.size(); ++i) {
        const ObjectRef rack = refTo(trial.racks[i]);
        Trial own;
        std::ranges::copy_if(trial.broken, std::back_inserter(own.broken), [&](const Finding& finding) {
            return isOfItsPlace(*trial.version.site, finding) &&
                   (finding.subject == rack || finding.other == rack);
        });
        own.version.site = trial.version.site;
        if (own.broken.empty())
            left.push_back(tried[i]);
        else
            block({tried[i]}, own);
    }
    const bool refused = left.size() < tried.size();
    tried = std::move(left);
    return refused;
}

void CapacityFill::fill(Positions some)
{
    dropBlocked(some);
    Trial trial;
    do {
        if (some.empty() || stop_.stop_requested())
            return;
        trial = attempt(some);
    } while (refuseMisplaced(trial, some));
    if (trial.broken.empty()) {
        accept(std::move(trial), some);
        return;
    }
    const auto isInRow = [&](std::size_t i) { return positions_[i].row == positions_[some.front()].row; };
    if (std::ranges::all_of(some, isInRow))
        fillRow(some, std::move(trial));
    else
        fillParts(some);
}

// A building, a hall, a row: what a position lies in.
ObjectRef CapacityFill::placeOf(std::size_t position, int level) const
{
    const PositionCapacity& at = positions_[position];
    const ObjectRef places[] = {refTo(at.building), refTo(at.hall), refTo(at.row)};
    return places[level];
}

// Building by building if there are several, else hall by hall, else row by row.
void CapacityFill::fillParts(const Positions& some)
{
    int level = 0;
    constexpr int rows = 2;
    while (level < rows && placeOf(some.front(), level) == placeOf(some.back(), level))
        ++level;
    for (auto from = some.begin(); from != some.end();) {
        const auto to = std::find_if(
            from, some.end(), [&](std::size_t i) { return placeOf(i, level) != placeOf(*from, level); });
        fill(Positions(from, to));
        from = to;
    }
}

// All of them break a rule, as `failed` has it: as many as break none, from the row's beginning.
void CapacityFill::fillRow(const Positions& row, Trial failed)
{
    const auto first = [&](std::size_t count) {
        return Positions(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(count));
    };
    std::size_t fits = 0, fails = row.size();
    std::optional<Trial> best;
    while (fails - fits > 1 && !stop_.stop_requested()) {
        const std::size_t count = (fits + fails) / 2;
        Trial trial = attempt(first(count));
        if (trial.broken.empty()) {
            fits = count;
            best = std::move(trial);
        } else {
            fails = count;
            failed = std::move(trial);
        }
    }
    if (best)
        accept(std::move(*best), first(fits));
    block(Positions(row.begin() + static_cast<std::ptrdiff_t>(fits), row.end()), failed);
}

void CapacityFill::dropBlocked(Positions& some)
{
    std::erase_if(some, [&](std::size_t i) {
        for (int level = 0; level < 2; ++level) {
            const auto blocked = blockedBelow_.find(placeOf(i, level));
            if (blocked == blockedBelow_.end())
                continue;
            positions_[i].blocker = blocked->second;
            return true;
        }
        return false;
    });
}

void CapacityFill::accept(Trial trial, const Positions& tried)
{
    for (std::size_t i = 0; i < tried.size(); ++i)
        positions_[tried[i]].rack = trial.racks[i];
    accepted_ = std::move(trial.version);
}

void CapacityFill::block(const Positions& some, const Trial& failed)
{
    const Finding& cause = *std::ranges::min_element(failed.broken, {}, causeRank);
    const Blocker blocker = blockerOf(*failed.version.site, cause, positions_[some.front()]);
    for (const std::size_t i : some)
        positions_[i].blocker = blocker;
    // What all racks of a hall or a building have in common they need not all be tried for.
    if (cause.subject.kind == ObjectKind::Hall || cause.subject.kind == ObjectKind::Building)
        blockedBelow_.emplace(cause.subject, blocker);
}

} // namespace hallwright
