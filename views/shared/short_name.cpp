#include "views/shared/short_name.h"

namespace hallwright::style {

QString shortName(const std::string& name, const std::string& container)
{
    const QString full = QString::fromStdString(name);
    const QString prefix = QString::fromStdString(container);
    if (prefix.isEmpty() || !full.startsWith(prefix) || full.size() == prefix.size())
        return full;
    qsizetype start = prefix.size();
    if (full[start].isLetterOrNumber())
        return full; // "Hall 1" is no prefix of "Hall 12"
    while (start < full.size() && !full[start].isLetterOrNumber())
        ++start;
    return start < full.size() ? full.mid(start) : full;
}

} // namespace hallwright::style
