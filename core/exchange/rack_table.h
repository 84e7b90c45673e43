// Racks as a table of text, for the clipboard and for spreadsheets: a line of column names, then one rack a line, tabs
// between values. What a spreadsheet made of the same columns can be read back.
//
//     name     type             x_m   y_m   yaw_deg  power_kw  liquid_share  mass_kg
//     B1-A01   4x DGX H100, air 7.5   10.2  180      40.8      0             652
#pragma once

#include "core/design/placing.h"
#include "core/layout/standing.h"

#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

// In the order given; racks that the site does not have are left out.
std::string rackTableOf(const Site& site, const std::vector<RackId>& racks);

// A line of the table: what of it was stated, by type name.
struct TabledRack {
    std::string name;
    std::string type;
    Pose pose;
    std::optional<double> powerW, liquidShare, massKg; // none: the type's
};

// Whether a text begins like such a table.
bool isRackTable(std::string_view text);

// Throws InputError naming line, column and value of what cannot be read; the columns name, type, x_m and y_m must be there.
std::vector<TabledRack> readRackTable(std::string_view text);

// Adds them to a hall, moved by this, under the next free names of the hall, fed from what is nearest. Throws InputError
// for a type that the site's catalogue lacks.
std::vector<RackId> addRacks(SiteEdit& edit, HallId hall, const std::vector<TabledRack>& racks, Point2 byM);

// Where they would stand, for core/layout.
std::vector<Standing> standingsOf(const Site& site, const std::vector<TabledRack>& racks);

} // namespace hallwright
