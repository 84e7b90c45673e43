// Moist air as an ideal mixture of dry air and water vapour.
//
//     ln pws = c1/T + c2 + c3 T + c4 T² + c5 T³ + c6 T⁴ + c7 ln T                 over ice,   t <= 0.01 °C
//     ln pws = c8/T + c9 + c10 T + c11 T² + c12 T³ + c13 ln T                     over water, t >  0.01 °C
//     W = 0.621945 pw / (p - pw)        h = 1006 t + W (2501e3 + 1860 t)        v = Ra T (1 + 1.607858 W) / p
//     W = ((2501 - 2.326 t*) Ws* - 1.006 (t - t*)) / (2501 + 1.86 t - 4.186 t*)  wet bulb t* above freezing
//     W = ((2830 - 0.24 t*) Ws* - 1.006 (t - t*)) / (2830 + 1.86 t - 2.1 t*)     wet bulb t* below freezing
//
// pws saturation pressure [Pa]; T, t temperature [K], [°C]; W humidity ratio, water per dry air [kg/kg], Ws* that of
// saturated air at t*; p pressure of the air [Pa], pw of its vapour; h enthalpy per dry air [J/kg], 0 for dry air at
// 0 °C; v volume per dry air [m³/kg], Ra = 287.042 J/(kg K).
// Range: -100 to 200 °C for the saturation pressure, temperatures beyond are held at its ends; wet bulb and dew point
// are sought from -100 °C up to the dry bulb or the boiling point. Humidity ratios are held at or above 1e-7, as the
// source does, so that dry air has a dew point, and at saturation from 1e6 at the boiling point on. Source: ASHRAE
// Handbook of Fundamentals 2017, chapter 1 (Hyland and Wexler 1983), as PsychroLib 2.5.0 states it. Nothing is thrown;
// a pressure that is not positive gives dry air.
#pragma once

namespace hallwright {

double saturationPressurePa(double temperatureC);
double humidityRatioFromWetBulb(double dryBulbC, double wetBulbC, double pressurePa);
double humidityRatioOfVapour(double vapourPa,
                             double pressurePa); // of air whose water vapour has this pressure
double humidityRatioFromDewPoint(double dewPointC, double pressurePa);
double saturationHumidityRatio(double temperatureC, double pressurePa);
double moistAirEnthalpyJkg(double dryBulbC, double humidityRatio); // per kg of dry air
double dewPointC(double humidityRatio, double pressurePa);
double relativeHumidity(double dryBulbC, double humidityRatio, double pressurePa); // 0..1
// At most the dry bulb: air holding more than its saturation is taken as saturated.
double wetBulbC(double dryBulbC, double humidityRatio, double pressurePa);
double moistAirVolumeM3kg(double dryBulbC, double humidityRatio, double pressurePa); // per kg of dry air

} // namespace hallwright
