// The window that Qt 3D draws into, which tells what draws it and how long a frame takes.
//
// Qt tells nobody when a frame begins or ends. But its OpenGL context asks a surface what it is before drawing to it, and
// for its format before showing what was drawn: between the two lies the frame, without the wait for the screen.
#pragma once

#include <QByteArray>
#include <QWindow>

#include <atomic>
#include <cstdint>

namespace hallwright::scene {

class SceneWindow : public QWindow
{
    Q_OBJECT

public:
    SceneWindow();

    // Off, a frame costs what it would in any window.
    void setMeasuring(bool measuring) { measuring_ = measuring; }

    std::uint64_t frameCount() const { return frames_; } // drawn since the start

    SurfaceType surfaceType() const override;
    QSurfaceFormat format() const override;

signals:
    // From the thread that draws.
    void rendererKnown(const QByteArray& name) const; // with the first frame
    void drawn(double milliseconds) const;            // with every frame that is measured

private:
    bool isBeingDrawn() const;

    std::atomic<bool> measuring_ = false;
    mutable std::atomic<std::uint64_t> frames_ = 0;
    mutable std::atomic<bool> rendererIsKnown_ = false;
    mutable std::atomic<std::int64_t> beganNs_ = 0; // 0: no frame
};

} // namespace hallwright::scene
