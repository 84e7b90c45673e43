// Edits of any kind, drawn at random.
#pragma once

#include "core/model/site.h"

#include <random>

namespace hallwright::test {

// The small campus with a catalogue entry of every kind and records, so that it has something of every kind.
SitePtr campusOfEverything();

// The version after one random edit of one to five objects; the same version where the draw was refused. Every
// version keeps all invariants.
SitePtr randomlyEdited(const SitePtr& site, std::mt19937& random);

} // namespace hallwright::test
