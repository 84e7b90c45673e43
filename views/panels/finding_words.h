// How the panels write a finding: what it is about, where, its figure and limit, and the words that find it.
#pragma once

#include "core/rules/findings.h"
#include "core/rules/rules.h"

#include <QString>

namespace hallwright::panels {

// As the reader has chosen to see units, with as many decimals as it takes for the two to differ; empty where there is none.
struct FindingFigures {
    QString value;
    QString limit;
};
FindingFigures figuresOf(const Finding& finding);
QString sumText(const FindingGroup& group); // "Σ 1,120.0 kW"

// Its object and what else it concerns, by their names without that of their hall: "A43 · A44", "A43 · busway A2 B".
QString objectsOf(const Site& site, const Finding& finding);

// "B1-H4", with its building where another has a hall of that name; "Building 1"; "The site".
QString placeText(const Site& site, BuildingId building, HallId hall);

// What a button says that has the remedy designed: "Cool the hall"; empty where nothing is offered.
QString remedyText(DesignRemedy remedy);

// Whether each of the words asked for, whatever the case, is part of a name of what the finding is about, or begins a
// word of its rule's title, its place, sentence or remedy. No words: every finding.
bool matches(const Site& site, const Finding& finding, const QString& words);

} // namespace hallwright::panels
