// What things cost a site: prices of running and of building it, each with where the figure comes from and of when it is.
// Prices are a reader's assumptions about a site and no part of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace hallwright {

struct Price {
    double value = 0.0; // in the list's money
    std::string source;
    std::string date; // "2026-01"
};

// What a capital price is of.
enum class CapitalOf {
    RackType,      // each rack of a type
    OtherRacks,    // each watt of racks whose type has no price of its own, by their stated power
    HallFloor,     // each square metre of halls
    FacilityPower, // each watt of the facility's peak: power train
    HeatRejected   // each watt of the peak of IT power: cooling
};

struct CapitalPrice {
    CapitalOf of = CapitalOf::OtherRacks;
    std::string rackType; // its name, of RackType
    Price price;          // per rack, W or m²
    double lifeYears = 1.0;
    double leadWeeks = 0.0; // from order to operation; 0: not stated
};

struct PriceList {
    std::string source;                      // the file's name
    std::string currency;                    // "USD"
    double discountRate = 0.0;               // a year, 0.07
    std::optional<Price> energyPerKwh;       // where no hourly prices are given
    std::optional<Price> transmissionPerKwh; // of what is taken from the grid
    std::optional<Price> demandPerKwMonth;   // of each month's highest power taken from the grid
    std::optional<Price> waterPerM3;
    std::optional<Price> carbonPerT;   // of the grid's energy by location
    std::optional<Price> otherPerYear; // people, maintenance, taxes
    std::optional<Price> rentPerAcceleratorHour;
    std::vector<CapitalPrice> capital;
};

} // namespace hallwright
