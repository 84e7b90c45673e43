// One site, one set of figures: what `solve` prints, its JSON and its CSV, the report and the window state the same, on every
// sample.
#include "core/exchange/recipe.h"
#include "core/model/number_text.h"
#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"
#include "core/storage/site_file.h"
#include "views/panels/hall_table.h"
#include "views/panels/key_figures_bar.h"
#include "views/shared/figure_text.h"

#include <QApplication>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

using namespace hallwright;

namespace {

using Json = nlohmann::json;

constexpr int patienceMs = 120'000;

QString outputOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(patienceMs) || process.exitCode() != 0)
        qFatal("%s failed: %s", qPrintable(program), process.readAllStandardError().constData());
    return QString::fromUtf8(process.readAllStandardOutput());
}

// Without ligatures and no-break spaces, each gap one space.
QString plain(const QString& text)
{
    return text.normalized(QString::NormalizationForm_KC).simplified();
}

// The sums and extremes over the lines of a CSV of racks.
struct OfRacks {
    std::size_t lines = 0;
    double powerW = 0.0;
    double maxInletC = 0.0;
    std::size_t overLimit = 0;
};

OfRacks readRacks(const QString& path)
{
    QFile file(path);
    OfRacks of;
    if (!file.open(QIODevice::ReadOnly))
        return of;
    const QStringList columns = QString::fromUtf8(file.readLine()).trimmed().split(',');
    const auto at = [&](const char* name) { return columns.indexOf(QLatin1String(name)); };
    const auto power = at("power_w"), inlet = at("inlet_c"), limit = at("inlet_limit_c");
    while (!file.atEnd()) {
        const QStringList fields = QString::fromUtf8(file.readLine()).trimmed().split(',');
        ++of.lines;
        of.powerW += fields.at(power).toDouble();
        of.maxInletC = std::max(of.maxInletC, fields.at(inlet).toDouble());
        of.overLimit += fields.at(inlet).toDouble() > fields.at(limit).toDouble() ? 1 : 0;
    }
    return of;
}

} // namespace

class FiguresAgreeTest : public QObject
{
    Q_OBJECT

private slots:
    void allFiveStateTheSame_data()
    {
        QTest::addColumn<QString>("recipe");
        for (const char* recipe :
             {"five-building-conversion/site.yaml", "gpt4-class-a100/site.yaml", "memphis-200k/site.yaml",
              "stargate-2g2/site.yaml", "scale-14k/site.yaml", "enterprise-liquid-retrofit/baseline.yaml",
              "enterprise-liquid-retrofit/retrofit.yaml"})
            QTest::newRow(recipe) << QString::fromLatin1(recipe);
    }

    void allFiveStateTheSame()
    {
        QFETCH(QString, recipe);
        const QString file = folder_.filePath("site.hallwright");
        const QString csv = folder_.filePath("racks.csv");
        const QString pdf = folder_.filePath("report.pdf");
        const SitePtr site =
            buildSite((QStringLiteral(HALLWRIGHT_SOURCE_DIR "/sample-sites/") + recipe).toStdString());
        saveSite(*site, file.toStdString());
        const Json json =
            Json::parse(outputOf(HALLWRIGHT_CLI, {"solve", file, "--json", "--racks", csv}).toStdString());
        const QString text = outputOf(HALLWRIGHT_CLI, {"solve", file});
        outputOf(HALLWRIGHT_CLI, {"report", file, "-o", pdf});
        const QString firstSheet = plain(outputOf("pdftotext", {"-layout", "-f", "1", "-l", "1", pdf, "-"}));

        verifyText(json, text);
        verifyRacks(json, readRacks(csv));
        verifySheet(json, firstSheet);
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        verifyWindow(json, snapshot);
        const FindingsPtr findings = findingsOf(*snapshot);
        QCOMPARE(json["findings"].size(), findings->open.size() + findings->waived.size());
    }

private:
    static double of(const Json& json, const char* key) { return json[key].get<double>(); }

    // A figure's title, and its value as it is rounded there.
    static void verifyText(const Json& json, const QString& text)
    {
        const auto says = [&](const char* key, const QString& value) {
            const std::string_view title = campusFigure(key).shortTitle;
            const QRegularExpression line(
                "^" + QRegularExpression::escape(QString::fromUtf8(title.data(), qsizetype(title.size()))) +
                    " +" + QRegularExpression::escape(value),
                QRegularExpression::MultilineOption);
            QVERIFY2(text.contains(line), qPrintable(line.pattern()));
        };
        for (const char* key : {"it_power_w", "facility_power_w"})
            says(key, QString::fromStdString(megawatts(of(json, key))));
        says("pue", QString::number(of(json, "pue"), 'f', 3));
        says("max_inlet_c", QString::number(of(json, "max_inlet_c"), 'f', 1) + QStringLiteral(" °C"));
        for (const char* key : {"racks_over_limit", "racks_undecided"})
            says(key, QString::fromStdString(grouped(json[key].get<double>())));
    }

    static void verifyRacks(const Json& json, const OfRacks& racks)
    {
        constexpr double halfMilliwatt = 0.5e-3 * (1.0 + 1e-9); // as the table writes it, of each rack
        QCOMPARE(racks.lines, json["rack_count"].get<std::size_t>());
        QVERIFY(std::abs(racks.powerW - of(json, "it_power_w")) <=
                halfMilliwatt * static_cast<double>(racks.lines));
        constexpr double halfMillikelvin = 0.5e-3 * (1.0 + 1e-9); // as the table writes it
        QVERIFY(std::abs(racks.maxInletC - of(json, "max_inlet_c")) <= halfMillikelvin);
        QCOMPARE(racks.overLimit, json["racks_over_limit"].get<std::size_t>());
    }

    static QString shown(const Json& json, const char* key, std::string_view unit)
    {
        return style::figureText(of(json, key), unit);
    }

    static void verifySheet(const Json& json, const QString& sheet)
    {
        for (const char* key :
             {"it_power_w", "facility_power_w", "pue", "max_inlet_c", "rack_count", "gpu_count"}) {
            const CampusFigure* figure = figureOf(campusFigures(), key);
            const QString value = plain(shown(json, key, figure ? figure->unit : "racks"));
            QVERIFY2(sheet.contains(figure ? plain(style::titleText(figure->title)) : QString()), key);
            QVERIFY2(sheet.contains(value), qPrintable(value));
        }
    }

    static void verifyWindow(const Json& json, const SnapshotPtr& snapshot)
    {
        panels::KeyFiguresBar bar;
        bar.setFigures(snapshot, {}, {});
        for (const auto& [card, key] : std::map<QString, const char*>{{"it", "it_power_w"},
                                                                      {"facility", "facility_power_w"},
                                                                      {"pue", "pue"},
                                                                      {"worst", "max_inlet_c"},
                                                                      {"over", "racks_over_limit"}})
            QVERIFY2(bar.value(card).startsWith(shown(json, key, campusFigure(key).unit)), key);
        panels::HallTable table;
        table.setSnapshot(snapshot);
        table.show();
        QCOMPARE(table.rowCount(), static_cast<int>(json["halls"].size()));
        for (const Json& hall : json["halls"]) {
            const QString name = QString::fromStdString(hall["name"].get<std::string>());
            const auto rows = table.findItems(name, Qt::MatchExactly);
            const bool stated = std::any_of(rows.begin(), rows.end(), [&](const QTableWidgetItem* item) {
                return statesHall(hall, table, item->row());
            });
            QVERIFY2(stated, qPrintable(name));
        }
    }

    // Each column that a figure names has its value.
    static bool statesHall(const Json& hall, const QTableWidget& table, int row)
    {
        std::size_t stated = 0;
        for (const HallFigure& figure : hallFigures()) {
            for (int column = 0; column < table.columnCount(); ++column) {
                if (table.horizontalHeaderItem(column)->text() != style::titleText(figure.shortTitle))
                    continue;
                if (table.item(row, column)->text() !=
                    style::figureText(hall[std::string(figure.key)].get<double>(), figure.unit))
                    return false;
                ++stated;
            }
        }
        return stated >= 7;
    }

    QTemporaryDir folder_;
};

QTEST_MAIN(FiguresAgreeTest)
#include "tst_figures_agree.moc"
