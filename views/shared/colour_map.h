// Perceptually uniform colour maps, safe for colour-blind readers.
//
// Viridis (S. van der Walt, N. Smith, 2015, CC0) for loads; thermal (K. Thyng et al., cmocean, Oceanography 29(3), 2016)
// for temperatures: dark is cold, bright is hot, and lightness alone tells the order; cividis (J. Nuñez, C. Anderton,
// R. Renslow, PLOS ONE 13(7), 2018) for shares. Blue to red after C. Brewer's RdBu (11 classes, turned round;
// colorbrewer2.org, 2013, marked there as safe for colour-blind readers) for differences: pale in the middle is none.
#pragma once

#include <QColor>
#include <QRgb>

#include <span>

namespace hallwright::style {

class ColourMap
{
public:
    static const ColourMap& viridis();
    static const ColourMap& thermal();
    static const ColourMap& cividis();
    static const ColourMap& blueRed();

    // The colour at t in 0..1; values outside are clamped, NaN gives mid-grey.
    QRgb at(double t) const;
    QColor colour(double t) const { return QColor(at(t)); }

private:
    explicit ColourMap(std::span<const QRgb> stops) : stops_(stops) {}
    std::span<const QRgb> stops_; // evenly spaced
};

} // namespace hallwright::style
