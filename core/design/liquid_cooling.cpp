#include "core/design/liquid_cooling.h"

#include "core/design/catalogue_types.h"
#include "core/design/choose_types.h"
#include "core/design/next_name.h"
#include "core/design/placing.h"
#include "core/design/unit_floor.h"
#include "core/layout/rows.h"
#include "core/model/names.h"
#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "core/physics/rack_coolant.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>

namespace hallwright::design {

namespace {

// What racks ask of a CDU.
struct LiquidNeed {
    double heatW = 0.0;
    double flowM3s = 0.0;

    LiquidNeed operator+(const LiquidNeed& o) const { return {heatW + o.heatW, flowM3s + o.flowM3s}; }
};

LiquidNeed needOf(const Site& site, const Rack& rack)
{
    const double heatW = rack.powerW * rack.liquidShare;
    return heatW > 0.0 ? LiquidNeed{heatW, rackDesignCoolant(&site.typeOf(rack), heatW).flowM3s}
                       : LiquidNeed{};
}

LiquidNeed needOf(const Site& site, const Hall& hall, const std::vector<RackId>& racks)
{
    LiquidNeed sum;
    for (const RackId id : racks)
        sum = sum + needOf(site, *hall.findRack(id));
    return sum;
}

// A flow that is not stated limits nothing.
bool takesUp(const Cdu& cdu, const LiquidNeed& need, double share)
{
    constexpr double rounding = 1.0 + 1e-9;
    return need.heatW <= share * cdu.capacityW * rounding &&
           (cdu.flowM3s <= 0.0 || need.flowM3s <= share * cdu.flowM3s * rounding);
}

bool isOverloaded(const Site& site, const Hall& hall, const Cdu& cdu)
{
    LiquidNeed need;
    for (const Rack& rack : hall.racks)
        need = need + (rack.cdu == cdu.id ? needOf(site, rack) : LiquidNeed{});
    return !takesUp(cdu, need, 1.0);
}

bool lacksCdu(const Rack& rack)
{
    return rack.powerW * rack.liquidShare > 0.0 && !rack.cdu.valid();
}

double metresBetween(const Pose& a, const Pose& b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

// Racks of one row, or all of those that stand on none, that a CDU is looked for.
struct Group {
    const Row* row = nullptr; // of the hall before; null: none
    std::vector<RackId> racks;
};

class LiquidCooling
{
public:
    LiquidCooling(SiteEdit& edit, HallId hall, const std::function<CoolantLoopId()>& askLoop, Steps& steps)
        : edit_(edit), id_(hall), askLoop_(askLoop), steps_(steps), before_(edit.site().hall(hall))
    {
        for (const Rack& rack : before_.racks)
            on_[rack.id] = rack.cdu;
    }

    void run()
    {
        joinLoop();
        relieve();
        std::vector<Group> groups = needyGroups();
        for (Group& group : groups)
            tie(group, [&](const Cdu& cdu) { return serves(cdu, group); });
        for (Group& group : groups)
            tie(group, [&](const Cdu& cdu) { return isIdle(cdu) && isNearestTo(cdu, group, groups); });
        for (Group& group : groups)
            tie(group, [&](const Cdu& cdu) { return isIdle(cdu) || serves(cdu, group); });
        for (Group& group : groups)
            addCdusFor(group);
        for (Group& group : groups)
            tie(group, [](const Cdu&) { return true; });
        for (Group& group : groups)
            tieToFull(group);
        apply();
        tellOverloads();
    }

private:
    const Site& site() const { return edit_.site(); }
    const Hall& hall() const { return edit_.site().hall(id_); }

    bool lacks(const Rack& rack) const
    {
        return rack.powerW * rack.liquidShare > 0.0 && !on_.at(rack.id).valid();
    }

    LiquidNeed takenFrom(CduId cdu) const
    {
        LiquidNeed sum;
        for (const Rack& rack : before_.racks)
            sum = sum + (on_.at(rack.id) == cdu ? needOf(site(), rack) : LiquidNeed{});
        return sum;
    }

    CoolantLoopId loop()
    {
        loop_ = loop_.valid() ? loop_ : askLoop_();
        return loop_;
    }

    void joinLoop()
    {
        std::vector<std::string> names;
        for (const Cdu& cdu : hall().cdus) {
            if (!cdu.loop.valid())
                names.push_back(cdu.name);
        }
        if (names.empty())
            return;
        const CoolantLoopId water = loop();
        for (Cdu& cdu : edit_.change(id_).cdus)
            cdu.loop = cdu.loop.valid() ? cdu.loop : water;
        steps_.choices.push_back(fmt::format(
            "{} of hall {} {} now on {}.", names.size() == 1 ? names.front() : counted(names.size(), "CDU"),
            hall().name, names.size() == 1 ? "is" : "are", site().cooling->find(water)->name));
    }

    // Racks off what is overloaded, the furthest first, until the planned share is left on it.
    void relieve()
    {
        const std::vector<Cdu> cdus = hall().cdus;
        for (const Cdu& cdu : cdus) {
            if (takesUp(cdu, takenFrom(cdu.id), 1.0))
                continue;
            std::vector<Rack> on;
            for (const Rack& rack : hall().racks) {
                if (rack.cdu == cdu.id && rack.liquidShare > 0.0)
                    on.push_back(rack);
            }
            std::ranges::stable_sort(on, std::ranges::greater(),
                                     [&](const Rack& rack) { return metresBetween(rack.pose, cdu.pose); });
            for (const Rack& rack : on) {
                if (takesUp(cdu, takenFrom(cdu.id), plannedShare))
                    break;
                on_[rack.id] = {};
            }
        }
    }

    std::vector<Group> needyGroups() const
    {
        std::vector<Group> groups;
        std::set<RackId> inRows;
        for (const RowOfRacks& row : rowsOf(hall())) {
            Group group{&rowIn(before_, row.row), {}};
            for (const RackId id : row.racks) {
                inRows.insert(id);
                if (lacks(*hall().findRack(id)))
                    group.racks.push_back(id);
            }
            if (!group.racks.empty())
                groups.push_back(std::move(group));
        }
        Group others;
        for (const Rack& rack : hall().racks) {
            if (lacks(rack) && !inRows.contains(rack.id))
                others.racks.push_back(rack.id);
        }
        if (!others.racks.empty())
            groups.push_back(std::move(others));
        return groups;
    }

    bool isIdle(const Cdu& cdu) const
    {
        return std::ranges::none_of(on_, [&](const auto& rack) { return rack.second == cdu.id; });
    }

    bool serves(const Cdu& cdu, const Group& group) const
    {
        return group.row && std::ranges::any_of(hall().racks, [&](const Rack& rack) {
                   const auto row = rowAt(hall(), rack.pose.position());
                   return on_.at(rack.id) == cdu.id && row && hall().rows[*row].id == group.row->id;
               });
    }

    // Their racks' centre of mass, for distances.
    Pose middleOf(const Group& group) const
    {
        Pose middle{0.0, 0.0, group.row ? group.row->yawDeg : 0.0};
        for (const RackId id : group.racks) {
            const Pose& pose = hall().findRack(id)->pose;
            middle.x += pose.x / static_cast<double>(group.racks.size());
            middle.y += pose.y / static_cast<double>(group.racks.size());
        }
        return middle;
    }

    bool isNearestTo(const Cdu& cdu, const Group& group, const std::vector<Group>& groups) const
    {
        const Group* nearest = nullptr;
        for (const Group& other : groups) {
            if (!other.racks.empty() && (!nearest || metresBetween(middleOf(other), cdu.pose) <
                                                         metresBetween(middleOf(*nearest), cdu.pose)))
                nearest = &other;
        }
        return nearest == &group;
    }

    // Each rack to the nearest of these that can carry it within the planned share; those tied leave the group.
    template <class Suits>
    void tie(Group& group, const Suits& suits)
    {
        std::map<CduId, std::vector<RackId>> tied;
        std::vector<CduId> fit; // before any is tied: one that becomes the row's stays it
        for (const Cdu& cdu : hall().cdus) {
            if (suits(cdu))
                fit.push_back(cdu.id);
        }
        std::erase_if(group.racks, [&](RackId id) {
            const Rack& rack = *hall().findRack(id);
            const Cdu* best = nullptr;
            for (const Cdu& cdu : hall().cdus) {
                const bool can = std::ranges::find(fit, cdu.id) != fit.end() &&
                                 takesUp(cdu, takenFrom(cdu.id) + needOf(site(), rack), plannedShare);
                if (can &&
                    (!best || metresBetween(rack.pose, cdu.pose) < metresBetween(rack.pose, best->pose)))
                    best = &cdu;
            }
            if (!best)
                return false;
            tied[best->id].push_back(id);
            on_[id] = best->id;
            return true;
        });
        for (const auto& [cdu, racks] : tied)
            tellTied(cdu, racks);
    }

    void tellTied(CduId id, const std::vector<RackId>& racks)
    {
        const Cdu& cdu = *std::ranges::find(hall().cdus, id, &Cdu::id);
        steps_.choices.push_back(
            fmt::format("{} takes {} with {} of liquid heat, and then carries {} of its {}.", cdu.name,
                        counted(racks.size(), "rack"), kilowatts(needOf(site(), hall(), racks).heatW, 0),
                        kilowatts(takenFrom(id).heatW, 0), kilowatts(cdu.capacityW, 0)));
    }

    // The least type that carries all of it, else the largest.
    const CduType* typeFor(const LiquidNeed& need) const
    {
        const CduType* least = nullptr;
        const CduType* largest = nullptr;
        for (const CduType& type : site().catalogue->cduTypes) {
            const double capacityW = type.values.capacityW;
            if (takesUp(type.values, need, plannedShare) && (!least || capacityW < least->values.capacityW))
                least = &type;
            if (!largest || capacityW > largest->values.capacityW)
                largest = &type;
        }
        return least ? least : largest;
    }

    void addCdusFor(Group& group)
    {
        while (!group.racks.empty()) {
            const CduType* type = typeFor(needOf(site(), hall(), group.racks));
            if (!type) {
                shortages_[nameOf(group)] = "the catalogue has no CDU; add such a type";
                return;
            }
            std::vector<RackId> racks;
            for (const RackId id : group.racks) {
                std::vector<RackId> more = racks;
                more.push_back(id);
                if (!takesUp(type->values, needOf(site(), hall(), more), plannedShare))
                    break;
                racks = std::move(more);
            }
            if (racks.empty()) {
                shortages_[nameOf(group)] = fmt::format(
                    "the largest CDU of the catalogue, {}, does not carry the {} of one rack; add a "
                    "larger type",
                    type->name, kilowatts(needOf(site(), *hall().findRack(group.racks.front())).heatW, 0));
                return;
            }
            const std::optional<Pose> pose = placeFor(group, *type);
            if (!pose)
                return;
            addCdu(group, *type, *pose, racks);
            group.racks.erase(group.racks.begin(),
                              group.racks.begin() + static_cast<std::ptrdiff_t>(racks.size()));
        }
    }

    void addCdu(const Group& group, const CduType& type, const Pose& pose, const std::vector<RackId>& racks)
    {
        Cdu cdu = ofType(type);
        cdu.loop = loop();
        cdu.pose = pose;
        cdu.name = nameLike(hall(), fmt::format("{}-CDU-{}", hall().name, group.row ? group.row->name : "1"));
        const CduId added = edit_.addTo(id_, cdu);
        for (const RackId id : racks)
            on_[id] = added;
        const std::string whose = group.row
                                      ? fmt::format("the {} liquid-cooled racks of its row", racks.size())
                                      : fmt::format("{} with liquid cooling", counted(racks.size(), "rack"));
        steps_.choices.push_back(fmt::format("{} serves {}, {} of its {}.", cdu.name, whose,
                                             kilowatts(needOf(site(), hall(), racks).heatW, 0),
                                             kilowatts(cdu.capacityW, 0)));
    }

    // In line with the row at its ends, past what is in the way there within a few metres; else on the nearest free floor.
    std::optional<Pose> placeFor(const Group& group, const CduType& type)
    {
        const UnitFloor floor(site(), hall());
        const double widthM = type.values.widthM, depthM = type.values.depthM;
        std::vector<std::string> inTheWay;
        if (group.row) {
            constexpr double stepM = 0.1;
            constexpr double furthestM = 3.0;
            for (double outM = 0.0; outM <= furthestM; outM += stepM) {
                for (const bool first : {true, false}) {
                    const Pose pose = atEnd(*group.row, widthM, outM, first);
                    const auto blocker = floor.blockedBy(widthM, depthM, pose);
                    if (!blocker)
                        return pose;
                    if (outM == 0.0)
                        inTheWay.push_back(
                            fmt::format("{} at its {} end", *blocker, endName(*group.row, first)));
                }
            }
        }
        if (const auto pose = floor.nearestFree(widthM, depthM, middleOf(group)))
            return pose;
        std::string reason =
            fmt::format("no floor of the hall has room for {} of {:g} m by {:g} m and 0.9 m before it",
                        type.name, widthM, depthM);
        if (!inTheWay.empty())
            reason +=
                fmt::format(": {} and {} are in the way; move one of them, or take a rack out of the row",
                            inTheWay[0], inTheWay[1]);
        shortages_[nameOf(group)] = std::move(reason);
        return std::nullopt;
    }

    static bool runsAlongY(const Row& row) { return std::abs(frontDirection(row.yawDeg).x) > 0.5; }

    static Pose atEnd(const Row& row, double widthM, double outM, bool first)
    {
        const Point2 centre = row.area.centre();
        const double by = widthM / 2 + outM;
        if (runsAlongY(row))
            return {centre.x, first ? row.area.top() + by : row.area.y - by, row.yawDeg};
        return {first ? row.area.right() + by : row.area.x - by, centre.y, row.yawDeg};
    }

    static const char* endName(const Row& row, bool first)
    {
        if (runsAlongY(row))
            return first ? "north" : "south";
        return first ? "east" : "west";
    }

    std::string nameOf(const Group& group) const
    {
        return group.row ? fmt::format("row {} of hall {}", group.row->name, hall().name)
                         : fmt::format("the racks of hall {} that stand on no row", hall().name);
    }

    // A rack without a CDU heats the hall: rather one that is full, which is told.
    void tieToFull(Group& group)
    {
        const LiquidNeed need = needOf(site(), hall(), group.racks);
        const std::size_t count = group.racks.size();
        std::size_t without = 0;
        for (const RackId id : group.racks) {
            const Rack& rack = *hall().findRack(id);
            CduId full = rack.cdu;
            const auto nearest = std::ranges::min_element(
                hall().cdus, {}, [&](const Cdu& cdu) { return metresBetween(rack.pose, cdu.pose); });
            if (!full.valid() && nearest != hall().cdus.end())
                full = nearest->id;
            on_[id] = full;
            without += full.valid() ? 0 : 1;
        }
        if (count == 0)
            return;
        const auto why = shortages_.find(nameOf(group));
        steps_.shortages.push_back(fmt::format(
            "{}: {} of liquid heat of {} {}{}.", sentenceCase(nameOf(group)), kilowatts(need.heatW, 0),
            counted(count, "rack"), without > 0 ? "stay without a CDU" : "stay on CDUs that are full",
            why != shortages_.end() ? ", because " + why->second : std::string()));
    }

    void apply()
    {
        for (const Rack& rack : before_.racks) {
            if (on_.at(rack.id) != rack.cdu)
                rackIn(edit_.change(id_), rack.id).cdu = on_.at(rack.id);
        }
    }

    void tellOverloads()
    {
        for (const Cdu& cdu : hall().cdus) {
            const LiquidNeed need = takenFrom(cdu.id);
            if (takesUp(cdu, need, 1.0))
                continue;
            steps_.shortages.push_back(
                need.heatW > cdu.capacityW
                    ? fmt::format("{} carries {}, {} more than its capacity of {}.", cdu.name,
                                  kilowatts(need.heatW, 0), kilowatts(need.heatW - cdu.capacityW, 0),
                                  kilowatts(cdu.capacityW, 0))
                    : fmt::format("The racks on {} ask for {:.1f} L/s, {:.1f} L/s more than its pumps move.",
                                  cdu.name, need.flowM3s * 1e3, (need.flowM3s - cdu.flowM3s) * 1e3));
        }
    }

    SiteEdit& edit_;
    HallId id_;
    const std::function<CoolantLoopId()>& askLoop_;
    CoolantLoopId loop_; // none before it was needed
    Steps& steps_;
    Hall before_;                                  // its rows are what groups point to
    std::map<RackId, CduId> on_;                   // what each rack is to be on
    std::map<std::string, std::string> shortages_; // by group, why nothing could be added
};

} // namespace

bool lacksLiquidCooling(const Site& site, const Hall& hall)
{
    return std::ranges::any_of(hall.racks, lacksCdu) || std::ranges::any_of(hall.cdus, [&](const Cdu& cdu) {
               return !cdu.loop.valid() || isOverloaded(site, hall, cdu);
           });
}

void coolByLiquid(SiteEdit& edit, HallId hall, const std::function<CoolantLoopId()>& loop, Steps& steps)
{
    LiquidCooling(edit, hall, loop, steps).run();
}

} // namespace hallwright::design
