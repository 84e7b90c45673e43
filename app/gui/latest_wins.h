// A worker thread of an object that answers its newest question: nothing queues, and what is found arrives as calls on the
// object's own thread.
#pragma once

#include <QObject>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace hallwright::app {

// Calls from any thread that are carried out on the thread of the object that owns this, one after the other. They are
// handed over by a mutex of the standard library, which the thread sanitizer sees, as it does not see Qt's.
class CallsOnThread : public QObject
{
    Q_OBJECT

public:
    explicit CallsOnThread(QObject* owner);

    void make(std::function<void()> call);

signals:
    void waits(); // a call

private:
    void carryOutNext();

    std::mutex mutex_;
    std::deque<std::function<void()>> calls_;
};

// Which of two questions that wait is answered first. Of each urgency the newest waits, and no other.
enum class Urgency { First, Behind };

// The last member of its owner: it is the first to go, and its work uses the others.
template <class Question>
class LatestWins
{
public:
    struct Job {
        Question question;
        int number = 0;             // ascending
        int epoch = 0;              // another one after each clear()
        std::stop_token cancelled;  // by clear()
        std::stop_token superseded; // by a newer question, or clear()
    };
    using Work = std::function<void(const Job& job)>; // on the worker

    LatestWins(QObject* owner, Work work)
        : calls_(owner), work_(std::move(work)),
          worker_([this](const std::stop_token& stop) { carryOn(stop); })
    {
    }

    ~LatestWins()
    {
        clear();
        worker_.request_stop();
        worker_.join();
    }

    // Replaces what waits. What runs is finished unless its work looks at `superseded`.
    void ask(Question question, Urgency urgency = Urgency::First)
    {
        {
            const std::lock_guard lock(mutex_);
            superseding_.request_stop();
            superseding_ = {};
            wanted_[static_cast<std::size_t>(urgency)] =
                Job{std::move(question), ++newest_, clearedAt_, cancelling_.get_token(),
                    superseding_.get_token()};
        }
        wake_.notify_one();
    }

    // Nothing is wanted any more, and what was asked until now is answered no more.
    void clear()
    {
        const std::lock_guard lock(mutex_);
        wanted_ = {};
        clearedAt_ = ++newest_;
        for (std::stop_source* source : {&cancelling_, &superseding_}) {
            source->request_stop();
            *source = {};
        }
    }

    // On the owner's thread: nothing waits or runs, and all that was found has been told.
    bool isIdle() const
    {
        const std::lock_guard lock(mutex_);
        return !anyWanted() && underWay_ == 0;
    }

    // From the worker: a call on the owner's thread, unless clear() came since the job was asked for.
    template <class Tell>
    void tell(const Job& job, Tell call)
    {
        post([this, number = job.number, call = std::move(call)] {
            if (number > clearedAt_)
                call();
        });
    }
    // The same, unless anything newer is wanted.
    template <class Tell>
    void tellIfNewest(const Job& job, Tell call)
    {
        post([this, number = job.number, call = std::move(call)] {
            if (number == newest_)
                call();
        });
    }

    // From the worker: waits until something newer is wanted, or for this long. Whether nothing was.
    bool restsFor(const Job& job, std::chrono::milliseconds time)
    {
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, worker_.get_stop_token(), time, [this] { return anyWanted(); });
        return !worker_.get_stop_token().stop_requested() && job.number == newest_;
    }

private:
    bool anyWanted() const
    {
        return std::any_of(wanted_.begin(), wanted_.end(), [](const auto& job) { return job.has_value(); });
    }

    std::optional<Job> next(const std::stop_token& stop)
    {
        std::unique_lock lock(mutex_);
        if (!wake_.wait(lock, stop, [this] { return anyWanted(); }))
            return std::nullopt;
        ++underWay_;
        const auto first =
            std::find_if(wanted_.begin(), wanted_.end(), [](const auto& job) { return job.has_value(); });
        return std::exchange(*first, std::nullopt);
    }

    void carryOn(const std::stop_token& stop)
    {
        while (const auto job = next(stop)) {
            work_(*job);
            // Posted after what the job has found, and so delivered after it.
            post([this] {
                const std::lock_guard lock(mutex_);
                --underWay_;
            });
        }
    }

    void post(std::function<void()> call) { calls_.make(std::move(call)); }

    CallsOnThread calls_;
    Work work_;
    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::array<std::optional<Job>, 2> wanted_; // by urgency
    int underWay_ = 0;                         // jobs taken whose end the owner's thread has not been told
    int newest_ = 0; // number of the newest question, or clear(); written by the owner's thread
    int clearedAt_ = 0;
    std::stop_source cancelling_, superseding_;
    std::jthread worker_; // last: it uses the members above
};

} // namespace hallwright::app
