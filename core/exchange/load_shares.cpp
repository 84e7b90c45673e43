#include "core/exchange/load_shares.h"

#include "core/exchange/hourly_table.h"
#include "core/exchange/limited_file.h"
#include "core/exchange/text_encoding.h"
#include "core/model/errors.h"
#include "core/model/rack.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <vector>

namespace hallwright {

namespace {

constexpr std::array<std::string_view, LoadShares::roles> roleTitles{"compute", "network", "storage",
                                                                     "management"};
static_assert(static_cast<std::size_t>(RackRole::Management) + 1 == LoadShares::roles);

struct ShareColumn {
    std::size_t at = 0;
    std::size_t role = 0;
    double factor = 1.0;
};

class LoadSharesReader
{
public:
    LoadSharesReader(std::string_view text, const std::string& origin) : table_(text, origin), origin_(origin)
    {
    }

    LoadShares read()
    {
        findColumns();
        LoadShares shares;
        for (auto& hour : shares.shares)
            hour.fill(1.0);
        std::array<bool, hoursOfDay> known{};
        for (std::size_t row = 0; row < table_.rows(); ++row)
            readHour(row, shares, known);
        for (std::size_t h = 0; h < hoursOfDay; ++h) {
            if (!known[h])
                throw InputError(fmt::format("{}: Hour {} is missing; give each of 0 to 23.", origin_, h));
        }
        shares.source = origin_;
        return shares;
    }

private:
    void findColumns()
    {
        const std::optional<std::size_t> hour = table_.column("hour");
        if (!hour)
            throw InputError(
                origin_ + ": It has no column \"hour\"; give one of 0 to 23 and a column for each role that "
                          "does not draw all of its power: compute, network, storage or management.");
        hour_ = *hour;
        for (std::size_t role = 0; role < roleTitles.size(); ++role) {
            const std::optional<std::size_t> at = table_.columnWith(roleTitles[role]);
            if (!at)
                continue;
            const std::string& title = table_.titles()[*at];
            const bool percent = title.ends_with("percent") || title.find('%') != std::string::npos;
            columns_.push_back({*at, role, percent ? 0.01 : 1.0});
        }
        if (columns_.empty())
            throw InputError(origin_ + ": It has no column of a role: compute, network, storage or "
                                       "management.");
    }

    void readHour(std::size_t row, LoadShares& shares, std::array<bool, hoursOfDay>& known) const
    {
        const double hour = table_.number(row, hour_);
        if (!(hour >= 0.0 && hour < static_cast<double>(hoursOfDay)) || hour != std::floor(hour))
            throw InputError(fmt::format("{}:{}: The hour is {}, but must be a whole number from 0 to 23.",
                                         origin_, table_.line(row), table_.cell(row, hour_)));
        const auto h = static_cast<std::size_t>(hour);
        if (known[h])
            throw InputError(fmt::format("{}:{}: Hour {} stands there twice.", origin_, table_.line(row), h));
        known[h] = true;
        for (const ShareColumn& column : columns_) {
            const double share = column.factor * table_.number(row, column.at);
            if (!(share >= 0.0 && share <= 1.0))
                throw InputError(
                    fmt::format("{}:{}: The share of {} is \"{}\", but must lie between 0 and {}.", origin_,
                                table_.line(row), roleTitles[column.role], table_.cell(row, column.at),
                                column.factor < 1.0 ? "100" : "1"));
            shares.shares[h][column.role] = share;
        }
    }

    HourlyTable table_;
    const std::string& origin_;
    std::size_t hour_ = 0;
    std::vector<ShareColumn> columns_;
};

} // namespace

LoadShares readLoadShares(std::string_view text, const std::string& origin)
{
    return LoadSharesReader(text, origin).read();
}

LoadShares readLoadShares(const std::filesystem::path& file)
{
    constexpr std::uintmax_t mostBytes = 1'000'000;
    LoadShares shares =
        readLoadShares(utf8Of(limitedContentOf(file, mostBytes, "give one day of hours")), file.string());
    shares.source = file.filename().string();
    return shares;
}

} // namespace hallwright
