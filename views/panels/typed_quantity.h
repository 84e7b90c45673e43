// What a person types into a number field: a number, with another unit if one likes, sums and products, and a change of
// what is there: "24 ft", "2*600 mm", "12.6 + 0.6", "+0.6".
#pragma once

#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace hallwright::panels {

// A unit that may be typed, and how much of the SI unit it is.
struct TypedUnit {
    QString name;
    double si = 1.0;
};

// All units that may be typed for a quantity, by the SI unit that core/model/field_text.h has for it ("m³/s"): litres and
// gallons for a flow, whatever the reader has chosen to see. Of a unit that has no others, itself.
std::vector<TypedUnit> typedUnitsOf(std::string_view siUnit);

// The value in SI units; nothing if it cannot be read. A number without a unit is in the shown one, of which `shownSi`
// is the size; a factor of a product has none. With a "+" before all it is added to `nowSi`.
std::optional<double> typedQuantity(const QString& text, const std::vector<TypedUnit>& units, double shownSi,
                                    double nowSi);

// The same for a temperature [°C], whose zero differs between units: "75 °F", "24 C", and "+2 K" or "+3.6 °F" as a change. One
// without a unit is in °F where `inFahrenheit`.
std::optional<double> typedTemperature(const QString& text, bool inFahrenheit, double nowC);

} // namespace hallwright::panels
