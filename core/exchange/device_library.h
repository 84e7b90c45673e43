// Device types and rack types from the library that NetBox and others share: a YAML file for each model
// (github.com/netbox-community/devicetype-library).
//
// The library leaves out more than it says. What a file does not say, or says so that it cannot be so, is a remark, and
// is not stated in the type either; nothing is taken for none. The format has no airflow in m³/s and no share of the heat
// that goes to coolant: these are for the catalogue's owner to state.
#pragma once

#include "core/model/site.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace hallwright {

enum class RemarkKind {
    Refused,     // the file is not imported
    Implausible, // the value is not taken, or is doubtful
    Missing,     // the value is not stated
    Assumed      // the value is taken from something that says it only by the way
};

std::string_view nameOf(RemarkKind kind); // "refused"

struct LibraryRemark {
    RemarkKind kind = RemarkKind::Missing;
    std::string type;     // "Nvidia SN5600"; empty for a file that is refused
    std::string field;    // of the catalogue, "mass_kg"; empty for a file that is refused
    std::string sentence; // with the file
};

struct DeviceLibrary {
    std::vector<DeviceType> deviceTypes; // without ids
    std::vector<RackType> rackTypes;
    std::vector<LibraryRemark> remarks; // in the order of the files

    std::size_t count(RemarkKind kind) const;
};

// Reads one file's text. Of a model that is there already the later counts.
void readLibraryText(const std::string& yaml, const std::string& origin, DeviceLibrary& library);

// Reads files, and of folders all .yaml and .yml below them in the order of their names. Throws StorageError for a path
// that cannot be read.
DeviceLibrary readDeviceLibrary(const std::vector<std::filesystem::path>& paths);

struct LibraryImport {
    SitePtr site;
    std::size_t added = 0;
    std::size_t changed = 0; // types of the same manufacturer and model, which devices follow
};

// The version with these types in its catalogue. Of a type that is there already what the library states is changed, and
// what it does not state stays.
LibraryImport withDeviceLibrary(const SitePtr& site, const DeviceLibrary& library);

} // namespace hallwright
