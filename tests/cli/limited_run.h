// Runs a program that may misbehave, and says what it took.
#pragma once

#include <QByteArray>
#include <QStringList>

namespace hallwright::test {

struct LimitedOutcome {
    int code = -1;  // exit code; -1 where a signal ended it
    int signal = 0; // 0: none
    double cpuS = 0.0;
    double mostMiB = 0.0; // resident at most
    QByteArray out;
    QByteArray err;
};

// Ends it by SIGXCPU after `mostCpuS` of processor time, which a busy machine does not shorten.
LimitedOutcome runLimited(const QString& program, const QStringList& arguments, int mostCpuS);

} // namespace hallwright::test
