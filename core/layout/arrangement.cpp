#include "core/layout/arrangement.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace hallwright {

namespace {

// In [0, 360), so that a turn and its reverse give the same number.
double normalised(double yawDeg)
{
    const double yaw = std::fmod(yawDeg, 360.0);
    return yaw < 0.0 ? yaw + 360.0 : yaw;
}

double& along(Standing& standing, FloorAxis axis)
{
    return axis == FloorAxis::X ? standing.pose.x : standing.pose.y;
}

double lowest(const Standing& standing, FloorAxis axis)
{
    const Rect bounds = standing.bounds();
    return axis == FloorAxis::X ? bounds.x : bounds.y;
}

double sizeOf(const Standing& standing, FloorAxis axis)
{
    const Rect bounds = standing.bounds();
    return axis == FloorAxis::X ? bounds.width : bounds.depth;
}

// Positions in the order in which they lie along the axis.
std::vector<std::size_t> orderAlong(const std::vector<Standing>& standings, FloorAxis axis)
{
    std::vector<std::size_t> order(standings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return lowest(standings[a], axis) < lowest(standings[b], axis);
    });
    return order;
}

// One after the other from the first, with this gap between them.
void lineUp(std::vector<Standing>& standings, const std::vector<std::size_t>& order, FloorAxis axis,
            double gapM)
{
    double next = lowest(standings[order.front()], axis);
    for (const std::size_t i : order) {
        along(standings[i], axis) += next - lowest(standings[i], axis);
        next += sizeOf(standings[i], axis) + gapM;
    }
}

Point2 frontCentre(const Standing& standing)
{
    return standing.pose.position() + frontDirection(standing.pose.yawDeg) * (standing.depthM / 2);
}

// With its front where that of another stands.
Standing inPlaceOf(Standing standing, const Standing& other)
{
    const Point2 front = frontCentre(other);
    const Point2 centre = front - frontDirection(other.pose.yawDeg) * (standing.depthM / 2);
    standing.pose = {centre.x, centre.y, other.pose.yawDeg};
    return standing;
}

} // namespace

std::vector<Standing> moved(std::vector<Standing> standings, Point2 byM)
{
    for (Standing& standing : standings) {
        standing.pose.x += byM.x;
        standing.pose.y += byM.y;
    }
    return standings;
}

std::vector<Standing> turned(std::vector<Standing> standings, Point2 about, double byDeg)
{
    for (Standing& standing : standings) {
        const Point2 centre = about + rotated(standing.pose.position() - about, byDeg);
        standing.pose = {centre.x, centre.y, normalised(standing.pose.yawDeg + byDeg)};
    }
    return standings;
}

std::vector<Standing> turnedEach(std::vector<Standing> standings, double byDeg)
{
    for (Standing& standing : standings)
        standing.pose.yawDeg = normalised(standing.pose.yawDeg + byDeg);
    return standings;
}

std::vector<Standing> mirrored(std::vector<Standing> standings, FloorAxis along, Point2 about)
{
    for (Standing& standing : standings) {
        Pose& pose = standing.pose;
        if (along == FloorAxis::X)
            pose = {pose.x, 2 * about.y - pose.y, normalised(180.0 - pose.yawDeg)};
        else
            pose = {2 * about.x - pose.x, pose.y, normalised(-pose.yawDeg)};
    }
    return standings;
}

std::vector<Standing> aligned(std::vector<Standing> standings, Alignment to)
{
    if (standings.empty())
        return standings;
    const Rect target = standings.back().bounds();
    for (Standing& standing : standings) {
        const Rect own = standing.bounds();
        switch (to) {
        case Alignment::West:
            standing.pose.x += target.x - own.x;
            break;
        case Alignment::CentreX:
            standing.pose.x += target.centre().x - own.centre().x;
            break;
        case Alignment::East:
            standing.pose.x += target.right() - own.right();
            break;
        case Alignment::South:
            standing.pose.y += target.y - own.y;
            break;
        case Alignment::CentreY:
            standing.pose.y += target.centre().y - own.centre().y;
            break;
        case Alignment::North:
            standing.pose.y += target.top() - own.top();
            break;
        }
    }
    return standings;
}

std::vector<Standing> distributed(std::vector<Standing> standings, FloorAxis axis)
{
    if (standings.size() < 3)
        return standings;
    const std::vector<std::size_t> order = orderAlong(standings, axis);
    const Standing& last = standings[order.back()];
    double free = lowest(last, axis) + sizeOf(last, axis) - lowest(standings[order.front()], axis);
    for (const Standing& standing : standings)
        free -= sizeOf(standing, axis);
    lineUp(standings, order, axis, free / static_cast<double>(standings.size() - 1));
    return standings;
}

std::vector<Standing> closedUp(std::vector<Standing> standings, FloorAxis axis)
{
    if (!standings.empty())
        lineUp(standings, orderAlong(standings, axis), axis, 0.0);
    return standings;
}

FloorAxis axisOf(const std::vector<Standing>& standings)
{
    const auto [west, east] = std::minmax_element(
        standings.begin(), standings.end(), [](const auto& a, const auto& b) { return a.pose.x < b.pose.x; });
    const auto [south, north] = std::minmax_element(
        standings.begin(), standings.end(), [](const auto& a, const auto& b) { return a.pose.y < b.pose.y; });
    if (standings.empty() || east->pose.x - west->pose.x >= north->pose.y - south->pose.y)
        return FloorAxis::X;
    return FloorAxis::Y;
}

std::vector<Standing> swapped(const std::vector<Standing>& two)
{
    if (two.size() != 2)
        throw std::logic_error("two things change places");
    return {inPlaceOf(two[0], two[1]), inPlaceOf(two[1], two[0])};
}

std::vector<std::vector<Standing>> arrayOf(const std::vector<Standing>& group, const ArrayRule& rule)
{
    const Rect bounds = boundsOf(group);
    std::vector<std::vector<Standing>> copies;
    for (int row = 0; row < rule.rows; ++row) {
        const bool faces = rule.mirrorRows && row % 2 == 1;
        const std::vector<Standing> first = faces ? mirrored(group, rule.along, bounds.centre()) : group;
        for (int i = 0; i < rule.count; ++i) {
            if (row == 0 && i == 0)
                continue;
            const double along = i * rule.pitchM, across = row * rule.rowPitchM;
            copies.push_back(
                moved(first, rule.along == FloorAxis::X ? Point2{along, across} : Point2{across, along}));
        }
    }
    return copies;
}

} // namespace hallwright
