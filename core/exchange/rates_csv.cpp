#include "core/exchange/rates_csv.h"

#include "core/exchange/csv_reader.h"
#include "core/exchange/limited_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

namespace hallwright {

namespace {

struct RateColumns {
    std::size_t name = 0;
    std::size_t mtbf = 0;
    std::size_t mttr = 0;
    std::optional<std::size_t> source;
};

char rateSeparatorOf(std::string_view text)
{
    const std::string_view titles = text.substr(0, text.find_first_of("\r\n"));
    for (const char c : {';', '\t'}) {
        if (titles.find(c) != std::string_view::npos)
            return c;
    }
    return ',';
}

std::optional<std::size_t> titled(const CsvFields& titles, std::string_view title)
{
    const auto found = std::ranges::find(titles, title);
    return found == titles.end() ? std::nullopt
                                 : std::optional(static_cast<std::size_t>(found - titles.begin()));
}

RateColumns rateColumnsOf(const CsvReader& csv, const CsvFields& titles)
{
    const auto required = [&](std::string_view title) {
        const std::optional<std::size_t> column = titled(titles, title);
        if (!column)
            csv.fail(fmt::format(
                "the first line has no column {}; it needs name, mtbf_h and mttr_h, and may have source",
                title));
        return *column;
    };
    const std::optional<std::size_t> kind = titled(titles, "kind");
    return {kind ? *kind : required("name"), required("mtbf_h"), required("mttr_h"),
            titled(titles, "source")};
}

double hoursOf(const CsvReader& csv, const std::string& text, std::string_view title)
{
    double hours = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), hours);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(hours))
        csv.fail(fmt::format("{} is \"{}\", but must be a number of hours with a decimal point", title,
                             text.substr(0, 20)));
    return hours;
}

} // namespace

std::vector<RateLine> rateLinesFromCsv(std::string_view text, const std::string& origin)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.starts_with(mark))
        text.remove_prefix(mark.size());
    CsvReader csv(text, origin, rateSeparatorOf(text));
    const std::optional<CsvFields> titles = csv.next();
    if (!titles)
        csv.fail("the file is empty; it needs a line of titles with name, mtbf_h and mttr_h");
    const RateColumns columns = rateColumnsOf(csv, *titles);
    std::vector<RateLine> lines;
    std::map<std::string, int> seen;
    while (const std::optional<CsvFields> fields = csv.next()) {
        if (fields->front().starts_with('#'))
            continue; // a comment
        if (fields->size() <= std::max({columns.name, columns.mtbf, columns.mttr}))
            csv.fail(fmt::format("there are {} fields, but the first line has {}", fields->size(),
                                 titles->size()));
        RateLine line{(*fields)[columns.name],
                      hoursOf(csv, (*fields)[columns.mtbf], "mtbf_h"),
                      hoursOf(csv, (*fields)[columns.mttr], "mttr_h"),
                      {},
                      csv.line()};
        if (columns.source && *columns.source < fields->size())
            line.source = (*fields)[*columns.source];
        const auto [other, isNew] = seen.emplace(line.name, line.line);
        if (!isNew)
            csv.fail(
                fmt::format("{} has a rate already, in line {}; keep one of them", line.name, other->second));
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<RateLine> readRateLines(const std::filesystem::path& file)
{
    constexpr std::uintmax_t mostBytes = 4'000'000;
    return rateLinesFromCsv(limitedContentOf(file, mostBytes, "keep the rates of this site alone"),
                            file.string());
}

} // namespace hallwright
