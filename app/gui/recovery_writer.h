// Keeps unsaved edits on disk while there are any, so that a crash costs none of them.
#pragma once

#include "app/gui/document.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace hallwright::app {

// Writes the committed version to the document's recovery file a moment after each change, on a thread of its own,
// and removes the file when nothing is unsaved any more or the document closes in order.
class RecoveryWriter : public QObject
{
    Q_OBJECT

public:
    explicit RecoveryWriter(Document* document, QObject* parent = nullptr);
    ~RecoveryWriter() override;

    // Waits for what is being written. For tests and before the program ends.
    void finish();

signals:
    void failed(const QString& sentence); // the edits are not protected; told once per document

private:
    void schedule();
    void write();
    void forget(const std::filesystem::path& siteFile);

    Document* document_;
    std::filesystem::path guarded_; // the site file whose recovery file may exist
    bool exists_ = false;
    bool told_ = false;
    QTimer delay_;
    QThreadPool writer_; // one thread: writes and removals happen in order
};

} // namespace hallwright::app
