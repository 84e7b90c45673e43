// Keeps unsaved edits on disk while there are any, so that a crash costs none of them.
#pragma once

#include "app/project/project.h"
#include "core/storage/recovery.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <exception>
#include <memory>

namespace hallwright::app {

// Holds the project's recovery file while it is open, writes what is committed to it on a thread of its own, half
// a second after a change however many follow, and removes it when nothing is unsaved any more or the project closes in
// order.
class RecoveryWriter : public QObject
{
    Q_OBJECT

public:
    explicit RecoveryWriter(Project* project, QObject* parent = nullptr);
    ~RecoveryWriter() override;

    // Waits for what is being written. For tests and before the program ends.
    void finish();

public slots:
    // The reader wants nothing of what a crash left for this site.
    void forgetLeftover();
    // Not now, but it is to be kept; keptAside() tells where.
    void keepLeftover();

signals:
    void keptAside(const QString& file);
    void failed(const QString& sentence); // the edits are not protected; told once per site

private:
    void guard(); // the site's file of now, and no other
    void schedule();
    void writeUnlessBusy();
    void write();
    void discard();
    void tell(const std::exception& error);

    Project* project_;
    std::filesystem::path guarded_;
    bool exists_ = false; // something was written
    bool told_ = false;
    QTimer delay_;
    std::unique_ptr<RecoveryFile> held_; // used on the writer's thread only
    QThreadPool writer_;                 // one thread: everything happens in order
};

} // namespace hallwright::app
