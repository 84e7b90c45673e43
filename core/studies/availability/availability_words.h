// Availability and verdicts in plain words, the same for command line, window and report.
#pragma once

#include "core/studies/availability/availability.h"
#include "core/studies/availability/redundancy.h"

#include <string>

namespace hallwright {

// Of the time that is left, with as many nines as there are: "99.9937 %".
std::string sharePercent(double unavailability);
std::string minutesText(double minutes); // "52.6 min", "0.004 min"

// "B1/B1-H2", "B1"; "the campus" for site data
std::string placeName(const Site& site, ObjectRef place);

// "The mean rack has power and cooling 99.99 % of the time: it lacks them 52.6 min a year. All racks at once ..."
std::string answerOf(const SiteAvailability& found);
// What counts as equipment that fails, and what is left out.
std::string countedEquipmentText();
// "Simulated: 2,000 years, seed 1, ..."; empty where nothing is.
std::string simulatedYearsText(const SiteAvailability& found);

// "3 of 5 halls are concurrently maintainable or better; 2 lose racks by one element."
std::string answerOf(const Redundancy& found);
// What breaks the hall's verdict: "UPS A; by themselves do: 14 CDUs, 1 mechanical panel"
std::string breaksText(const Redundancy& found, const HallRedundancy& hall);
// What the four verdicts mean.
std::string verdictsText();

} // namespace hallwright
