// How the tests of the command line run it, and the small campus in a file that most of them ask about.
#pragma once

#include "core/storage/site_file.h"
#include "tests/support/campus.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

namespace hallwright::test {

using Json = nlohmann::ordered_json;

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;

    Json json() const { return Json::parse(out.toStdString()); }
};

inline Outcome runProgram(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(120000) || process.exitStatus() != QProcess::NormalExit)
        qFatal("%s did not end as it should", qPrintable(program));
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

inline Outcome cli(const QStringList& arguments)
{
    return runProgram(QStringLiteral(HALLWRIGHT_CLI), arguments);
}

inline QByteArray contentOf(const QString& file)
{
    QFile stream(file);
    return stream.open(QIODevice::ReadOnly) ? stream.readAll() : QByteArray();
}

inline void writeFile(const QString& file, const QByteArray& content)
{
    QFile stream(file);
    if (!stream.open(QIODevice::WriteOnly) || stream.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file));
}

inline QStringList keysOf(const Json& object)
{
    QStringList keys;
    for (const auto& [key, value] : object.items())
        keys << QString::fromStdString(key);
    return keys;
}

// Nothing but one sentence on stderr, with these words.
inline void verifySentence(const Outcome& outcome, int code, const QString& words)
{
    QVERIFY2(outcome.err.contains(words.toUtf8()), outcome.err.constData());
    QCOMPARE(outcome.code, code);
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(outcome.err.count('\n'), 1);
}

inline void verifyRefusal(const Outcome& outcome, const QString& words)
{
    verifySentence(outcome, 3, words);
    QVERIFY2(outcome.err.endsWith(".\n") || outcome.err.endsWith("?\n"), outcome.err.constData());
}

// A folder that is gone after the test, with the small campus in it.
class CliFolder
{
public:
    CliFolder() { saveSite(*site, file.toStdString()); }
    QString path(const char* name) const { return dir.filePath(name); }

    QTemporaryDir dir;
    SitePtr site = smallCampus();
    QString file = dir.filePath("small.hallwright");
};

// The recipe of a small sound site.
inline QByteArray smallRecipe()
{
    return contentOf(QStringLiteral(HALLWRIGHT_SOURCE_DIR "/tests/core/exchange/small.yaml"));
}

} // namespace hallwright::test
