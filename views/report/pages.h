// Which sheets a report has, in which order.
#pragma once

#include "views/report/sheets.h"

#include <functional>
#include <vector>

namespace hallwright::report {

struct ReportPage {
    QString chapter; // over the titles of its sheets, in the outline and in the contents
    QString title;
    std::function<void(Sheet&, const Page&)> paint;
};

// Refers to `content`. `sheet` is one such as they are painted on. Throws InputError for a scale at which a hall does not
// fit.
std::vector<ReportPage> pagesOf(const Sheet& sheet, const ReportContent& content,
                                const FindingsPtr& findings);

} // namespace hallwright::report
