// Other units than the program's, for what is written on this thread while one of these lives: a report in °F from a window
// in °C.
#pragma once

#include "views/shared/format.h"

namespace hallwright::style {

class UnitsHere
{
public:
    explicit UnitsHere(UnitSystem system);
    ~UnitsHere();
    UnitsHere(const UnitsHere&) = delete;
    UnitsHere& operator=(const UnitsHere&) = delete;
};

} // namespace hallwright::style
