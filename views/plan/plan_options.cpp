#include "views/plan/plan_options.h"

namespace hallwright::plan {

PlanOptions paperOptions(double unitsPerMm)
{
    PlanOptions options;
    options.unitsPerMm = unitsPerMm;
    options.textMm = 2.13; // 6 point: nothing on paper is smaller
    options.leastTextMm = options.textMm;
    options.fillGround = false;
    options.locks = false;
    return options;
}

} // namespace hallwright::plan
