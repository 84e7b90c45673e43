// Work that a drag asks for with every step and that nobody needs so often: it is done ten times a second at most, and
// with the newest of what it shows. Beside a drag each part of it has a turn of the event loop to itself, so that the
// hand waits for one part at most.
#pragma once

#include <QTimer>

#include <functional>
#include <utility>
#include <vector>

namespace hallwright::app {

class Pace
{
public:
    using Part = std::function<void()>;
    enum class When { AtOnce, InTime };

    explicit Pace(std::vector<Part> parts) : parts_(std::move(parts)), next_(parts_.size())
    {
        constexpr int leastMsBetween = 100;
        pause_.setSingleShot(true);
        pause_.setInterval(leastMsBetween);
        QObject::connect(&pause_, &QTimer::timeout, &pause_, [this] {
            if (waiting_)
                begin();
        });
        turn_.setInterval(0);
        QObject::connect(&turn_, &QTimer::timeout, &turn_, [this] { carryOutNext(); });
    }

    void ask(When when)
    {
        if (when == When::AtOnce) {
            begin();
            while (turn_.isActive())
                carryOutNext();
        } else if (pause_.isActive()) {
            waiting_ = true;
        } else {
            begin();
        }
    }

private:
    void begin()
    {
        waiting_ = false;
        next_ = 0;
        pause_.start();
        turn_.start();
    }
    void carryOutNext()
    {
        const Part& part = parts_[next_++];
        if (next_ == parts_.size())
            turn_.stop();
        part();
    }

    std::vector<Part> parts_;
    std::size_t next_; // to be carried out
    QTimer pause_;     // since it was last begun
    QTimer turn_;      // runs while a part waits for its turn
    bool waiting_ = false;
};

} // namespace hallwright::app
