#include "core/storage/scenarios.h"

#include "core/model/errors.h"
#include "core/model/names.h"
#include "core/storage/schema.h"
#include "core/storage/statements.h"
#include "core/storage/tables.h"
#include "core/storage/untrusted_database.h"

#include <fmt/format.h>

namespace hallwright {

namespace {

FieldValue orNull(const std::optional<double>& value)
{
    return value ? FieldValue(*value) : FieldValue();
}

std::optional<double> numberOrNone(const SQLite::Column& column)
{
    return column.isNull() ? std::nullopt : std::optional(column.getDouble());
}

template <class Enum>
Enum wordIn(const SQLite::Column& column, const std::string& scenario)
{
    if (const auto value = fromName<Enum>(column.getString()))
        return *value;
    throw InputError(
        fmt::format("Scenario {}: \"{}\" is none of {}.", scenario, column.getString(), namesOf<Enum>()));
}

Outages readOutages(SQLite::Database& database, std::int64_t id, const std::string& scenario)
{
    SQLite::Statement statement(
        database, "SELECT object_kind, object_id FROM scenario_outage WHERE scenario_id = ? ORDER BY 1, 2");
    statement.bind(1, id);
    Outages outages;
    while (statement.executeStep()) {
        const std::string table = statement.getColumn(0).getString();
        const ObjectRef equipment{kindIn(table).value_or(ObjectKind::None),
                                  statement.getColumn(1).getInt64()};
        outages = outages.with(equipment, true);
        if (!outages.has(equipment))
            throw InputError(fmt::format("Scenario {}: {} {} cannot be taken out of service.", scenario,
                                         table, equipment.id));
    }
    return outages;
}

} // namespace

std::vector<Scenario> loadScenarios(const std::filesystem::path& file)
try {
    UntrustedDatabase source(file);
    return readScenarios(source.database(), source.version());
} catch (const SQLite::Exception& error) {
    refuseFile(file, error);
} catch (const InputError& error) {
    throw InputError(fmt::format("{}: {}", file.string(), error.what()));
}

void putScenarios(SQLite::Database& database, const std::vector<Scenario>& scenarios)
{
    Statements statements(database);
    std::int64_t id = 0;
    for (const Scenario& scenario : scenarios) {
        ++id;
        statements.run("INSERT INTO scenario VALUES (?, ?, ?, ?, ?, ?, ?)", id, scenario.name,
                       orNull(scenario.outdoorC), orNull(scenario.wetBulbC), scenario.loadBasis,
                       scenario.date.empty() ? FieldValue() : FieldValue(scenario.date), scenario.inletBasis);
        for (const ObjectRef& equipment : partsOf(scenario.outages))
            statements.run("INSERT INTO scenario_outage VALUES (?, ?, ?)", id, tableOf(equipment.kind),
                           equipment.id);
    }
}

std::vector<Scenario> readScenarios(SQLite::Database& database, int version)
{
    std::vector<Scenario> scenarios;
    if (!isTableOf(version, "scenario"))
        return scenarios;
    SQLite::Statement statement(
        database,
        "SELECT id, name, outdoor_c, wet_bulb_c, load_basis, date, inlet_basis FROM scenario ORDER BY id");
    while (statement.executeStep()) {
        Scenario scenario;
        scenario.name = statement.getColumn(1).getString();
        scenario.outdoorC = numberOrNone(statement.getColumn(2));
        scenario.wetBulbC = numberOrNone(statement.getColumn(3));
        scenario.loadBasis = wordIn<LoadBasis>(statement.getColumn(4), scenario.name);
        scenario.date = statement.getColumn(5).getString();
        scenario.inletBasis = wordIn<InletBasis>(statement.getColumn(6), scenario.name);
        scenario.outages = readOutages(database, statement.getColumn(0).getInt64(), scenario.name);
        scenarios.push_back(std::move(scenario));
    }
    checkScenarios(scenarios);
    return scenarios;
}

} // namespace hallwright
