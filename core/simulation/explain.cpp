#include "core/simulation/explain.h"

#include "core/simulation/figures.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hallwright {

namespace {

// A hall's building, and the halls that share it.
struct HallPlace {
    std::size_t building = 0;
    std::size_t inBuilding = 0;
};

HallPlace placeOf(const Site& site, std::size_t hall)
{
    HallPlace place;
    while (hall >= site.buildings[place.building]->halls.size())
        hall -= site.buildings[place.building++]->halls.size();
    place.inBuilding = hall;
    return place;
}

// The name of one of several, made unique.
template <class Parts>
std::string labelOf(const Parts& parts, std::size_t at)
{
    const std::string& name = parts[at]->name;
    const auto same =
        std::count_if(parts.begin(), parts.end(), [&](const auto& p) { return p->name == name; });
    return same > 1 ? fmt::format("{}#{}", name, parts[at]->id.value) : name;
}

std::string buildingPath(const Site& site, std::size_t building)
{
    return "building/" + labelOf(site.buildings, building) + '/';
}

std::string hallPath(const Site& site, std::size_t hall)
{
    const HallPlace place = placeOf(site, hall);
    return "hall/" + labelOf(site.buildings, place.building) + '/' +
           labelOf(site.buildings[place.building]->halls, place.inBuilding) + '/';
}

Explanation explanationOf(std::string title, double value, std::string_view unit, Derivation derivation)
{
    return {.key = {},
            .title = std::move(title),
            .value = value,
            .unit = std::string(unit),
            .formula = std::move(derivation.formula),
            .inputs = std::move(derivation.inputs),
            .source = std::move(derivation.source),
            .note = std::move(derivation.note),
            .combine = derivation.combine};
}

// The figure that `key` names below `path`, which holds the names of places as they are: a name may have slashes in it.
template <class Figures>
auto figureBelow(const std::string& path, std::string_view key, const Figures& figures)
    -> decltype(figures.data())
{
    if (!key.starts_with(path))
        return nullptr;
    return figureOf(figures, key.substr(path.size()));
}

std::optional<Explanation> explainUnnamed(const Snapshot& snapshot, std::string_view key)
{
    if (const CampusFigure* figure = figureOf(campusFigures(), key))
        return explanationOf(std::string(figure->title), figure->value(snapshot), figure->unit,
                             figure->derive(snapshot));
    const Site& site = *snapshot.site;
    for (std::size_t b = 0; b < snapshot.buildings.size(); ++b) {
        if (const BuildingFigure* figure = figureBelow(buildingPath(site, b), key, buildingFigures()))
            return explanationOf(fmt::format("{}: {}", site.buildings[b]->name, figure->title),
                                 figure->value(snapshot.buildings[b]), figure->unit,
                                 figure->derive(snapshot, b));
    }
    for (std::size_t h = 0; h < snapshot.halls.size(); ++h) {
        const HallResult& hall = *snapshot.halls[h];
        if (const HallFigure* figure = figureBelow(hallPath(site, h), key, hallFigures()))
            return explanationOf(fmt::format("{}: {}", hall.hall->name, figure->title), figure->value(hall),
                                 figure->unit, figure->derive(snapshot, h));
    }
    return std::nullopt;
}

} // namespace

std::string_view nameOf(Combine combine)
{
    switch (combine) {
    case Combine::Sum:
        return "sum";
    case Combine::Difference:
        return "difference";
    case Combine::Product:
        return "product";
    case Combine::Ratio:
        return "ratio";
    case Combine::Maximum:
        return "maximum";
    case Combine::Other:
        break;
    }
    return "other";
}

std::vector<ExplainedInput> knownOf(std::vector<ExplainedInput> inputs)
{
    std::erase_if(inputs, [](const ExplainedInput& input) { return std::isnan(input.value); });
    return inputs;
}

std::vector<ExplainedInput> largestOf(std::vector<ExplainedInput> inputs)
{
    constexpr std::size_t shown = 5;
    std::stable_sort(inputs.begin(), inputs.end(),
                     [](const ExplainedInput& a, const ExplainedInput& b) { return a.value > b.value; });
    inputs.resize(std::min(inputs.size(), shown));
    return inputs;
}

std::string buildingKey(const Snapshot& snapshot, std::size_t building, std::string_view figure)
{
    return buildingPath(*snapshot.site, building).append(figure);
}

std::string hallKey(const Snapshot& snapshot, std::size_t hall, std::string_view figure)
{
    return hallPath(*snapshot.site, hall).append(figure);
}

std::span<const std::string_view> explainedKeys()
{
    static const std::vector<std::string_view> keys = [] {
        std::vector<std::string_view> all;
        for (const CampusFigure& figure : campusFigures())
            all.push_back(figure.key);
        return all;
    }();
    return keys;
}

std::vector<std::string> explainedKeys(const Snapshot& snapshot)
{
    const auto campus = explainedKeys();
    std::vector<std::string> keys(campus.begin(), campus.end());
    for (std::size_t b = 0; b < snapshot.buildings.size(); ++b) {
        for (const BuildingFigure& figure : buildingFigures())
            keys.push_back(buildingKey(snapshot, b, figure.key));
    }
    for (std::size_t h = 0; h < snapshot.halls.size(); ++h) {
        for (const HallFigure& figure : hallFigures())
            keys.push_back(hallKey(snapshot, h, figure.key));
    }
    return keys;
}

std::optional<Explanation> explain(const Snapshot& snapshot, std::string_view key)
{
    std::optional<Explanation> explanation = explainUnnamed(snapshot, key);
    if (explanation)
        explanation->key = key;
    return explanation;
}

} // namespace hallwright
