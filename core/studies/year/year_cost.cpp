#include "core/studies/year/year_cost.h"

#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/studies/year/year_metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>

namespace hallwright {

namespace {

constexpr double wattsPerKw = 1000.0;
constexpr double kilogramsPerTonne = 1000.0;
constexpr double kilogramsPerM3 = 1000.0; // of water
constexpr double secondsPerHour = 3600.0;

// What the year takes from the grid.
struct GridYear {
    double kwh = 0.0;
    double energyCost = 0.0; // by hourly prices
    double carbonKg = 0.0;
    std::array<double, monthsOfYear> peakKw{};
};

GridYear gridYearOf(const YearReport& year, const GridQuestion& question)
{
    const std::vector<double> own = generationW(question.own, *year.weather);
    GridYear grid;
    for (std::size_t h = 0; h < year.hours(); ++h) {
        const double kw = std::max(year.at(h)[YearQuantity::FacilityW] - own[h], 0.0) / wattsPerKw;
        double& peak = grid.peakKw[monthOfHour(h, year.weather->leapYear)];
        peak = std::max(peak, kw);
        grid.kwh += kw;
        if (!question.pricePerKwh.empty())
            grid.energyCost += question.pricePerKwh[h] * kw;
        grid.carbonKg += kw * (question.carbonKgPerKwh.empty() ? year.site->info.carbonKgPerKwh
                                                               : question.carbonKgPerKwh[h]);
    }
    return grid;
}

class CostOfYear
{
public:
    CostOfYear(const YearReport& year, const GridQuestion& question, const PriceList& prices)
        : year_(year), question_(question), prices_(prices)
    {
    }

    CostReport report()
    {
        addRunning();
        addCapital();
        compareWithRent();
        return std::move(report_);
    }

private:
    void run(std::string what, double amount, std::string unit, const std::optional<Price>& price)
    {
        if (!price) {
            report_.notes.push_back(fmt::format("{} has no price and is left out.", what));
            return;
        }
        const double cost = amount * price->value;
        report_.running.push_back({std::move(what), cost, amount, std::move(unit), 0.0, cost, price});
        report_.runningPerYear += cost;
    }

    void addRunning()
    {
        const GridYear grid = gridYearOf(year_, question_);
        if (question_.pricePerKwh.empty()) {
            run("Energy from the grid", grid.kwh, "kWh", prices_.energyPerKwh);
        } else {
            report_.running.push_back({"Energy from the grid, by the hour", grid.energyCost, grid.kwh, "kWh",
                                       0.0, grid.energyCost, std::nullopt});
            report_.runningPerYear += grid.energyCost;
        }
        run("Transmission", grid.kwh, "kWh", prices_.transmissionPerKwh);
        double peaksKw = 0.0;
        for (const double peak : grid.peakKw)
            peaksKw += peak;
        run("Demand charge", peaksKw, "kW months", prices_.demandPerKwMonth);
        run("Water", secondsPerHour * sumOf(year_.sums, YearQuantity::WaterKgS) / kilogramsPerM3, "m³",
            prices_.waterPerM3);
        run("Carbon of the grid", grid.carbonKg / kilogramsPerTonne, "t", prices_.carbonPerT);
        run("People, maintenance and the like", 1.0, "year", prices_.otherPerYear);
    }

    template <class Use>
    void forEachRack(Use use) const
    {
        for (const BuildingPtr& building : year_.site->buildings) {
            for (const HallPtr& hall : building->halls) {
                for (const Rack& rack : hall->racks)
                    use(rack);
            }
        }
    }

    std::set<std::string_view> pricedTypes() const
    {
        std::set<std::string_view> names;
        for (const CapitalPrice& capital : prices_.capital) {
            if (capital.of == CapitalOf::RackType)
                names.insert(capital.rackType);
        }
        return names;
    }

    double racksOfType(const std::string& name) const
    {
        const auto& types = year_.site->catalogue->rackTypes;
        if (std::ranges::find(types, name, &RackType::name) == types.end())
            throw InputError(
                fmt::format("{}: The site has no rack type \"{}\" to have a price.", prices_.source, name));
        double count = 0.0;
        forEachRack([&](const Rack& rack) { count += year_.site->typeOf(rack).name == name ? 1.0 : 0.0; });
        return count;
    }

    double otherRacksW() const
    {
        const std::set<std::string_view> priced = pricedTypes();
        double watts = 0.0;
        forEachRack([&](const Rack& rack) {
            if (!priced.contains(year_.site->typeOf(rack).name))
                watts += rack.powerW;
        });
        return watts;
    }

    double hallFloorM2() const
    {
        double area = 0.0;
        for (const BuildingPtr& building : year_.site->buildings) {
            for (const HallPtr& hall : building->halls)
                area += hall->widthM * hall->depthM;
        }
        return area;
    }

    double peakItW() const
    {
        double most = 0.0;
        for (const OperatingPoint& point : year_.points)
            most = std::max(most, point[YearQuantity::ItW]);
        return most;
    }

    CostLine lineOf(const CapitalPrice& capital) const
    {
        switch (capital.of) {
        case CapitalOf::RackType:
            return {"Racks of type " + capital.rackType,
                    0.0,
                    racksOfType(capital.rackType),
                    "racks",
                    0.0,
                    0.0,
                    {}};
        case CapitalOf::OtherRacks:
            return {"Racks, by their power", 0.0, otherRacksW() / wattsPerKw, "kW", 0.0, 0.0, {}};
        case CapitalOf::HallFloor:
            return {"Building, by the floor of its halls", 0.0, hallFloorM2(), "m²", 0.0, 0.0, {}};
        case CapitalOf::FacilityPower:
            return {
                "Power train, by the year's peak", 0.0, year_.peakW.value / wattsPerKw, "kW", 0.0, 0.0, {}};
        case CapitalOf::HeatRejected:
            return {"Cooling, by the peak of the IT", 0.0, peakItW() / wattsPerKw, "kW", 0.0, 0.0, {}};
        }
        return {};
    }

    void addCapital()
    {
        for (const CapitalPrice& capital : prices_.capital) {
            CostLine line = lineOf(capital);
            line.price = capital.price;
            line.lifeYears = capital.lifeYears;
            line.cost = line.amount * capital.price.value;
            line.perYear = line.cost * annuityFactor(prices_.discountRate, capital.lifeYears);
            report_.capitalOnce += line.cost;
            report_.capitalPerYear += line.perYear;
            report_.capital.push_back(std::move(line));
        }
        if (prices_.capital.empty())
            report_.notes.push_back(
                "Nothing that is built has a price: what owning costs is running cost alone.");
    }

    void compareWithRent()
    {
        report_.accelerators = year_.site->gpuCount();
        report_.perAcceleratorHour = ownedPerAcceleratorHour(report_, 1.0, year_.hours());
        if (!report_.perAcceleratorHour)
            report_.notes.push_back("No rack holds accelerators: there is no price of an accelerator-hour.");
        else if (prices_.rentPerAcceleratorHour && prices_.rentPerAcceleratorHour->value > 0.0)
            report_.breakEvenUtilisation =
                *report_.perAcceleratorHour / prices_.rentPerAcceleratorHour->value;
    }

    const YearReport& year_;
    const GridQuestion& question_;
    const PriceList& prices_;
    CostReport report_;
};

} // namespace

double annuityFactor(double discountRate, double years)
{
    // a(r, n) = r / (1 - (1 + r)^-n)
    return discountRate > 0.0 ? discountRate / -std::expm1(-years * std::log1p(discountRate)) : 1.0 / years;
}

CostReport costOf(const YearReport& year, const GridQuestion& question, const PriceList& prices)
{
    return CostOfYear(year, question, prices).report();
}

std::optional<double> ownedPerAcceleratorHour(const CostReport& cost, double utilisation, std::size_t hours)
{
    const double used = static_cast<double>(cost.accelerators) * static_cast<double>(hours) * utilisation;
    return used > 0.0 ? std::optional(cost.perYear() / used) : std::nullopt;
}

} // namespace hallwright
