// Flows of halls that were solved before, in a file of the program's own.
//
// A room is found by every number that its flow depends on, so that an edit that is taken back, a copy of the site and a
// hall of another site that is built alike all find it. The file is a cache: a damaged one, one of another program or one that
// cannot be written is left alone, and the flow is solved again. The newest `mostRooms` are kept.
#pragma once

#include "core/physics/known_airs.h"

#include <filesystem>
#include <memory>

namespace hallwright {

class AirStore final : public KnownAirs
{
public:
    static constexpr int mostRooms = 300; // some 100 to 500 kB each

    explicit AirStore(std::filesystem::path file); // opened when first needed; its folder is made
    ~AirStore() override;

    std::shared_ptr<const RecirculationMatrix> find(const AirRoom& room, RecirculationLayout layout) override;
    void keep(const AirRoom& room, const RecirculationMatrix& matrix) override;

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace hallwright
