// The words of these views, as a translation may have them.
#pragma once

#include <QCoreApplication>
#include <QString>

namespace hallwright::fields {

inline QString text(const char* source)
{
    return QCoreApplication::translate("hallwright::fields", source);
}

} // namespace hallwright::fields
