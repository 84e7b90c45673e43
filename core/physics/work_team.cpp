#include "core/physics/work_team.h"

#include <algorithm>

namespace hallwright {

namespace {

// Until `value` is no longer `old`: first looking, then giving way, then asleep.
template <class T>
void awaitChange(const std::atomic<T>& value, T old)
{
    constexpr int looks = 300;
    constexpr int givesWay = 100;
    for (int i = 0; i < looks + givesWay; ++i) {
        if (value.load(std::memory_order_acquire) != old)
            return;
        if (i >= looks)
            std::this_thread::yield();
    }
    while (value.load(std::memory_order_acquire) == old)
        value.wait(old, std::memory_order_acquire);
}

} // namespace

WorkTeam::WorkTeam(int threads)
{
    constexpr int mostThreads = 64;
    const int helpers = std::clamp(threads, 1, mostThreads) - 1;
    helpers_.reserve(static_cast<std::size_t>(helpers));
    for (int part = 1; part <= helpers; ++part)
        helpers_.emplace_back([this, part] { help(part); });
}

WorkTeam::~WorkTeam()
{
    over_.store(true, std::memory_order_relaxed);
    round_.fetch_add(1, std::memory_order_release);
    round_.notify_all();
    for (std::thread& helper : helpers_)
        helper.join();
}

void WorkTeam::start(Call call, const void* task)
{
    if (helpers_.empty())
        return;
    call_ = call;
    task_ = task;
    busy_.store(static_cast<int>(helpers_.size()), std::memory_order_relaxed);
    round_.fetch_add(1, std::memory_order_release);
    round_.notify_all();
}

void WorkTeam::finish()
{
    for (int busy = busy_.load(std::memory_order_acquire); busy != 0;
         busy = busy_.load(std::memory_order_acquire))
        awaitChange(busy_, busy);
}

void WorkTeam::help(int part)
{
    for (std::uint32_t round = 0;; ++round) {
        awaitChange(round_, round);
        if (over_.load(std::memory_order_relaxed))
            return;
        call_(task_, part);
        if (busy_.fetch_sub(1, std::memory_order_acq_rel) == 1)
            busy_.notify_one();
    }
}

} // namespace hallwright
