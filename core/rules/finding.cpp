#include "core/rules/finding.h"

#include "core/rules/checked.h"

#include <utility>

namespace hallwright {

std::string_view nameOf(Severity severity)
{
    switch (severity) {
    case Severity::Critical:
        return "critical";
    case Severity::Major:
        return "major";
    case Severity::Minor:
        return "minor";
    }
    return "";
}

Finding& FindingSink::add(ObjectRef subject, std::optional<Figure> figure, std::string sentence,
                          std::string remedy)
{
    Finding& finding = found_.emplace_back();
    finding.rule = rule_.id;
    finding.severity = rule_.severity;
    finding.subject = subject;
    finding.building = building_;
    finding.hall = hall_;
    if (figure) {
        finding.value = figure->value;
        finding.limit = figure->limit;
        finding.unit = figure->unit;
    }
    finding.sentence = std::move(sentence);
    finding.remedy = std::move(remedy);
    return finding;
}

} // namespace hallwright
