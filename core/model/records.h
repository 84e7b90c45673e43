// What belongs to an object beside its physics: lifecycle, dates, tags, identifiers in other systems, notes.
//
// Records are a part of the site of their own, so that an edit of one shares every hall and network and costs no
// evaluation.
#pragma once

#include "core/model/object_ref.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace hallwright {

// From design intent to the day the object leaves the floor.
enum class LifecycleStatus { Design, Procurement, Deployment, Operation, Decommissioning };

struct Record {
    LifecycleStatus status = LifecycleStatus::Operation;
    std::map<LifecycleStatus, std::string> dates;   // on which it enters the status, "2027-03-31" (ISO 8601)
    std::vector<std::string> tags;                  // as the owner wrote them, each once
    std::map<std::string, std::string> identifiers; // in other systems: "netbox" -> "dcim.rack:4711"
    std::string notes;
    std::map<std::string, std::string>
        waivers; // rule (core/rules) -> why what it finds of the object is accepted

    bool operator==(const Record&) const = default;
};

// Objects without an entry have the record Record{}, and no entry is equal to that.
struct Records {
    std::map<ObjectRef, Record> byObject;

    bool operator==(const Records&) const = default;
    const Record& of(ObjectRef object) const;
};

using RecordsPtr = std::shared_ptr<const Records>;

} // namespace hallwright
