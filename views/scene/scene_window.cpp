#include "views/scene/scene_window.h"

#include <QOpenGLContext>
#include <QOpenGLFunctions>

#include <chrono>

namespace hallwright::scene {

namespace {

std::int64_t nowNs()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace

SceneWindow::SceneWindow()
{
    setSurfaceType(OpenGLSurface);
}

bool SceneWindow::isBeingDrawn() const
{
    const QOpenGLContext* context = QOpenGLContext::currentContext();
    return context && context->surface() == this;
}

QSurface::SurfaceType SceneWindow::surfaceType() const
{
    if (measuring_ && !isBeingDrawn())
        beganNs_ = nowNs();
    return QWindow::surfaceType();
}

QSurfaceFormat SceneWindow::format() const
{
    if (!isBeingDrawn())
        return QWindow::format();
    ++frames_;
    if (measuring_ || !rendererIsKnown_) {
        QOpenGLFunctions* gl = QOpenGLContext::currentContext()->functions();
        if (!rendererIsKnown_.exchange(true))
            emit rendererKnown(QByteArray(reinterpret_cast<const char*>(gl->glGetString(GL_RENDERER))));
        if (const std::int64_t began = beganNs_.exchange(0); measuring_ && began != 0) {
            gl->glFinish(); // a frame has taken as long as the card draws at it
            emit drawn(1e-6 * static_cast<double>(nowNs() - began));
        }
    }
    return QWindow::format();
}

} // namespace hallwright::scene
