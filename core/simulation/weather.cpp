#include "core/simulation/weather.h"

#include "core/model/errors.h"
#include "core/physics/air.h"
#include "core/physics/psychrometrics.h"

#include <cmath>
#include <fmt/format.h>

namespace hallwright {

double wetBulbAt(const SiteInfo& info, double outdoorC)
{
    if (outdoorC == info.outdoorC)
        return info.wetBulbC;
    const double pressurePa = pressureAtElevationPa(info.elevationM);
    const double humidity = humidityRatioFromWetBulb(info.outdoorC, info.wetBulbC, pressurePa);
    return saturationHumidityRatio(outdoorC, pressurePa) <= humidity
               ? outdoorC
               : hallwright::wetBulbC(outdoorC, humidity, pressurePa);
}

double lowestWetBulbC(double outdoorC, double elevationM)
{
    constexpr double humidity = 2e-7; // next to none: psychrometrics.h tells none from less
    return hallwright::wetBulbC(outdoorC, humidity, pressureAtElevationPa(elevationM));
}

void requireAir(double outdoorC, double wetBulbC, double elevationM)
{
    constexpr double roundingK = 0.05; // a pair is stated to a tenth
    const double lowestC = lowestWetBulbC(outdoorC, elevationM);
    if (wetBulbC >= lowestC - roundingK && wetBulbC <= outdoorC)
        return;
    throw InputError(fmt::format(
        "The wet bulb is {:.9g} °C, but at a dry bulb of {:.9g} °C it must lie between {:.1f} °C, "
        "that of dry air, and {:.9g} °C.",
        wetBulbC, outdoorC, lowestC, outdoorC));
}

} // namespace hallwright
