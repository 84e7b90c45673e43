#include "app/project/file_watch.h"

#include <QFileInfo>

namespace hallwright::app {

FileWatch::FileWatch(Project* project, QObject* parent) : QObject(parent), project_(project)
{
    constexpr int settleMs = 300;
    settle_.setSingleShot(true);
    settle_.setInterval(settleMs);
    connect(&settle_, &QTimer::timeout, this, &FileWatch::look);
    connect(&watcher_, &QFileSystemWatcher::directoryChanged, &settle_, qOverload<>(&QTimer::start));
    connect(&watcher_, &QFileSystemWatcher::fileChanged, &settle_, qOverload<>(&QTimer::start));
    connect(project_, &Project::stateChanged, this, &FileWatch::follow);
    connect(project_->document(), &Document::opened, this, &FileWatch::follow);
}

// The folder, for a file is replaced by another of its name; and the file, for some programs write into it.
void FileWatch::follow()
{
    QStringList wanted;
    if (!project_->file().empty()) {
        const QFileInfo file(QString::fromStdString(project_->file().string()));
        wanted << file.absolutePath();
        if (file.exists())
            wanted << file.absoluteFilePath();
    }
    const QStringList watched = watcher_.directories() + watcher_.files();
    for (const QString& path : watched) {
        if (!wanted.contains(path))
            watcher_.removePath(path);
    }
    for (const QString& path : std::as_const(wanted)) {
        if (!watched.contains(path))
            watcher_.addPath(path);
    }
}

void FileWatch::look()
{
    follow();
    if (project_->file().empty() || !project_->changedOnDisk())
        return;
    const FileStamp now = stampOf(project_->file());
    if (now == FileStamp{} || now == told_) // removed: the site that is open stays, and saving writes it anew
        return;
    told_ = now;
    emit changedOutside();
}

} // namespace hallwright::app
