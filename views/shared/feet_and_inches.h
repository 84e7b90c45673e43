// Lengths as they are written where feet are used.
#pragma once

#include <QLocale>
#include <QString>

namespace hallwright::style {

// "6′ 3.5″", and "3.5″" below a foot.
QString feetAndInches(double inches, int decimals, const QLocale& locale = QLocale());

} // namespace hallwright::style
