#include "core/physics/air_report.h"

namespace hallwright {

std::string problemsOf(const AirFieldReport& report)
{
    std::string sentences;
    for (const AirProblem& problem : report.problems)
        sentences += (sentences.empty() ? "" : " ") + problem.sentence;
    return sentences;
}

} // namespace hallwright
