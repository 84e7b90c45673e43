#include "views/shared/feet_and_inches.h"

#include <algorithm>
#include <cmath>

namespace hallwright::style {

QString feetAndInches(double inches, int decimals, const QLocale& locale)
{
    constexpr double inchesPerFoot = 12.0;
    constexpr double rounding = 1e-9;
    const double step = std::pow(10.0, -decimals);
    const double size = std::round(std::abs(inches) / step) * step; // 11.96 in are a foot, not 12.0 in
    const double feet = std::floor(size / inchesPerFoot + rounding);
    const double rest = std::max(size - feet * inchesPerFoot, 0.0);
    QString words = locale.toString(rest, 'f', decimals) + QChar(0x2033);
    if (feet > 0.0)
        words = locale.toString(feet, 'f', 0) + QChar(0x2032) + QChar(0x00a0) + words;
    return inches < 0.0 && size > 0.0 ? QLatin1Char('-') + words : words;
}

} // namespace hallwright::style
