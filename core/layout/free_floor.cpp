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
    const Rect bounds = put.bounds();
    const std::pair<const char*, double> walls[] = {{"the west wall", -bounds.x},
                                                    {"the east wall", bounds.right() - hall.widthM},
                                                    {"the south wall", -bounds.y},
                                                    {"the north wall", bounds.top() - hall.depthM}};
    const auto& [wall, throughM] = *std::max_element(
        std::begin(walls), std::end(walls), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (throughM <= contactToleranceM)
        return std::nullopt;
    return Contact{put.object, {}, wall, {}, throughM};
}

Standing blockerOf(const Obstacle& obstacle)
{
    const Footprint& footprint = obstacle.footprint;
    return {obstacle.object, footprint.pose, footprint.widthM, footprint.depthM};
}

} // namespace

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
        const Obstacle& obstacle = obstacles_[i];
        if (overlap(footprint, obstacle.footprint))
            return Contact{put.object, obstacle.object, obstacle.text(), blockerOf(obstacle)};
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

std::string refusal(const Site& site, const Hall& hall, const std::vector<Standing>& put,
                    const std::vector<Contact>& contacts)
{
    const Contact& first = contacts.front();
    const auto at = std::find_if(put.begin(), put.end(),
                                 [&](const Standing& standing) { return standing.object == first.moved; });
    const std::string why =
        first.with.valid() ? first.what + " is in the way"
                           : fmt::format("it would reach {:.2f} m through {}", first.throughM, first.what);
    std::string sentence =
        sentenceCase(fmt::format("{} cannot stand at x {:.2f} m, y {:.2f} m in hall {}: {}",
                                 describe(site, first.moved), at->pose.x, at->pose.y, hall.name, why));
    if (contacts.size() > 1)
        sentence += fmt::format(", and {} more cannot stand where they would be", contacts.size() - 1);
    return sentence + ".";
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
