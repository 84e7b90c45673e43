#include "core/exchange/heat_demand_file.h"

#include "core/exchange/hourly_table.h"
#include "core/exchange/limited_file.h"
#include "core/exchange/text_encoding.h"
#include "core/exchange/unpacked.h"
#include "core/model/errors.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace hallwright {

namespace {

struct DemandColumn {
    std::size_t at = 0;
    double factor = 1.0; // to W
};

DemandColumn demandColumnOf(const HourlyTable& table, const std::string& origin)
{
    struct Title {
        std::string_view text;
        double factor;
    };
    for (const Title& title :
         std::array{Title{"demand_w", 1.0}, Title{"demand_kw", 1e3}, Title{"demand_mw", 1e6}}) {
        if (const auto at = table.column(title.text))
            return {*at, title.factor};
    }
    throw InputError(origin + ": It has no column demand_w, demand_kw or demand_mw.");
}

// Where in a demand of so many values a row belongs: months count from 1, hours from 0.
std::size_t placeIn(const HourlyTable& table, std::size_t row, std::size_t column, std::size_t first,
                    std::size_t count, const std::string& origin)
{
    const double number = table.number(row, column);
    const auto last = static_cast<double>(first + count - 1);
    if (!(number >= static_cast<double>(first) && number <= last) || number != std::floor(number))
        throw InputError(fmt::format("{}:{}: The {} is {}, but must be a whole number from {} to {}.", origin,
                                     table.line(row), table.titles()[column], table.cell(row, column), first,
                                     last));
    return static_cast<std::size_t>(number) - first;
}

} // namespace

HeatDemand readHeatDemand(std::string_view text, const std::string& origin)
{
    const HourlyTable table(text, origin);
    const auto month = table.column("month");
    const auto hour = table.column("hour");
    if (!month == !hour)
        throw InputError(origin +
                         ": It needs a column \"month\", 1 to 12, or a column \"hour\", 0 to 8759, and "
                         "not both.");
    const std::size_t count = table.rows();
    if (month ? count != monthsOfYear : count != hoursOfYear(false) && count != hoursOfYear(true))
        throw InputError(fmt::format("{}: It has {} rows, but a year has {}.", origin, count,
                                     month ? "12 months" : "8,760 hours, or 8,784 with a leap day"));
    const DemandColumn demand = demandColumnOf(table, origin);
    HeatDemand read;
    read.source = origin;
    read.demandW.assign(count, std::nan(""));
    for (std::size_t row = 0; row < count; ++row) {
        double& value =
            read.demandW[placeIn(table, row, month ? *month : *hour, month ? 1 : 0, count, origin)];
        if (!std::isnan(value))
            throw InputError(fmt::format("{}:{}: {} {} stands there twice.", origin, table.line(row),
                                         month ? "Month" : "Hour", table.cell(row, month ? *month : *hour)));
        value = demand.factor * table.number(row, demand.at);
        if (!(value >= 0.0 && std::isfinite(value)))
            throw InputError(fmt::format("{}:{}: The demand is \"{}\", but must be a number of at least 0.",
                                         origin, table.line(row), table.cell(row, demand.at)));
    }
    return read;
}

HeatDemand readHeatDemand(const std::filesystem::path& file)
{
    constexpr std::uintmax_t mostBytes = 4'000'000;
    const std::string content =
        unpacked(limitedContentOf(file, mostBytes, "give one year of hours"), mostBytes, file.string());
    HeatDemand demand = readHeatDemand(utf8Of(content), file.string());
    demand.source = file.filename().string();
    return demand;
}

} // namespace hallwright
