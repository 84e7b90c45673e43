// Where cables run: trays over the rows and to the meet-me room, duct banks, trenches.
#pragma once

#include "core/model/site_edit.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright::design {

struct TrayRule {
    double heightM = 0.0, widthM = 0.0, depthM = 0.0;
    double mainX = 0.0;              // of the tray that joins the rows, in the hall's frame
    WallSide exit = WallSide::South; // through which the trays leave the hall: south or north
    RoomId meetMe{};                 // where they lead
    double corridorX = 0.0;          // along which, in the building's frame
    int level = 0;                   // above those of other halls in the same corridor
};

struct HallTrays {
    std::vector<PathwayId> rows;
    PathwayId main; // joins the rows' trays; none in a hall without rows, as the following
    PathwayId home; // from the hall to the meet-me room, and down to the duct bank
};

// A tray over every row, one that joins the rows, and one from the hall to the meet-me room.
HallTrays addTrays(SiteEdit& edit, HallId hall, const TrayRule& rule);

struct SectionRule {                                 // of a trench or duct bank
    double widthM = 0.0, depthM = 0.0, coverM = 0.0; // cover: centre line below ground
};

struct DuctRule {
    RoomId meetMe;
    Point2 vault; // where it ends, in the campus frame
    SectionRule section;
    double trenchCoverM = 0.0; // of the trenches that it meets there
};

// A duct bank from a building's meet-me room to its vault.
PathwayId addDuct(SiteEdit& edit, BuildingId building, const DuctRule& rule);

struct Vault {
    std::string name;
    Point2 at; // in the campus frame
};

struct TrenchRule {
    std::size_t from = 0, to = 0; // vaults
    std::vector<Point2> via;
};

struct Trench {
    std::size_t from = 0, to = 0;
    PathwayId id;
    double lengthM = 0.0;
};

std::vector<Trench> addTrenches(SiteEdit& edit, const std::vector<Vault>& vaults, const SectionRule& section,
                                const std::vector<TrenchRule>& rules);

// The shortest way from vault to vault; empty from one to itself, nothing if no trenches join them.
std::optional<std::vector<PathwayId>> shortestWay(const std::vector<Trench>& trenches, std::size_t vaults,
                                                  std::size_t from, std::size_t to);

} // namespace hallwright::design
