// Running SQL with values of the model.
#pragma once

#include "core/model/field_text.h"
#include "core/model/geometry.h"
#include "core/model/ids.h"
#include "core/model/names.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <variant>

namespace hallwright {

// Binds values to the parameters of a statement in turn. Texts are bound without a copy: they must outlive its run.
class Binder
{
public:
    explicit Binder(SQLite::Statement& statement) : statement_(statement) {}

    void bind(std::nullptr_t) { statement_.bind(next()); }
    void bind(std::monostate) { bind(nullptr); }
    void bind(double value) { statement_.bind(next(), value); }
    void bind(int value) { statement_.bind(next(), value); }
    void bind(std::int64_t value) { statement_.bind(next(), value); }
    void bind(bool value) { statement_.bind(next(), value ? 1 : 0); }
    void bind(const std::string& value) { statement_.bindNoCopy(next(), value); }
    void bind(std::string_view value) { statement_.bind(next(), std::string(value)); }
    void bind(const char* value) { bind(std::string_view(value)); }

    template <class Tag>
    void bind(Id<Tag> id)
    {
        if (id == Id<Tag>{})
            bind(nullptr);
        else
            bind(id.value);
    }

    template <class Enum>
    requires std::is_enum_v<Enum>
    void bind(Enum value) { bind(nameOf(value)); }

    void bind(const Point3& point)
    {
        bind(point.x);
        bind(point.y);
        bind(point.z);
    }

    void bind(const PortGroup& ports)
    {
        bind(ports.kind);
        bind(ports.connector);
        bind(ports.count);
    }

    void bind(const FieldValue& value)
    {
        std::visit([this](const auto& held) { bind(held); }, value);
    }

private:
    int next() { return ++index_; }

    SQLite::Statement& statement_;
    int index_ = 0;
};

// Statements that are used again and again, by their text.
class Statements
{
public:
    explicit Statements(SQLite::Database& database) : database_(database) {}

    template <class... Values>
    void run(const std::string& sql, const Values&... values)
    {
        auto& statement = statements_[sql];
        if (!statement)
            statement = std::make_unique<SQLite::Statement>(database_, sql);
        Binder binder(*statement);
        (binder.bind(values), ...);
        statement->exec();
        statement->reset();
    }

private:
    SQLite::Database& database_;
    std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>> statements_;
};

} // namespace hallwright
