// How much of the machine other programs take: a bound on waiting says nothing about a program that was not let run.
#pragma once

#include <fstream>
#include <optional>
#include <string>
#include <thread>

#include <sys/resource.h>
#include <unistd.h>

namespace hallwright::bench {

class OthersLoad
{
public:
    // Of all processors since this was made, 0 to 1; nothing where the system does not tell, or tells of processors that
    // are not ours.
    std::optional<double> share() const
    {
        const Times now = read();
        const double elapsed = now.total - start_.total;
        if (!start_.known || !now.known || elapsed <= 0.0)
            return std::nullopt;
        return (now.busy - start_.busy - (now.own - start_.own)) / elapsed;
    }

private:
    // Processor time [s].
    struct Times {
        bool known = false;
        double busy = 0.0, total = 0.0; // of all programs, and what there was
        double own = 0.0;               // of this one
    };

    static double seconds(const timeval& t)
    {
        return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    }

    // "cpu user nice system idle iowait irq softirq steal", then a line for each processor.
    static Times read()
    {
        Times times;
        std::ifstream file("/proc/stat");
        std::string name;
        file >> name;
        constexpr int idle = 3, waiting = 4, steal = 7;
        const double perTick = 1.0 / static_cast<double>(sysconf(_SC_CLK_TCK));
        for (int i = 0; i <= steal; ++i) {
            double ticks = 0.0;
            file >> ticks;
            times.total += ticks * perTick;
            times.busy += i == idle || i == waiting ? 0.0 : ticks * perTick;
        }
        unsigned processors = 0;
        for (std::string line; std::getline(file, line);)
            processors += line.starts_with("cpu");
        rusage own{};
        getrusage(RUSAGE_SELF, &own);
        times.own = seconds(own.ru_utime) + seconds(own.ru_stime);
        times.known = name == "cpu" && processors == std::thread::hardware_concurrency();
        return times;
    }

    Times start_ = read();
};

} // namespace hallwright::bench
