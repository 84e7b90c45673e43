#include "app/project/recovery_writer.h"

namespace hallwright::app {

namespace {

constexpr int delayMs = 500; // so that with the writing itself no edit of a second ago is missing on the disk

} // namespace

RecoveryWriter::RecoveryWriter(Project* project, QObject* parent) : QObject(parent), project_(project)
{
    writer_.setMaxThreadCount(1);
    delay_.setSingleShot(true);
    delay_.setInterval(delayMs);
    connect(&delay_, &QTimer::timeout, this, &RecoveryWriter::writeUnlessBusy);
    connect(project_, &Project::stateChanged, this, &RecoveryWriter::schedule);
    connect(project_->document(), &Document::committedSiteChanged, this, &RecoveryWriter::schedule);
    connect(project_->document(), &Document::opened, this, [this] {
        told_ = false;
        guard();
    });
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

void RecoveryWriter::guard()
{
    delay_.stop();
    discard();
    guarded_ = project_->file();
    writer_.start([this, isOpen = project_->isOpen(), file = guarded_] {
        held_.reset();
        try {
            if (isOpen)
                held_ = std::make_unique<RecoveryFile>(file);
        } catch (const std::exception&) {
            // Tried again when there is something to write.
        }
    });
}

void RecoveryWriter::schedule()
{
    if (project_->file() != guarded_) // saved under another name
        guard();
    if (project_->isModified()) {
        exists_ =
            true; // soon, or from before: restored edits that are saved at once must not be offered again
        if (!delay_.isActive()) // counted from the first edit: a hand that keeps editing does not put it off
            delay_.start();
    } else {
        delay_.stop();
        discard();
    }
}

// A disk slower than the hand gets the newest version when it is ready, not every version in turn.
void RecoveryWriter::writeUnlessBusy()
{
    if (writer_.activeThreadCount() > 0)
        delay_.start();
    else
        write();
}

void RecoveryWriter::write()
{
    if (!project_->isModified())
        return;
    writer_.start([this, site = project_->siteOf(Project::mainLine), branches = project_->branches(),
                   scenarios = project_->scenarios(), weather = project_->weather(),
                   base = project_->fileStamp(), file = guarded_] {
        try {
            if (!held_)
                held_ = std::make_unique<RecoveryFile>(file);
            held_->write(site, branches, scenarios, base, weather);
        } catch (const std::exception& error) {
            tell(error);
        }
    });
}

void RecoveryWriter::forgetLeftover()
{
    exists_ = true;
    discard();
}

void RecoveryWriter::keepLeftover()
{
    writer_.start([this, file = guarded_] {
        try {
            if (!held_)
                held_ = std::make_unique<RecoveryFile>(file);
            const std::filesystem::path aside = held_->putAside();
            QMetaObject::invokeMethod(
                this, [this, name = QString::fromStdString(aside.string())] { emit keptAside(name); });
        } catch (const std::exception& error) {
            tell(error);
        }
    });
}

void RecoveryWriter::discard()
{
    if (!std::exchange(exists_, false))
        return;
    writer_.start([this] {
        try {
            if (held_)
                held_->discard();
        } catch (const std::exception&) {
            // A stale recovery file is recognised as such when the site is opened again.
        }
    });
}

// On the writer's thread.
void RecoveryWriter::tell(const std::exception& error)
{
    QMetaObject::invokeMethod(this, [this, sentence = QString::fromUtf8(error.what())] {
        if (!std::exchange(told_, true))
            emit failed(sentence);
    });
}

} // namespace hallwright::app
