// The figures in the window, their units and what is behind them.
#include "core/model/edits.h"
#include "tests/app/main_window_fixture.h"
#include "tests/app/window_idle.h"
#include "views/panels/explanation_card.h"
#include "views/panels/key_figures_bar.h"
#include "views/panels/quantity_field.h"

#include <QLabel>

using namespace hallwright;
using namespace hallwright::app;

class WindowFiguresTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init() { open(); }
    void cleanup() { close(); }

    void openingShowsTheKeyFigures()
    {
        const Snapshot& snapshot = *window_->session()->latest();
        QVERIFY(snapshot.pue > 1.0);
        QVERIFY(
            window_->keyFigures()->value("pue").startsWith(QString::number(snapshot.pue.value(), 'f', 3)));
        QVERIFY(window_->keyFigures()->value("it").endsWith("W"));
        QVERIFY(window_->keyFigures()->change("pue").isEmpty());
    }

    void theWorstRackIsOneClickAway()
    {
        const RackId worst = window_->session()->latest()->hottestRack;
        auto* value = window_->findChild<QLabel*>("worstValue");
        QTest::mouseClick(value->parentWidget(), Qt::LeftButton);
        QCOMPARE(window_->selection()->rack(), worst);
    }

    void everyFigureOnScreenHasItsUnitInIpToo()
    {
        trigger("IP &units (°F, ft, CFM, lb)");
        window_->selection()->selectHall(site_->buildings.front()->halls.front()->id);
        waitForSnapshot();
        QVERIFY(window_->keyFigures()->value("worst").endsWith("°F"));
        QVERIFY(window_->keyFigures()->value("hall").contains("°F"));
        QVERIFY(!window_->keyFigures()->value("hall").contains("°C"));
        trigger("IP &units (°F, ft, CFM, lb)");
        QVERIFY(window_->keyFigures()->value("worst").contains("°C")); // with its uncertainty in kelvin
    }

    void warmerOutdoorAirShowsAtOnce()
    {
        window_->selection()->selectHall({});
        auto* outdoor = window_->findChild<panels::QuantityField*>("outdoor");
        QVERIFY(outdoor);
        const double before = window_->session()->latest()->facilityPowerW;
        outdoor->setValue(outdoor->value() + 5.0);
        waitForSnapshot();
        QVERIFY(window_->session()->latest()->facilityPowerW > before);
        QVERIFY(window_->keyFigures()->change("facility").isEmpty()); // other weather is another question
    }

    void anEditIsCountedFromBeforeItAndUndoCountsNothing()
    {
        const RackId rack = rackToDrag().id;
        window_->document()->commit(withRackPower(site_, rack, 35e3), "Set power");
        waitForSnapshot();
        QTRY_VERIFY(window_->keyFigures()->change("it").startsWith('+'));
        QCOMPARE(window_->keyFigures()->comparedWith(), QStringLiteral("Changes by the last edit"));
        window_->document()->undoStack()->undo();
        waitForSnapshot();
        QTRY_VERIFY(window_->keyFigures()->change("it").isEmpty());
        QVERIFY(window_->keyFigures()->comparedWith().isEmpty());
        window_->document()->undoStack()->redo();
        QTRY_VERIFY(isIdle(*window_));
        QVERIFY(window_->keyFigures()->change("it").isEmpty());
    }

    void aDragCountsFromWhereItBegan()
    {
        window_->document()->commit(withRackPower(site_, rackToDrag().id, 35e3), "Set power");
        waitForSnapshot();
        ChangeBasis& basis = *window_->changeBasis();
        basis.beginDrag();
        const SnapshotPtr start = window_->session()->latest();
        window_->document()->preview(
            withRackPower(window_->document()->committedSite(), rackToDrag().id, 45e3));
        waitForSnapshot();
        QTRY_COMPARE(basis.now().snapshot.get(), start.get());
        QCOMPARE(basis.now().words, QStringLiteral("since the drag began"));
        window_->document()->commit(window_->document()->shownSite(), "Move");
        QTRY_COMPARE(basis.now().snapshot.get(), start.get()); // until the next edit
        window_->document()->undoStack()->undo();
        waitForSnapshot();
        QTRY_VERIFY(!basis.now().snapshot);
    }

    void coloursWidenUnderTheHandAndComeBack()
    {
        const auto committed = window_->workspace()->scales().ends();
        QVERIFY(committed);
        const Hall& hottest = site_->hallOf(window_->session()->latest()->hottestRack);
        constexpr double warmerK = 4.0;
        window_->document()->preview(withHallSupply(site_, hottest.id, hottest.supplyC + warmerK));
        waitForSnapshot();
        QTRY_VERIFY(window_->workspace()->scales().ends()->warmestInletC > committed->warmestInletC);
        window_->document()->revertPreview();
        QTRY_VERIFY(window_->workspace()->scales().ends() == committed);
    }

    void aWhatIfIsCountedFromAllInService()
    {
        window_->setOutages(Outages{}.with(firstChiller(), true));
        QTRY_COMPARE(window_->keyFigures()->comparedWith(), QStringLiteral("Changes against all in service"));
    }

    void aFigureExplainsItself_data()
    {
        QTest::addColumn<QString>("card");
        QTest::addColumn<QString>("key");
        QTest::newRow("PUE") << "pueValue"
                             << "pue";
        QTest::newRow("facility") << "facilityValue"
                                  << "facility_power_w";
        QTest::newRow("IT") << "itValue"
                            << "it_power_w";
    }

    void aFigureExplainsItself()
    {
        QFETCH(QString, card);
        QFETCH(QString, key);
        QTest::mouseClick(window_->findChild<QLabel*>(card)->parentWidget(), Qt::LeftButton);
        auto* explanation = window_->findChild<panels::ExplanationCard*>();
        QTRY_VERIFY(explanation->isVisible());
        QCOMPARE(explanation->key(), key);
        const auto expected = explain(*window_->session()->latest(), key.toStdString());
        QCOMPARE(explanation->findChild<QLabel*>("explainedValue")->text(),
                 panels::explainedValue(expected->value, expected->unit));
        explanation->hide();
    }

    void figuresOfTheInspectorExplainThemselvesToo()
    {
        window_->selection()->selectHall(site_->buildings.front()->halls.front()->id);
        QLabel* figure = nullptr;
        for (auto* label : window_->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains("/partial_pue\""))
                figure = label;
        }
        QVERIFY(figure);
        emit figure->linkActivated(figure->text().section('"', 1, 1));
        auto* explanation = window_->findChild<panels::ExplanationCard*>();
        QTRY_VERIFY(explanation->isVisible());
        QVERIFY(explanation->key().endsWith("/partial_pue"));
        explanation->hide();
    }

    void theStatusBarTellsEveryBalance()
    {
        const QString balances = window_->findChild<QLabel*>("balances")->text();
        for (const char* word : {"energy", "mass", "power"})
            QVERIFY2(balances.contains(word), qPrintable(balances));
        QVERIFY(!window_->findChild<QLabel*>("unsettled")->isVisible());
    }
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowFiguresTest>(argc, argv);
}

#include "tst_window_figures.moc"
