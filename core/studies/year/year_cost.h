// What a year of a site costs, what building it costs a year, and what renting the same accelerators would.
//
//     K_run = Σ k_h e_h + t Σ e_h + d Σ_m max_{h in m} e_h + w V + c Σ g_h e_h + o
//     K_cap = Σ_i C_i a(r, n_i)         a(r, n) = r / (1 - (1 + r)^-n),  1 / n for r = 0
//     k_own(u) = (K_run + K_cap) / (N H u)         u* = (K_run + K_cap) / (N H k_rent)
//
// e energy taken from the grid at an hour [kWh]: the facility's less own generation in the same hour; k its price, t transmission [money/kWh], d
// demand charge [money/(kW month)], V make-up water [m³], w its price [money/m³], g carbon of the grid [kg/kWh], c its price [money/kg], o
// other costs [money/year]; C what is built, n years that it lasts, r discount rate; N accelerators, H hours of the year, u share of the
// hours in which they are used, u* that at which owning costs what renting does. The energy is that of the year's load at every u: idle
// accelerators draw less, so that k_own below u = 1 is rather too high. Transmission may cost more than the energy itself.
// Source: annuity as in any text on engineering economics (Park, Contemporary Engineering Economics, ch. 6). No taxes, subsidies or
// salvage values. Range: r from 0 to 1, n above 0. Throws InputError for a price of a rack type that the site does not have.
#pragma once

#include "core/model/price_list.h"
#include "core/studies/year/year_carbon.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright {

struct CostLine {
    std::string what;           // "Transmission"
    double cost = 0.0;          // a year, or once
    double amount = 0.0;        // that the price is multiplied by
    std::string unit;           // of the amount: "kWh"
    double lifeYears = 0.0;     // of what is built
    double perYear = 0.0;       // with interest over its life; of running cost the cost itself
    std::optional<Price> price; // of the list; none for hourly prices
};

struct CostReport {
    std::vector<CostLine> running;
    std::vector<CostLine> capital;
    double runningPerYear = 0.0;
    double capitalOnce = 0.0;
    double capitalPerYear = 0.0;
    double perYear() const { return runningPerYear + capitalPerYear; }

    long long accelerators = 0;
    std::optional<double> perAcceleratorHour;   // all of them used at every hour
    std::optional<double> breakEvenUtilisation; // above 1: renting is cheaper at any; none without a rent
    std::vector<std::string> notes;             // what has no price, in full sentences
};

// a(r, n)
double annuityFactor(double discountRate, double years);

// `question` is that of the carbon: with its hourly prices, where it has some, and own generation.
CostReport costOf(const YearReport& year, const GridQuestion& question, const PriceList& prices);

// k_own(u); none without accelerators or at u = 0.
std::optional<double> ownedPerAcceleratorHour(const CostReport& cost, double utilisation, std::size_t hours);

} // namespace hallwright
