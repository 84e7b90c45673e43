// Small words of the panels.
#pragma once

#include <QString>

#include <string>

namespace hallwright::panels {

inline const QString dash = QStringLiteral("–"); // where there is no figure

inline QString text(const std::string& s)
{
    return QString::fromStdString(s);
}

} // namespace hallwright::panels
