// The colours of what takes energy beside IT, by the order of overheadCauses; told apart by colour-blind readers
// (M. Okabe, K. Ito, Color Universal Design, 2008).
#pragma once

#include "core/studies/year/operating_point.h"

#include <QColor>

#include <array>

namespace hallwright::style {

inline constexpr std::array<QRgb, overheadCauses.size()> causeColours{
    0xff0072b2, 0xff56b4e9, 0xff009e73, 0xfff0e442, 0xffe69f00, 0xffcc79a7, 0xffd55e00, 0xff8c96a0};

} // namespace hallwright::style
