#include "app/gui/recovery_writer.h"

#include "core/storage/recovery.h"

#include <QPointer>

namespace hallwright::app {

namespace {

constexpr int delayMs = 1000;

} // namespace

RecoveryWriter::RecoveryWriter(Document* document, QObject* parent) : QObject(parent), document_(document)
{
    writer_.setMaxThreadCount(1);
    delay_.setSingleShot(true);
    delay_.setInterval(delayMs);
    connect(&delay_, &QTimer::timeout, this, &RecoveryWriter::write);
    connect(document_, &Document::stateChanged, this, &RecoveryWriter::schedule);
    connect(document_, &Document::committedSiteChanged, this, &RecoveryWriter::schedule);
    connect(document_, &Document::opened, this, [this] { told_ = false; });
}

RecoveryWriter::~RecoveryWriter()
{
    finish();
}

void RecoveryWriter::finish()
{
    if (delay_.isActive()) {
        delay_.stop();
        write();
    }
    writer_.waitForDone();
}

void RecoveryWriter::schedule()
{
    const bool otherFile = document_->file() != guarded_;
    if (exists_ && (otherFile || !document_->isModified()))
        forget(guarded_);
    guarded_ = document_->file();
    if (document_->isModified())
        delay_.start();
    else
        delay_.stop();
}

void RecoveryWriter::write()
{
    if (!document_->isModified())
        return;
    exists_ = true;
    writer_.start([this, guard = QPointer<RecoveryWriter>(this), site = document_->committedSite(),
                   file = guarded_] {
        try {
            writeRecovery(*site, file);
        } catch (const std::exception& error) {
            const QString sentence = QString::fromUtf8(error.what());
            QMetaObject::invokeMethod(this, [guard, sentence] {
                if (guard && !std::exchange(guard->told_, true))
                    emit guard->failed(sentence);
            });
        }
    });
}

void RecoveryWriter::forget(const std::filesystem::path& siteFile)
{
    exists_ = false;
    writer_.start([siteFile] {
        try {
            discardRecovery(siteFile);
        } catch (const std::exception&) {
            // A stale recovery file is recognised as such when the site is opened again.
        }
    });
}

} // namespace hallwright::app
