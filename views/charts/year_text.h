// Parts of a year as a person reads them.
#pragma once

#include "core/studies/year/year.h"

#include <QString>

namespace hallwright::charts {

QString hourName(const YearReport& year, std::size_t hour); // "14 March, 15:00"
QString monthName(std::size_t month);                       // 0..11, "Jan"
QString causeText(YearQuantity cause);                      // "Heat rejection fans"
QString modeText(CoolingMode mode);                         // "Partly free cooling"
QString limitText(YearLimit limit);                         // "a rack inlet above its limit"
QString energyText(double wattHours);                       // "12.3 GWh"

QString csvCell(const QString& text); // in quotes, where it has a comma or quotes

// The hour with its weather, cooling mode and the limits it passes; `value` of what is shown stands behind the hour.
QString hourReading(const YearReport& year, std::size_t hour, const QString& value = {});

} // namespace hallwright::charts
