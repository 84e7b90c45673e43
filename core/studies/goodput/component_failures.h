// How often a synchronous job is interrupted, by the component that fails: as published for one large run.
//
//     λ = n / (N t)        interruptions a day of N' accelerators = λ N' 24
//
// λ interruptions per accelerator and hour [1/h]; n interruptions counted [-]; N accelerators of the run [-]; t its length [h].
// Source: Llama Team, The Llama 3 Herd of Models, arXiv:2407.21783 (2024), section 3.3.4 and table 5: 419 unexpected interruptions
// in 54 days on 16,384 H100, which is one in 50,700 h of an accelerator, and 47 a day of 100,000. The 47 planned ones
// are left out. Which of them take a server out for repair is our reading of the table.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace hallwright {

struct ComponentFailures {
    std::string_view component;
    int interruptions = 0;
    bool takesServer = false; // it has to be repaired before it works again
};

struct PublishedRun {
    static constexpr double accelerators = 16'384.0;
    static constexpr double days = 54.0;
    static constexpr int interruptions = 419;
};

// The most frequent first; they add up to PublishedRun::interruptions.
inline constexpr std::array<ComponentFailures, 18> publishedFailures{{
    {"GPU", 148, true},
    {"GPU HBM3 memory", 72, true},
    {"software bug", 54, false},
    {"network switch or cable", 35, false},
    {"unplanned host maintenance", 32, true},
    {"GPU SRAM memory", 19, true},
    {"GPU system processor", 17, true},
    {"NIC", 7, true},
    {"NCCL watchdog timeout", 7, false},
    {"silent data corruption", 6, true},
    {"GPU thermal interface and sensor", 6, true},
    {"SSD", 3, true},
    {"power supply", 3, true},
    {"server chassis", 2, true},
    {"IO expansion board", 2, true},
    {"dependency", 2, false},
    {"CPU", 2, true},
    {"system memory", 2, true},
}};

// Mean time between interruptions of one accelerator's share of a job [h].
constexpr double publishedMtbfH()
{
    return PublishedRun::accelerators * PublishedRun::days * 24.0 / PublishedRun::interruptions;
}

// The share of interruptions that take a server out.
constexpr double publishedServerShare()
{
    int taken = 0;
    for (const ComponentFailures& of : publishedFailures)
        taken += of.takesServer ? of.interruptions : 0;
    return static_cast<double>(taken) / PublishedRun::interruptions;
}

} // namespace hallwright
