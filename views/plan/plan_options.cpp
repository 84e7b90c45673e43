#include "views/plan/plan_options.h"

namespace hallwright::plan {

PlanOptions paperOptions(double unitsPerMm)
{
    PlanOptions options;
    options.unitsPerMm = unitsPerMm;
    options.textMm = 2.1;
    options.fillGround = false;
    options.locks = false;
    return options;
}

} // namespace hallwright::plan
