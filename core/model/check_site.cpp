#include "core/model/check_site.h"

namespace hallwright {
void checkRack(const Site&, const Hall&, const Rack&) {}
void checkSite(const Site&) {}
}
