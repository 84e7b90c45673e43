#include "views/fields/picture_thread.h"

#include "views/fields/vtk_canvas.h"

#include <QCoreApplication>

#include <utility>

namespace hallwright::fields {

std::shared_ptr<PictureThread> PictureThread::instance()
{
    static std::weak_ptr<PictureThread> running;
    std::shared_ptr<PictureThread> thread = running.lock();
    if (!thread) {
        thread = std::shared_ptr<PictureThread>(new PictureThread);
        running = thread;
    }
    return thread;
}

PictureThread::PictureThread()
{
    surface_.setFormat(canvasFormat());
    surface_.create();
    context_.setFormat(canvasFormat());
    const bool created = surface_.isValid() && context_.create();
    context_.moveToThread(&thread_);
    worker_.moveToThread(&thread_);
    thread_.setObjectName(QStringLiteral("pictures"));
    thread_.start();
    runAndWait([&] { canDraw_ = created && context_.makeCurrent(&surface_); });
}

PictureThread::~PictureThread()
{
    runAndWait([this, gui = QThread::currentThread()] {
        context_.doneCurrent();
        context_.moveToThread(gui);
        worker_.moveToThread(gui);
    });
    thread_.quit();
    thread_.wait();
}

void PictureThread::run(std::function<void()> task)
{
    QMetaObject::invokeMethod(&worker_, std::move(task), Qt::QueuedConnection);
}

void PictureThread::runAndWait(const std::function<void()>& task)
{
    QMetaObject::invokeMethod(&worker_, task, Qt::BlockingQueuedConnection);
}

QString noOpenGlSentence()
{
    return QCoreApplication::translate("PictureThread",
                                       "This machine offers no OpenGL 3.2, which the picture needs.");
}

} // namespace hallwright::fields
