// A directory of a test's own, and what a test asks of files and of what is thrown.
#pragma once

#include "core/model/errors.h"

#include <QString>
#include <QTemporaryDir>
#include <SQLiteCpp/SQLiteCpp.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace hallwright::test {

class TemporaryDirectory
{
public:
    std::filesystem::path path() const { return directory_.path().toStdString(); }
    std::filesystem::path operator/(const std::string& name) const { return path() / name; }

    // The names of everything in it.
    std::set<std::string> names() const
    {
        std::set<std::string> all;
        for (const auto& entry : std::filesystem::directory_iterator(path()))
            all.insert(entry.path().filename().string());
        return all;
    }

private:
    QTemporaryDir directory_;
};

// Nothing for what is no regular file: reading a pipe would wait for ever.
inline std::string bytesOf(const std::filesystem::path& file)
{
    if (!std::filesystem::is_regular_file(file))
        return {};
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void writeBytes(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

// What a person with the sqlite3 shell and no constraints may do to a file.
inline void editByHand(const std::filesystem::path& file, const std::string& sql)
{
    SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
    database.exec("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;" + sql);
}

// The message of the Error that `action` throws; says so if it throws none.
template <class Error, class Action>
QString messageOf(Action action)
{
    try {
        action();
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return QStringLiteral("(nothing was thrown)");
}

} // namespace hallwright::test
