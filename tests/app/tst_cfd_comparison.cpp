// Another program's result beside our air: opened, told, shown, and gone again.
#include "app/gui/comparison_bar.h"
#include "app/gui/main_window.h"
#include "core/exchange/field_image.h"
#include "core/model/edits.h"
#include "tests/app/window_idle.h"
#include "tests/support/campus.h"
#include "views/shared/format.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QMessageBox>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>
#include <QTimer>
#include <QToolButton>

#include <cmath>

using namespace hallwright;
using namespace hallwright::app;
using fields::FieldQuantity;

namespace {

constexpr int patienceMs = 30'000; // a field takes a fraction of a second; a sanitizer many times that
constexpr double singlePrecisionK = 1e-4;

} // namespace

class CfdComparisonTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup();

    void aWarmerResultIsWarmerEverywhere();
    void halfAResultSaysSo();
    void theWorstInletOfACsvIsNamed();
    void aBadFileSaysOneSentenceAndNothingChanges_data();
    void aBadFileSaysOneSentenceAndNothingChanges();
    void racksThatMoveSinceAreCounted();
    void aClosedComparisonLeavesNoTrace();
    void theComparisonStaysWithItsHall();
    void aResultReadForAnotherSiteIsDropped();
    void theSceneShowsTheDifferenceToo();
    void figuresFollowTheReadersUnit();

private:
    QString write(const char* name, const QByteArray& content);
    QString ourAir(double warmerK, double eastOfM = 0.0); // a file of it
    QString inlets(double warmerK, std::size_t worst, double worstWarmerK);
    void compareWith(const QString& path);
    QString refusal(const QString& path);
    HallAir& air() { return *window_->workspace()->hallAir(); }
    ComparisonBar& bar() { return *window_->workspace()->airPane()->comparison(); }
    const Hall& hall() const { return *site_->buildings[0]->halls[0]; }

    QTemporaryDir folder_;
    SitePtr site_;
    std::unique_ptr<MainWindow> window_;
};

void CfdComparisonTest::init()
{
    site_ = test::smallCampus();
    window_ = std::make_unique<MainWindow>();
    window_->resize(1600, 900);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    auto* compare = window_->findChild<QAction*>(QStringLiteral("compareAction"));
    QVERIFY(!compare->isEnabled());
    window_->project()->open(site_, {});
    QTRY_VERIFY_WITH_TIMEOUT(window_->session()->latest(), patienceMs);
    QVERIFY(!compare->isEnabled());
    window_->workspace()->sceneView()->setAnimated(false);
    window_->selection()->selectHall(hall().id);
    QVERIFY(compare->isEnabled());
    window_->findChild<QAction*>(QStringLiteral("pane3"))->setChecked(true);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(*window_), patienceMs);
    QVERIFY(air().field() && air().field()->report().usable());
}

void CfdComparisonTest::cleanup()
{
    style::setUnitSystem(style::UnitSystem::Si);
    window_.reset();
}

QString CfdComparisonTest::write(const char* name, const QByteArray& content)
{
    const QString path = folder_.filePath(QString::fromLatin1(name));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("the test's folder cannot be written");
    return path;
}

QString CfdComparisonTest::ourAir(double warmerK, double eastOfM)
{
    CellImage image = imageOf(*air().field());
    const AirGrid& grid = air().field()->grid();
    for (CellImage::Floats& values : image.floats)
        if (values.name == "temperature_c")
            for (std::size_t cell = 0; cell < values.values.size(); ++cell) {
                const auto i = static_cast<int>(cell % static_cast<std::size_t>(grid.cells[0]));
                values.values[cell] = (i + 0.5) * grid.cellM < eastOfM
                                          ? std::numeric_limits<float>::quiet_NaN()
                                          : values.values[cell] + static_cast<float>(warmerK);
            }
    return write("cfd.vti", QByteArray::fromStdString(vtiOf(image)));
}

QString CfdComparisonTest::inlets(double warmerK, std::size_t worst, double worstWarmerK)
{
    QByteArray csv("rack,inlet_c\n");
    const auto racks = air().field()->racks();
    for (std::size_t i = 0; i < racks.size(); ++i)
        csv += QByteArray::fromStdString(hall().racks[i].name) + ',' +
               QByteArray::number(racks[i].inletC + (i == worst ? worstWarmerK : warmerK), 'f', 6) + '\n';
    return write("inlets.csv", csv);
}

void CfdComparisonTest::compareWith(const QString& path)
{
    QSignalSpy read(window_->files(), &FileActions::cfdResultRead);
    window_->files()->openCfdResult(path, air().snapshot(), hall().id);
    QTRY_COMPARE_WITH_TIMEOUT(read.size(), 1, patienceMs);
    QVERIFY(air().comparison());
    if (air().comparison()->air)
        QTRY_VERIFY_WITH_TIMEOUT(air().data()->hasReferenceCells(), patienceMs);
}

// What the box says that comes instead of a comparison.
QString CfdComparisonTest::refusal(const QString& path)
{
    QString said;
    QTimer looking;
    connect(&looking, &QTimer::timeout, this, [&said] {
        if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
            said = box->text();
            box->close();
        }
    });
    looking.start(20);
    window_->files()->openCfdResult(path, air().snapshot(), hall().id);
    [&] { QTRY_VERIFY_WITH_TIMEOUT(!said.isEmpty(), patienceMs); }();
    return said;
}

void CfdComparisonTest::aWarmerResultIsWarmerEverywhere()
{
    compareWith(ourAir(2.0));
    const fields::FieldData& data = *air().data();
    const fields::QuantityValues difference(data, FieldQuantity::Difference);
    std::size_t cells = 0;
    for (std::size_t cell = 0; cell < data.temperatureC.size(); ++cell) {
        if (data.solid[cell])
            continue;
        ++cells;
        QVERIFY(std::abs(static_cast<double>(difference.at(cell)) + 2.0) < singlePrecisionK);
    }
    QVERIFY(cells > 10'000);
    QCOMPARE(air().options().quantity, FieldQuantity::Difference);
    QVERIFY(bar().isVisible());
    QVERIFY(bar().basis().startsWith(QStringLiteral("It holds for the layout it was made for.")));
    // Our inlets are means over the intake's cells by flow, the file's over points before it: not the same, but near.
    const InletDifference inlets = air().inletDifference();
    QCOMPARE(inlets.racks, hall().racks.size());
    QVERIFY2(std::abs(inlets.meanK + 2.0) < 0.5, qPrintable(QString::number(inlets.meanK)));
    QVERIFY(bar().summary().contains(QStringLiteral("cfd.vti")));
    QVERIFY(bar().summary().contains(style::formatTemperatureDifference(inlets.meanK)));
    QVERIFY(window_->workspace()->airPane()->view()->title().contains(QStringLiteral("Difference from CFD")));
}

void CfdComparisonTest::halfAResultSaysSo()
{
    compareWith(ourAir(2.0, hall().widthM / 2));
    const fields::FieldData& data = *air().data();
    const fields::QuantityValues difference(data, FieldQuantity::Difference);
    const double heightM = data.room->heightM - 2 * data.grid.cellM; // over the racks
    QVERIFY(std::isnan(fields::valueAt(difference, {hall().widthM / 4, hall().depthM / 2, heightM})));
    const double east = fields::valueAt(difference, {hall().widthM * 0.75, hall().depthM / 2, heightM});
    QVERIFY(std::abs(east + 2.0) < singlePrecisionK);
    QVERIFY2(bar().basis().contains(QStringLiteral("of the air, grey is the rest")),
             qPrintable(bar().basis()));
}

void CfdComparisonTest::theWorstInletOfACsvIsNamed()
{
    compareWith(inlets(1.0, 3, 3.0));
    const InletDifference found = air().inletDifference();
    const auto racks = static_cast<double>(hall().racks.size());
    constexpr double sixDecimalsK = 1e-5; // of the file
    QCOMPARE(found.worst, std::optional<std::size_t>(3));
    QVERIFY(std::abs(found.worstK + 3.0) < sixDecimalsK);
    QVERIFY(std::abs(found.meanK + (racks + 2.0) / racks) < sixDecimalsK);
    QVERIFY(std::abs(found.rmsK - std::sqrt((racks + 8.0) / racks)) < sixDecimalsK);
    QVERIFY2(bar().summary().endsWith(QStringLiteral("largest %1 at %2")
                                          .arg(style::formatTemperatureDifference(-3.0),
                                               QString::fromStdString(hall().racks[3].name))),
             qPrintable(bar().summary()));
    QVERIFY(bar().basis().contains(QStringLiteral("rack inlets alone")));
    QVERIFY(!air().data()->hasReferenceCells());
    QVERIFY(window_->workspace()->airPane()->view()->sentence().isEmpty());
}

void CfdComparisonTest::aBadFileSaysOneSentenceAndNothingChanges_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("said");
    QTest::newRow("a number that is none")
        << "bad.csv" << QByteArray("rack,inlet_c\nA01,warm\n") << QStringList{"bad.csv:2"};
    QTest::newRow("a rack of another hall") << "bad.csv" << QByteArray("rack,inlet_c\nXYZ,21.0\n")
                                            << QStringList{"bad.csv:2", "XYZ", "open the file again"};
    QTest::newRow("no inlets") << "bad.csv" << QByteArray("rack,inlet_c\n")
                               << QStringList{"bad.csv", "no inlet", "Hall A"};
    QTest::newRow("not VTK") << "bad.vti" << QByteArray("<svg/>")
                             << QStringList{"bad.vti", "ImageData", "export it"};
    QTest::newRow("cut short") << "bad.vtk" << QByteArray("# vtk DataFile Version 3.0\ncase\nASCII\n")
                               << QStringList{"bad.vtk", "temperature", "export it"};
    QTest::newRow("neither") << "bad.txt" << QByteArray("21 °C")
                             << QStringList{"bad.txt", ".csv, .vti nor .vtk"};
}

void CfdComparisonTest::aBadFileSaysOneSentenceAndNothingChanges()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QStringList, said);
    const fields::FieldOptions options = air().options();
    const fields::FieldDataPtr data = air().data();
    const QString sentence = refusal(write(qPrintable(name), content));
    for (const QString& part : said)
        QVERIFY2(sentence.contains(part), qPrintable(sentence));
    QVERIFY2(sentence.endsWith(QLatin1Char('.')) && !sentence.contains(QStringLiteral("..")),
             qPrintable(sentence));
    QVERIFY(!air().comparison());
    QVERIFY(!bar().isVisible());
    QVERIFY(air().options() == options);
    QCOMPARE(air().data(), data);
    QVERIFY(
        refusal(folder_.filePath(QStringLiteral("nowhere.csv"))).contains(QStringLiteral("cannot be read")));
}

void CfdComparisonTest::racksThatMoveSinceAreCounted()
{
    compareWith(inlets(1.0, 0, 1.0));
    QVERIFY(!bar().basis().contains(QStringLiteral("moved")));
    const Rack& rack = hall().racks[5];
    window_->document()->preview(
        withRackPose(site_, rack.id, {rack.pose.x, rack.pose.y + 0.3, rack.pose.yawDeg}));
    QTRY_VERIFY_WITH_TIMEOUT(bar().basis().contains(QStringLiteral("1 rack has moved since it was opened")),
                             patienceMs);
    Hall shorter = hall();
    shorter.racks.pop_back();
    QCOMPARE(racksMoved(hall(), shorter), 1);
    QCOMPARE(racksMoved(shorter, hall()), 1);
    QCOMPARE(racksMoved(hall(), hall()), 0);
}

void CfdComparisonTest::aClosedComparisonLeavesNoTrace()
{
    auto* layers = window_->workspace()->airPane()->findChild<QComboBox*>();
    const int without = layers->count();
    compareWith(ourAir(2.0));
    QCOMPARE(layers->count(), without + 1);
    QTest::mouseClick(bar().findChild<QToolButton*>(QStringLiteral("closeComparison")), Qt::LeftButton);
    QVERIFY(!air().comparison() && !bar().isVisible());
    QVERIFY(!air().data()->reference);
    QCOMPARE(air().options().quantity, FieldQuantity::Temperature);
    QCOMPARE(layers->count(), without);
    QCOMPARE(layers->currentIndex(), 0);
}

void CfdComparisonTest::theComparisonStaysWithItsHall()
{
    compareWith(inlets(1.0, 0, 1.0));
    window_->selection()->selectHall(site_->buildings[1]->halls[0]->id);
    QVERIFY(!air().comparison() && !bar().isVisible());
    QCOMPARE(air().options().quantity, FieldQuantity::Temperature);
    window_->selection()->selectHall(hall().id);
    QVERIFY(air().comparison() && bar().isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(air().data() && air().data()->reference, patienceMs);
    window_->project()->close();
    QVERIFY(!air().comparison());
    window_->project()->open(site_, {});
    QTRY_VERIFY_WITH_TIMEOUT(window_->session()->latest(), patienceMs);
    window_->selection()->selectHall(hall().id);
    QVERIFY(!air().comparison());
}

void CfdComparisonTest::aResultReadForAnotherSiteIsDropped()
{
    const QString path = inlets(1.0, 0, 1.0);
    QSignalSpy read(window_->files(), &FileActions::cfdResultRead);
    window_->files()->openCfdResult(path, air().snapshot(), hall().id);
    window_->project()->open(test::smallCampus(), {});
    QVERIFY(QThreadPool::globalInstance()->waitForDone(patienceMs));
    QCoreApplication::processEvents(); // what the reader told
    QVERIFY(read.isEmpty());
    QVERIFY(!air().comparison());
}

void CfdComparisonTest::theSceneShowsTheDifferenceToo()
{
    HallAirLayers& layers = *window_->workspace()->airLayers();
    window_->workspace()->setAirInScene(true);
    compareWith(ourAir(2.0));
    QTRY_VERIFY_WITH_TIMEOUT(layers.isReady() && layers.caption().startsWith(QStringLiteral("Difference")),
                             patienceMs);
    QCOMPARE(layers.legend()->unit, QStringLiteral("K"));
    QCOMPARE(layers.legend()->minimum, -layers.legend()->maximum);
    compareWith(inlets(1.0, 0, 1.0));
    QTRY_VERIFY_WITH_TIMEOUT(layers.caption().contains(QStringLiteral("rack inlets alone")), patienceMs);
    QVERIFY(layers.layers().empty());
}

void CfdComparisonTest::figuresFollowTheReadersUnit()
{
    compareWith(inlets(1.0, 3, 2.0));
    style::setUnitSystem(style::UnitSystem::Ip);
    window_->workspace()->showOtherUnits();
    QVERIFY2(bar().summary().contains(style::formatTemperatureDifference(-2.0)) &&
                 bar().summary().contains(QStringLiteral("-3.6")),
             qPrintable(bar().summary()));
}

int main(int argc, char* argv[])
{
    scene::prepareGraphics();
    QApplication app(argc, argv);
    CfdComparisonTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_cfd_comparison.moc"
