// Figures of core/simulation/figures.h as a person reads them.
#pragma once

#include "core/simulation/figures.h"

#include <QString>

namespace hallwright::style {

// By its unit, as the reader has chosen to see units: "40.8 kW", "23.4 °C", "1.234"; a dash where it is not a number.
QString figureText(double value, std::string_view unit);

template <class Figure, class Result>
QString valueText(const Figure& figure, const Result& result)
{
    return figureText(figure.value(result), figure.unit);
}

// What a figure has gained, signed: "+1.3 kW", "-0.4 K"; empty where both read the same.
QString gainText(double before, double after, std::string_view unit);

// A title as it stands by itself: "Heat to air" for "heat to air".
QString titleText(std::string_view title);

} // namespace hallwright::style
