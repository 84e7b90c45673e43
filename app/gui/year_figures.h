// What a year comes to, as lines of a table: each with what it rests on.
#pragma once

#include "app/gui/year_session.h"

#include <QString>

#include <optional>
#include <vector>

namespace hallwright::app {

struct YearFigure {
    QString key; // "pue"
    QString title;
    QString value;
    QString why;                       // a sentence: formula, source, cause
    std::optional<std::size_t> hour{}; // at which it is so
};

std::vector<YearFigure> yearFigures(const YearAnswer& answer);

} // namespace hallwright::app
