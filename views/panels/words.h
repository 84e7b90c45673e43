// Small words of the panels.
#pragma once

#include <QString>

#include <string_view>

namespace hallwright::panels {

inline const QString dash = QStringLiteral("–"); // where there is no figure

inline QString text(std::string_view s)
{
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}

} // namespace hallwright::panels
