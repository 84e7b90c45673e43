#include "core/studies/remedies.h"

#include "core/design/enlarge_power.h"
#include "core/design/equip.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/rules/findings.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace hallwright {

namespace {

// With all that they hang on.
std::set<PowerNodeId> withUpstream(const PowerNetwork& power, const std::set<PowerNodeId>& nodes)
{
    std::set<PowerNodeId> all;
    std::vector<PowerNodeId> open(nodes.begin(), nodes.end());
    while (!open.empty()) {
        const PowerNodeId id = open.back();
        open.pop_back();
        const PowerNode* node = power.find(id);
        if (node && all.insert(id).second)
            open.insert(open.end(), node->fedBy.begin(), node->fedBy.end());
    }
    return all;
}

std::set<CoolantLoopId> loopsOf(const Site& site, const Hall& hall)
{
    std::set<CoolantLoopId> loops{site.buildingOf(hall.id).roomLoop};
    for (const AirHandler& unit : hall.airHandlers)
        loops.insert(unit.loop);
    for (const Cdu& cdu : hall.cdus)
        loops.insert(cdu.loop);
    for (const Rack& rack : hall.racks)
        loops.insert(rack.rearDoorLoop);
    return loops;
}

bool isAboutCooling(const Finding& finding)
{
    const Rule* rule = findRule(finding.rule);
    return rule->remedy == DesignRemedy::Cool || rule->remedy == DesignRemedy::Resize ||
           finding.rule == "inlet-temperature" || finding.rule == "no-coolant";
}

bool isAboutPower(const Finding& finding)
{
    const Rule* rule = findRule(finding.rule);
    return rule->remedy == DesignRemedy::Feed || rule->remedy == DesignRemedy::Enlarge ||
           finding.rule == "no-power" || finding.rule == "building-capacity";
}

// Those of one rule at one place in one sentence.
template <class Concerns>
std::vector<std::string> leftOf(const SitePtr& site, const Conditions& conditions, const Concerns& concerns)
{
    const SnapshotPtr snapshot = evaluate(site, conditions);
    const FindingsPtr findings = findingsOf(*snapshot);
    std::vector<const Finding*> left;
    std::ranges::copy_if(findings->open, std::back_inserter(left),
                         [&](const Finding* finding) { return concerns(*finding); });
    std::vector<std::string> sentences;
    for (const FindingGroup& group : grouped(left))
        sentences.push_back(fmt::format("{} {}", sentenceOf(group), group.worst->remedy));
    return sentences;
}

// Nodes over their rating, with what they have to deliver.
std::vector<design::PowerLoad> overloads(const Snapshot& snapshot, const std::set<PowerNodeId>& among)
{
    constexpr double roundingShare = 1e-9;
    std::vector<design::PowerLoad> loads;
    const std::vector<PowerNode>& nodes = snapshot.site->power->nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const PowerNodeResult& result = snapshot.powerNodes[i];
        const double loadW = std::max(result.outputW, result.outputOtherSideLostW);
        if (among.contains(nodes[i].id) && loadW > nodes[i].ratedW * (1.0 + roundingShare))
            loads.push_back({nodes[i].id, loadW});
    }
    return loads;
}

std::set<PowerNodeId> chosenIn(const PowerNetwork& power,
                               const std::optional<std::vector<PowerNodeId>>& nodes)
{
    if (nodes)
        return {nodes->begin(), nodes->end()};
    std::set<PowerNodeId> all;
    for (const PowerNode& node : power.nodes)
        all.insert(node.id);
    return all;
}

Remedied designed(const SitePtr& site, std::vector<std::string> (*call)(SiteEdit&, HallId), HallId hall)
{
    SiteEdit edit(site);
    std::vector<std::string> told = call(edit, hall);
    return {edit.done(), std::move(told), {}};
}

} // namespace

Remedied withHallCooled(const SitePtr& site, const Conditions& conditions, HallId hall)
{
    Remedied done = designed(site, design::coolHall, hall);
    const std::set<CoolantLoopId> loops = loopsOf(*done.site, done.site->hall(hall));
    done.left = leftOf(done.site, conditions, [&](const Finding& finding) {
        const auto loop = idIn<CoolantLoopId>(finding.subject);
        return isAboutCooling(finding) && (finding.hall == hall || (loop.valid() && loops.contains(loop)));
    });
    return done;
}

Remedied withHallFed(const SitePtr& site, const Conditions& conditions, HallId hall)
{
    Remedied done = designed(site, design::feedHall, hall);
    const std::vector<PowerNodeId> feeds = feedsOf(done.site->hall(hall));
    const std::set<PowerNodeId> upstream = withUpstream(*done.site->power, {feeds.begin(), feeds.end()});
    done.left = leftOf(done.site, conditions, [&](const Finding& finding) {
        const auto node = idIn<PowerNodeId>(finding.subject);
        return isAboutPower(finding) && (finding.hall == hall || (node.valid() && upstream.contains(node)));
    });
    return done;
}

Remedied withHallFedAndCooled(const SitePtr& site, const Conditions& conditions, HallId hall)
{
    Remedied both{site, {}, {}};
    const auto add = [&](const char* undone, Remedied (*step)(const SitePtr&, const Conditions&, HallId)) {
        try {
            Remedied done = step(both.site, conditions, hall);
            both.site = std::move(done.site);
            both.told.insert(both.told.end(), done.told.begin(), done.told.end());
            both.left.insert(both.left.end(), done.left.begin(), done.left.end());
        } catch (const InputError& error) {
            both.told.push_back(fmt::format("It stands, but is not {} yet: {}", undone, error.what()));
        }
    };
    add("fed", withHallFed);
    add("cooled", withHallCooled);
    return both;
}

Remedied withPowerEnlarged(const SitePtr& site, const Conditions& conditions,
                           const std::optional<std::vector<PowerNodeId>>& nodes)
{
    if (nodes && nodes->empty())
        throw InputError("It has no feeds yet, so there is no power equipment to enlarge: feed it first.");
    constexpr int mostRounds = 6; // each is a step up of something in a chain of about as many
    std::set<PowerNodeId> among = withUpstream(*site->power, chosenIn(*site->power, nodes));
    Remedied done{site, {}, {}};
    design::Steps all;
    for (int round = 0; round < mostRounds; ++round) {
        const auto loads = overloads(*evaluate(done.site, conditions), among);
        if (loads.empty())
            break;
        SiteEdit edit(done.site);
        design::Steps steps = design::enlargePower(edit, loads);
        all.choices.insert(all.choices.end(), steps.choices.begin(), steps.choices.end());
        all.shortages = std::move(steps.shortages); // those of the last round hold
        if (steps.choices.empty())
            break;
        const PowerNodeId newest = done.site->power->nodes.back().id;
        done.site = edit.done();
        for (const PowerNode& node : done.site->power->nodes) {
            if (node.id > newest)
                among.insert(node.id); // a busway beside one of them
        }
    }
    done.told = design::told(all);
    done.left = leftOf(done.site, conditions, [&](const Finding& finding) {
        const auto node = idIn<PowerNodeId>(finding.subject);
        return isAboutPower(finding) && node.valid() && among.contains(node);
    });
    return done;
}

std::vector<PowerNodeId> feedsOf(const Hall& hall)
{
    std::set<PowerNodeId> feeds;
    for (const Rack& rack : hall.racks)
        feeds.insert({rack.feedA, rack.feedB});
    for (const AirHandler& unit : hall.airHandlers)
        feeds.insert(unit.feed);
    for (const Cdu& cdu : hall.cdus)
        feeds.insert(cdu.feed);
    feeds.erase(PowerNodeId{});
    return {feeds.begin(), feeds.end()};
}

} // namespace hallwright
