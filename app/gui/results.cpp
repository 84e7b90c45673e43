#include "app/gui/results.h"

#include "core/model/errors.h"

#include <algorithm>
#include <utility>

namespace hallwright::app {

Results::Results(Document* document, QObject* parent) : QObject(parent), document_(document)
{
    connect(document_, &Document::committedSiteChanged, this, [this] {
        if (!outages().empty())
            requestReference();
    });
    connect(&session_, &SimulationSession::snapshotReady, this, &Results::take);
    connect(&session_, &SimulationSession::referenceReady, this, &Results::takeReference);
    connect(&airSession_, &SiteAirSession::solved, this, &Results::takeAir);
    connect(&airSession_, &SiteAirSession::progressed, this, [this](const AirProgress& progress) {
        airProgress_ = progress;
        emit airProgressed();
    });
}

// A site may have been edited so that the scenario's wet bulb is above its outdoor temperature.
Conditions Results::conditions() const
{
    const Site& site = *document_->shownSite();
    try {
        return conditionsOf(site, scenario_);
    } catch (const InputError&) {
        Scenario possible = scenario_;
        possible.wetBulbC.reset();
        return conditionsOf(site, possible);
    }
}

void Results::request()
{
    if (!document_->isOpen())
        return;
    session_.request({document_->shownSite(), conditions(), wantsAir() ? airOf_.air : nullptr});
    askForAir();
}

// Of what is committed: while racks are dragged they are estimated within the fields there are.
void Results::askForAir()
{
    if (!wantsAir()) {
        airSession_.clear();
        return;
    }
    const SitePtr& site = document_->committedSite();
    if (document_->isPreviewing() || (airOf_.site == site && airOf_.conditions == conditions()))
        return;
    airProgress_ = {};
    airSession_.request(site, conditions(), scenario_.inletBasis);
    emit airProgressed();
}

void Results::requestReference()
{
    Question question{document_->committedSite(), conditions(), wantsAir() ? airAllInService_ : nullptr};
    question.conditions.outages = {};
    session_.requestReference(std::move(question));
}

void Results::clear()
{
    session_.clear();
    airSession_.clear();
    shown_ = committed_ = nullptr;
    airOf_ = {};
    airAllInService_ = nullptr;
    scenario_ = {};
    emit scenarioChanged();
}

void Results::setScenario(const Scenario& scenario)
{
    if (!document_->isOpen() || scenario == scenario_)
        return;
    const Scenario before = std::exchange(scenario_, scenario);
    Scenario sameOutages = before;
    sameOutages.outages = scenario.outages;
    sameOutages.name = scenario.name;
    if (!(sameOutages == scenario)) // what was counted from was asked another question
        committed_ = nullptr;
    if (before.inletBasis != scenario.inletBasis) {
        airOf_ = {};
        airAllInService_ = nullptr;
    }
    if (!outages().empty() && !isCommittedKnown())
        requestReference();
    request();
    emit scenarioChanged();
    emit airProgressed();
}

void Results::setOutages(const Outages& outages)
{
    Scenario next = scenario_;
    next.outages = outages;
    setScenario(next);
}

bool Results::isCommittedKnown() const
{
    return committed_ && committed_->site == document_->committedSite();
}

bool Results::areComplete() const
{
    if (!shown_ || document_->isPreviewing() || shown_->site != document_->committedSite() ||
        shown_->conditions != conditions())
        return false;
    if (!wantsAir())
        return std::all_of(shown_->halls.begin(), shown_->halls.end(),
                           [](const HallResultPtr& hall) { return !hall->inputs.air; });
    if (airOf_.site != shown_->site || airOf_.conditions != shown_->conditions)
        return false;
    return std::all_of(airOf_.air->begin(), airOf_.air->end(), [this](const HallField& field) {
        const HallResult* hall = shown_->hallResult(field.hall);
        return hall && hall->inputs.air == field.matrix;
    });
}

std::optional<AirProgress> Results::airProgress() const
{
    if (!shown_ || !wantsAir() || areComplete())
        return std::nullopt;
    return airProgress_;
}

void Results::take(const SnapshotPtr& snapshot)
{
    Conditions asked = snapshot->conditions;
    asked.outages = outages();
    shown_ = snapshot;
    if (snapshot->site == document_->committedSite() && snapshot->conditions.outages.empty() &&
        asked == conditions())
        committed_ = snapshot;
    emit snapshotReady(snapshot);
    emit airProgressed();
}

void Results::takeReference(const SnapshotPtr& snapshot)
{
    if (snapshot->site != document_->committedSite())
        return;
    committed_ = snapshot;
    emit referenceChanged();
}

void Results::takeAir(const SitePtr& site, const Conditions& conditions,
                      const std::shared_ptr<const AirMatrices>& air)
{
    airOf_ = {site, conditions, air};
    if (conditions.outages.empty())
        airAllInService_ = air;
    else
        requestReference();
    request();
}

} // namespace hallwright::app
