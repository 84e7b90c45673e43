// Airs of rooms that were solved before, kept by all that they depend on.
#pragma once

#include "core/physics/air_room.h"
#include "core/physics/recirculation.h"

#include <memory>

namespace hallwright {

// From several threads. Nothing is thrown: what cannot be kept or found is solved again.
class KnownAirs
{
public:
    virtual ~KnownAirs() = default;

    // Of the buoyant flow of exactly this room, names and ids apart; nullptr if it is not known. `layout`, of the same
    // racks, is what the matrix is made with.
    virtual std::shared_ptr<const RecirculationMatrix> find(const AirRoom& room,
                                                            RecirculationLayout layout) = 0;
    virtual void keep(const AirRoom& room, const RecirculationMatrix& matrix) = 0;
};

} // namespace hallwright
