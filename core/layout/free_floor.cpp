#include "core/layout/free_floor.h"

#include "core/model/object_names.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_set>

namespace hallwright {

namespace {

constexpr double contactToleranceM = 1e-6; // coordinates come from sums of decimal fractions

HallPtr hallIn(const Site& site, HallId id)
{
    const auto at = site.findHall(id);
    return site.buildings[at.value().building]->halls[at->hall];
}

std::vector<Obstacle> obstaclesWithout(const Site& site, const Hall& hall,
                                       const std::vector<Standing>& leaving)
{
    std::unordered_set<ObjectRef> gone;
    for (const Standing& standing : leaving)
        gone.insert(standing.object);
    std::vector<Obstacle> staying = obstaclesIn(site, hall);
    std::erase_if(staying, [&](const Obstacle& obstacle) { return gone.contains(obstacle.object); });
    return staying;
}

std::optional<Contact> contactWithWall(const Hall& hall, const Standing& put)
{
    const auto through = reachThroughWall(hall, put.bounds());
    return through ? std::optional(Contact{put.object, {}, through->wall, {}, through->reachM})
                   : std::nullopt;
}

Standing blockerOf(const Obstacle& obstacle)
{
    const Footprint& footprint = obstacle.footprint;
    return {obstacle.object, footprint.pose, footprint.widthM, footprint.depthM};
}

std::optional<Contact> contactWith(const Obstacle& obstacle, const Standing& put, const Footprint& footprint)
{
    if (!overlap(footprint, obstacle.footprint))
        return std::nullopt;
    return Contact{put.object, obstacle.object, obstacle.text(), blockerOf(obstacle)};
}

} // namespace

std::optional<ThroughWall> reachThroughWall(const Hall& hall, const Rect& area)
{
    const ThroughWall walls[] = {{"the west wall", -area.x},
                                 {"the east wall", area.right() - hall.widthM},
                                 {"the south wall", -area.y},
                                 {"the north wall", area.top() - hall.depthM}};
    const ThroughWall& furthest = *std::ranges::max_element(walls, {}, &ThroughWall::reachM);
    return furthest.reachM > contactToleranceM ? std::optional(furthest) : std::nullopt;
}

std::optional<Contact> contactOf(const Site& site, const Hall& hall, const Standing& put)
{
    if (auto wall = contactWithWall(hall, put))
        return wall;
    const Footprint footprint(put.pose, put.widthM, put.depthM);
    for (const Obstacle& obstacle : obstaclesIn(site, hall, footprint.bounds)) {
        auto contact = obstacle.object != put.object ? contactWith(obstacle, put, footprint) : std::nullopt;
        if (contact)
            return contact;
    }
    return std::nullopt;
}

FreeFloor::FreeFloor(SitePtr site, HallId hall, const std::vector<Standing>& leaving)
    : site_(std::move(site)), hall_(hallIn(*site_, hall)),
      obstacles_(obstaclesWithout(*site_, *hall_, leaving)), grid_(obstacles_)
{
}

std::optional<Contact> FreeFloor::contactOf(const Standing& put, std::vector<std::uint32_t>& near) const
{
    if (auto wall = contactWithWall(*hall_, put))
        return wall;
    if (put.isArea())
        return std::nullopt;
    const Footprint footprint(put.pose, put.widthM, put.depthM);
    grid_.findNear(footprint.bounds, near);
    for (const std::uint32_t i : near) {
        if (auto contact = contactWith(obstacles_[i], put, footprint))
            return contact;
    }
    return std::nullopt;
}

std::vector<Contact> FreeFloor::contacts(const std::vector<Standing>& put, std::size_t atMost) const
{
    std::vector<Contact> found;
    std::vector<std::uint32_t> near;
    for (const Standing& standing : put) {
        if (found.size() == atMost)
            break;
        if (auto contact = contactOf(standing, near))
            found.push_back(std::move(*contact));
    }
    return found;
}

FreeFloor::Room FreeFloor::roomAround(const Rect& area) const
{
    Room room{area.x, hall_->widthM - area.right(), area.y, hall_->depthM - area.top()};
    for (const Obstacle& obstacle : obstacles_) {
        const Rect& other = obstacle.footprint.bounds;
        const bool besideX = other.y < area.top() - contactToleranceM &&
                             other.top() > area.y + contactToleranceM; // met along x
        const bool besideY =
            other.x < area.right() - contactToleranceM && other.right() > area.x + contactToleranceM;
        if (besideX && other.right() <= area.x + contactToleranceM)
            room.westM = std::min(room.westM, area.x - other.right());
        if (besideX && other.x >= area.right() - contactToleranceM)
            room.eastM = std::min(room.eastM, other.x - area.right());
        if (besideY && other.top() <= area.y + contactToleranceM)
            room.southM = std::min(room.southM, area.y - other.top());
        if (besideY && other.y >= area.top() - contactToleranceM)
            room.northM = std::min(room.northM, other.y - area.top());
    }
    return room;
}

std::string refusal(const std::string& what, const Hall& hall, const Standing& put, const Contact& contact)
{
    const std::string why = contact.with.valid() ? contact.what + " is in the way"
                                                 : fmt::format("it would reach {:.2f} m through {}",
                                                               contact.throughM, contact.what);
    return sentenceCase(fmt::format("{} cannot stand at x {:.2f} m, y {:.2f} m in hall {}: {}.", what,
                                    put.pose.x, put.pose.y, hall.name, why));
}

std::string refusal(const Site& site, const Hall& hall, const std::vector<Standing>& put,
                    const std::vector<Contact>& contacts)
{
    const Contact& first = contacts.front();
    const auto at = std::find_if(put.begin(), put.end(),
                                 [&](const Standing& standing) { return standing.object == first.moved; });
    std::string sentence = refusal(describe(site, first.moved), hall, *at, first);
    if (contacts.size() > 1)
        sentence.replace(sentence.size() - 1, 1,
                         fmt::format(", and {} more cannot stand where they would be.", contacts.size() - 1));
    return sentence;
}

std::vector<Contact> contactsAmong(const Site& site, const std::vector<Standing>& put)
{
    std::vector<std::string> names;
    names.reserve(put.size());
    std::vector<Obstacle> all;
    for (const Standing& standing : put) {
        if (standing.isArea())
            continue;
        names.push_back(describe(site, standing.object));
        all.push_back({{standing.pose, standing.widthM, standing.depthM}, "", nullptr, standing.object});
    }
    const CellGrid grid(all);
    std::vector<Contact> found;
    std::vector<std::uint32_t> near;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        grid.findNear(all[i].footprint.bounds, near);
        const auto other = std::find_if(near.begin(), near.end(), [&](std::uint32_t j) {
            return j > i && overlap(all[i].footprint, all[j].footprint);
        });
        if (other != near.end())
            found.push_back({all[i].object, all[*other].object, names[*other], blockerOf(all[*other])});
    }
    return found;
}

} // namespace hallwright
