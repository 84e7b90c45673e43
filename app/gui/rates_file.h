// Failure rates that the reader has in a file, which go before those of their class.
#pragma once

#include "core/model/site.h"
#include "core/studies/availability/equipment_rates.h"

#include <QDateTime>
#include <QString>

namespace hallwright::app {

struct RatesFile {
    QString path; // empty: the class's rates
    QDateTime writtenAt;

    bool operator==(const RatesFile&) const = default;
};

RatesFile ratesFileAt(const QString& path);

// Reads it; from any thread. Throws InputError, with the line, for what names nothing of this site and rates out of their
// range, and StorageError where it cannot be read.
EquipmentRates ratesOf(const Site& site, const RatesFile& file);

} // namespace hallwright::app
