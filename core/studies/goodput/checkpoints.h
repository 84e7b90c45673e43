// How much of its time a job that writes checkpoints spends on work that counts, and the interval that makes it the most.
//
//     e(τ) = τ / (M e^(R/M) (e^((τ+δ)/M) - 1))                                         Daly 2006, equation for the wall time
//     Young:  τ = √(2 δ M)
//     Daly:   τ = √(2 δ M) (1 + 1/3 √(δ/2M) + 1/9 (δ/2M)) - δ    for δ < 2 M;  τ = M else
//
// e share of time that counts [-]; τ work between two checkpoints [s]; δ time to write one, in which no work is done [s]; R time
// from a failure until work goes on, with what is detected, replaced and read [s]; M mean time between failures of the whole job
// [s], which are Poisson and happen also while checkpoints are written and in restarts. Of the time, δ/τ e goes into
// checkpoints, 1 - e^(-R/M) into restarts, the rest of 1 - e is done again.
// Young's is right to the first order in √(δ/M), Daly's to the third. Range: M > 0, δ >= 0, R >= 0, τ > 0; else
// InputError. Source: J. W. Young, A first order approximation to the optimum checkpoint interval, CACM 17 (1974) 530;
// J. T. Daly, A higher order estimate of the optimum checkpoint interval for restart dumps, FGCS 22 (2006) 303.
#pragma once

namespace hallwright {

struct CheckpointTimes {
    double checkpointS = 0.0; // δ
    double restartS = 0.0;    // R
    double mtbfS = 0.0;       // M
};

struct TimeShares {
    double useful = 0.0;
    double checkpoints = 0.0;
    double rework = 0.0;
    double restarts = 0.0;
};

double youngIntervalS(const CheckpointTimes& times);
double dalyIntervalS(const CheckpointTimes& times);
// The greatest e, found by golden section in the logarithm of τ.
double bestIntervalS(const CheckpointTimes& times);
TimeShares timeSharesOf(const CheckpointTimes& times, double intervalS);

} // namespace hallwright
