#include "app/gui/rates_file.h"

#include "core/exchange/rates_csv.h"
#include "core/studies/availability/named_rates.h"

#include <QFileInfo>

#include <fmt/format.h>

#include <vector>

namespace hallwright::app {

RatesFile ratesFileAt(const QString& path)
{
    return path.isEmpty() ? RatesFile() : RatesFile{path, QFileInfo(path).lastModified()};
}

EquipmentRates ratesOf(const Site& site, const RatesFile& file)
{
    if (file.path.isEmpty())
        return classRates();
    const std::string name = QFileInfo(file.path).fileName().toStdString();
    std::vector<NamedRate> named;
    for (const RateLine& line : readRateLines(file.path.toStdString()))
        named.push_back({line.name,
                         {line.mtbfH, line.mttrH, line.source.empty() ? name : line.source},
                         fmt::format("{}, line {}", name, line.line)});
    return withRates(classRates(), site, named);
}

} // namespace hallwright::app
