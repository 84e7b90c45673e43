// Refuses a question about a failure that has no answer.
#pragma once

#include "core/studies/failure/failure.h"

#include <span>

namespace hallwright {

// Throws InputError where nothing fails, or something that cannot or that the site does not have.
void requireFailable(const Site& site, std::span<const ObjectRef> failed);
void requireSense(const FailureOptions& options); // throws InputError

} // namespace hallwright
