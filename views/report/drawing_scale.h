// The scales a drawing may have.
#pragma once

#include "core/model/geometry.h"

#include <QSizeF>
#include <QString>

namespace hallwright::report {

// The largest standard scale, as the number n of 1:n, at which an area of this many metres fits into this
// many millimetres of paper. Beyond the list (1:50 to 1:100,000) the next power of ten.
int largestScale(double widthM, double depthM, const QSizeF& paperMm);

QString scaleText(int scale); // "1:150"

} // namespace hallwright::report
