// The pictures of one view, painted in the picture thread. The newest scene wins; nothing queues.
#pragma once

#include "views/fields/picture_thread.h"

#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace hallwright::fields {

// A Painter has a Scene (what is to be seen, a value), a Frame (the picture with what it shows) and
// `Frame paint(Scene)`. It is made, used and destroyed in the picture thread. All of PictureMaker is for the GUI thread.
template <class Painter>
class PictureMaker
{
public:
    using Scene = typename Painter::Scene;
    using FramePtr = std::shared_ptr<const typename Painter::Frame>;

    // `ready` is called from the event loop of `receiver`'s thread, and not after the receiver is gone.
    PictureMaker(QObject* receiver, std::function<void(FramePtr)> ready)
        : receiver_(receiver), ready_(std::move(ready))
    {
    }

    ~PictureMaker()
    {
        thread_->runAndWait([this] { painter_.reset(); });
    }

    PictureMaker(const PictureMaker&) = delete;
    PictureMaker& operator=(const PictureMaker&) = delete;

    bool canDraw() const { return thread_->canDraw(); }

    // A scene that was asked for before and not begun is forgotten.
    void ask(Scene scene)
    {
        {
            const std::lock_guard lock(mutex_);
            if (std::exchange(wanted_, Order{std::move(scene), ++orders_}))
                return; // the task that would have painted that one paints this one
        }
        thread_->run([this] { paintWanted(); });
    }

    // What was asked for and is not ready will not be: it is of something else.
    void forget()
    {
        {
            const std::lock_guard lock(mutex_);
            wanted_.reset();
        }
        shown_ = ++orders_;
    }

    // Waits for the picture.
    FramePtr paint(Scene scene)
    {
        forget();
        FramePtr frame;
        thread_->runAndWait([&] { frame = painted(std::move(scene)); });
        return frame;
    }

private:
    struct Order {
        Scene scene;
        long long number = 0;
    };

    void paintWanted()
    {
        std::optional<Order> order;
        {
            const std::lock_guard lock(mutex_);
            order = std::exchange(wanted_, std::nullopt);
        }
        if (!order)
            return;
        const auto tell = [this, frame = painted(std::move(order->scene)), number = order->number] {
            if (number < shown_)
                return; // forgotten, or overtaken by paint()
            shown_ = number;
            ready_(frame);
        };
        QMetaObject::invokeMethod(receiver_, tell, Qt::QueuedConnection);
    }

    FramePtr painted(Scene scene)
    {
        if (!painter_)
            painter_ = std::make_unique<Painter>();
        return std::make_shared<const typename Painter::Frame>(painter_->paint(std::move(scene)));
    }

    std::shared_ptr<PictureThread> thread_ = PictureThread::instance();
    QObject* receiver_;
    std::function<void(FramePtr)> ready_;
    std::unique_ptr<Painter> painter_; // of the picture thread
    std::mutex mutex_;
    std::optional<Order> wanted_; // reached by both threads
    long long orders_ = 0;
    long long shown_ = 0;
};

} // namespace hallwright::fields
