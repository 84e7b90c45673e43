// What of a failure is drawn over time: one strip for each quantity, and in it the hall, loop or battery that fares worst by
// name, all others beside it, and the limits it is held against. Of values in SI units; nothing here is computed.
#pragma once

#include "core/studies/failure/failure.h"
#include "views/charts/chart_quantity.h"

#include <QString>

#include <optional>
#include <vector>

namespace hallwright::charts {

enum class CurveRole { Worst, Second, Other };

struct FailureCurve {
    QString of; // "B1-H2", "UPS A"
    CurveRole role = CurveRole::Other;
    std::vector<double> values; // one for each sample; not a number where there is none
};

struct FailureLimit {
    QString name; // "limit"
    double value = 0.0;
};

struct FailureStrip {
    QString key;   // "inlet_c"
    QString title; // "Hottest inlet"
    QuantityKind kind = QuantityKind::Temperature;
    std::vector<FailureCurve> curves{}; // the worst first
    std::vector<FailureLimit> limits{}; // the first to be passed first
    bool isShare = false;               // read in %
    bool steps = false;                 // holds until the next sample

    const FailureCurve& worst() const { return curves.front(); }
};

// Inlets, coolant, batteries, IT power, as far as the site has them; batteries where any is drawn.
std::vector<FailureStrip> failureStrips(const Cascade& cascade);

QString stripValueText(const FailureStrip& strip, double si); // "31.2 °C", "45 %"
// The reader's unit at the strip's axis.
AxisUnit stripUnit(const FailureStrip& strip);

// The sample that holds at a time; none where there is no sample.
std::optional<std::size_t> sampleAt(const Cascade& cascade, double timeS);
// All quantities at a time, those of the worst: "4:50 min:s  ·  hottest inlet 31.2 °C  ·  IT power 36.10 MW".
QString failureReading(const Cascade& cascade, const std::vector<FailureStrip>& strips, double timeS);
// All curves by time, each column with its unit.
QString failureCsv(const Cascade& cascade, const std::vector<FailureStrip>& strips);

} // namespace hallwright::charts
