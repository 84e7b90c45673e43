#include "views/shared/colour_map.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright::style {

namespace {

constexpr auto viridisStops = std::to_array<QRgb>({
    0xff440154,
    0xff482475,
    0xff414487,
    0xff355f8d,
    0xff2a788e,
    0xff21918c,
    0xff22a884,
    0xff44bf70,
    0xff7ad151,
    0xffbddf26,
    0xfffde725,
});

constexpr auto thermalStops = std::to_array<QRgb>({
    0xff032333,
    0xff0d3064,
    0xff35329b,
    0xff5d3e99,
    0xff7e4d8f,
    0xff9e5987,
    0xffc16479,
    0xffe17161,
    0xfff68b45,
    0xfffbad3c,
    0xfff6d346,
    0xffe7fa5a,
});

constexpr auto cividisStops = std::to_array<QRgb>({
    0xff00204d,
    0xff00306f,
    0xff2a406c,
    0xff48526b,
    0xff5e626e,
    0xff727374,
    0xff878479,
    0xff9e9677,
    0xffb6a971,
    0xffd0be67,
    0xffead357,
    0xffffea46,
});

constexpr auto blueRedStops = std::to_array<QRgb>({
    0xff053061,
    0xff2166ac,
    0xff4393c3,
    0xff92c5de,
    0xffd1e5f0,
    0xfff7f7f7,
    0xfffddbc7,
    0xfff4a582,
    0xffd6604d,
    0xffb2182b,
    0xff67001f,
});

int mixed(int a, int b, double t)
{
    return static_cast<int>(std::lround(a + (b - a) * t));
}

} // namespace

const ColourMap& ColourMap::viridis()
{
    static const ColourMap map(viridisStops);
    return map;
}

const ColourMap& ColourMap::thermal()
{
    static const ColourMap map(thermalStops);
    return map;
}

const ColourMap& ColourMap::cividis()
{
    static const ColourMap map(cividisStops);
    return map;
}

const ColourMap& ColourMap::blueRed()
{
    static const ColourMap map(blueRedStops);
    return map;
}

QRgb ColourMap::at(double t) const
{
    if (std::isnan(t))
        return qRgb(128, 128, 128);
    const double along = std::clamp(t, 0.0, 1.0) * static_cast<double>(stops_.size() - 1);
    const auto first = std::min(static_cast<std::size_t>(along), stops_.size() - 2);
    const double part = along - static_cast<double>(first);
    const QRgb a = stops_[first];
    const QRgb b = stops_[first + 1];
    return qRgb(mixed(qRed(a), qRed(b), part), mixed(qGreen(a), qGreen(b), part),
                mixed(qBlue(a), qBlue(b), part));
}

} // namespace hallwright::style
