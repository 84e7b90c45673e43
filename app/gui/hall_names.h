// Halls by names that a reader can tell apart.
#pragma once

#include "core/model/site.h"

#include <QString>

#include <vector>

namespace hallwright::app {

struct NamedHall {
    HallId id;
    QString name; // with its building's where another hall is called the same: "B2 / H1"
};

std::vector<NamedHall> namedHalls(const Site& site); // building by building

} // namespace hallwright::app
