// The colour of a cooling mode, the same in every chart. Blue, amber and vermilion are told apart by colour-blind
// readers too (M. Okabe, K. Ito, Color Universal Design, 2008).
#pragma once

#include "core/studies/year/operating_point.h"
#include "views/shared/theme.h"

namespace hallwright::charts {

inline QColor modeColour(CoolingMode mode, const style::Colours& colours)
{
    switch (mode) {
    case CoolingMode::Free:
        return colours.supplyPipe;
    case CoolingMode::Partial:
        return colours.fibre;
    case CoolingMode::Full:
        break;
    }
    return colours.returnPipe;
}

} // namespace hallwright::charts
