// Numbers and tool tips of the diagrams: shorter than in a panel, with what shared/format.h does not have.
#pragma once

#include <QString>

namespace hallwright::diagrams {

inline const QString separator = QStringLiteral(" · "); // between the figures of one line

QString shortPower(double watts);                   // three digits: "1.23 MW", "560 kW"
QString powerOf(double watts, double ofWatts);      // "24.1 / 36.0 MW", in the unit of the second
QString percent(double share);                      // "67 %"
QString powerAndShare(double watts, double ratedW); // "560 kW (67 %)"
QString formatKelvin(double kelvin);                // unsigned: "8.0 K", "14.4 °F"

// Rich text of a tool tip: a heading, lines, and rows of a name and a value.
class Tip
{
public:
    explicit Tip(const QString& heading);
    void line(const QString& text);
    void row(const QString& name, const QString& value); // nothing for an empty value
    QString text() const;

private:
    QString head_;
    QString rows_;
};

} // namespace hallwright::diagrams
