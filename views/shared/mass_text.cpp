#include "views/shared/mass_text.h"

#include "views/shared/format.h"
#include "views/shared/units.h"

#include <QLocale>

#include <cmath>

namespace hallwright::style {

QString formatMass(double kilograms)
{
    const bool ip = unitSystem() == UnitSystem::Ip;
    const double shown = ip ? kilograms / kilogramsPerPound : kilograms;
    constexpr double large = 100.0;
    return QLocale().toString(shown, 'f', std::abs(shown) < large ? 1 : 0) + QChar(0x00a0) +
           (ip ? QStringLiteral("lb") : QStringLiteral("kg"));
}

} // namespace hallwright::style
