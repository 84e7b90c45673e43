// Power nodes made in memory.
#pragma once

#include "core/physics/power_chain.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace hallwright::test {

inline PowerNode node(std::int64_t id, double ratedW, LossCurve loss, std::vector<PowerNodeId> fedBy)
{
    PowerNode n;
    n.id = {id};
    n.ratedW = ratedW;
    n.loss = loss;
    n.fedBy = std::move(fedBy);
    return n;
}

} // namespace hallwright::test
