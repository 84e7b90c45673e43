// How a field's values are read: the colour, the round levels and the text of a value, in the reader's unit.
#pragma once

#include "views/shared/colour_map.h"

#include <QRgb>
#include <QString>

#include <array>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace hallwright::fields {

using Range = std::pair<double, double>;

// What a value is stored in: kW/m², °C, m/s, a part of one, K, Pa, and m²/s.
enum class ValueUnit { PowerDensity, Temperature, Speed, Share, TemperatureDifference, Pressure, Mixing };

bool isSigned(ValueUnit unit); // as much below zero as above it: differences and pressures

// In the reader's unit (style::unitSystem()): °F, %. Differences are written with their sign.
double inReadersUnit(ValueUnit unit, double value);
double fromReadersUnit(ValueUnit unit, double value);
QString readersUnit(ValueUnit unit);

// The least of 1, 2, 2.5 and 5 times a power of ten that is not below `atLeast` (positive).
double roundStep(double atLeast);

// Round ends that hold minimum..maximum: whole degrees for a temperature, as far below 0 as above it for what is
// signed, from 0 for everything else.
Range roundEnds(ValueUnit unit, double minimum, double maximum);

// The range to show next, given the one on screen: it stays while it holds the new values and they fill at
// least half of it, so that colours do not jump while a rack is dragged.
Range steadyRange(const std::optional<Range>& shown, Range needed);

// One colour for all values from the band before up to `upTo`.
struct ValueBand {
    double upTo = 0.0; // infinite for the last
    QRgb colour = 0;
    QString text;
};

// A colour map or bands over a range, ready for many look-ups.
class ColourTable
{
public:
    ColourTable(const style::ColourMap& map, double minimum, double maximum);
    ColourTable(std::span<const ValueBand> bands, double minimum, double maximum);
    QRgb at(double value) const; // NaN is mid-grey

private:
    static constexpr int size = 1024;
    double minimum_;
    double stepsPerUnit_;
    std::array<QRgb, size> colours_;
};

// Values are in ValueUnit's units; texts and round levels in the reader's (style::unitSystem()).
class ValueScale
{
public:
    ValueScale(QString title, ValueUnit unit, const style::ColourMap& map, Range range);
    // In bands, whose limits are the ticks and the levels.
    ValueScale(QString title, ValueUnit unit, std::vector<ValueBand> bands, Range range);

    double minimum() const { return range_.first; }
    double maximum() const { return range_.second; }
    double position(double value) const { return (value - minimum()) / (maximum() - minimum()); }
    const ColourTable& colours() const { return colours_; }
    const std::vector<ValueBand>& bands() const { return bands_; } // none: continuous

    QString title() const { return title_; }            // "Rack inlet temperature"
    QString unit() const { return readersUnit(unit_); } // "°C"
    // Round values strictly inside the range: for ticks beside the colours, and, fewer, for isolines; no isoline of no
    // difference.
    const std::vector<double>& ticks() const { return ticks_; }
    const std::vector<double>& levels() const { return levels_; }
    QString tickText(double tick) const;   // "24.0", with the decimals that tell ticks apart
    QString levelText(double level) const; // "24"
    QString valueText(double value) const; // "24.53 °C"

private:
    double toReader(double value) const { return inReadersUnit(unit_, value); }
    double fromReader(double value) const { return fromReadersUnit(unit_, value); }
    std::vector<double> multiplesOf(double step) const; // of the reader's unit
    QString numberText(double value, char format, int digits) const;

    QString title_;
    ValueUnit unit_;
    Range range_;
    std::vector<ValueBand> bands_;
    ColourTable colours_;
    std::vector<double> ticks_;
    std::vector<double> levels_;
    int decimals_ = 0;
};

// Black or white, whichever is easier to see on `background`.
QRgb contrasting(QRgb background);
// The share `part` of `over` laid on `under`.
QRgb blended(QRgb under, QRgb over, double part);

} // namespace hallwright::fields
