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

QString countText(std::size_t count)
{
    return style::formatCount(static_cast<long long>(count));
}

} // namespace hallwright::report
