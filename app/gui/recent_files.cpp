#include "app/gui/recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace hallwright::app {

namespace {

const QString key = QStringLiteral("recentFiles");
constexpr int mostKept = 10;

} // namespace

RecentFiles::RecentFiles(QObject* parent) : QObject(parent) {}

QStringList RecentFiles::files() const
{
    QStringList existing;
    for (const QString& file : QSettings().value(key).toStringList()) {
        if (QFileInfo::exists(file))
            existing << file;
    }
    return existing;
}

void RecentFiles::add(const std::filesystem::path& file)
{
    const QString path = QFileInfo(QString::fromStdString(file.string())).absoluteFilePath();
    QStringList all = files();
    all.removeAll(path);
    all.prepend(path);
    QSettings().setValue(key, QStringList(all.mid(0, mostKept)));
    emit changed();
}

void RecentFiles::clear()
{
    QSettings().remove(key);
    emit changed();
}

} // namespace hallwright::app
