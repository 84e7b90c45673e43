// Masses as a person reads them: "53.0 kg", "117 lb".
#pragma once

#include <QString>

namespace hallwright::style {

QString formatMass(double kilograms);

} // namespace hallwright::style
