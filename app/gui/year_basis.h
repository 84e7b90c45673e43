// What a year rests on beside its weather, as the reader chose it: the grid's carbon and price by the hour, power of the site's
// own, work that can wait, the load by hour of the day, planned maintenance, a heat customer.
#pragma once

#include "core/exchange/grid_series.h"
#include "core/exchange/load_shares.h"
#include "core/model/heat_demand.h"
#include "core/model/maintenance_plan.h"
#include "core/studies/year/year_cost.h"

#include <QString>

#include <memory>
#include <optional>

namespace hallwright::app {

// Files and figures; an empty file is none.
struct YearChoices {
    QString gridFile;   // carbon intensity by the hour; without it the site's constant
    QString priceFile;  // per MWh by the hour
    QString pricesFile; // in YAML: what the year and what is built cost
    QString
        loadFile; // shares by hour of the day and role; without it all racks draw their power at every hour
    QString maintenanceFile; // planned work; without it everything is in service
    QString heatFile; // a customer's demand by month or hour; without it all heat that is offered is used
    OwnGeneration own{};
    BatchWork batch{};

    bool operator==(const YearChoices& other) const;
};

// With what stands in the files.
struct YearBasis {
    YearChoices choices;
    std::optional<GridSeries> grid, price;
    std::optional<LoadShares> load;
    std::optional<PriceList> prices;
    std::optional<MaintenancePlan> maintenance;
    std::optional<HeatDemand> heat;
};
using YearBasisPtr = std::shared_ptr<const YearBasis>;

// Reads the files, on any thread. Throws as their readers do.
YearBasisPtr basisOf(const YearChoices& choices);

GridQuestion gridQuestion(const YearBasis& basis, const WeatherSeries& weather);
LoadProfile loadProfile(const YearBasis& basis); // flat without a file

// The choices for a site, by its file's path, from one run of the program to the next. Nothing is kept for an empty
// path.
void keepChoices(const QString& siteFile, const YearChoices& choices);
YearChoices keptChoices(const QString& siteFile);

} // namespace hallwright::app
