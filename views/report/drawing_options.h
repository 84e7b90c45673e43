// How plans are drawn on a sheet.
#pragma once

#include "views/plan/plan_options.h"
#include "views/report/sheet.h"

#include <algorithm>

namespace hallwright::report {

// As on paper, with letters that grow with a large sheet as its title block does.
inline plan::PlanOptions drawingOptions(const Sheet& sheet)
{
    plan::PlanOptions options = plan::paperOptions(sheet.unitsPerPaperMm());
    options.textMm *= std::max(1.0, paperOf(sheet.options.paper).magnification);
    return options;
}

} // namespace hallwright::report
