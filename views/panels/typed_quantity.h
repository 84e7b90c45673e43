// What a person types into a number field: a number, with another unit if one likes, sums and products, and a change of
// what is there: "24 ft", "2*600 mm", "12.6 + 0.6", "+0.6".
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace hallwright::panels {

// A unit that may be typed, and how much of the SI unit it is.
struct TypedUnit {
    QString name;
    double si = 1.0;
};

// The value in SI units; nothing if it cannot be read. A number without a unit is in the shown one, of which `shownSi`
// is the size; a factor of a product has none. With a "+" before all it is added to `nowSi`.
std::optional<double> typedQuantity(const QString& text, const std::vector<TypedUnit>& units, double shownSi,
                                    double nowSi);

} // namespace hallwright::panels
