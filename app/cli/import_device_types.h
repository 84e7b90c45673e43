// import devicetypes: types of the device-type library into the catalogue of a site.
#pragma once

#include "app/cli/cli.h"

#include <functional>

namespace hallwright::cli {

// Adds the verb to `import`, and returns what it runs.
std::function<ExitCode()> addImportDeviceTypes(CLI::App& import);

} // namespace hallwright::cli
