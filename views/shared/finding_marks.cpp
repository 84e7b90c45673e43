#include "views/shared/finding_marks.h"

#include <algorithm>
#include <map>

namespace hallwright::style {

std::vector<FindingMark> findingMarks(const Findings& findings)
{
    std::map<ObjectRef, FindingMark> byObject;
    for (const Finding* finding : findings.open) {
        FindingMark& mark = byObject[finding->subject];
        const bool first = mark.count++ == 0;
        mark.object = finding->subject;
        mark.hall = finding->hall;
        mark.worst =
            first ? finding->severity : std::min(mark.worst, finding->severity); // critical is the least
    }
    std::vector<FindingMark> marks;
    marks.reserve(byObject.size());
    for (const auto& [object, mark] : byObject)
        marks.push_back(mark);
    return marks;
}

} // namespace hallwright::style
