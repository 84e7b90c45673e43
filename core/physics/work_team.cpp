#include "core/physics/work_team.h"

#include <algorithm>

namespace hallwright {

namespace {

constexpr int mostThreads = 64;
constexpr std::uint32_t partsOfRound = 256; // of the numbers that next_ counts with

// Until `value` is no longer `old`: first looking, then asleep. Giving way instead would hand the processor to other
// programs for milliseconds.
template <class T>
void awaitChange(const std::atomic<T>& value, T old)
{
    constexpr int looks = 4000; // some ten microseconds
    for (int i = 0; i < looks; ++i) {
        if (value.load(std::memory_order_acquire) != old)
            return;
    }
    value.wait(old, std::memory_order_acquire);
}

} // namespace

WorkTeam::WorkTeam(int threads)
    : size_(std::clamp(threads, 1, mostThreads)), next_(static_cast<std::uint32_t>(size_)) // nothing to claim
{
    helpers_.reserve(static_cast<std::size_t>(size_ - 1));
    for (int helper = 1; helper < size_; ++helper)
        helpers_.emplace_back([this] { help(); });
}

WorkTeam::~WorkTeam()
{
    over_.store(true, std::memory_order_relaxed);
    next_.fetch_add(partsOfRound, std::memory_order_release);
    next_.notify_all();
    for (std::thread& helper : helpers_)
        helper.join();
}

void WorkTeam::runParts(Call call, const void* task)
{
    const int parts = size();
    if (parts == 1) {
        call(task, 0);
        return;
    }
    call_ = call;
    task_ = task;
    done_.store(0, std::memory_order_relaxed);
    const std::uint32_t round = next_.load(std::memory_order_relaxed) / partsOfRound + 1;
    next_.store(round * partsOfRound, std::memory_order_release);
    next_.notify_all();
    while (runNextPart()) {
    }
    for (int done = done_.load(std::memory_order_acquire); done != parts;
         done = done_.load(std::memory_order_acquire))
        awaitChange(done_, done);
}

bool WorkTeam::runNextPart()
{
    const std::uint32_t parts = static_cast<std::uint32_t>(size());
    std::uint32_t next = next_.load(std::memory_order_acquire);
    while (next % partsOfRound < parts) {
        if (next_.compare_exchange_weak(next, next + 1, std::memory_order_acq_rel)) {
            call_(task_, static_cast<int>(next % partsOfRound));
            if (done_.fetch_add(1, std::memory_order_acq_rel) + 1 == static_cast<int>(parts))
                done_.notify_one();
            return true;
        }
    }
    return false;
}

void WorkTeam::help()
{
    for (;;) {
        const std::uint32_t seen = next_.load(std::memory_order_acquire);
        if (over_.load(std::memory_order_relaxed))
            return;
        if (!runNextPart())
            awaitChange(next_, seen);
    }
}

} // namespace hallwright
