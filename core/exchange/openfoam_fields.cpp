#include "core/exchange/openfoam_fields.h"

#include "core/physics/air.h"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <optional>

namespace hallwright::openfoam {

namespace {

constexpr double inletIntensity = 0.05; // of the turbulence that air brings in
constexpr double mixingShare = 0.07;    // mixing length over the opening's width
constexpr double startK = 0.01;         // turbulent energy at the start [m²/s²]
constexpr double startEpsilon = 0.0016; // its dissipation, of eddies of 0.1 m [m²/s³]
constexpr double coldestK = 200.0;      // bounds of a rack's exhaust while the solution settles
constexpr double hottestK = 500.0;

// One field: what stands in its `dimensions` and `internalField`, and the entries of each kind of boundary.
struct Field {
    std::string name;
    std::string type = "volScalarField";
    std::string dimensions;
    std::string start;
    std::string wall;
    std::function<std::string(const MeshPatch&)> opening;
};

std::string fixed(const std::string& type, const std::string& value)
{
    return fmt::format("type {}; value {};", type, value);
}

std::string fieldText(const Field& field, const Mesh& mesh)
{
    std::string body = fmt::format("dimensions {};\n\ninternalField {};\n\nboundaryField\n{{\n",
                                   field.dimensions, field.start);
    const auto entry = [&](const std::string& patch, const std::string& condition) {
        body += fmt::format("    {} {{ {} }}\n", patch, condition);
    };
    entry("walls", field.wall);
    for (const MeshPatch& patch : mesh.patches)
        entry(patch.name, field.opening(patch));
    if (!mesh.panels.empty())
        entry("panels", field.wall);
    return dictionary(field.type, field.name, body + "}\n");
}

class BoundaryConditions
{
public:
    explicit BoundaryConditions(const AirRoom& room) : room_(room), state_(airStateOf(room)) {}

    Field temperature() const
    {
        const std::string start = uniform(state_.supplyK);
        return {"T",
                "volScalarField",
                "[0 0 0 1 0 0 0]",
                start,
                "type zeroGradient;",
                [this, start](const MeshPatch& patch) {
                    switch (patch.role) {
                    case PatchRole::Supply:
                        return fixed("fixedValue",
                                     uniform(room_.supplies[patch.source].temperatureC + celsiusZeroK));
                    case PatchRole::Return:
                        return fmt::format("type inletOutlet; inletValue {0}; value {0};", start);
                    case PatchRole::RackFront:
                        return std::string("type zeroGradient;");
                    case PatchRole::RackRear:
                        break;
                    }
                    return fmt::format("type outletMappedUniformInletHeatAddition; outletPatch rack{}_front; "
                                       "Q {:.9g}; TMin {}; TMax {}; value {};",
                                       patch.source, room_.racks[patch.source].heatW, coldestK, hottestK,
                                       start);
                }};
    }

    Field velocity() const
    {
        return {"U",
                "volVectorField",
                "[0 1 -1 0 0 0 0]",
                "uniform (0 0 0)",
                "type noSlip;",
                [this](const MeshPatch& patch) {
                    if (patch.role == PatchRole::Return)
                        return std::string(
                            "type inletOutlet; inletValue uniform (0 0 0); value uniform (0 0 0);");
                    const bool out = patch.role == PatchRole::RackFront;
                    return fmt::format(
                        "type {}; massFlowRate constant {:.9g}; {} {:.9g}; value uniform (0 0 0);",
                        out ? "flowRateOutletVelocity" : "flowRateInletVelocity", massFlowKgS(patch),
                        out ? "rhoOutlet" : "rhoInlet", state_.densityKgM3);
                }};
    }

    Field pressure() const
    {
        const std::string start = uniform(state_.pressurePa);
        return {"p",
                "volScalarField",
                "[1 -1 -2 0 0 0 0]",
                start,
                fixed("calculated", start),
                [start](const MeshPatch&) { return fixed("calculated", start); }};
    }

    Field pressureAboveHydrostatic() const
    {
        const std::string start = uniform(state_.pressurePa);
        return {"p_rgh",
                "volScalarField",
                "[1 -1 -2 0 0 0 0]",
                start,
                fixed("fixedFluxPressure", start),
                [start](const MeshPatch& patch) {
                    return fixed(patch.role == PatchRole::Return ? "fixedValue" : "fixedFluxPressure", start);
                }};
    }

    Field turbulentEnergy() const
    {
        const std::string start = uniform(startK);
        return {"k",
                "volScalarField",
                "[0 2 -2 0 0 0 0]",
                start,
                fixed("kqRWallFunction", start),
                [start](const MeshPatch& patch) {
                    return outward(patch, start)
                        .value_or(
                            fmt::format("type turbulentIntensityKineticEnergyInlet; intensity {}; value {};",
                                        inletIntensity, start));
                }};
    }

    Field dissipation() const
    {
        const std::string start = uniform(startEpsilon);
        return {"epsilon",
                "volScalarField",
                "[0 2 -3 0 0 0 0]",
                start,
                fixed("epsilonWallFunction", start),
                [start](const MeshPatch& patch) {
                    return outward(patch, start)
                        .value_or(fmt::format(
                            "type turbulentMixingLengthDissipationRateInlet; mixingLength {:.6g}; value {};",
                            mixingShare * std::sqrt(patch.areaM2), start));
                }};
    }

    static Field turbulentViscosity()
    {
        return {"nut",
                "volScalarField",
                "[0 2 -1 0 0 0 0]",
                "uniform 0",
                fixed("nutkWallFunction", "uniform 0"),
                [](const MeshPatch&) { return fixed("calculated", "uniform 0"); }};
    }

    static Field turbulentConductivity()
    {
        return {"alphat",
                "volScalarField",
                "[1 -1 -1 0 0 0 0]",
                "uniform 0",
                "type compressible::alphatWallFunction; Prt 0.85; value uniform 0;",
                [](const MeshPatch&) { return fixed("calculated", "uniform 0"); }};
    }

private:
    static std::string uniform(double value) { return fmt::format("uniform {:.9g}", value); }

    // Where air leaves, it brings its turbulence along.
    static std::optional<std::string> outward(const MeshPatch& patch, const std::string& start)
    {
        if (patch.role == PatchRole::RackFront)
            return "type zeroGradient;";
        if (patch.role == PatchRole::Return)
            return fmt::format("type inletOutlet; inletValue {0}; value {0};", start);
        return std::nullopt;
    }

    double massFlowKgS(const MeshPatch& patch) const
    {
        const double flowM3s = patch.role == PatchRole::Supply ? room_.supplies[patch.source].flowM3s
                                                               : room_.racks[patch.source].flowM3s;
        return state_.densityKgM3 * flowM3s; // m = ρ V
    }

    const AirRoom& room_;
    AirState state_;
};

} // namespace

AirState airStateOf(const AirRoom& room)
{
    double flowM3s = 0.0;
    double flowC = 0.0;
    for (const AirSupplyPatch& supply : room.supplies) {
        flowM3s += supply.flowM3s;
        flowC += supply.flowM3s * supply.temperatureC;
    }
    AirState state;
    state.densityKgM3 = room.heatPerVolume / airHeatCapacity; // ρ = (ρ cp)/cp
    state.supplyK = celsiusZeroK + (flowM3s > 0.0 ? flowC / flowM3s : 20.0);
    state.pressurePa = state.densityKgM3 * airGasConstant * state.supplyK; // p = ρ R T_s
    return state;
}

std::vector<CaseFile> fieldFiles(const AirRoom& room, const Mesh& mesh)
{
    const BoundaryConditions conditions(room);
    std::vector<CaseFile> files;
    for (const Field& field :
         {conditions.temperature(), conditions.velocity(), conditions.pressure(),
          conditions.pressureAboveHydrostatic(), conditions.turbulentEnergy(), conditions.dissipation(),
          BoundaryConditions::turbulentViscosity(), BoundaryConditions::turbulentConductivity()})
        files.push_back({"0.orig/" + field.name, fieldText(field, mesh)});
    return files;
}

} // namespace hallwright::openfoam
