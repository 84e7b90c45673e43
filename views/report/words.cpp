#include "views/report/words.h"

#include <QLocale>

namespace hallwright::report {

QString orDash(double value, const QString& text)
{
    return value != 0.0 ? text : dash();
}

QString formatFactor(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

} // namespace hallwright::report
