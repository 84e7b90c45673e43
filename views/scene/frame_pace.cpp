#include "views/scene/frame_pace.h"

#include "views/scene/scene_window.h"

#include <Qt3DCore/QAspectEngine>

#include <utility>

namespace hallwright::scene {

namespace {

constexpr int lookEveryMs = 200;
constexpr int restAfterMs = 1000;

} // namespace

FramePace::FramePace(Qt3DCore::QAspectEngine* engine, const SceneWindow* window)
    : engine_(engine), window_(window)
{
    engine_->setRunMode(Qt3DCore::QAspectEngine::Automatic);
    timer_.setInterval(lookEveryMs);
    connect(&timer_, &QTimer::timeout, this, &FramePace::look);
    timer_.start();
}

void FramePace::wake()
{
    stillMs_ = 0;
    if (!std::exchange(resting_, false))
        return;
    engine_->setRunMode(Qt3DCore::QAspectEngine::Automatic);
    engine_->processFrame(); // asks for the next by itself
}

void FramePace::look()
{
    if (resting_)
        engine_->processFrame();
    if (const std::uint64_t frames = window_->frameCount(); std::exchange(framesSeen_, frames) != frames)
        wake();
    else if (stillMs_ += lookEveryMs; stillMs_ >= restAfterMs && !std::exchange(resting_, true))
        engine_->setRunMode(Qt3DCore::QAspectEngine::Manual);
}

} // namespace hallwright::scene
