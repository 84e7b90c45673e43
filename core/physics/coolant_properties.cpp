#include "core/physics/coolant_properties.h"

#include <cmath>

namespace hallwright {

namespace {

// The nearer end outside the range; the lower one for what is no number.
double within(double lowest, double value, double highest)
{
    if (!(value > lowest))
        return lowest;
    return value < highest ? value : highest;
}

// The second temperature derivative of the release's Gibbs energy at 0.1 MPa, which its powers 4, 5, 7 of α and 2 to 5
// of β make.
double waterHeatCapacity(double temperatureK)
{
    constexpr double gasConstant = 461.51805; // J/(kg K)
    const double alpha = 10.0 / (593.0 - temperatureK), beta = 10.0 / (temperatureK - 232.0);
    const double alpha3 = alpha * alpha * alpha, beta2 = beta * beta;
    const double ofAlpha =
        alpha3 * alpha3 *
        (20.0 * -1.661470539e5 + alpha * (30.0 * 2.708781640e6 + alpha * alpha * 56.0 * -1.557191544e8));
    const double ofBeta =
        beta2 * beta2 *
        (6.0 * -8.237426256e-1 +
         beta * (12.0 * 1.908956353 + beta * (20.0 * -2.017597384 + beta * 30.0 * 8.546361348e-1)));
    return -gasConstant * (-8.983025854 + temperatureK / 10.0 * (ofAlpha + ofBeta));
}

CoolantProperties waterAt(double temperatureC)
{
    const double t = within(0.0, temperatureC, 95.0);
    const double theta = (t + 273.15) / 300.0;
    CoolantProperties water;
    water.densityKgM3 =
        (999.83952 + t * (16.945176 + t * (-7.9870401e-3 +
                                           t * (-46.170461e-6 + t * (105.56302e-9 - t * 280.54253e-12))))) /
        (1.0 + 16.87985e-3 * t);
    water.heatCapacityJkgK = waterHeatCapacity(t + 273.15);
    water.viscosityPaS = 1e-6 * (280.68 * std::pow(theta, -1.9) + 511.45 * std::pow(theta, -7.7) +
                                 61.131 * std::pow(theta, -19.6) + 0.45903 * std::pow(theta, -40.0));
    water.conductivityWmK = 0.80201 * std::pow(theta, -0.32) - 0.25992 * std::pow(theta, -5.7) +
                            0.10024 * std::pow(theta, -12.0) - 0.032005 * std::pow(theta, -15.0);
    water.freezesC = 0.0;
    return water;
}

CoolantProperties pg25At(double temperatureC)
{
    const double t = within(5.0, temperatureC, 65.0);
    const double tau = t - 20.0;
    CoolantProperties glycol;
    glycol.densityKgM3 = 1019.267 + tau * (-0.4002381 - 3.428571e-3 * tau);
    glycol.heatCapacityJkgK = 3920.478 + tau * (2.416357 - 3.190476e-4 * tau);
    glycol.conductivityWmK = 0.4678561 + tau * (9.083952e-4 - 4.390476e-7 * tau);
    glycol.viscosityPaS = std::exp(-10.28415986 + 529.94962 / (t + 104.1));
    glycol.freezesC = -9.784; // at 20 °C in Melinder's table
    return glycol;
}

} // namespace

CoolantProperties coolantAt(Coolant coolant, double temperatureC)
{
    return coolant == Coolant::Pg25 ? pg25At(temperatureC) : waterAt(temperatureC);
}

} // namespace hallwright
