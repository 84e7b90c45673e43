// Notices that another program has replaced or changed the file that is open.
#pragma once

#include "app/project/project.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace hallwright::app {

// Woken by the system alone: while nothing happens in the file's folder it takes no time.
class FileWatch : public QObject
{
    Q_OBJECT

public:
    explicit FileWatch(Project* project, QObject* parent = nullptr);

signals:
    void changedOutside(); // once for each state of the file that is not ours

private:
    void follow(); // the file that is open now
    void look();

    Project* project_;
    QFileSystemWatcher watcher_;
    QTimer settle_; // a program that writes in several steps is waited for
    FileStamp told_;
};

} // namespace hallwright::app
