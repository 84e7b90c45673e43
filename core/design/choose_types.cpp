#include "core/design/choose_types.h"

#include "core/design/rule_error.h"
#include "core/model/names.h"
#include "core/model/number_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright::design {

namespace {

constexpr double roundingW = 1e-3;

std::string noneSentence(std::string_view kind, double neededW, const std::string& what)
{
    return fmt::format("the catalogue has no {} of at least {} for {}; add such a type.", kind,
                       kilowatts(neededW, 0), what);
}

} // namespace

const PowerType& leastPowerType(const Site& site, PowerNodeKind kind, double neededW, const std::string& what)
{
    const PowerType* least = nullptr;
    for (const PowerType& type : site.catalogue->powerTypes) {
        const double ratedW = type.values.ratedW;
        if (type.values.kind == kind && ratedW >= neededW - roundingW &&
            (!least || ratedW < least->values.ratedW))
            least = &type;
    }
    if (!least)
        throw RuleError(noneSentence(wordFor(kind), neededW, what));
    return *least;
}

const CduType& leastCduType(const Site& site, double neededW, const std::string& what)
{
    const CduType* least = nullptr;
    for (const CduType& type : site.catalogue->cduTypes) {
        if (type.values.capacityW >= neededW - roundingW &&
            (!least || type.values.capacityW < least->values.capacityW))
            least = &type;
    }
    if (!least)
        throw RuleError(noneSentence("CDU", neededW, what));
    return *least;
}

double largestRatingW(const Site& site, PowerNodeKind kind)
{
    double largestW = 0.0;
    for (const PowerType& type : site.catalogue->powerTypes)
        largestW = type.values.kind == kind ? std::max(largestW, type.values.ratedW) : largestW;
    return largestW;
}

double fullInputW(const PowerType& type)
{
    const LossCurve& loss = type.values.loss;
    return type.values.ratedW * (1.0 + loss.k0 + loss.k1 + loss.k2);
}

} // namespace hallwright::design
