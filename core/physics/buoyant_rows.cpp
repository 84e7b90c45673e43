#include "core/physics/buoyant_rows.h"

#include "core/physics/wide_vectors.h"

#include <algorithm>
#include <cmath>

namespace hallwright::buoyant {

namespace {

constexpr float smallest = 1e-12F;          // keeps 0/0 out of the limiter
constexpr float gravity = 9.81F;            // [m/s²]
constexpr float zeroK = 273.15F;            // 0 °C
constexpr float molecular = 1.5e-5F / 0.7F; // ν/Pr [m²/s]
constexpr float perTurbulentPrandtl = 1.0F / 0.85F;
constexpr float chenXu = 0.03874F;

// The log law as its one-seventh power: τ/ρ = 0.0228 |u|^(7/4) (ν/y)^(1/4); this over |u|^(3/4) u/y.
float wallFrictionFactor(float distanceM)
{
    constexpr float blasius = 0.0228F;
    return blasius * std::sqrt(std::sqrt(airViscosity / distanceM)) * distanceM;
}

// Van Albada's slope of an upwind difference a and a central one b; 0 where they part.
inline float slope(float a, float b)
{
    const float product = std::max(a * b, 0.0F);
    return product * (a + b) / (a * a + b * b + smallest);
}

// The value at a face that air passes with the speed f, from `low` to `high`; before and behind them: l2 and h2, whose
// differences count by so much.
inline float upwind(float f, float l2, float low, float high, float h2, float countL, float countH,
                    float part)
{
    const bool up = f > 0.0F;
    const float differenceBefore = up ? (low - l2) * countL : (h2 - high) * countH;
    const float half = part * slope(differenceBefore, high - low);
    return up ? low + half : high - half;
}

} // namespace

HALLWRIGHT_WIDE void normalFlux(int count, const float* u, const float* viscosity, const float* fluid,
                                Index s, float perH, float* __restrict flux)
{
    for (int i = 0; i < count; ++i) {
        const float low = u[i];
        const float high = u[i + s];
        const float f = 0.5F * (low + high);
        const float t = upwind(f, u[i - s], low, high, u[i + 2 * s], 1.0F, 1.0F, 0.5F);
        flux[i] = fluid[i] * (f * t - 2.0F * (viscosity[i] + airViscosity) * perH * (high - low));
    }
}

HALLWRIGHT_WIDE void edgeFlux(int count, const float* u, const float* across, const float* open,
                              const float* viscosity, Index s, Index q, float perH, float* __restrict flux)
{
    for (int i = 0; i < count; ++i) {
        const float o1 = open[i - s];
        const float o2 = open[i];
        const float f = 0.5F * (across[i - s] + across[i]);
        const float low = u[i - q];
        const float high = u[i];
        const float t = upwind(f, u[i - 2 * q], low, high, u[i + q], std::max(open[i - q], open[i - q - s]),
                               std::max(open[i + q], open[i + q - s]), 0.5F * std::max(o1, o2));
        const float nu = 0.25F * (viscosity[i] + viscosity[i - s] + viscosity[i - q] + viscosity[i - s - q]) +
                         airViscosity;
        flux[i] =
            f * t - nu * 0.5F * (o1 + o2) * perH * ((high - low) + (across[i] - across[i - s]) * o1 * o2);
    }
}

// u* = (u + dt (Σ flux / h - dp/dx)) / (1 + dt friction)
HALLWRIGHT_WIDE void momentumRow(int count, const MomentumRow& row, const Fluxes& flux, Index s, float h,
                                 float* __restrict next)
{
    const auto [u, conductance, pressure, walls, friction] = row;
    const auto [xLow, xHigh, yLow, yHigh, zLow, zHigh] = flux;
    const float perH = 1.0F / h;
    for (int i = 0; i < count; ++i) {
        const float dt = conductance[i] * h;
        const float force = perH * (xLow[i] - xHigh[i] + yLow[i] - yHigh[i] + zLow[i] - zHigh[i] +
                                    pressure[i - s] - pressure[i]);
        const float drag = walls[i] * friction[i] + walls[i - s] * friction[i - s];
        const float moved = (u[i] + dt * force) / (1.0F + dt * drag);
        next[i] = dt > 0.0F ? moved : u[i];
    }
}

HALLWRIGHT_WIDE void liftedMomentumRow(int count, const MomentumRow& row, const float* temperatureC,
                                       float referenceK, const Fluxes& flux, Index s, float h,
                                       float* __restrict next)
{
    const auto [u, conductance, pressure, walls, friction] = row;
    const auto [xLow, xHigh, yLow, yHigh, zLow, zHigh] = flux;
    const float perH = 1.0F / h;
    for (int i = 0; i < count; ++i) {
        const float dt = conductance[i] * h;
        // g (1 - T0 / T)
        const float faceK = 0.5F * (temperatureC[i] + temperatureC[i - s]) + zeroK;
        const float lift = gravity * (faceK - referenceK) / faceK;
        const float force = perH * (xLow[i] - xHigh[i] + yLow[i] - yHigh[i] + zLow[i] - zHigh[i] +
                                    pressure[i - s] - pressure[i]) +
                            lift;
        const float drag = walls[i] * friction[i] + walls[i - s] * friction[i - s];
        const float moved = (u[i] + dt * force) / (1.0F + dt * drag);
        next[i] = dt > 0.0F ? moved : u[i];
    }
}

HALLWRIGHT_WIDE void divergenceRow(int count, const float* u, const float* v, const float* w, Index sy,
                                   Index sz, const float* fluid, float* __restrict out)
{
    for (int i = 0; i < count; ++i)
        out[i] = fluid[i] * ((u[i] - u[i + 1]) + (v[i] - v[i + sy]) + (w[i] - w[i + sz]));
}

HALLWRIGHT_WIDE void correctRow(int count, const float* conductance, const float* pressure, Index s,
                                float* __restrict u)
{
    for (int i = 0; i < count; ++i)
        u[i] -= conductance[i] * (pressure[i] - pressure[i - s]);
}

HALLWRIGHT_WIDE void scalarFlux(int count, const float* u, const float* t, const float* open,
                                const float* viscosity, Index s, float perH, float* __restrict flux)
{
    for (int i = 0; i < count; ++i) {
        const float low = t[i - s];
        const float high = t[i];
        const float value =
            upwind(u[i], t[i - 2 * s], low, high, t[i + s], open[i - s], open[i + s], 0.5F * open[i]);
        const float mixing =
            open[i] * (molecular + 0.5F * perTurbulentPrandtl * (viscosity[i] + viscosity[i - s]));
        flux[i] = u[i] * value - mixing * perH * (high - low);
    }
}

// T += dt (Σ flux + T div u) / h, within bounds
HALLWRIGHT_WIDE void scalarRow(int count, const float* u, const float* v, const float* w, Index sy, Index sz,
                               const Fluxes& flux, const float* fluid, const float* stepS, float perH,
                               Bounds bounds, const float* t, float* __restrict next)
{
    const auto [xLow, xHigh, yLow, yHigh, zLow, zHigh] = flux;
    for (int i = 0; i < count; ++i) {
        const float divergence = (u[i + 1] - u[i]) + (v[i + sy] - v[i]) + (w[i + sz] - w[i]);
        const float gain = xLow[i] - xHigh[i] + yLow[i] - yHigh[i] + zLow[i] - zHigh[i] + t[i] * divergence;
        const float moved = std::min(std::max(t[i] + stepS[i] * perH * gain, bounds.least), bounds.most);
        next[i] = fluid[i] > 0.0F ? moved : t[i];
    }
}

HALLWRIGHT_WIDE void viscosityRow(int count, const float* u, const float* v, const float* w, Index sy,
                                  Index sz, const float* fluid, const float* wallDistance, float h,
                                  float* __restrict viscosity, float* __restrict friction)
{
    const float perH2 = 1.0F / (h * h);
    const float distance = 0.5F * h;
    const float atWall = wallFrictionFactor(distance);
    for (int i = 0; i < count; ++i) {
        const float a = 0.5F * (u[i] + u[i + 1]);
        const float b = 0.5F * (v[i] + v[i + sy]);
        const float c = 0.5F * (w[i] + w[i + sz]);
        const float speed = std::sqrt(a * a + b * b + c * c);
        viscosity[i] = fluid[i] * chenXu * speed * wallDistance[i];
        const float root = std::sqrt(speed);
        friction[i] = perH2 * (airViscosity + atWall * root * std::sqrt(root));
    }
}

HALLWRIGHT_WIDE void timeStepRow(int count, const float* u, const float* v, const float* w, Index sy,
                                 Index sz, const float* fluid, const float* viscosity, float h, float cfl,
                                 float longest, float* __restrict stepS)
{
    const float perTravel = 0.5F / (h * cfl);
    const float perSpread = 2.2F * 3.0F / (h * h);
    constexpr float slowest = 0.3F; // [1/s]
    for (int i = 0; i < count; ++i) {
        const float speeds = std::fabs(u[i]) + std::fabs(u[i + 1]) + std::fabs(v[i]) + std::fabs(v[i + sy]) +
                             std::fabs(w[i]) + std::fabs(w[i + sz]);
        const float step = 1.0F / (speeds * perTravel + perSpread * (viscosity[i] + airViscosity) + slowest);
        stepS[i] = fluid[i] > 0.0F ? std::min(step, longest) : solidStepS;
    }
}

HALLWRIGHT_WIDE void limitStepRow(int count, const float* stepS, Index sy, Index sz, const float* fluid,
                                  float* __restrict limited)
{
    constexpr float steepest = 1.5F;
    for (int i = 0; i < count; ++i) {
        const float least =
            std::min(std::min(std::min(stepS[i - 1], stepS[i + 1]), std::min(stepS[i - sy], stepS[i + sy])),
                     std::min(stepS[i - sz], stepS[i + sz]));
        limited[i] = fluid[i] > 0.0F ? std::min(stepS[i], steepest * least) : solidStepS;
    }
}

HALLWRIGHT_WIDE void conductanceRow(int count, const float* open, const float* stepS, Index s, float perH,
                                    float* __restrict conductance)
{
    for (int i = 0; i < count; ++i)
        conductance[i] = open[i] > 0.0F ? perH * std::min(stepS[i], stepS[i - s]) : 0.0F;
}

HALLWRIGHT_WIDE void averageRow(int count, const float* value, float weight, float* __restrict mean)
{
    for (int i = 0; i < count; ++i)
        mean[i] += weight * (value[i] - mean[i]);
}

} // namespace hallwright::buoyant
