// All drawing with VTK: in one thread with an OpenGL context of its own, so that the window never waits for a picture.
#pragma once

#include <QObject>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QThread>

#include <functional>
#include <memory>

namespace hallwright::fields {

class PictureThread
{
public:
    // The one of this process: made when first asked for, ended with its last holder. For the GUI thread only.
    static std::shared_ptr<PictureThread> instance();
    ~PictureThread(); // after all that it was given

    // Tasks run in the order given, with the OpenGL context current.
    void run(std::function<void()> task);
    void runAndWait(const std::function<void()>& task);
    bool canDraw() const { return canDraw_; } // false where the machine offers no OpenGL 3.2

private:
    PictureThread();

    QOffscreenSurface surface_; // made and ended by the GUI thread, as Qt demands
    QOpenGLContext context_;
    QThread thread_;
    QObject worker_; // lives in the thread
    bool canDraw_ = false;
};

// Said instead of a picture where canDraw() is false.
QString noOpenGlSentence();

} // namespace hallwright::fields
