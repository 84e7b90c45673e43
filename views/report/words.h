// Words and numbers of the reports' tables.
#pragma once

#include "views/shared/format.h"

#include <QString>

#include <cstddef>

namespace hallwright::report {

using style::dash;
using style::words;
QString orDash(double value, const QString& text); // the text, or a dash for 0
QString countText(std::size_t count);              // "4,672"
QString formatFactor(double value, int decimals);  // "4.62"

} // namespace hallwright::report
