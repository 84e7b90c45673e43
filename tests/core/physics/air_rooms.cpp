#include "tests/core/physics/air_rooms.h"

#include <QStringList>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hallwright::test {

AirFieldOptions cells(double cellM, double tolerance)
{
    AirFieldOptions options;
    options.cellM = cellM;
    options.tolerance = tolerance;
    return options;
}

AirRoom duct()
{
    AirRoom room;
    room.widthM = 6.0;
    room.depthM = 1.2;
    room.heightM = 2.4;
    room.heatPerVolume = 1200.0;
    room.supplies.push_back({"west wall", {{{0, 0, 0}, {0, 1.2, 2.4}}, Axis::X, true}, 1.5, 20.0});
    room.returns.push_back({"east wall", {{{6, 0, 0}, {6, 1.2, 2.4}}, Axis::X, false}});
    return room;
}

AirRoom ductWithAlcove()
{
    AirRoom room = duct();
    room.depthM = 7.2;
    room.solids = {{{0, 0, 0}, {2.1, 6, 2.4}}, {{3.9, 0, 0}, {6, 6, 2.4}}};
    room.supplies.front().patch.area = {{0, 6, 0}, {0, 7.2, 2.4}};
    room.returns.front().patch.area = {{6, 6, 0}, {6, 7.2, 2.4}};
    return room;
}

AirRack rackAt(int id, double x, double y, bool frontSouth, double flowM3s, double heatW)
{
    AirRack rack;
    rack.id = RackId{id};
    rack.name = "A0" + std::to_string(id);
    rack.body = {{x, y, 0}, {x + 0.6, y + 1.2, 2.1}};
    const auto face = [&](double at, bool positive) {
        return AirPatch{{{x, at, 0}, {x + 0.6, at, 2.1}}, Axis::Y, positive};
    };
    rack.front = face(frontSouth ? y : y + 1.2, !frontSouth);
    rack.rear = face(frontSouth ? y + 1.2 : y, frontSouth);
    rack.flowM3s = flowM3s;
    rack.heatW = heatW;
    return rack;
}

AirRoom roomOfOneRack()
{
    AirRoom room;
    room.widthM = room.depthM = 6.0;
    room.heightM = 3.0;
    room.heatPerVolume = 1200.0;
    room.supplies.push_back({"tile", {{{2.4, 0.6, 0}, {3.6, 1.8, 0}}, Axis::Z, true}, 0.6, 18.0});
    room.returns.push_back({"grille", {{{2.4, 4.2, 3}, {3.6, 5.4, 3}}, Axis::Z, false}});
    room.racks.push_back(rackAt(1, 2.7, 2.4, true));
    return room;
}

RecirculationLayout layoutOf(const AirRoom& room)
{
    RecirculationLayout layout;
    for (const AirRack& rack : room.racks) {
        const double x = (rack.body.least.x + rack.body.most.x) / 2;
        const double y = (rack.body.least.y + rack.body.most.y) / 2;
        layout.racks.push_back({{x, y, rack.front.towardsPositive ? 180.0 : 0.0}, 0.6, 1.2, rack.flowM3s});
    }
    return layout;
}

double supplyM3s(const AirRoom& room)
{
    return std::accumulate(room.supplies.begin(), room.supplies.end(), 0.0,
                           [](double sum, const AirSupplyPatch& s) { return sum + s.flowM3s; });
}

double balancedReturnC(const AirField& field)
{
    const AirRoom& room = field.room();
    double sum = 0.0;
    for (const AirSupplyPatch& supply : room.supplies)
        sum += supply.flowM3s * supply.temperatureC;
    for (std::size_t i = 0; i < room.racks.size(); ++i)
        sum += field.racks()[i].leftOut ? 0.0 : room.racks[i].heatW / room.heatPerVolume;
    return sum / supplyM3s(room);
}

double coldestSupplyC(const AirRoom& room)
{
    double coldest = room.supplies.front().temperatureC;
    for (const AirSupplyPatch& supply : room.supplies)
        coldest = std::min(coldest, supply.temperatureC);
    return coldest;
}

double rowSum(const RecirculationMatrix& matrix, std::size_t i)
{
    const auto shares = matrix.shares(i);
    return std::accumulate(shares.begin(), shares.end(), matrix.supplyShare(i));
}

double fractionsErrorK(const AirField& field)
{
    const AirRoom& room = field.room();
    const auto matrix = field.matrix(layoutOf(room));
    std::vector<double> riseK;
    std::vector<double> flowM3s;
    for (std::size_t i = 0; i < room.racks.size(); ++i) {
        const AirRack& rack = room.racks[i];
        const bool moves = rack.flowM3s > 0.0 && !field.racks()[i].leftOut;
        riseK.push_back(moves ? rack.heatW / (room.heatPerVolume * rack.flowM3s) : 0.0);
        flowM3s.push_back(rack.flowM3s);
    }
    const std::vector<double> inletK = inletRisesK(*matrix, riseK, flowM3s, 0.0);
    double worst = 0.0;
    for (std::size_t i = 0; i < inletK.size(); ++i)
        worst = std::max(worst, std::abs(coldestSupplyC(room) + inletK[i] - field.racks()[i].inletC));
    return worst;
}

std::vector<double> inletsC(const AirField& field)
{
    std::vector<double> inlets;
    for (const AirRackTemperatures& rack : field.racks())
        inlets.push_back(rack.inletC);
    return inlets;
}

double rmse(const std::vector<double>& a, std::span<const double> b)
{
    double squares = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
        squares += (a[i] - b[i]) * (a[i] - b[i]);
    return std::sqrt(squares / static_cast<double>(a.size()));
}

double mean(const std::vector<double>& a)
{
    return std::accumulate(a.begin(), a.end(), 0.0) / static_cast<double>(a.size());
}

AirRoom randomRoom(std::mt19937& random)
{
    const auto number = [&](double least, double most) {
        return std::uniform_real_distribution<double>(least, most)(random);
    };
    AirRoom room;
    room.widthM = number(5.0, 12.0);
    room.depthM = number(6.5, 13.0);
    room.heightM = number(2.5, 4.0);
    room.heatPerVolume = 1200.0;
    int id = 0;
    for (double y = 1.2; y + 2.4 < room.depthM; y += 2.4) {
        const bool southward = number(0, 1) < 0.5;
        for (double x = 0.6; x + 1.2 < room.widthM; x += 0.6) {
            if (number(0, 1) < 0.6)
                room.racks.push_back(
                    rackAt(++id, x, y, southward, number(0, 1) < 0.1 ? 0.0 : number(0.05, 2.0), 0.0));
        }
    }
    for (AirRack& rack : room.racks)
        rack.heatW = rack.flowM3s * number(0.0, 20.0) * room.heatPerVolume;
    for (int n = 0; n < 3; ++n) {
        const double x = number(0.0, room.widthM - 1.0);
        room.supplies.push_back(
            {"tile", {{{x, 0.0, 0.0}, {x + 0.9, 1.1, 0.0}}, Axis::Z, true}, number(0.5, 4.0), 18.0});
        const double z = room.heightM;
        room.returns.push_back({"grille", {{{x, 2.0, z}, {x + 0.8, 3.1, z}}, Axis::Z, false}});
    }
    return room;
}

QString sentencesOf(const std::vector<AirProblem>& problems)
{
    QStringList sentences;
    for (const AirProblem& problem : problems)
        sentences << QString::fromStdString(problem.sentence);
    return sentences.join(QLatin1Char('\n'));
}

QString problemsOf(const AirField& field)
{
    return sentencesOf(field.report().problems);
}

QString brokenLaw(const AirField& field)
{
    if (!field.report().usable())
        return problemsOf(field);
    for (const AirRackTemperatures& rack : field.racks()) {
        if (!std::isfinite(rack.inletC) || !std::isfinite(rack.outletC))
            return QStringLiteral("a rack has no temperature");
    }
    for (std::size_t c = 0; c < field.grid().count(); ++c) {
        if (!field.solid()[c] && !std::isfinite(field.temperatureC()[c]))
            return QStringLiteral("a cell has no temperature");
    }
    if (field.report().energyResidual > mostLost)
        return QStringLiteral("heat is lost: %1").arg(field.report().energyResidual);
    if (field.report().massResidual > mostLost)
        return QStringLiteral("air is lost: %1").arg(field.report().massResidual);
    if (field.report().frontImbalance > mostAmiss)
        return QStringLiteral("the racks' air does not add up: %1").arg(field.report().frontImbalance);
    const auto matrix = field.matrix(layoutOf(field.room()));
    for (std::size_t i = 0; i < field.racks().size(); ++i) {
        if (std::abs(rowSum(*matrix, i) - 1.0) > rowSumTolerance)
            return QStringLiteral("row %1 sums to %2").arg(i).arg(rowSum(*matrix, i));
    }
    return {};
}

} // namespace hallwright::test
