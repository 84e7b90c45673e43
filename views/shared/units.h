// Customary units in SI, exact or as in NIST SP 811 (2008), appendix B. We compute in SI; these are for what a person reads.
#pragma once

namespace hallwright::style {

constexpr double metresPerFoot = 0.3048;
constexpr double metresPerInch = metresPerFoot / 12.0;
constexpr double feetPerMetre = 1.0 / metresPerFoot;
constexpr double squareMetresPerSquareFoot = metresPerFoot * metresPerFoot;
constexpr double kilogramsPerPound = 0.45359237;
constexpr double fahrenheitPerKelvin = 1.8;
constexpr double fahrenheitAtZeroC = 32.0;
constexpr double cfmPerCubicMetrePerSecond = 2118.880003;
constexpr double gpmPerCubicMetrePerSecond = 15850.323141;
constexpr double litresPerGallon = 3.785411784;
constexpr double pascalsPerPsi = 6894.757293;
constexpr double poundsPerSquareFootPerPascal = 0.0208854342;

} // namespace hallwright::style
