#include "views/shared/edit_overlay.h"

#include <algorithm>
#include <cmath>

namespace hallwright::style {

std::optional<std::size_t> EditOverlay::handleAt(Point2 place, double metresPerPixel) const
{
    constexpr double reachPx = 10.0, leastM = 0.2;
    const double reachM = std::max(leastM, reachPx * metresPerPixel);
    for (std::size_t i = 0; i < handles.size(); ++i) {
        const Point2 away = handles[i].at - place;
        if (std::hypot(away.x, away.y) <= reachM)
            return i;
    }
    return std::nullopt;
}

} // namespace hallwright::style
