// Moist air.
#pragma once

namespace hallwright {

double saturationPressurePa(double temperatureC);
double humidityRatioFromWetBulb(double dryBulbC, double wetBulbC, double pressurePa);
double humidityRatioFromDewPoint(double dewPointC, double pressurePa);
double saturationHumidityRatio(double temperatureC, double pressurePa);
double moistAirEnthalpyJkg(double dryBulbC, double humidityRatio); // per kg of dry air
double dewPointC(double humidityRatio, double pressurePa);
double relativeHumidity(double dryBulbC, double humidityRatio, double pressurePa); // 0..1
double wetBulbC(double dryBulbC, double humidityRatio, double pressurePa);
double moistAirVolumeM3kg(double dryBulbC, double humidityRatio, double pressurePa); // per kg of dry air

} // namespace hallwright
