// What of a site can fail, as lists of it have it: name, kind and place in words.
#pragma once

#include "core/model/site.h"

#include <QString>

#include <vector>

namespace hallwright::panels {

struct FailableElement {
    ObjectRef ref;
    QString name;
    QString kind;  // "UPS", "Air handler"
    QString place; // "B1, B1-H2", "B1", "Campus"
};

FailableElement failableElement(const Site& site, ObjectRef ref);
// In the order of power, plant, air handlers, CDUs; also what the scenario has out of service.
std::vector<FailableElement> failableElements(const Site& site);

} // namespace hallwright::panels
