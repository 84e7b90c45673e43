// Refuses a question about a failure that has no answer.
#pragma once

#include "core/studies/failure/failure.h"

#include <span>

namespace hallwright {

// Throws InputError where nothing fails, or something that cannot or that the site does not have.
void requireFailable(const Site& site, std::span<const ObjectRef> failed);
void requireSense(const FailureOptions& options); // throws InputError
// Throws InputError where a node that is not to start is no generator on standby of the site.
void requireStartable(const Site& site, const FailureOptions& options);

} // namespace hallwright
