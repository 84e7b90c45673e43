// How the events of a failure are told: what, where, how much, and why.
#pragma once

#include "core/model/site.h"
#include "core/studies/failure/failure.h"

#include <string>
#include <vector>

namespace hallwright {

class FailureSentences
{
public:
    explicit FailureSentences(const Site& site) : site_(site) {}

    // "CDU 1 of Building 1, Hall B"; a power node or plant unit by its name alone, where no other has it.
    std::string nameOf(ObjectRef object) const;
    // "UPS A", "UPS A and UPS B", "UPS A, UPS B and 11 more"
    std::string namesOf(const std::vector<ObjectRef>& objects) const;
    std::string hall(HallId id) const; // "Hall A of Building 1"
    // "12 racks of Hall A of Building 1 (192 GPUs, 244.8 kW)"
    std::string racks(HallId hall, std::size_t count, std::size_t gpus, double powerW) const;

private:
    const Site& site_;
};

} // namespace hallwright
