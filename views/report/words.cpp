#include "views/report/words.h"

#include <QLocale>

namespace hallwright::report {

QString dash()
{
    return QStringLiteral("–");
}

QString orDash(double value, const QString& text)
{
    return value != 0.0 ? text : dash();
}

QString formatFactor(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

QString words(std::string_view name)
{
    QString text = QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    if (text == QLatin1String("ups") || text == QLatin1String("pdu") || text == QLatin1String("pg25"))
        return text.toUpper();
    text.replace(QLatin1String("-cooled-"), QLatin1String("-cooled "));
    if (!text.contains(QLatin1Char(' ')))
        text.replace(QLatin1Char('-'), QLatin1Char(' '));
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace hallwright::report
