#include "core/studies/availability/availability.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace hallwright {

namespace {

void requireAvailabilitySense(const AvailabilityOptions& options)
{
    constexpr double leastShare = 0.5;
    if (!(options.inferenceShare >= leastShare && options.inferenceShare <= 1.0))
        throw InputError(
            fmt::format("The share of racks that inference needs is {:g}, but must lie between {:g} and 1.",
                        options.inferenceShare, leastShare));
    for (std::size_t k = 0; k < equipmentKindCount; ++k)
        requireSense(options.rates.byKind[k], wordFor(static_cast<EquipmentKind>(k)));
    for (const auto& [object, rate] : options.rates.byObject)
        requireSense(rate, "An object's own rate");
}

// A question to both methods: blocks with their weights, and where the answer goes.
struct OutageQuestion {
    OutageTarget target;
    OutageAnswer* answer = nullptr;
    PlaceAvailability* place = nullptr; // whose shares are asked for too
};

class AvailabilityStudy
{
public:
    AvailabilityStudy(const Snapshot& snapshot, const AvailabilityOptions& options)
        : found_(std::make_shared<SiteAvailability>())
    {
        found_->site = snapshot.site;
        found_->conditions = snapshot.conditions;
        found_->options = options;
        found_->blocks = blocksOf(snapshot, options.rates);
        if (groups().empty())
            throw InputError(
                "No rack is in service under these conditions: there is no availability to speak of. "
                "--loads all-placed counts every rack that stands there.");
    }

    SiteAvailabilityPtr run(const std::function<void(double)>& progress, const std::stop_token& stop)
    {
        addPlaces();
        addTiers();
        ExactOutages exact(found_->blocks.diagram, found_->options.mostNodes);
        std::vector<const OutageQuestion*> open;
        for (const OutageQuestion& question : questions_) {
            if (stop.stop_requested())
                return nullptr;
            answerExactly(exact, question);
            if (found_->options.simulate || !question.answer->exact)
                open.push_back(&question);
        }
        found_->isExact = std::ranges::all_of(
            questions_, [](const OutageQuestion& question) { return question.answer->exact.has_value(); });
        if (!open.empty() && !simulate(open, progress, stop))
            return nullptr;
        addUpByKind();
        return found_;
    }

private:
    const std::vector<RackGroup>& groups() const { return found_->blocks.groups; }

    // Of the groups that fulfil a condition.
    template <class Condition>
    PlaceAvailability placeOf(ObjectRef object, const Condition& isIn)
    {
        PlaceAvailability place;
        place.place = object;
        for (const RackGroup& group : groups()) {
            if (!isIn(group))
                continue;
            place.racks += group.racks.size();
            place.gpus += group.gpus;
        }
        return place;
    }

    void addPlaces()
    {
        const Site& site = *found_->site;
        found_->campus = placeOf(siteData(), [](const RackGroup&) { return true; });
        std::size_t at = 0;
        for (std::size_t b = 0; b < site.buildings.size(); ++b) {
            found_->buildings.push_back(placeOf(refTo(site.buildings[b]->id),
                                                [&](const RackGroup& group) { return group.building == b; }));
            for (const HallPtr& hall : site.buildings[b]->halls) {
                const std::size_t here = at++;
                PlaceAvailability place =
                    placeOf(refTo(hall->id), [&](const RackGroup& group) { return group.hall == here; });
                if (place.racks > 0) {
                    found_->halls.push_back(std::move(place));
                    hallPositions_.push_back(here);
                }
            }
        }
        std::vector<std::size_t> buildingPositions;
        std::vector<PlaceAvailability> withRacks;
        for (std::size_t b = 0; b < found_->buildings.size(); ++b) {
            if (found_->buildings[b].racks > 0) {
                withRacks.push_back(std::move(found_->buildings[b]));
                buildingPositions.push_back(b);
            }
        }
        found_->buildings = std::move(withRacks);
        for (std::size_t h = 0; h < found_->halls.size(); ++h)
            ask(found_->halls[h], [&](const RackGroup& group) { return group.hall == hallPositions_[h]; });
        for (std::size_t b = 0; b < found_->buildings.size(); ++b)
            ask(found_->buildings[b],
                [&](const RackGroup& group) { return group.building == buildingPositions[b]; });
        ask(found_->campus, [](const RackGroup&) { return true; });
    }

    template <class Condition>
    OutageTarget meanOf(const Condition& isIn) const
    {
        OutageTarget target;
        double racks = 0.0;
        for (const RackGroup& group : groups()) {
            if (!isIn(group))
                continue;
            target.blocks.push_back(group.runs);
            target.weights.push_back(static_cast<double>(group.racks.size()));
            racks += static_cast<double>(group.racks.size());
        }
        for (double& weight : target.weights)
            weight /= racks;
        return target;
    }

    template <class Condition>
    void ask(PlaceAvailability& place, const Condition& isIn)
    {
        OutageTarget mean = meanOf(isIn);
        const BlockId every = found_->blocks.diagram.allOf(mean.blocks);
        questions_.push_back({std::move(mean), &place.meanRack, &place});
        questions_.push_back({{{every}, {1.0}}, &place.everyRack, nullptr});
    }

    void addTiers()
    {
        found_->tiers.reserve(useTierCount);
        for (const UseTier tier : {UseTier::Inference, UseTier::Training, UseTier::Development}) {
            const auto isIn = [tier](const RackGroup& group) { return group.tier == tier; };
            const PlaceAvailability place = placeOf(siteData(), isIn);
            if (place.racks == 0)
                continue;
            TierAvailability& of = found_->tiers.emplace_back();
            of.tier = tier;
            of.racks = place.racks;
            of.gpus = place.gpus;
            OutageTarget target = meanOf(isIn);
            BlockDiagram& diagram = found_->blocks.diagram;
            if (tier == UseTier::Inference) {
                const auto racks = static_cast<double>(of.racks);
                std::vector<double> counts; // whole, so that few sums differ
                for (const double weight : target.weights)
                    counts.push_back(std::round(weight * racks));
                target = {{diagram.atLeast(found_->options.inferenceShare * racks, target.blocks, counts)},
                          {1.0}};
            } else if (tier == UseTier::Training)
                target = {{diagram.allOf(target.blocks)}, {1.0}};
            questions_.push_back({std::move(target), &of.byItsRule, nullptr});
        }
    }

    // What finds no room beside the others may find it alone.
    void answerExactly(ExactOutages& exact, const OutageQuestion& question)
    {
        if (answerIn(exact, question))
            return;
        ExactOutages alone(found_->blocks.diagram, found_->options.mostNodes);
        answerIn(alone, question);
    }

    static bool answerIn(ExactOutages& exact, const OutageQuestion& question)
    {
        const OutageTarget& target = question.target;
        if (!std::ranges::all_of(target.blocks, [&](BlockId block) { return exact.prepare(block); }))
            return false;
        question.answer->exact = exact.meanOf(target.blocks, target.weights);
        if (!question.place)
            return true;
        std::vector<OutageShare>& spentOn = question.place->spentOn;
        const std::vector<double> shares = exact.contributions(target.blocks, target.weights);
        for (std::size_t e = 0; e < shares.size(); ++e) {
            if (shares[e] > 0.0)
                spentOn.push_back({e, shares[e] * minutesPerYear});
        }
        std::ranges::stable_sort(spentOn, std::ranges::greater(), &OutageShare::minutesAYear);
        return true;
    }

    bool simulate(const std::vector<const OutageQuestion*>& open, const std::function<void(double)>& progress,
                  const std::stop_token& stop)
    {
        std::vector<OutageTarget> targets;
        for (const OutageQuestion* question : open)
            targets.push_back(question->target);
        const std::vector<SimulatedOutage> outages =
            simulateOutages(found_->blocks.diagram, targets, found_->options.simulation, progress, stop);
        for (std::size_t i = 0; i < outages.size(); ++i)
            open[i]->answer->simulated = outages[i];
        return !outages.empty();
    }

    void addUpByKind()
    {
        std::map<EquipmentKind, KindShare> kinds;
        for (const OutageShare& share : found_->campus.spentOn) {
            KindShare& of = kinds[found_->blocks.elements[share.element].kind];
            of.kind = found_->blocks.elements[share.element].kind;
            ++of.elements;
            of.minutesAYear += share.minutesAYear;
        }
        for (const auto& [kind, share] : kinds)
            found_->kinds.push_back(share);
        std::ranges::stable_sort(found_->kinds, std::ranges::greater(), &KindShare::minutesAYear);
    }

    std::shared_ptr<SiteAvailability> found_;
    std::vector<std::size_t> hallPositions_; // as SiteAvailability::halls
    std::vector<OutageQuestion> questions_;
};

} // namespace

SiteAvailabilityPtr availabilityOf(const Snapshot& snapshot, const AvailabilityOptions& options,
                                   const std::function<void(double years)>& progress,
                                   const std::stop_token& stop)
{
    requireAvailabilitySense(options);
    return AvailabilityStudy(snapshot, options).run(progress, stop);
}

} // namespace hallwright
