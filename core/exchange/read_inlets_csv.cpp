// Reads tables of rack inlets as spreadsheets and data loggers write them.
#include "core/exchange/csv_reader.h"
#include "core/exchange/limited_file.h"
#include "core/exchange/rack_inlets.h"
#include "core/exchange/temperature_unit.h"
#include "core/exchange/text_encoding.h"
#include "core/exchange/vtk_values.h"
#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace hallwright {

namespace {

constexpr double coldestC = -50.0;
constexpr double hottestC = 150.0;
constexpr std::string_view anySeparator = ",;\t|";
constexpr const char* whatIsNeeded = "it needs a line with the names of its columns, among them rack and "
                                     "inlet_c, inlet_k or inlet_f, with commas, "
                                     "semicolons or tabs between";

struct Columns {
    std::size_t rack = 0;
    std::size_t inlet = 0;
    std::optional<std::size_t> otherInlet; // that is as good
    std::optional<std::size_t> hall;
    std::optional<std::size_t> building;
    std::size_t count = 0;
    TemperatureUnit unit = TemperatureUnit::Unknown;
    std::string inletName;
};

// One inlet of the file as it stands there.
struct Reading {
    std::size_t rack = 0;
    double value = 0.0;
    TemperatureUnit unit = TemperatureUnit::Unknown;
    int line = 0;
};

using Names = std::initializer_list<std::string_view>;

bool isOneOf(std::string_view word, Names names)
{
    return std::find(names.begin(), names.end(), word) != names.end();
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::optional<std::size_t> columnNamed(const CsvFields& header, Names names)
{
    for (const std::string_view name : names) {
        for (std::size_t i = 0; i < header.size(); ++i) {
            if (joined(headingOf(header[i]).words) == name)
                return i;
        }
    }
    return std::nullopt;
}

// How well a heading names the inlets: 0 not, 1 as a temperature, 2 as an inlet, 3 as our own column.
int inletRank(const std::string& name)
{
    if (vtk::lowerCase(name) == "inlet_c")
        return 3;
    bool isInlet = false;
    bool isTemperature = false;
    for (const std::string& word : headingOf(name).words) {
        if (word == "inlet" || word == "intake")
            isInlet = true;
        else if (isOneOf(word, {"temperature", "temp", "t"}))
            isTemperature = true;
        else if (!isOneOf(word,
                          {"air", "rack", "server", "it", "front", "mean", "average", "avg", "measured"}))
            return 0;
    }
    return isInlet ? 2 : isTemperature ? 1 : 0;
}

std::optional<Columns> columnsOf(const CsvFields& header)
{
    Columns columns;
    int best = 0;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const int rank = inletRank(header[i]);
        if (rank > best) {
            best = rank;
            columns.inlet = i;
            columns.otherInlet.reset();
        } else if (rank == best && best > 0)
            columns.otherInlet = i;
    }
    const auto rack = columnNamed(header, {"rack", "rack name", "rackname", "rack id", "rackid", "rack label",
                                           "cabinet", "cabinet name"});
    if (!rack || best == 0)
        return std::nullopt;
    columns.rack = *rack;
    columns.hall = columnNamed(header, {"hall", "hall name"});
    columns.building = columnNamed(header, {"building", "building name"});
    columns.count = header.size();
    columns.inletName = header[columns.inlet];
    columns.unit = headingOf(columns.inletName).unit;
    return columns;
}

struct Table {
    CsvReader csv; // after the header
    Columns columns;
};

// The table by one separator, none if no line near its beginning is a header.
std::optional<Table> tableBy(char separator, std::string_view text, const std::string& origin)
{
    constexpr int mostBefore = 40; // lines of a logger's own before the header
    CsvReader csv(text, origin, separator);
    try {
        for (int i = 0; i < mostBefore; ++i) {
            const std::optional<CsvFields> fields = csv.next();
            if (!fields)
                return std::nullopt;
            if (const std::optional<Columns> columns = columnsOf(*fields))
                return Table{csv, *columns};
        }
    } catch (const InputError&) { // a quote that is none by this separator
        return std::nullopt;
    }
    return std::nullopt;
}

[[noreturn]] void failWithoutHeader(std::string_view text, const std::string& origin)
{
    CsvReader csv(text, origin, ',');
    const std::optional<CsvFields> first = csv.next();
    if (!first)
        csv.fail(fmt::format("the file is empty; {}", whatIsNeeded));
    bool hasRack = false;
    for (const char separator : anySeparator) {
        CsvReader other(text, origin, separator);
        const std::optional<CsvFields> fields = other.next();
        hasRack = hasRack || (fields && columnNamed(*fields, {"rack"}));
    }
    csv.fail(fmt::format("the header has no column {}; {}", hasRack ? "inlet_c" : "rack", whatIsNeeded));
}

Table tableOf(std::string_view text, const std::string& origin)
{
    std::string_view separators = anySeparator;
    if (text.starts_with("sep=") && text.size() > 4) { // as Excel has it
        separators = text.substr(4, 1);
        text.remove_prefix(5);
    }
    std::optional<Table> best;
    for (const char separator : separators) {
        std::optional<Table> table = tableBy(separator, text, origin);
        if (table && (!best || table->columns.count > best->columns.count))
            best.emplace(std::move(*table));
    }
    if (!best)
        failWithoutHeader(text, origin);
    if (best->columns.otherInlet)
        best->csv.fail(
            "two columns of the header may both be the inlets; name the one that is meant inlet_c");
    return std::move(*best);
}

bool isNone(const std::string& text)
{
    return isOneOf(vtk::lowerCase(text),
                   {"",        "-",   "--",      "---",     "?",     "n/a",     "na",
                    "#n/a",    "#na", "nan",     "null",    "none",  "no data", "nodata",
                    "missing", "bad", "#div/0!", "#value!", "#ref!", "#num!"});
}

// "25,3 °C", "77F" or a number alone; none for "N/A" and its kin.
std::optional<Reading> readingOf(const CsvReader& csv, const Columns& columns, const std::string& text)
{
    if (isNone(text))
        return std::nullopt;
    const std::size_t end = text.find_last_of("0123456789.");
    const std::string suffix = end == std::string::npos ? text : text.substr(end + 1);
    const bool hasUnit = suffix.find_first_not_of(' ') != std::string::npos;
    std::string digits = text.substr(0, text.size() - suffix.size());
    constexpr std::string_view longMinus = "\u2212";
    if (digits.starts_with(longMinus))
        digits.replace(0, longMinus.size(), "-");
    Reading reading;
    reading.unit = hasUnit ? headingOf("t " + suffix).unit : columns.unit;
    reading.line = csv.line();
    const std::optional<double> value = vtk::number(digits);
    if (!value || (hasUnit && reading.unit == TemperatureUnit::Unknown))
        csv.fail(fmt::format("\"{}\" is no temperature", text.substr(0, 20)));
    if (columns.unit != TemperatureUnit::Unknown && reading.unit != columns.unit)
        csv.fail(fmt::format("\"{}\" is not in {} as the column {}", text.substr(0, 20), nameOf(columns.unit),
                             columns.inletName));
    reading.value = *value;
    return reading;
}

class Racks
{
public:
    explicit Racks(std::span<const std::string> names)
    {
        for (std::size_t i = 0; i < names.size(); ++i) {
            positions_.emplace(names[i], i);
            const auto [other, isNew] = inSmallLetters_.emplace(vtk::lowerCase(names[i]), i);
            if (!isNew)
                other->second.reset(); // two names that differ in capitals alone
        }
    }

    std::optional<std::size_t> find(const std::string& name) const
    {
        if (const auto found = positions_.find(name); found != positions_.end())
            return found->second;
        const auto found = inSmallLetters_.find(vtk::lowerCase(name));
        return found == inSmallLetters_.end() ? std::nullopt : found->second;
    }

private:
    std::unordered_map<std::string, std::size_t> positions_;
    std::unordered_map<std::string, std::optional<std::size_t>> inSmallLetters_;
};

void requireFields(const CsvReader& csv, const Columns& columns, const CsvFields& fields)
{
    const bool isShort = fields.size() <= std::max(columns.rack, columns.inlet);
    const auto beyond = fields.begin() + static_cast<std::ptrdiff_t>(std::min(columns.count, fields.size()));
    const bool isLong =
        std::any_of(beyond, fields.end(), [](const std::string& field) { return !field.empty(); });
    if (isShort || isLong)
        csv.fail(
            fmt::format("there are {} fields, but the header has {}{}", fields.size(), columns.count,
                        isLong && csv.separator() == ','
                            ? "; numbers with a decimal comma need quotes, or semicolons between the columns"
                            : ""));
}

bool isOf(const CsvFields& fields, std::optional<std::size_t> column, const std::string& name)
{
    return !column || (*column < fields.size() && fields[*column] == name);
}

// Of a second line of the header, which has units alone.
TemperatureUnit unitBelowHeader(const Columns& columns, const CsvFields& fields)
{
    return fields[columns.rack].empty() ? headingOf("t " + fields[columns.inlet]).unit
                                        : TemperatureUnit::Unknown;
}

// One for each rack that has a value.
std::vector<Reading> readingsOf(CsvReader& csv, Columns& columns, const std::string& building,
                                const std::string& hall, std::span<const std::string> names)
{
    const Racks racks(names);
    std::vector<Reading> readings;
    std::unordered_map<std::size_t, int> lines; // of racks that have one
    while (const std::optional<CsvFields> fields = csv.next()) {
        if (fields->front().starts_with('#') && !racks.find((*fields)[0]))
            continue; // a comment
        requireFields(csv, columns, *fields);
        if (const TemperatureUnit unit = unitBelowHeader(columns, *fields);
            unit != TemperatureUnit::Unknown) {
            columns.unit = unit;
            continue;
        }
        if (!isOf(*fields, columns.hall, hall) || !isOf(*fields, columns.building, building))
            continue;
        const std::string& name = (*fields)[columns.rack];
        const std::optional<std::size_t> rack = racks.find(name);
        if (!rack)
            csv.fail(fmt::format("hall {} has no rack \"{}\"", hall, name));
        std::optional<Reading> reading = readingOf(csv, columns, (*fields)[columns.inlet]);
        if (!reading)
            continue;
        const auto [other, isNew] = lines.emplace(*rack, csv.line());
        if (!isNew)
            csv.fail(fmt::format("rack \"{}\" has an inlet already, in line {}; keep one of them", name,
                                 other->second));
        reading->rack = *rack;
        readings.push_back(*reading);
    }
    return readings;
}

double medianOf(const std::vector<Reading>& readings)
{
    std::vector<double> values;
    for (const Reading& reading : readings)
        values.push_back(reading.value);
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

// What no unit tells, the median does; and it must not speak against the unit that is told.
void settleUnits(const CsvReader& csv, const Columns& columns, std::vector<Reading>& readings)
{
    const auto has = [&](TemperatureUnit unit) {
        return std::all_of(readings.begin(), readings.end(),
                           [&](const Reading& r) { return r.unit == unit; });
    };
    const double median = medianOf(readings);
    const TemperatureUnit ofMedian = unitOfAir(median);
    constexpr double hottestMedianC = 60.0;
    if (has(TemperatureUnit::Celsius) && median > hottestMedianC && median <= hottestC)
        csv.fail(fmt::format(
                     "the median of {} is {:.4g} °C, which no hall's inlets are; name the column inlet_f if "
                     "they are in °F",
                     columns.inletName, median),
                 readings.front().line);
    for (Reading& reading : readings) {
        if (reading.unit != TemperatureUnit::Unknown)
            continue;
        if (ofMedian == TemperatureUnit::Unknown)
            csv.fail(fmt::format(
                         "{} has no unit, and a median of {:.4g} is that of inlets neither in °C nor in K; "
                         "name the column inlet_c, inlet_k or inlet_f",
                         columns.inletName, median),
                     reading.line);
        reading.unit = ofMedian;
    }
}

} // namespace

std::vector<std::optional<double>> inletsFromCsv(std::string_view text, const std::string& origin,
                                                 const std::string& building, const std::string& hall,
                                                 std::span<const std::string> racks)
{
    const std::string content = utf8Of(text);
    Table table = tableOf(content, origin);
    std::vector<Reading> readings = readingsOf(table.csv, table.columns, building, hall, racks);
    std::vector<std::optional<double>> inlets(racks.size());
    if (readings.empty())
        return inlets;
    settleUnits(table.csv, table.columns, readings);
    for (const Reading& reading : readings) {
        const double inletC = celsiusOf(reading.value, reading.unit);
        if (!(inletC >= coldestC && inletC <= hottestC))
            table.csv.fail(fmt::format("an inlet of {} {} lies beyond {} to {} °C", reading.value,
                                       nameOf(reading.unit), coldestC, hottestC),
                           reading.line);
        inlets[reading.rack] = inletC;
    }
    return inlets;
}

std::vector<std::optional<double>> readInletsCsv(const std::filesystem::path& file,
                                                 const std::string& building, const std::string& hall,
                                                 std::span<const std::string> racks)
{
    constexpr std::uintmax_t mostBytes = 64'000'000;
    const std::string text = limitedContentOf(file, mostBytes, "save the inlets of this hall alone");
    return inletsFromCsv(text, file.string(), building, hall, racks);
}

} // namespace hallwright
