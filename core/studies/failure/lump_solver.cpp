#include "core/studies/failure/lump_solver.h"

#include <cvode/cvode.h>
#include <fmt/format.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_context.h>
#include <sunnonlinsol/sunnonlinsol_fixedpoint.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <stdexcept>

namespace hallwright {

namespace {

// What CVODE calls back with.
struct Asked {
    const SiteLumps& lumps;
    std::span<const LumpLimit> limits;
};

std::span<double> valuesOf(N_Vector vector)
{
    return {N_VGetArrayPointer(vector), static_cast<std::size_t>(N_VGetLength(vector))};
}

int ratesOf(sunrealtype timeS, N_Vector state, N_Vector rate, void* asked)
{
    static_cast<const Asked*>(asked)->lumps.rates(timeS, valuesOf(state), valuesOf(rate));
    return 0;
}

int distancesOf(sunrealtype, N_Vector state, sunrealtype* distance, void* asked)
{
    const std::span<const LumpLimit> limits = static_cast<const Asked*>(asked)->limits;
    const std::span<const double> values = valuesOf(state);
    for (std::size_t i = 0; i < limits.size(); ++i)
        distance[i] = values[limits[i].state] - limits[i].value;
    return 0;
}

// What it has to say is in the flag, which is thrown.
void keepQuiet(int, const char*, const char*, char*, void*) {}

void require(int flag, const char* what)
{
    if (flag < 0)
        throw std::runtime_error(
            fmt::format("The transient could not be followed: {} of CVODE gave {}.", what, flag));
}

class Integration
{
public:
    Integration(const Asked& asked, std::vector<double>& state, double fromS, const LumpTolerance& tolerance)
        : asked_(asked), state_(state)
    {
        SUNContext_Create(nullptr, &context_);
        y_ = N_VMake_Serial(static_cast<sunindextype>(state.size()), state.data(), context_);
        absolute_ = N_VNew_Serial(static_cast<sunindextype>(state.size()), context_);
        const std::span<double> absolute = valuesOf(absolute_);
        std::fill(absolute.begin(), absolute.end(), tolerance.absoluteJ);
        std::fill(absolute.begin(), absolute.begin() + static_cast<std::ptrdiff_t>(asked.lumps.energy(0)),
                  tolerance.absoluteK);
        memory_ = CVodeCreate(CV_ADAMS, context_);
        CVodeSetErrHandlerFn(memory_, keepQuiet, nullptr);
        require(CVodeInit(memory_, ratesOf, fromS, y_), "CVodeInit");
        require(CVodeSVtolerances(memory_, tolerance.relative, absolute_), "CVodeSVtolerances");
        solver_ = SUNNonlinSol_FixedPoint(y_, 0, context_);
        require(CVodeSetNonlinearSolver(memory_, solver_), "CVodeSetNonlinearSolver");
        require(CVodeSetUserData(memory_, &asked_), "CVodeSetUserData");
        require(CVodeRootInit(memory_, static_cast<int>(asked.limits.size()), distancesOf), "CVodeRootInit");
        CVodeSetNoInactiveRootWarn(memory_);
        constexpr long mostSteps = 200000;
        require(CVodeSetMaxNumSteps(memory_, mostSteps), "CVodeSetMaxNumSteps");
    }
    Integration(const Integration&) = delete;
    Integration& operator=(const Integration&) = delete;
    ~Integration()
    {
        CVodeFree(&memory_);
        SUNNonlinSolFree(solver_);
        N_VDestroy(absolute_);
        N_VDestroy(y_);
        SUNContext_Free(&context_);
    }

    void stopAt(double untilS) { require(CVodeSetStopTime(memory_, untilS), "CVodeSetStopTime"); }

    // Whether a limit was reached on the way.
    bool to(double wantedS, double& timeS)
    {
        const int flag = CVode(memory_, wantedS, y_, &timeS, CV_NORMAL);
        require(flag, "a step");
        return flag == CV_ROOT_RETURN;
    }

    std::vector<std::size_t> reached() const
    {
        std::vector<int> found(asked_.limits.size());
        CVodeGetRootInfo(memory_, found.data());
        std::vector<std::size_t> all;
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (found[i] != 0)
                all.push_back(i);
        }
        return all;
    }

    long steps() const
    {
        long count = 0;
        CVodeGetNumSteps(memory_, &count);
        return count;
    }

private:
    Asked asked_;
    std::vector<double>& state_;
    SUNContext context_ = nullptr;
    N_Vector y_ = nullptr;
    N_Vector absolute_ = nullptr;
    SUNNonlinearSolver solver_ = nullptr;
    void* memory_ = nullptr;
};

} // namespace

LumpStop advance(const SiteLumps& lumps, std::vector<double>& state, double fromS, double untilS,
                 std::span<const LumpLimit> limits, const LumpTolerance& tolerance,
                 const LumpSamples& samples)
{
    LumpStop stop{fromS, {}, 0};
    if (!(untilS > fromS))
        return stop;
    Integration integration({lumps, limits}, state, fromS, tolerance);
    integration.stopAt(untilS);
    double nextS =
        samples.everyS > 0.0 ? samples.everyS * (std::floor(fromS / samples.everyS) + 1.0) : untilS;
    while (stop.timeS < untilS) {
        const double wantedS = std::min(nextS, untilS);
        if (integration.to(wantedS, stop.timeS)) {
            stop.reached = integration.reached();
            break;
        }
        if (samples.everyS > 0.0 && wantedS == nextS) {
            samples.take(stop.timeS, state);
            nextS += samples.everyS;
        }
    }
    stop.steps = integration.steps();
    return stop;
}

} // namespace hallwright
