// The buoyant flow of a hall's air: momentum, gravity and mixing, on the same room as the potential field
// (air_field.h).
//
// What is solved, and the sources, stand in buoyant_solver.h (the flow), buoyant_mesh.h (openings, slots and jets),
// buoyant_pressure.h (the pressure) and buoyant_transport.h (temperatures of the mean flow and where inlet air comes
// from); when it has settled in buoyant_window.h. In short:
//
//     du/dt = -div(u u) + div((ν + ν_t) (grad u + grad uᵀ)) - grad p + g (1 - T0/T) e_z        div u = 0
//     dT/dt = -div(u T - ν_T grad T)        T_out = T_in + P/(ρ cp V)        T_in,i = Σ_j a_ij T_out,j + Σ_s a_is T_s
//
// u: velocity [m/s]; p: pressure over density [m²/s²]; T: temperature [K]; T0: a reference [K]; ν, ν_t, ν_T: the air's
// own viscosity, the eddies' and the diffusivity of heat [m²/s]; P: heat of a rack [W]; V: its flow [m³/s]; ρ cp: heat
// capacity of the air [J/(m³ K)]; a: shares [-].
//
// The steps are local in time, so that the flow settles in a few hundred of them; where it wanders, its mean is the
// answer and each rack's scatter is stated. The answer's temperatures are those that the mean flow carries: heat and
// air are conserved to 1e-6, no temperature lies outside the supplies' and the racks' outlets, and A times the outlets
// gives the inlets.
//
// Range: halls of up to `mostCells` cells with a supply of at least a hundredth of the racks' air, speeds of 0.02 to 10
// m/s, 0 to 80 °C. Error against RANS: 0.17 to 0.37 K RMSE of the inlets on four cases that it was built on, 1.20 K on
// one where the reference itself is uncertain by 1.4 K; 0.76 and 0.14 K on two halls that had no part in it;
// docs/air.md has the tables. Nothing is thrown: what cannot be solved is named in the report, and a field is nullptr
// where it was stopped.
#pragma once

#include "core/physics/solved_air.h"

#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace hallwright {

// One higher whenever the same room has another answer: flows are kept in files by it (core/storage/air_store.h).
inline constexpr int buoyantFlowVersion = 2;

struct BuoyantFlowOptions {
    double cellM = 0.30;
    std::size_t mostCells = 1'000'000; // beyond, on cells of twice the size, or three times ...
    int threads = 2;
    double settledK = 0.1; // Δ of buoyant_window.h
    int mostSteps = 600;   // from nothing; 400 in halls of more than 100,000 cells, and after an earlier flow
    // Whether AirRack::leakage is drawn at the rears. The flow has pressure, and what leaks past a containment follows
    // from it and from the panels' open shares; a stated share would come on top.
    bool statedLeakage = false;
};

struct BuoyantFlowReport
    : AirFieldReport {     // iterations: steps; solveMs: of them; sweepMs: of the mean flow's temperatures
    bool settled = false;  // before the last of the steps allowed
    bool finished = false; // nothing is left to do: it has settled, or made its last step
    int averagedSteps = 0;
    int restarts = 0;            // with half the time step, after it had blown up
    double largestChangeK = 0.0; // of a rack's mean inlet, from the first to the second half of the windows
};

struct InletScatter {
    double scatterK = 0.0;   // standard deviation of a rack's inlet over the steps averaged
    double meanErrorK = 0.0; // standard error of the mean, from the windows
    double windowInletC =
        0.0; // mean of its inlet over the steps, where racks() has what the mean flow carries
};

class BuoyantFlow;

// A flow at one moment, with the means so far.
class BuoyantField final : public SolvedAir
{
public:
    ~BuoyantField() override;

    const AirRoom& room() const override;
    const AirGrid& grid() const override;
    const BuoyantFlowReport& report() const override;
    std::span<const float> temperatureC() const override;
    std::span<const float> velocityMs(Axis axis) const override;
    std::span<const std::uint8_t> solid() const override;
    std::span<const AirRackTemperatures> racks() const override;
    std::vector<float> cellShares(std::span<const double> ofRacks) const override;
    // A times the outlets gives the inlets.
    std::shared_ptr<const RecirculationMatrix> matrix(RecirculationLayout layout,
                                                      std::span<const std::size_t> first = {},
                                                      const std::stop_token& stop = {}) const override;
    std::size_t bytes() const override;

    std::span<const float> pressurePa() const; // over that of still air of the reference temperature
    std::span<const float> viscosityM2s() const;
    std::span<const InletScatter> scatter() const; // as racks()

private:
    friend class BuoyantFlow;
    BuoyantField();
    struct Private;
    std::unique_ptr<Private> d_;
};

using BuoyantFieldPtr = std::shared_ptr<const BuoyantField>;

// A flow while it is solved: steps in bursts, each of which may be looked at.
class BuoyantFlow
{
public:
    // `earlier`, of nearly the same room, lends its flow as the start; one of another size or with problems lends
    // nothing.
    explicit BuoyantFlow(AirRoom room, const BuoyantFlowOptions& options = {},
                         const BuoyantField* earlier = nullptr);
    ~BuoyantFlow();
    BuoyantFlow(const BuoyantFlow&) = delete;
    BuoyantFlow& operator=(const BuoyantFlow&) = delete;

    // Up to so many steps more; false when there is nothing left to do: it has settled, reached its last step, or
    // cannot be solved. Returns early, and true, if stopped.
    bool advance(int steps, const std::stop_token& stop = {});
    int steps() const;

    // What has been found so far: the mean flow and the temperatures it carries. nullptr if stopped.
    BuoyantFieldPtr field(const std::stop_token& stop = {});
    // The same at once, for a picture between two bursts: temperatures are the means of the steps, whose heat adds up
    // only as the flow settles, and there is no matrix.
    BuoyantFieldPtr glance();

    // From start to end; nullptr if stopped.
    static BuoyantFieldPtr solve(AirRoom room, const BuoyantFlowOptions& options = {},
                                 const BuoyantField* earlier = nullptr, const std::stop_token& stop = {});

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace hallwright
