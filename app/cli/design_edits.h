// What core/design does to a site from the command line: feed, cool, re-size, enlarge, replace.
#pragma once

#include "core/model/site.h"

#include <string>
#include <vector>

namespace hallwright::cli {

// One option of `edit`: its text names what it is about. Adds to `told` a sentence for each choice, shortage and finding
// that is still open. Throws UsageError for a name that the site does not have, InputError where nothing could be done.
using DesignEdit = SitePtr (*)(const SitePtr& site, const std::string& text, std::vector<std::string>& told);

SitePtr withFed(const SitePtr& site, const std::string& hall, std::vector<std::string>& told);
SitePtr withCooled(const SitePtr& site, const std::string& hall, std::vector<std::string>& told);
SitePtr withResized(const SitePtr& site, const std::string& loop, std::vector<std::string>& told);
SitePtr withEnlarged(const SitePtr& site, const std::string& what,
                     std::vector<std::string>& told); // "all", a hall, a node

// "HALL=FILE[,hall=NAME][,rows=N][,racks=N][,type=NAME][,cold_m=X][,hot_m=X]": the template in FILE takes the place of HALL,
// with other rows and racks where they are given, and is fed and cooled.
SitePtr withHallReplaced(const SitePtr& site, const std::string& text, std::vector<std::string>& told);

} // namespace hallwright::cli
