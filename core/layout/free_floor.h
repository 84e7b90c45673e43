// Whether things laid out together may stand where they are put, asked at drag rate: what stays is looked through once.
#pragma once

#include "core/layout/cell_grid.h"
#include "core/layout/standing.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright {

// What keeps something from standing where it is put.
struct Contact {
    ObjectRef moved;
    ObjectRef with;        // none: a wall
    std::string what;      // "rack A03", "the west wall", "a column"
    Standing blocker;      // where that stands; unused for a wall
    double throughM = 0.0; // how far it reaches through the wall; 0 otherwise
};

// The wall that an area reaches through, the furthest of them; nothing if it lies inside. Touching is no reach.
struct ThroughWall {
    const char* wall = ""; // "the west wall"
    double reachM = 0.0;
};
std::optional<ThroughWall> reachThroughWall(const Hall& hall, const Rect& area);

// What something is in contact with where it is put in a hall of the site, itself aside; nothing if it may stand there.
std::optional<Contact> contactOf(const Site& site, const Hall& hall, const Standing& put);

// The sentence that refuses it, about `what`: "Rack A07".
std::string refusal(const std::string& what, const Hall& hall, const Standing& put, const Contact& contact);

// A hall's floor without the things that leave it.
class FreeFloor
{
public:
    FreeFloor(SitePtr site, HallId hall, const std::vector<Standing>& leaving);

    // What each is in contact with, one each; none if all may stand there. Not more than `atMost`. Touching sides are
    // no contact, and areas meet walls only. What is put there together is not compared with each other.
    std::vector<Contact> contacts(const std::vector<Standing>& put, std::size_t atMost = 100) const;
    bool isFree(const std::vector<Standing>& put) const { return contacts(put, 1).empty(); }

    // How far it is from a rectangle to the next thing, or wall, on each side [m]: west, east, south, north. Things
    // that lie beside its whole side are not met.
    struct Room {
        double westM = 0.0, eastM = 0.0, southM = 0.0, northM = 0.0;
    };
    Room roomAround(const Rect& area) const;

    const Hall& hall() const { return *hall_; }
    const std::vector<Obstacle>& obstacles() const { return obstacles_; }

private:
    std::optional<Contact> contactOf(const Standing& put, std::vector<std::uint32_t>& near) const;

    SitePtr site_;
    HallPtr hall_;
    std::vector<Obstacle> obstacles_;
    CellGrid grid_;
};

// The sentence that refuses a layout: the first contact, and how many more there are. The objects' names are those of
// `site`, whose hall they are put into.
std::string refusal(const Site& site, const Hall& hall, const std::vector<Standing>& put,
                    const std::vector<Contact>& contacts);

// What things put together stand in each other's way with, as above: for arrangements that are not one move of all.
std::vector<Contact> contactsAmong(const Site& site, const std::vector<Standing>& put);

} // namespace hallwright
