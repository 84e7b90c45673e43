#include "views/report/drawing_scale.h"

#include <algorithm>

namespace hallwright::report {

int largestScale(double widthM, double depthM, const QSizeF& paperMm)
{
    constexpr double mmPerMetre = 1000.0;
    constexpr double leastMm = 1.0;
    const double needed = std::max(widthM * mmPerMetre / std::max(paperMm.width(), leastMm),
                                   depthM * mmPerMetre / std::max(paperMm.height(), leastMm));
    for (const int scale : {50,   75,   100,  125,  150,  200,  250,   300,   400,   500,   750,
                            1000, 1250, 1500, 2000, 2500, 5000, 10000, 20000, 25000, 50000, 100000}) {
        if (scale >= needed)
            return scale;
    }
    int scale = 1000000;
    while (scale < needed && scale < 1000000000)
        scale *= 10;
    return scale;
}

QString scaleText(int scale)
{
    return QStringLiteral("1:%1").arg(scale);
}

} // namespace hallwright::report
