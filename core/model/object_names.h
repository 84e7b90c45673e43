// Finding an object by its reference, and saying which one it is.
#pragma once

#include "core/model/object_kinds.h"

#include <optional>
#include <string>
#include <string_view>

namespace hallwright {

// "rack", "CDU type"; "site" for site data
std::string_view wordFor(ObjectKind kind);

// The object of this id, or nullptr. Found by bisection in each list of its kind.
template <class IdType>
const ObjectOf<IdType>* find(const Site& site, IdType id);

bool exists(const Site& site, ObjectRef object);

// All of a kind, in ascending order of id.
std::vector<ObjectRef> objectsOf(const Site& site, ObjectKind kind);

// Its name; empty for one without a name (a column) and one that the site does not have.
std::string nameOf(const Site& site, ObjectRef object);

// "rack B1-H4-C09", "column 3"; the kind and id of what the site does not have.
std::string describe(const Site& site, ObjectRef object);

// With a capital first letter.
std::string sentenceCase(std::string text);

// The hall an object stands in, or is: none for one outside halls; nothing if the site does not have it.
std::optional<HallId> hallWith(const Site& site, ObjectRef object);

// The rack a device is in; none if the site does not have it.
RackId rackWith(const Site& site, DeviceId device);

} // namespace hallwright
