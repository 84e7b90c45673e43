// Keeps unsaved edits on disk while there are any, so that a crash costs none of them.
#pragma once

#include "app/project/document.h"
#include "core/storage/recovery.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <exception>
#include <memory>

namespace hallwright::app {

// Holds the document's recovery file while it is open, writes the committed version to it on a thread of its own, a
// second after a change however many follow, and removes it when nothing is unsaved any more or the document closes in
// order.
class RecoveryWriter : public QObject
{
    Q_OBJECT

public:
    explicit RecoveryWriter(Document* document, QObject* parent = nullptr);
    ~RecoveryWriter() override;

    // Waits for what is being written. For tests and before the program ends.
    void finish();

public slots:
    // The reader wants nothing of what a crash left for this document.
    void forgetLeftover();

signals:
    void failed(const QString& sentence); // the edits are not protected; told once per document

private:
    void guard(); // the document's file of now, and no other
    void schedule();
    void writeUnlessBusy();
    void write();
    void discard();
    void tell(const std::exception& error);

    Document* document_;
    std::filesystem::path guarded_;
    bool exists_ = false; // something was written
    bool told_ = false;
    QTimer delay_;
    std::unique_ptr<RecoveryFile> held_; // used on the writer's thread only
    QThreadPool writer_;                 // one thread: everything happens in order
};

} // namespace hallwright::app
