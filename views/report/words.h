// Words and numbers of the reports' tables.
#pragma once

#include <QString>

#include <string_view>

namespace hallwright::report {

QString dash();                                    // "–", where there is nothing to state
QString orDash(double value, const QString& text); // the text, or a dash for 0
QString formatFactor(double value, int decimals);  // "4.62"
QString words(std::string_view name);              // of an enumerator: "Air-cooled chiller", "UPS"

} // namespace hallwright::report
