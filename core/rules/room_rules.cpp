// The room above racks, what they weigh, and how far fibre reaches.
#include "core/rules/rule_checks.h"

#include "core/model/number_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numbers>
#include <unordered_map>

namespace hallwright {

namespace {

// NFPA 13: 18 in below the deflectors of sprinklers, taken to be at the ceiling.
constexpr double underSprinklersM = 0.45;
// Cables come down into a rack from above; judgement.
constexpr double underTrayM = 0.1;
// 400GBASE-FR4 and other optics of this class; IEEE 802.3cu.
constexpr double longestFibreM = 2000.0;

} // namespace

void checkHeadroom(const CheckedLayout& at, FindingSink& sink)
{
    const double ceilingM = std::min(at.hall.ceilingHeightM, at.hall.heightM);
    for (const Rack& rack : at.hall.racks) {
        const double heightM = at.site.typeOf(rack).heightM;
        const double clearM = ceilingM - heightM;
        if (!exceeds(underSprinklersM, clearM))
            continue;
        const auto [clear, needed] = groupedApart(clearM, underSprinklersM, 2);
        sink.add(refTo(rack.id), Figure{clearM, underSprinklersM, "m"},
                 fmt::format("Rack {} in hall {} is {:.2f} m high and has {} m clear up to the ceiling; "
                             "sprinklers need {} m.",
                             rack.name, at.hall.name, heightM, clear, needed),
                 fmt::format("Use a rack of {:.2f} m or less in place of {}, or protect the hall without "
                             "sprinklers.",
                             ceilingM - underSprinklersM, rack.name));
    }
}

namespace {

// One straight part of a tray over a hall's floor.
struct TrayPart {
    const Pathway* tray;
    Footprint footprint;
    double undersideM; // above the floor
};

Rect campusBoundsOf(const CheckedLayout& at)
{
    const double w = at.hall.widthM, d = at.hall.depthM;
    double left = std::numeric_limits<double>::infinity(), low = left, right = -left, top = -left;
    for (const Point2 corner : {Point2{0, 0}, Point2{w, 0}, Point2{0, d}, Point2{w, d}}) {
        const Point2 p = hallToCampus(at.building, at.hall, corner);
        left = std::min(left, p.x);
        right = std::max(right, p.x);
        low = std::min(low, p.y);
        top = std::max(top, p.y);
    }
    return {left, low, right - left, top - low};
}

bool passesOver(const Rect& room, const Point3& a, const Point3& b, double widthM)
{
    const double side = widthM / 2;
    return std::max(a.x, b.x) + side > room.x && std::min(a.x, b.x) - side < room.right() &&
           std::max(a.y, b.y) + side > room.y && std::min(a.y, b.y) - side < room.top();
}

TrayPart partOf(const CheckedLayout& at, const Pathway& tray, const Point3& a, const Point3& b)
{
    const Point2 from = campusToHall(at.building, at.hall, {a.x, a.y});
    const Point2 to = campusToHall(at.building, at.hall, {b.x, b.y});
    const Point2 along = to - from;
    const double lengthM = std::hypot(along.x, along.y);
    const double yawDeg = std::atan2(along.y, along.x) * 180.0 / std::numbers::pi;
    const Point2 middle = (from + to) * 0.5;
    // A part that only rises is as long as it is wide.
    return {&tray,
            {{middle.x, middle.y, yawDeg}, std::max(lengthM, tray.widthM), tray.widthM},
            std::min(a.z, b.z) - tray.depthM / 2 - at.hall.floorElevationM};
}

// Those that hang lower than `belowM` over the floor.
std::vector<TrayPart> lowTraysOver(const CheckedLayout& at, double belowM)
{
    std::vector<TrayPart> parts;
    const Rect room = campusBoundsOf(at);
    for (const Pathway& tray : at.site.pathways->pathways) {
        if (tray.kind != PathwayKind::Tray)
            continue;
        for (std::size_t i = 1; i < tray.pathM.size(); ++i) {
            if (!passesOver(room, tray.pathM[i - 1], tray.pathM[i], tray.widthM))
                continue;
            const TrayPart part = partOf(at, tray, tray.pathM[i - 1], tray.pathM[i]);
            if (part.undersideM > 0.0 && exceeds(belowM, part.undersideM))
                parts.push_back(part);
        }
    }
    return parts;
}

} // namespace

// One finding for a rack: of the lowest tray over it.
void checkTrays(const CheckedLayout& at, FindingSink& sink)
{
    double highestM = 0.0;
    for (const Rack& rack : at.hall.racks)
        highestM = std::max(highestM, at.site.typeOf(rack).heightM);
    const std::vector<TrayPart> trays = lowTraysOver(at, highestM + underTrayM);
    std::unordered_map<std::uint32_t, const TrayPart*> lowest;
    std::vector<std::uint32_t> near;
    for (const TrayPart& part : trays) {
        at.grid.findNear(part.footprint.bounds, near);
        for (const std::uint32_t i : near) {
            if (i >= at.hall.racks.size() || !overlap(part.footprint, at.obstacles[i].footprint))
                continue;
            const TrayPart*& known = lowest[i];
            if (!known || part.undersideM < known->undersideM)
                known = &part;
        }
    }
    for (std::uint32_t i = 0; i < at.hall.racks.size() && !lowest.empty(); ++i) {
        const auto over = lowest.find(i);
        const Rack& rack = at.hall.racks[i];
        const double heightM = at.site.typeOf(rack).heightM;
        if (over == lowest.end() || !exceeds(heightM + underTrayM, over->second->undersideM))
            continue;
        const TrayPart& part = *over->second;
        const auto [underside, needed] = groupedApart(part.undersideM, heightM + underTrayM, 2);
        sink.add(refTo(rack.id), Figure{part.undersideM, heightM + underTrayM, "m"},
                 fmt::format("Rack {} in hall {} is {:.2f} m high and stands under {}, {} m above the "
                             "floor; at least {} m is needed.",
                             rack.name, at.hall.name, heightM, part.tray->name, underside, needed),
                 fmt::format("Raise {} by {:.2f} m, or move rack {} from under it.", part.tray->name,
                             heightM + underTrayM - part.undersideM, rack.name))
            .other = refTo(part.tray->id);
    }
}

// An unknown mass is no load to the floor's rules.
void checkMasses(const CheckedLayout& at, FindingSink& sink)
{
    for (const Rack& rack : at.hall.racks) {
        if (rack.massKg > 0.0)
            continue;
        sink.add(
            refTo(rack.id), {},
            fmt::format("The mass of rack {} in hall {} is not known (0 kg); the load on its floor is not "
                        "checked.",
                        rack.name, at.hall.name),
            fmt::format("Give rack {} or its type the mass it has with its servers.", rack.name));
    }
}

void checkFibreLengths(const CheckedGrounds& at, FindingSink& sink)
{
    const PathwayNetwork& network = *at.site.pathways;
    for (const FibreRun& run : network.runs) {
        if (!std::ranges::all_of(run.route, [&](PathwayId id) { return network.find(id) != nullptr; }))
            continue;
        const double lengthM = network.cableLengthM(run);
        if (!exceeds(lengthM, longestFibreM))
            continue;
        const auto [length, longest] = groupedApart(lengthM, longestFibreM, 0);
        sink.add(
            refTo(run.id), Figure{lengthM, longestFibreM, "m"},
            fmt::format("The cables of {} are {} m long with their slack; optics of class FR reach {} m.",
                        run.name, length, longest),
            fmt::format("Route {} over shorter pathways, or waive this for optics that reach further.",
                        run.name));
    }
}

} // namespace hallwright
