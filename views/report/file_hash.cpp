#include "views/report/file_hash.h"

#include <QCryptographicHash>
#include <QFile>

namespace hallwright::report {

QString sha256Of(const std::filesystem::path& file)
{
    QFile stream(QString::fromStdString(file.string()));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!stream.open(QIODevice::ReadOnly) || !hash.addData(&stream))
        return {};
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace hallwright::report
