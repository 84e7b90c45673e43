#include "core/exchange/maintenance_file.h"

#include "core/exchange/hourly_table.h"
#include "core/exchange/limited_file.h"
#include "core/exchange/text_encoding.h"
#include "core/model/errors.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace hallwright {

namespace {

// Takes so many digits from the front; none if they are not there.
std::optional<std::size_t> takenDigits(std::string_view& text, std::size_t count)
{
    std::size_t number = 0;
    if (text.size() < count)
        return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + count, number);
    if (error != std::errc() || end != text.data() + count)
        return std::nullopt;
    text.remove_prefix(count);
    return number;
}

bool takenMark(std::string_view& text, std::string_view marks)
{
    if (text.empty() || marks.find(text.front()) == std::string_view::npos)
        return false;
    text.remove_prefix(1);
    return true;
}

// "2026-04-13 08:00", "04-13T08:00", "04-13"; without an hour, that which is given.
std::optional<YearMoment> momentIn(std::string_view text, std::size_t hourWithout)
{
    constexpr std::string_view withYear = "YYYY-M";
    if (text.size() >= withYear.size() && text[4] == '-' && (!takenDigits(text, 4) || !takenMark(text, "-")))
        return std::nullopt;
    const auto month = takenDigits(text, 2);
    const bool dashed = takenMark(text, "-");
    const auto day = takenDigits(text, 2);
    if (!month || !dashed || !day || *month < 1 || *month > monthsOfYear || *day < 1 ||
        *day > daysOfMonth(*month - 1, true))
        return std::nullopt;
    YearMoment moment{*month - 1, *day, hourWithout};
    if (text.empty())
        return moment;
    if (!takenMark(text, " T"))
        return std::nullopt;
    const auto hour = takenDigits(text, 2);
    if (!hour || *hour > hoursOfDay || (!text.empty() && text != ":00" && text != ":00:00"))
        return std::nullopt;
    moment.hour = *hour;
    return moment;
}

class MaintenanceReader
{
public:
    MaintenanceReader(std::string_view text, const std::string& origin)
        : table_(text, origin), origin_(origin), element_(columnNamed("element")), from_(columnNamed("from")),
          to_(columnNamed("to"))
    {
    }

    MaintenancePlan read() const
    {
        MaintenancePlan plan;
        plan.source = origin_;
        for (std::size_t row = 0; row < table_.rows(); ++row) {
            PlannedMaintenance work;
            work.element = table_.cell(row, element_);
            work.line = table_.line(row);
            if (work.element.empty())
                throw InputError(fmt::format("{}:{}: It names no element.", origin_, work.line));
            work.from = moment(row, from_, 0);
            work.to = moment(row, to_, hoursOfDay);
            if (work.from == work.to)
                throw InputError(fmt::format("{}:{}: It ends when it begins, {}.", origin_, work.line,
                                             table_.cell(row, to_)));
            plan.work.push_back(std::move(work));
        }
        return plan;
    }

private:
    std::size_t columnNamed(std::string_view title) const
    {
        if (const auto at = table_.column(title))
            return *at;
        throw InputError(fmt::format(
            "{}: It has no column \"{}\"; a plan has the columns element, from and to.", origin_, title));
    }

    YearMoment moment(std::size_t row, std::size_t column, std::size_t hourWithout) const
    {
        const std::string& text = table_.cell(row, column);
        if (const auto found = momentIn(text, hourWithout))
            return *found;
        throw InputError(
            fmt::format("{}:{}: \"{}\" is no time of whole hours such as 2026-04-13 08:00 or 04-13.", origin_,
                        table_.line(row), text));
    }

    HourlyTable table_;
    const std::string& origin_;
    std::size_t element_, from_, to_;
};

} // namespace

MaintenancePlan readMaintenance(std::string_view text, const std::string& origin)
{
    return MaintenanceReader(text, origin).read();
}

MaintenancePlan readMaintenance(const std::filesystem::path& file)
{
    constexpr std::uintmax_t mostBytes = 1'000'000;
    MaintenancePlan plan = readMaintenance(
        utf8Of(limitedContentOf(file, mostBytes, "give the work of one year")), file.string());
    plan.source = file.filename().string();
    return plan;
}

} // namespace hallwright
