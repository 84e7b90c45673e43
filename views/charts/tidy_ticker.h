// The numbers at an axis: all with the decimals that its step needs, thousands apart.
#pragma once

#include <qcustomplot.h>

#include <cmath>

namespace hallwright::charts {

class TidyTicker : public QCPAxisTicker
{
protected:
    double getTickStep(const QCPRange& range) override
    {
        constexpr int most = 6;
        constexpr double whole = 1e-6;
        const double step = QCPAxisTicker::getTickStep(range);
        double scaled = step;
        for (decimals_ = 0; decimals_ < most && std::abs(scaled - std::round(scaled)) > whole; ++decimals_)
            scaled *= 10.0;
        step_ = step;
        return step;
    }

    QString getTickLabel(double tick, const QLocale& locale, QChar, int) override
    {
        return locale.toString(std::abs(tick) < step_ / 2.0 ? 0.0 : tick, 'f', decimals_); // never -0
    }

private:
    int decimals_ = 0;
    double step_ = 1.0;
};

} // namespace hallwright::charts
