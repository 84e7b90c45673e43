// Finding the cold stream that a heat exchanger needs: called for thousands of units in every evaluation.
#include "core/physics/heat_exchanger.h"

#include <benchmark/benchmark.h>

namespace hallwright {
namespace {

// A coil of an air handler: air on the hot side, water on the cold.
RatedExchanger crossflowCoil()
{
    RatedExchanger coil;
    coil.arrangement = FlowArrangement::CrossflowUnmixed;
    coil.uaWK = 30e3;
    coil.hotWK = 12e3;
    coil.coldWK = 20e3;
    coil.hotExponent = 0.55;
    coil.hotResistance = 0.8;
    return coil;
}

void coldStreamOfACoil(benchmark::State& state)
{
    const RatedExchanger coil = crossflowCoil();
    double heatW = 20e3;
    for (auto _ : state) {
        heatW = heatW < 120e3 ? heatW + 5.0 : 20e3;
        benchmark::DoNotOptimize(coldStreamFor(coil, heatW, 12e3, 40.0, 20.0, 60e3));
    }
}
BENCHMARK(coldStreamOfACoil);

} // namespace
} // namespace hallwright
