// The strips of a failure: what they draw is the series, what they read out is the moment that is pointed at.
#include "core/studies/failure/failure_words.h"
#include "core/studies/failure/sweep.h"
#include "tests/support/campus.h"
#include "views/charts/failure_chart.h"
#include "views/shared/format.h"

#include <QApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace hallwright;
using namespace hallwright::charts;

namespace {

// The utility, and CDU 1 of Hall B: batteries are drawn, halls get warm, chips hot, racks switch off.
CascadePtr gravest()
{
    static const CascadePtr cascade = [] {
        const SitePtr site = test::smallCampus();
        std::vector<ObjectRef> failed;
        for (const PowerNode& node : site->power->nodes) {
            if (node.kind == PowerNodeKind::Utility)
                failed.push_back(refTo(node.id));
        }
        failed.push_back(refTo(site->buildings[1]->halls[0]->cdus[0].id));
        return failureOf(site, conditionsOf(*site), failed);
    }();
    return cascade;
}

CascadePtr harmless()
{
    const SitePtr site = test::smallCampus();
    const std::vector<ObjectRef> failed{refTo(site->buildings[0]->halls[0]->airHandlers[0].id)};
    return failureOf(site, conditionsOf(*site), failed);
}

QStringList keysOf(const std::vector<FailureStrip>& strips)
{
    QStringList keys;
    for (const FailureStrip& strip : strips)
        keys << strip.key;
    return keys;
}

} // namespace

class FailureChartTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { style::setUnitSystem(style::UnitSystem::Si); }

    void stripsAreInletsCoolantBatteriesAndPower()
    {
        QCOMPARE(keysOf(failureStrips(*gravest())),
                 QStringList({"inlet_c", "coolant_c", "stored_share", "it_w"}));
        QCOMPARE(keysOf(failureStrips(*harmless())), QStringList({"inlet_c", "coolant_c", "it_w"}));
    }

    void theWorstCurveIsNamedAndComesFirst()
    {
        const Cascade& cascade = *gravest();
        for (const FailureStrip& strip : failureStrips(cascade)) {
            QVERIFY(strip.worst().role == CurveRole::Worst);
            QVERIFY(!strip.worst().of.isEmpty());
            QCOMPARE(std::ranges::count(strip.curves, CurveRole::Worst, &FailureCurve::role), 1);
            for (const FailureCurve& curve : strip.curves)
                QCOMPARE(curve.values.size(), cascade.samples.size());
        }
        const FailureStrip inlets = failureStrips(cascade).front();
        double hottestC = 0.0;
        for (const FailureSample& sample : cascade.samples)
            hottestC = std::max(hottestC, std::ranges::max(sample.inletC));
        QCOMPARE(std::ranges::max(inlets.worst().values), hottestC);
        const FailureStrip batteries = failureStrips(cascade)[2];
        for (const FailureCurve& curve : batteries.curves)
            QVERIFY(batteries.worst().values.back() <= curve.values.back());
        QVERIFY(batteries.worst().values.back() < 1.0);
    }

    void limitsAreThoseOfTheHallsAndOptions()
    {
        const Cascade& cascade = *gravest();
        const std::vector<FailureStrip> strips = failureStrips(cascade);
        QCOMPARE(strips[0].limits.size(), std::size_t{2});
        QCOMPARE(strips[0].limits[0].value,
                 std::min(cascade.halls[0].inletLimitC, cascade.halls[1].inletLimitC));
        QCOMPARE(strips[0].limits[1].value, cascade.options.rackShutdownC);
        QCOMPARE(strips[1].limits[0].value, cascade.halls[1].coolantLimitC);
        QCOMPARE(strips[1].limits[1].value, cascade.halls[1].coolantTripC);
    }

    void aSampleHoldsUntilTheNext()
    {
        const Cascade& cascade = *gravest();
        QCOMPARE(sampleAt(cascade, 0.0), std::optional<std::size_t>(1)); // after the failure
        const std::size_t middle = cascade.samples.size() / 2;
        QCOMPARE(sampleAt(cascade, cascade.samples[middle].timeS), std::optional(middle));
        QCOMPARE(sampleAt(cascade, cascade.samples[middle].timeS + 0.01), std::optional(middle));
        QCOMPARE(sampleAt(cascade, 1e9), std::optional(cascade.samples.size() - 1));
        QVERIFY(!sampleAt(Cascade{}, 0.0));
    }

    void aReadingHasEveryQuantityWithItsUnit()
    {
        FailureChart& chart = shown(gravest());
        const std::size_t i = chart.strips()[0].worst().values.size() / 2;
        const double timeS = gravest()->samples[i].timeS;
        const QString reading = chart.readingAt(timeS);
        QVERIFY2(reading.startsWith(QString::fromStdString(clockWithUnit(timeS))), qPrintable(reading));
        QVERIFY2(reading.contains("hottest inlet " +
                                  style::formatTemperature(chart.strips()[0].worst().values[i])),
                 qPrintable(reading));
        QVERIFY2(reading.contains("battery charge ") && reading.contains('%'), qPrintable(reading));
        QVERIFY2(reading.contains("IT power " + style::formatPower(gravest()->samples[i].itW)),
                 qPrintable(reading));
    }

    void theTableHasEverySampleInTheReadersUnits()
    {
        FailureChart& chart = shown(gravest());
        const QStringList rows = chart.csv().split('\n', Qt::SkipEmptyParts);
        QCOMPARE(rows.size(), static_cast<qsizetype>(gravest()->samples.size() + 1));
        QVERIFY2(rows[0].startsWith("time [s],Hottest inlet [°C]: "), qPrintable(rows[0]));
        QVERIFY(rows[0].contains("IT power [") && rows[0].contains("Battery charge [%]: "));
        QCOMPARE(rows[2].section(',', 0, 0), QString("0"));
        const double celsius = rows[1].section(',', 1, 1).toDouble();
        QVERIFY(std::abs(celsius - chart.strips()[0].worst().values[0]) < 1e-6);
        style::setUnitSystem(style::UnitSystem::Ip);
        chart.showOtherUnits();
        QVERIFY(chart.csv().contains("[°F]"));
        QVERIFY(std::abs(chart.csv().split('\n')[1].section(',', 1, 1).toDouble() - (1.8 * celsius + 32.0)) <
                1e-6);
    }

    void itBeginsWhereMostHappensAndShowsAllWhenAsked()
    {
        FailureChart& chart = shown(gravest());
        double lastS = 0.0;
        for (const FailureEvent& event : gravest()->events)
            lastS = event.kind == FailureEventKind::End ? lastS : event.timeS;
        QVERIFY(lastS > 0.0 && lastS < 2000.0);
        QCOMPARE(chart.fromS(), 0.0);
        QVERIFY(std::abs(chart.untilS() - std::max(60.0, 1.25 * lastS)) < 1e-6);
        chart.showAllTime();
        QCOMPARE(chart.untilS(), 3600.0);
        FailureChart& whole = shown(harmless());
        QCOMPARE(whole.untilS(), 3600.0);
    }

    void aClickIsTheMomentUnderIt()
    {
        FailureChart& chart = shown(gravest());
        QSignalSpy chosen(&chart, &FailureChart::momentChosen);
        const double wantedS = 0.5 * chart.untilS();
        QTest::mouseClick(chart.findChild<QWidget*>(), Qt::LeftButton, {}, chart.pixelOf(wantedS).toPoint());
        QCOMPARE(chosen.size(), 1);
        const double pixelS = chart.untilS() / chart.width() * 2.0;
        QVERIFY(std::abs(chosen[0][0].toDouble() - wantedS) < pixelS);
        QVERIFY(!chart.timeAt({1.0, 1.0})); // left of the axis
        chart.setMoment(wantedS);
        QCOMPARE(chart.moment(), std::optional(wantedS));
    }

    // A moment that lies beyond what is seen is brought into it.
    void aMomentIsAlwaysSeen()
    {
        FailureChart& chart = shown(gravest());
        chart.setMoment(3000.0);
        QVERIFY(chart.untilS() >= 3000.0);
    }

    void theWheelStretchesTimeAboutThePointer()
    {
        FailureChart& chart = shown(gravest());
        const double atS = 0.5 * chart.untilS();
        const QPointF at = chart.pixelOf(atS);
        const double before = chart.untilS() - chart.fromS();
        QWheelEvent turn(at, chart.mapToGlobal(at), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                         Qt::NoScrollPhase, false);
        QApplication::sendEvent(chart.findChild<QWidget*>(), &turn);
        QVERIFY(chart.untilS() - chart.fromS() < 0.7 * before);
        QVERIFY(chart.fromS() < atS && atS < chart.untilS());
    }

    void keysGoFromSampleToSample()
    {
        FailureChart& chart = shown(gravest());
        QSignalSpy chosen(&chart, &FailureChart::momentChosen);
        chart.setMoment(10.0);
        QTest::keyClick(&chart, Qt::Key_Right);
        QVERIFY(chosen.back()[0].toDouble() > 10.0);
        QTest::keyClick(&chart, Qt::Key_Left);
        QVERIFY(chosen.back()[0].toDouble() < 10.0);
        QTest::keyClick(&chart, Qt::Key_End);
        QCOMPARE(chosen.back()[0].toDouble(), 3600.0);
        QTest::keyClick(&chart, Qt::Key_Home);
        QCOMPARE(chosen.back()[0].toDouble(), 0.0);
    }

    void filesAreOfTheirKind()
    {
        const QTemporaryDir folder;
        FailureChart& chart = shown(gravest());
        for (const auto& [suffix, begins] :
             {std::pair("png", QByteArray("\x89PNG")), std::pair("pdf", QByteArray("%PDF")),
              std::pair("svg", QByteArray("<?xml")), std::pair("csv", QByteArray("time [s]"))}) {
            const QString file = folder.filePath(QStringLiteral("failure.%1").arg(QLatin1String(suffix)));
            QVERIFY(chart.save(file));
            QFile written(file);
            QVERIFY(written.open(QIODevice::ReadOnly));
            QVERIFY(written.readAll().startsWith(begins));
        }
        QVERIFY(!chart.save(folder.filePath("no/such/folder/failure.csv")));
    }

    void withoutAFailureItIsEmpty()
    {
        FailureChart& chart = shown(gravest());
        chart.setMoment(10.0);
        chart.setCascade(nullptr);
        QVERIFY(chart.strips().empty());
        QVERIFY(!chart.moment());
        QVERIFY(chart.csv().isEmpty() && chart.readingAt(0.0).isEmpty());
        QVERIFY(!chart.timeAt(QPointF(chart.rect().center())));
        QTest::keyClick(&chart, Qt::Key_Right);
        QTest::mouseClick(chart.findChild<QWidget*>(), Qt::LeftButton);
    }

    // For the eye: in both themes, into the build's folder of pictures.
    void itIsDrawnInLightAndDark()
    {
        FailureChart& chart = shown(gravest());
        chart.setMoment(60.0);
        for (const style::Theme theme : {style::Theme::Light, style::Theme::Dark}) {
            chart.setTheme(theme);
            QCoreApplication::processEvents();
            const QImage image = chart.grab().toImage();
            QCOMPARE(image.pixelColor(1, 1), style::palette(theme).color(QPalette::Base));
            const QString folder = qEnvironmentVariable("HALLWRIGHT_PICTURES");
            if (!folder.isEmpty())
                QVERIFY(image.save(QStringLiteral("%1/failure-%2.png")
                                       .arg(folder, theme == style::Theme::Dark ? "dark" : "light")));
        }
    }

private:
    FailureChart& shown(const CascadePtr& cascade)
    {
        chart_ = std::make_unique<FailureChart>();
        chart_->resize(620, 340);
        chart_->setCascade(cascade);
        chart_->show();
        [&] { QVERIFY(QTest::qWaitForWindowExposed(chart_.get())); }();
        QCoreApplication::processEvents(); // laid out
        return *chart_;
    }

    std::unique_ptr<FailureChart> chart_;
};

QTEST_MAIN(FailureChartTest)
#include "tst_failure_chart.moc"
