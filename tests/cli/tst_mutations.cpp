// Thousands of damaged and absurd files: each opens or is refused in one short sentence, with no signal, within five seconds and a
// gibibyte, and without a figure that is no number. HALLWRIGHT_MUTATIONS says how many thousandths of the full count of 5,000
// sites, 2,000 recipes and 1,000 CFD files are tried (1000: all), HALLWRIGHT_SEED where the dice begin. What fails is kept in
// the folder HALLWRIGHT_FINDS names.
#include "core/model/characters.h"
#include "core/model/shown_text.h"
#include "tests/cli/cli_run.h"
#include "tests/cli/limited_run.h"
#include "tests/cli/mutations.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

constexpr double mostS = 5.0;
constexpr double mostMiB = 1024.0;

int optionOf(const char* name, int otherwise)
{
    bool given = false;
    const int value = qEnvironmentVariableIntValue(name, &given);
    return given ? value : otherwise;
}

int countOf(int full)
{
    return std::max(1, full * optionOf("HALLWRIGHT_MUTATIONS", 8) / 1000);
}

// Null is what is not known; anything that JSON has as a number is one, unless it overflows on reading.
bool isFinite(const Json& value)
{
    if (value.is_number_float())
        return std::isfinite(value.get<double>()) && std::abs(value.get<double>()) < 1e18;
    if (value.is_structured())
        return std::all_of(value.begin(), value.end(), [](const Json& part) { return isFinite(part); });
    return true;
}

// What is wrong with how it ended; empty if nothing is.
QString faultOf(const LimitedOutcome& outcome)
{
    if (outcome.signal != 0)
        return QStringLiteral("ended by signal %1 after %2 s").arg(outcome.signal).arg(outcome.cpuS);
    if (outcome.code < 0 || outcome.code > 3)
        return QStringLiteral("exit code %1").arg(outcome.code);
    if (outcome.cpuS > mostS || outcome.mostMiB > mostMiB)
        return QStringLiteral("took %1 s and %2 MiB").arg(outcome.cpuS).arg(outcome.mostMiB);
    if (outcome.code == 3 && (outcome.err.count('\n') != 1 || !outcome.out.isEmpty()))
        return QStringLiteral("a refusal of %1 lines").arg(outcome.err.count('\n'));
    if (charactersOf(outcome.err.toStdString()) > longestMessageCharacters + 40)
        return QStringLiteral("a message of %1 bytes").arg(outcome.err.size());
    for (const char c : outcome.err + outcome.out) {
        if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t')
            return QStringLiteral("sent a control character");
    }
    return {};
}

} // namespace

class MutationsTest : public QObject
{
    Q_OBJECT

private slots:
    void sites()
    {
        const QString file = folder_.path("mutated.hallwright");
        const QByteArray good = contentOf(folder_.file);
        run("site", countOf(5000), [&](Dice& dice) {
            QByteArray bytes = good;
            writeFile(file, good);
            QString what = "damaged";
            if (dice() % 5 < 2)
                bytes = QByteArray::fromStdString(damaged(good.toStdString(), dice));
            else {
                what = QString::fromStdString(meddleWith(file.toStdString(), dice));
                bytes = contentOf(file);
            }
            writeFile(file, bytes);
            const bool asText = dice() % 4 == 0;
            const QStringList verb = asText ? QStringList{dice() % 2 == 0 ? "check" : "info", file}
                                            : QStringList{"solve", file, "--json"};
            const LimitedOutcome outcome = runLimited(HALLWRIGHT_CLI, verb, limitS);
            QString fault = faultOf(outcome);
            if (fault.isEmpty() && outcome.code == 0 && !asText &&
                !isFinite(Json::parse(outcome.out.toStdString())))
                fault = "a figure that is not finite";
            if (fault.isEmpty() && asText && (outcome.out.contains(" nan") || outcome.out.contains(" inf ")))
                fault = "a figure that is not finite";
            return Tried{fault, what, file, outcome};
        });
    }

    void recipes()
    {
        const QString file = folder_.path("mutated.yaml");
        std::vector<QByteArray> good;
        for (const char* name : {"small.yaml", "full.yaml", "pod.yaml"})
            good.push_back(contentOf(QString(HALLWRIGHT_SOURCE_DIR "/tests/core/exchange/") + name));
        run("recipe", countOf(2000), [&](Dice& dice) {
            writeFile(file,
                      QByteArray::fromStdString(rewritten(good[dice() % good.size()].toStdString(), dice)));
            const LimitedOutcome outcome =
                runLimited(HALLWRIGHT_CLI, {"build", file, "-o", folder_.path("built.hallwright")}, limitS);
            return Tried{faultOf(outcome), "rewritten", file, outcome};
        });
    }

    void cfdFiles()
    {
        const QDir data(HALLWRIGHT_SOURCE_DIR "/tests/data/cfd-files");
        const QStringList names = data.entryList({"*.vti", "*.vtk"}, QDir::Files, QDir::Name);
        run("CFD file", countOf(1000), [&](Dice& dice) {
            const QString name =
                names[static_cast<qsizetype>(dice() % static_cast<std::size_t>(names.size()))];
            const QString file = folder_.path("mutated.") + QFileInfo(name).suffix();
            const std::string good = contentOf(data.filePath(name)).toStdString();
            const std::string bad = dice() % 2 == 0 ? damaged(good, dice) : rewritten(good, dice);
            writeFile(file, QByteArray::fromStdString(bad));
            const LimitedOutcome outcome =
                runLimited(HALLWRIGHT_CLI,
                           {"import", "inlets", folder_.file, "--hall", "Hall A", file, "--json"}, limitS);
            return Tried{faultOf(outcome), name, file, outcome};
        });
    }

private:
    static constexpr int limitS = 8; // of processor time, above which it is ended

    struct Tried {
        QString fault;
        QString what; // was done to the file
        QString file;
        LimitedOutcome outcome;
    };

    template <class Trial>
    void run(const char* kind, int count, Trial trial)
    {
        const auto first = static_cast<std::uint64_t>(optionOf("HALLWRIGHT_SEED", 1));
        QStringList faults;
        int refused = 0;
        double worstS = 0.0;
        double worstMiB = 0.0;
        for (int i = 0; i < count; ++i) {
            const std::uint64_t seed = first * 1'000'000 + static_cast<std::uint64_t>(i);
            Dice dice(seed);
            const Tried tried = trial(dice);
            refused += tried.outcome.code == 3 ? 1 : 0;
            worstS = std::max(worstS, tried.outcome.cpuS);
            worstMiB = std::max(worstMiB, tried.outcome.mostMiB);
            if (!tried.fault.isEmpty()) {
                faults << QStringLiteral("%1 %2 (%3): %4").arg(kind).arg(seed).arg(tried.what, tried.fault);
                keep(tried.file, seed);
            }
        }
        qInfo("%d of %s: %d refused, at most %.2f s and %.0f MiB", count, kind, refused, worstS, worstMiB);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join('\n').left(20'000)));
    }

    static void keep(const QString& file, std::uint64_t seed)
    {
        const QString finds = qEnvironmentVariable("HALLWRIGHT_FINDS");
        if (!finds.isEmpty())
            QFile::copy(file,
                        QStringLiteral("%1/%2-%3").arg(finds).arg(seed).arg(QFileInfo(file).fileName()));
    }

    CliFolder folder_;
};

QTEST_GUILESS_MAIN(MutationsTest)
#include "tst_mutations.moc"
