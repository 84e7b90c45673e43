// A few threads that share the rows of one computation: cheap enough for loops of a tenth of a millisecond.
//
// The caller's thread works too, and takes over what no helper has begun: where other programs keep the processors
// busy, a computation takes as long as it would alone and does not wait for a helper to be given its turn. A helper
// that has nothing to do looks for work a short while and then sleeps. What is run must not throw. One computation at a
// time; not for nesting.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

namespace hallwright {

class WorkTeam
{
public:
    explicit WorkTeam(int threads); // at least 1
    ~WorkTeam();
    WorkTeam(const WorkTeam&) = delete;
    WorkTeam& operator=(const WorkTeam&) = delete;

    int size() const { return size_; }

    // task(part) for part = 0 .. size() - 1, several at a time; returns when all are done.
    template <class Task>
    void run(const Task& task)
    {
        runParts([](const void* what, int part) { (*static_cast<const Task*>(what))(part); }, &task);
    }

    // task(part, from, to) over [0, count) in size() pieces, whose ends are multiples of `grain`.
    template <class Task>
    void share(std::size_t count, const Task& task, std::size_t grain = 1)
    {
        const std::size_t parts = static_cast<std::size_t>(size());
        const std::size_t grains = (count + grain - 1) / grain;
        const auto end = [&](std::size_t part) {
            const std::size_t at = grains * part / parts * grain;
            return at < count ? at : count;
        };
        run([&](int part) {
            const std::size_t p = static_cast<std::size_t>(part);
            task(part, end(p), end(p + 1));
        });
    }

private:
    using Call = void (*)(const void*, int);

    void runParts(Call call, const void* task);
    bool runNextPart();
    void help();

    const int size_;

    // Written before a round begins, and read by whoever has claimed a part of it: until that part is done the round is
    // not over.
    Call call_ = nullptr;
    const void* task_ = nullptr;

    std::atomic<std::uint32_t> next_; // round, and the next part of it that nobody has claimed
    std::atomic<int> done_ = 0;       // parts
    std::atomic<bool> over_ = false;
    std::vector<std::thread> helpers_;
};

} // namespace hallwright
