// The core's sentences in the reader's units.
//
// The core computes in SI and speaks in SI: "0.50 m clear; 0.90 m is needed". Where IP units are chosen, each quantity in a
// sentence is put into them as the formats of format.h write it, with as many figures as it had, so that two that differ still
// do. A number is a quantity where one of these units follows it, one blank away: m, km, m², m³, m³/s (air), L/s and L/min
// (liquid), L/kWh, m/s, kg, kN, kN/m², kPa, kW/m², °C and K (a difference), alone or as "1 to 2 m". What both systems share
// (W, s, %, U) and the millimetres of standard sizes ("Pipe 150 mm") stay.
#pragma once

#include <QString>

#include <string_view>

namespace hallwright::style {

QString sentence(std::string_view si); // UTF-8
QString sentence(const QString& si);

} // namespace hallwright::style
