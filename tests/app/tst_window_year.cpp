// The year in the window: from a weather file to figures and charts that follow the site, and from an hour to every view.
#include "app/gui/report_actions.h"
#include "app/gui/scenario_bar.h"
#include "app/gui/year_basis_dialog.h"
#include "app/gui/year_dock.h"
#include "core/exchange/weather_file.h"
#include "core/model/edits.h"
#include "core/storage/site_file.h"
#include "core/studies/year/year_metrics.h"
#include "tests/app/main_window_fixture.h"
#include "views/charts/carpet_chart.h"
#include "views/panels/quantity_field.h"
#include "views/shared/format.h"

#include <QComboBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>
#include <QUndoStack>

#include <cmath>

using namespace hallwright;
using namespace hallwright::app;

namespace {

constexpr int patienceMs = 60'000;
constexpr const char* chicago =
    HALLWRIGHT_SOURCE_DIR "/sample-sites/enterprise-liquid-retrofit/chicago-ohare-tmy3.epw.gz";

} // namespace

class WindowYearTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init()
    {
        open();
        window_->findChild<QAction*>("pane0")->setChecked(false); // nothing here is about 3D
    }
    void cleanup()
    {
        style::setUnitSystem(style::UnitSystem::Si);
        close();
    }

    // For the eye. First, and both themes in one window: with another theme Qt 6.4 styles anew what windows of earlier
    // tests left in its cache.
    void theDockStandsBelowThePictures()
    {
        window_->findChild<QAction*>("pane1")->setChecked(true);
        giveWeather();
        const QString folder = qEnvironmentVariable("HALLWRIGHT_PICTURES");
        auto* charts = dock().findChild<QComboBox*>("yearChart");
        for (const style::Theme theme : {style::Theme::Light, style::Theme::Dark}) {
            window_->setTheme(theme);
            for (int i = 0; i < charts->count(); ++i) {
                charts->setCurrentIndex(i);
                QTest::qWait(50);
                if (!folder.isEmpty())
                    QVERIFY(window_->grab().save(QStringLiteral("%1/window-%2-%3.png")
                                                     .arg(folder)
                                                     .arg(i)
                                                     .arg(theme == style::Theme::Dark ? "dark" : "light")));
            }
        }
        QVERIFY(dock().height() >= window_->height() / 3);
        QVERIFY(dock().chart()->height() > 150);
        window_->setTheme(style::Theme::Light);
    }

    void withoutWeatherOneSentenceSaysHowToBegin()
    {
        dock().open();
        const QString words = text("yearEmpty");
        QVERIFY(dock().findChild<QLabel*>("yearEmpty")->isVisible());
        QVERIFY(words.contains("Weather file …"));
        QCOMPARE(words.count('.'), 1);
        QVERIFY(!dock().chart()->isVisible());
        QVERIFY(!dock().isStale());
    }

    void aFileThatIsNoWeatherIsRefusedInOneSentence_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        QTest::newRow("words") << QByteArray("hello\nworld\n") << "weather";
        QTest::newRow("empty") << QByteArray() << "empty";
        QTest::newRow("no year") << QByteArray("dry_bulb_c,wet_bulb_c\n20,15\n21,15\n") << "8,760";
        QTest::newRow("impossible air")
            << QByteArray("dry_bulb_c,wet_bulb_c\n") + QByteArray("20,25\n").repeated(8760) << "wet bulb";
    }
    void aFileThatIsNoWeatherIsRefusedInOneSentence()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        const QTemporaryDir folder;
        QFile file(folder.filePath("bad.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        dock().open();
        dock().readWeatherOf(file.fileName());
        auto* refusal = dock().findChild<QLabel*>("yearRefusal");
        QTRY_VERIFY(refusal->isVisible());
        QVERIFY2(refusal->text().startsWith(file.fileName()) && refusal->text().endsWith('.') &&
                     refusal->text().contains(says),
                 qPrintable(refusal->text()));
        QVERIFY(!refusal->text().contains('\n'));
        QVERIFY(dock().findChild<QLabel*>("yearEmpty")->isVisible());
        dock().readWeatherOf(chicago); // a good one after it
        waitForYear();
        QVERIFY(!refusal->isVisible());
    }

    void theMenuLeadsFromAFileToTheFiguresOfTheYear()
    {
        dock().askWhichFile = [] { return QString::fromUtf8(chicago); };
        trigger("&Year of weather …");
        waitForYear();
        YearQuestion question;
        question.weather = std::make_shared<WeatherSeries>(readWeather(chicago, site_->info.elevationM));
        question.conditions = conditionsOf(*site_);
        const YearReportPtr year = evaluateYear(site_, question);
        QCOMPARE(dock().value("pue"), style::formatPue(metricsOf(*year).pue.value()));
        QCOMPARE(dock().value("wue"), style::formatWaterUsage(metricsOf(*year).wueLPerKwh.value()));
        QCOMPARE(dock().value("cue"), QStringLiteral("%1 kg/kWh")
                                          .arg(metricsOf(*year).pue.value() * site_->info.carbonKgPerKwh, 0,
                                               'f', 3)); // a constant grid
        QCOMPARE(dock().value("without_pue").isEmpty(), year->allHoursWithoutPue() == 0);
        QCOMPARE(dock().value("peak"), style::formatPower(year->peakW.value));
        for (const auto& [key, mode] :
             {std::pair("free", CoolingMode::Free), std::pair("partial", CoolingMode::Partial),
              std::pair("none", CoolingMode::Full)})
            QCOMPARE(dock().value(key), style::formatCount(static_cast<long long>(
                                            year->modeHours[static_cast<std::size_t>(mode)])) +
                                            QChar(0x00a0) + "h");
        QCOMPARE(dock().value("accuracy"), style::formatShare(year->facilityDoubt, 2) + " of the energy");
        QVERIFY(text("yearPlace").contains("TMY3"));
        QVERIFY(text("yearState").startsWith("Computed in"));
        QVERIFY(dock().chart()->csv().contains(",1."));
    }

    void hoursOverALimitAreNamedWithTheirCause()
    {
        giveWeather();
        const YearReport& year = *dock().answer()->year;
        bool any = false;
        for (std::size_t l = 0; l < yearLimits; ++l) {
            const YearLimitText& limit = textOf(static_cast<YearLimit>(l));
            const QString shown =
                dock().value("beyond_" + QString::fromUtf8(limit.key.data(), limit.key.size()));
            QCOMPARE(shown.isEmpty(), year.limits[l].hours == 0);
            any = any || year.limits[l].hours > 0;
            QVERIFY(shown.isEmpty() ||
                    shown.contains(QString::fromUtf8(limit.title.data(), limit.title.size())));
        }
        QCOMPARE(dock().value("beyond").isEmpty(), any);
    }

    void anEditMovesTheFiguresAndUndoPutsThemBack()
    {
        giveWeather();
        const QString energy = dock().value("facility_energy");
        const Rack rack = rackToDrag();
        window_->document()->commit(withRackPower(now(), rack.id, rack.powerW + 20e3), "Power");
        QVERIFY(dock().isStale());
        QVERIFY(text("yearState").startsWith("Figures of before: computing"));
        QVERIFY(!dock().findChild<QTreeWidget*>("yearFigures")->isEnabled());
        waitForYear();
        QVERIFY(dock().findChild<QTreeWidget*>("yearFigures")->isEnabled());
        QVERIFY(dock().value("facility_energy") != energy);
        QCOMPARE(dock().answer()->of.site, window_->document()->committedSite());
        window_->document()->undoStack()->undo();
        waitForYear();
        QCOMPARE(dock().value("facility_energy"), energy);
    }

    void aDragIsFollowedToItsEnd()
    {
        giveWeather();
        const Rack rack = rackToDrag();
        for (const double offset : {0.02, 0.04, 0.06})
            window_->document()->preview(
                withRackPose(now(), rack.id, {rack.pose.x + offset, rack.pose.y, rack.pose.yawDeg}));
        QVERIFY(dock().isStale());
        // On a machine that is too slow for it, what the drag ends in is computed.
        if (!text("yearState").contains("when the hand lets go")) {
            waitForYear();
            QCOMPARE(dock().answer()->of.site, window_->document()->shownSite());
        }
        window_->document()->revertPreview();
        waitForYear();
        QCOMPARE(dock().answer()->of.site, now());
    }

    void anOutageOfTheScenarioHoldsAllYear()
    {
        giveWeather();
        const QString energy = dock().value("facility_energy");
        window_->setOutages(Outages{}.with(firstChiller(), true));
        QVERIFY(dock().isStale());
        waitForYear();
        QVERIFY(dock().answer()->of.conditions.outages.has(firstChiller()));
        window_->setOutages({});
        waitForYear();
        QCOMPARE(dock().value("facility_energy"), energy);
    }

    void aClickedHourIsInTheScenarioAndInEveryView()
    {
        giveWeather();
        auto* chart = dock().chart();
        const std::size_t hour = chart->hourAt(chart->pixelOf(4674).value().toPoint()).value();
        const WeatherHour& weather = dock().answer()->year->weather->hours[hour];
        QTest::mouseClick(chart->findChild<QWidget*>(), Qt::LeftButton, {},
                          chart->pixelOf(4674).value().toPoint());
        QCOMPARE(window_->results().scenario().outdoorC, std::optional(weather.dryBulbC));
        QCOMPARE(window_->results().scenario().wetBulbC, std::optional(weather.wetBulbC));
        QVERIFY(!dock().isStale()); // a year has its own weather
        QTRY_COMPARE(window_->session()->latest()->conditions.outdoorC, weather.dryBulbC);
        QCOMPARE(window_->session()->latest()->conditions.wetBulbC, weather.wetBulbC);
        constexpr double mapped = 0.02; // of an hour between the points that were evaluated
        const double expectedW = dock().answer()->year->at(hour)[YearQuantity::FacilityW];
        QVERIFY(std::abs(window_->session()->latest()->facilityPowerW - expectedW) < mapped * expectedW);
        QVERIFY(std::abs(window_->findChild<panels::QuantityField*>("scenarioOutdoor")->value() -
                         weather.dryBulbC) < 0.06);
        QVERIFY(text("yearReading").contains("its weather goes into the scenario") ||
                text("yearReading").contains("outdoors"));
        auto* choice = window_->findChild<QComboBox*>("scenario");
        emit choice->activated(0); // the design day
        QTRY_VERIFY(window_->session()->latest()->conditions == conditionsOf(*now()));
    }

    void aFigureOfAnHourLeadsThere()
    {
        giveWeather();
        auto* list = dock().findChild<QTreeWidget*>("yearFigures");
        const auto found = list->findItems("Hottest hour", Qt::MatchExactly, 0);
        QCOMPARE(found.size(), 1);
        emit list->itemActivated(found.front(), 0);
        QCOMPARE(window_->results().scenario().outdoorC,
                 std::optional(dock().answer()->year->hottestC.value));
    }

    void aDockThatIsNotSeenDoesNothing()
    {
        giveWeather();
        const SitePtr before = dock().answer()->of.site;
        dock().hide();
        const Rack rack = rackToDrag();
        window_->document()->commit(withRackPower(now(), rack.id, rack.powerW + 20e3), "Power");
        QVERIFY(dock().session().isIdle());
        QTest::qWait(100);
        QCOMPARE(dock().answer()->of.site, before);
        dock().open();
        waitForYear();
        QCOMPARE(dock().answer()->of.site, window_->document()->committedSite());
    }

    void aStoppedYearIsComputedWhenAskedFor()
    {
        giveWeather();
        auto* stop = dock().findChild<QToolButton*>("yearStop");
        QVERIFY(!stop->isVisible());
        const Rack rack = rackToDrag();
        window_->document()->commit(withRackPower(now(), rack.id, rack.powerW + 20e3), "Power");
        QVERIFY(stop->isVisible());
        stop->click();
        QCOMPARE(text("yearState"), QStringLiteral("Figures of before: stopped"));
        QTRY_VERIFY(dock().session().isIdle());
        QVERIFY(dock().isStale());
        stop->click();
        waitForYear();
        QVERIFY(!stop->isVisible());
    }

    void everyChartIsOffered()
    {
        giveWeather();
        auto* charts = dock().findChild<QComboBox*>("yearChart");
        auto* quantities = dock().findChild<QComboBox*>("yearQuantity");
        QCOMPARE(charts->count(), 5);
        for (int i = 0; i < charts->count(); ++i) {
            charts->setCurrentIndex(i);
            QCOMPARE(dock().chart()->title(), charts->currentText());
            QVERIFY(!dock().chart()->csv().isEmpty());
            QCOMPARE(quantities->isVisible(), i < 2);
        }
        const QTemporaryDir folder;
        const QString file = folder.filePath("chart.csv");
        dock().askWhereToSave = [&](const QString&, const QString&) { return file; };
        for (QAction* action : dock().findChild<QToolButton*>("yearSave")->menu()->actions()) {
            if (action->text().contains("CSV"))
                action->trigger();
        }
        QVERIFY(QFile::exists(file));
    }

    void figuresFollowTheUnitsOfTheReader()
    {
        giveWeather();
        QVERIFY(dock().value("water").endsWith("m³"));
        auto* ip = window_->findChild<QAction*>("ipUnitsAction");
        ip->setChecked(true);
        QVERIFY(dock().value("water").endsWith("gal"));
        ip->setChecked(false);
    }

    void theGridAndOwnPowerAreFiguresOfTheYear()
    {
        giveWeather();
        QVERIFY(dock().value("matching_hourly").isEmpty());
        const QTemporaryDir folder;
        dock().askBasis = [&](const YearChoices& now, double carbon) {
            YearChoices chosen = now;
            chosen.gridFile = gridOf(folder);
            chosen.priceFile = chosen.gridFile;
            chosen.own.constantW = 1e9; // more than the campus takes at any hour
            chosen.batch = {0.2, 12, std::nullopt, ShiftBy::Carbon};
            [&] { QCOMPARE(carbon, site_->info.carbonKgPerKwh); }();
            return std::optional(chosen);
        };
        dock().findChild<QToolButton*>("yearBasis")->click();
        QTRY_VERIFY(!dock().value("matching_hourly").isEmpty());
        waitForYear();
        QCOMPARE(dock().value("matching_hourly"), style::formatShare(1.0));
        QCOMPARE(dock().value("matching_annual"), style::formatShare(1.0));
        QCOMPARE(dock().value("cue_hourly"), QStringLiteral("0.000 kg/kWh"));
        QCOMPARE(dock().value("cost"), QStringLiteral("0"));
        // The grid has 0.2 kg/kWh by night and 0.4 by day: work that waits goes to the night.
        QVERIFY(dock().answer()->carbon.shift->avoidedKg > 0.0);
        QVERIFY(dock().value("shift_carbon").endsWith(" t"));
        QVERIFY(dock().findChild<QToolButton*>("yearBasis")->text().contains('4'));
    }

    // Window, command line and report say the same year.
    void whatIsShownGoesIntoTheReport()
    {
        QVERIFY(!window_->report()->yearShown());
        giveWeather();
        const auto reported = window_->report()->yearShown();
        QVERIFY(reported);
        QCOMPARE(reported->year, dock().answer()->year);
        QVERIFY(QString::fromStdString(reported->carbonSource).startsWith("the site's constant"));
        const Rack rack = rackToDrag();
        window_->document()->commit(withRackPower(now(), rack.id, rack.powerW + 20e3), "Power");
        QVERIFY(!window_->report()->yearShown()); // of the version before
    }

    void aLoadByTheHourLowersTheEnergy()
    {
        giveWeather();
        const double flatWh = sumOf(dock().answer()->year->sums, YearQuantity::ItW);
        const QTemporaryDir folder;
        QFile file(folder.filePath("load.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("hour,compute,network,storage,management\n");
        for (int h = 0; h < 24; ++h)
            file.write(QStringLiteral("%1,0.5,0.5,0.5,0.5\n").arg(h).toUtf8());
        file.close();
        YearChoices choices;
        choices.loadFile = file.fileName();
        dock().setBasis(choices);
        QTRY_VERIFY(dock().isStale() || dock().answer()->of.basis->load);
        waitForYear();
        const double halfWh = sumOf(dock().answer()->year->sums, YearQuantity::ItW);
        QVERIFY2(std::abs(halfWh / flatWh - 0.5) < 0.01, qPrintable(QString::number(halfWh / flatWh)));
    }

    void aFileThatIsNoGridIsRefusedAndNothingChanges()
    {
        giveWeather();
        YearChoices choices;
        choices.gridFile = QString::fromUtf8(chicago);
        dock().setBasis(choices);
        auto* refusal = dock().findChild<QLabel*>("yearRefusal");
        QTRY_VERIFY(refusal->isVisible());
        QVERIFY2(refusal->text().endsWith('.'), qPrintable(refusal->text()));
        QVERIFY(!dock().isStale());
    }

    // The weather belongs to the site and comes with its file; the choices are remembered by it. Another site has its
    // own.
    void theWeatherComesWithTheSitesFile()
    {
        const QString file = state_.filePath("remembered.hallwright");
        window_->project()->save(file.toStdString());
        giveWeather();
        QVERIFY(window_->project()->isModified());
        YearChoices choices;
        choices.own.windW = 2e6;
        dock().setBasis(choices);
        QTRY_VERIFY(!dock().value("matching_hourly").isEmpty());
        window_->project()->save(file.toStdString());
        window_->project()->open(test::smallCampus(), {});
        QVERIFY(text("yearPlace").isEmpty());
        const SiteImagePtr image = loadSiteImage(file.toStdString());
        QCOMPARE(image->weather.size(), std::size_t{1});
        window_->project()->open(image->site, file.toStdString(), image);
        QVERIFY(text("yearPlace").contains("TMY3")); // at once
        QVERIFY(dock().findChild<QLabel*>("yearPlace")->toolTip().contains("SHA-256 "));
        QTRY_VERIFY(dock().findChild<QToolButton*>("yearBasis")->text().contains('1'));
        QVERIFY(!window_->project()->isModified());
    }

    void aYearOfWeatherIsAnEditThatUndoTakesBack()
    {
        giveWeather();
        QUndoStack* undo = window_->project()->document()->undoStack();
        QVERIFY2(undo->undoText().startsWith("Weather: "), qPrintable(undo->undoText()));
        undo->undo();
        QVERIFY(text("yearPlace").isEmpty());
        QVERIFY(!dock().answer().has_value());
        QVERIFY(!dock().reported().has_value());
        undo->redo();
        waitForYear();
        QVERIFY(text("yearPlace").contains("TMY3"));
        dock().takeOutWeather();
        QVERIFY(text("yearPlace").isEmpty());
        undo->undo();
        waitForYear();
        QVERIFY(dock().answer().has_value());
    }

    void theSameYearAgainIsNoEdit()
    {
        giveWeather();
        const int count = window_->project()->document()->undoStack()->count();
        dock().readWeatherOf(QString::fromUtf8(chicago));
        QTRY_VERIFY(window_->project()->weather().size() == 1);
        QTest::qWait(200);
        QCOMPARE(window_->project()->document()->undoStack()->count(), count);
    }

    void maintenanceAndAHeatCustomerAreFigures()
    {
        giveWeather();
        QVERIFY(dock().value("maintenance").isEmpty());
        YearChoices choices;
        choices.maintenanceFile = state_.filePath("plan.csv");
        QFile plan(choices.maintenanceFile);
        QVERIFY(plan.open(QIODevice::WriteOnly));
        plan.write("element,from,to\nChiller 1,04-13,04-14\n");
        plan.close();
        dock().setBasis(choices);
        QTRY_VERIFY(dock().value("maintenance").startsWith("48"));
        QVERIFY(dock().findChild<QToolButton*>("yearBasis")->toolTip().contains("plan.csv"));
    }

    // A branch that is the same has the same year; one with less power has less energy, and says so in the difference.
    void theYearStandsBesideThatOfABranch()
    {
        giveWeather();
        const auto lessPower = [](const SitePtr& site) {
            const RackId rack = site->buildings[0]->halls[0]->racks[0].id;
            return withRackPower(site, rack, 0.25 * site->rack(rack).powerW);
        };
        const YearAnswer answer = *dock().answer();
        for (const bool less : {false, true}) {
            const SitePtr other = less ? lessPower(answer.of.site) : answer.of.site;
            auto* dialog =
                new YearComparisonDialog(answer, "Small campus", {"Branch", other, nullptr}, window_.get());
            dialog->show();
            QTRY_VERIFY_WITH_TIMEOUT(!dialog->value("pue", 1).isEmpty(), patienceMs);
            QVERIFY(less || dialog->value("pue", 1) == dialog->value("pue", 2));
            const QString more = dialog->value("it_mwh", 3);
            QVERIFY2(less ? more.startsWith('-') || more.startsWith(QChar(0x2212)) : more == "0",
                     qPrintable(more));
            const QString folder = qEnvironmentVariable("HALLWRIGHT_PICTURES");
            if (!folder.isEmpty() && less)
                QVERIFY(dialog->grab().save(folder + "/year-comparison.png"));
            dialog->close();
        }
    }

    void theDialogRefusesWhatCannotBe()
    {
        YearBasisDialog dialog({}, 0.35);
        auto* ok = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
        auto* problem = dialog.findChild<QLabel*>("basisProblem");
        QVERIFY(ok->isEnabled());
        QVERIFY(dialog.choices() == YearChoices());
        dialog.findChild<QDoubleSpinBox*>("basisShare")->setValue(30.0);
        QVERIFY(ok->isEnabled());
        QVERIFY(problem->text().contains("all hours are alike"));
        dialog.findChild<QComboBox*>("basisBy")->setCurrentIndex(1);
        QVERIFY(!ok->isEnabled());
        QVERIFY(problem->text().contains("only with a file of prices"));
        dialog.findChild<QLineEdit*>("basisPrice")->setText("prices.csv");
        QVERIFY(ok->isEnabled());
        QVERIFY(problem->text().isEmpty());
        QCOMPARE(dialog.choices().batch.share, 0.3);
        dialog.show();
        const QString folder = qEnvironmentVariable("HALLWRIGHT_PICTURES");
        if (!folder.isEmpty()) // for the eye
            QVERIFY(dialog.grab().save(folder + "/year-basis.png"));
        QVERIFY(dialog.choices().batch.by == ShiftBy::Price);
    }

    void theMenuOffersOtherLinesOfWork()
    {
        giveWeather();
        auto* compare = dock().findChild<QToolButton*>("yearCompare");
        QVERIFY(compare->isEnabled());
        QVERIFY(otherYearSides(*window_->project()).empty());
        window_->project()->createBranch(Project::mainLine, "Another"); // and goes to it
        const std::vector<YearSide> sides = otherYearSides(*window_->project());
        QCOMPARE(sides.size(), std::size_t{1});
        QCOMPARE(sides[0].name, QString("Main"));
        QVERIFY(sides[0].weather != nullptr);
        emit compare->menu()->aboutToShow();
        QCOMPARE(compare->menu()->actions().size(), 3); // a line between them
        QCOMPARE(compare->menu()->actions().front()->text(), QString("Main"));
    }

    void anotherSiteBeginsWithoutWeather()
    {
        giveWeather();
        window_->project()->open(test::smallCampus(), {});
        QVERIFY(!dock().answer().has_value());
        QVERIFY(text("yearPlace").isEmpty());
    }

private:
    YearDock& dock() { return *window_->year(); }

    QString text(const char* label) { return dock().findChild<QLabel*>(label)->text(); }

    // A year of a grid that is clean by night, in Chicago's time.
    static QString gridOf(const QTemporaryDir& folder)
    {
        QFile file(folder.filePath("grid.csv"));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write("datetime,carbon_kg_per_kwh,price\n");
        QDateTime at(QDate(2023, 1, 1), QTime(0, 0), Qt::OffsetFromUTC, -6 * 3600);
        for (std::size_t h = 0; h < hoursOfYear(false); ++h, at = at.addSecs(3600))
            file.write(QStringLiteral("%1,%2,%3\n")
                           .arg(at.toString(Qt::ISODate))
                           .arg(h % hoursOfDay < 12 ? 0.2 : 0.4)
                           .arg(40)
                           .toUtf8());
        return file.fileName();
    }

    const SitePtr& now() const { return window_->document()->committedSite(); } // with its weather

    void giveWeather()
    {
        dock().open();
        dock().readWeatherOf(chicago);
        waitForYear();
    }

    void waitForYear()
    {
        QTRY_VERIFY_WITH_TIMEOUT(dock().answer() && !dock().isStale() && dock().session().isIdle(),
                                 patienceMs);
    }
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowYearTest>(argc, argv);
}

#include "tst_window_year.moc"
