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

CoolantProperties waterAt(double temperatureC)
{
    const double t = within(0.0, temperatureC, 95.0);
    const double theta = (t + 273.15) / 300.0;
    const double root = std::sqrt(t);
    CoolantProperties water;
    water.densityKgM3 =
        (999.83952 + t * (16.945176 + t * (-7.9870401e-3 +
                                           t * (-46.170461e-6 + t * (105.56302e-9 - t * 280.54253e-12))))) /
        (1.0 + 16.87985e-3 * t);
    water.heatCapacityJkgK =
        4217.4356 + t * (-5.6181625 + 1.2992528 * root + t * (-0.11535353 + 4.14964e-3 * root));
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
