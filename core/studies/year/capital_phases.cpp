#include "core/studies/year/capital_phases.h"

#include "core/model/errors.h"
#include "core/model/requirements.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <compare>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace hallwright {

namespace {

// Ascends in the order in which phases are told.
struct PhaseKey {
    PhaseKind kind = PhaseKind::Built;
    std::string day;

    auto operator<=>(const PhaseKey&) const = default;
};

// What of each price's amount falls into a phase.
struct PhaseShare {
    std::size_t racks = 0;
    double rackPowerW = 0.0;
    double otherPowerW = 0.0; // of racks whose type has no price of its own
    double floorM2 = 0.0;
    std::map<std::string, double> racksOfType;
};

PhaseKey keyOf(const Record& record)
{
    for (const LifecycleStatus status : {LifecycleStatus::Operation, LifecycleStatus::Deployment}) {
        if (const auto found = record.dates.find(status); found != record.dates.end())
            return {PhaseKind::Dated, found->second};
    }
    const bool stands =
        record.status == LifecycleStatus::Operation || record.status == LifecycleStatus::Decommissioning;
    return {stands ? PhaseKind::Built : PhaseKind::NotDated, {}};
}

class Phases
{
public:
    Phases(const Site& site, const PriceList& prices) : site_(site)
    {
        for (const CapitalPrice& capital : prices.capital) {
            if (capital.of == CapitalOf::RackType)
                priced_.insert(capital.rackType);
        }
        for (const BuildingPtr& building : site.buildings) {
            for (const HallPtr& hall : building->halls)
                addHall(*hall);
        }
    }

    const std::map<PhaseKey, PhaseShare>& shares() const { return shares_; }

private:
    void addHall(const Hall& hall)
    {
        std::optional<PhaseKey> first;
        for (const Rack& rack : hall.racks) {
            const PhaseKey key = keyOf(site_.records->of(refTo(rack.id)));
            first = first ? std::min(*first, key) : key;
            const std::string& type = site_.typeOf(rack).name;
            PhaseShare& share = shares_[key];
            ++share.racks;
            share.rackPowerW += rack.powerW;
            share.otherPowerW += priced_.contains(type) ? 0.0 : rack.powerW;
            share.racksOfType[type] += 1.0;
        }
        const Record& record = site_.records->of(refTo(hall.id));
        const PhaseKey own = keyOf(record);
        shares_[record.dates.empty() && first ? *first : own].floorM2 += hall.widthM * hall.depthM;
    }

    const Site& site_;
    std::set<std::string_view> priced_;
    std::map<PhaseKey, PhaseShare> shares_;
};

double amountOf(const CapitalPrice& capital, const PhaseShare& share)
{
    switch (capital.of) {
    case CapitalOf::RackType: {
        const auto found = share.racksOfType.find(capital.rackType);
        return found != share.racksOfType.end() ? found->second : 0.0;
    }
    case CapitalOf::OtherRacks:
        return share.otherPowerW;
    case CapitalOf::HallFloor:
        return share.floorM2;
    case CapitalOf::FacilityPower:
    case CapitalOf::HeatRejected:
        break;
    }
    return share.rackPowerW;
}

} // namespace

std::string weeksBefore(const std::string& day, double weeks)
{
    if (!check::isDate(day))
        throw InputError(fmt::format("\"{}\" is no day such as 2027-03-31.", day));
    using namespace std::chrono;
    const year_month_day from{std::chrono::year(std::stoi(day.substr(0, 4))),
                              std::chrono::month(static_cast<unsigned>(std::stoi(day.substr(5, 2)))),
                              std::chrono::day(static_cast<unsigned>(std::stoi(day.substr(8, 2))))};
    constexpr double daysOfWeek = 7.0;
    const year_month_day before{sys_days(from) - days(std::lround(daysOfWeek * weeks))};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(before.year()),
                       static_cast<unsigned>(before.month()), static_cast<unsigned>(before.day()));
}

std::vector<CapitalPhase> capitalPhases(const Site& site, const PriceList& prices, const CostReport& cost)
{
    const Phases found(site, prices);
    std::vector<CapitalPhase> phases;
    for (const auto& [key, share] : found.shares()) {
        CapitalPhase phase{key.kind, key.day, share.racks, share.rackPowerW, 0.0, {}};
        for (std::size_t i = 0; i < prices.capital.size() && i < cost.capital.size(); ++i) {
            const CapitalPrice& capital = prices.capital[i];
            double whole = 0.0;
            for (const auto& [other, its] : found.shares())
                whole += amountOf(capital, its);
            // C_i,p = C_i a_i,p / Σ a_i,p
            const double its = whole > 0.0 ? cost.capital[i].cost * amountOf(capital, share) / whole : 0.0;
            if (its <= 0.0)
                continue;
            const bool ordered = key.kind == PhaseKind::Dated && capital.leadWeeks > 0.0;
            phase.parts.push_back({cost.capital[i].what, its, capital.leadWeeks,
                                   ordered ? weeksBefore(key.day, capital.leadWeeks) : std::string()});
            phase.cost += its;
        }
        phases.push_back(std::move(phase));
    }
    return phases;
}

} // namespace hallwright
