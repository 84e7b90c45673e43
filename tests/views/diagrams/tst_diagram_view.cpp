#include "core/model/edits.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "views/diagrams/diagram_panel.h"
#include "views/diagrams/diagram_view.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

#include <QWheelEvent>
#include <set>

#include <optional>

using namespace hallwright;
using namespace hallwright::diagrams;

class TestDiagramView : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        site_ = test::smallCampus();
        view_ = std::make_unique<DiagramView>();
        view_->resize(1000, 700);
        view_->setSite(site_);
        clicked_.reset();
        connect(view_.get(), &DiagramView::clicked, this, [this](ObjectRef object) { clicked_ = object; });
        view_->show();
        QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
    }

    void aClickSelectsAndNamesTheElement()
    {
        const DiagramElement utility{ElementKind::PowerNode, site_->power->nodes.front().id.value};
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, at(utility));
        QVERIFY(clicked_);
        QVERIFY(*clicked_ == objectOf(utility));
    }

    // A pane as low as the window's docks begin: the letters stay 9 pixels high, and Fit shows the whole.
    void itBeginsLargeEnoughToBeReadAndFitShowsTheWhole()
    {
        view_->resize(700, 200);
        view_->showPower({});
        const double legible = 9.0 / 11.0; // of letters 11 units high
        const double begins = scaleBetween(building(), secondBuilding());
        QVERIFY2(begins >= legible - 1e-9, qPrintable(QString::number(begins)));
        view_->zoomToFit();
        QVERIFY(scaleBetween(building(), secondBuilding()) < begins);
        for (const DiagramElement& element : {building(), secondBuilding()})
            QVERIFY(view_->rect().contains(at(element)));
    }

    void aClickBesideAllItemsSelectsNone()
    {
        QTest::mouseClick(view_.get(), Qt::LeftButton, {}, QPoint(5, 350));
        QVERIFY(clicked_);
        QVERIFY(!clicked_->valid());
    }

    void aDoubleClickOpensAGroupAndClosesItAgain()
    {
        const std::size_t closed = view_->drawing().items.size();
        QTest::mouseDClick(view_.get(), Qt::LeftButton, {}, at(building()));
        QVERIFY(view_->drawing().items.size() > closed);
        const QRectF frame = rectOf(building());
        const QPointF middle = *view_->viewPosition(building());
        const double scale = (middle.x() - view_->viewPosition(hall())->x()) /
                             (frame.center().x() - rectOf(hall()).center().x());
        const QPointF corner = middle + scale * (frame.topLeft() + QPointF(4, 4) - frame.center());
        QTest::mouseDClick(view_.get(), Qt::LeftButton, {}, corner.toPoint());
        QCOMPARE(view_->drawing().items.size(), closed);
    }

    void aRackLeavesItsGroupClosedAndEquipmentIsRevealed()
    {
        const Rack& rack = site_->buildings[0]->halls[0]->racks.front();
        const DiagramElement pdu{ElementKind::PowerNode, rack.feedA.value};
        const std::size_t closed = view_->drawing().items.size();
        view_->setSelection({{refTo(rack.id)}, site_->buildings[0]->halls[0]->id});
        QCOMPARE(view_->drawing().items.size(), closed);
        QCOMPARE(*view_->viewPosition(pdu), *view_->viewPosition(building()));
        view_->setSelection({{objectOf(pdu)}, {}});
        QVERIFY(view_->drawing().items.size() > closed);
        QVERIFY(*view_->viewPosition(pdu) != *view_->viewPosition(building()));
    }

    void theWheelZoomsAboutTheCursor()
    {
        const QPointF before = *view_->viewPosition(building());
        const QPointF other = *view_->viewPosition(secondBuilding());
        QWheelEvent event(before, view_->mapToGlobal(before), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view_.get(), &event);
        constexpr double rounding = 1e-6; // of a pixel
        QVERIFY(QLineF(*view_->viewPosition(building()), before).length() < rounding);
        QVERIFY(view_->viewPosition(secondBuilding())->x() > other.x());
    }

    void draggingPansAndKeyZeroFitsAgain()
    {
        const QPointF before = *view_->viewPosition(building());
        const QPoint way(60, 35);
        QTest::mousePress(view_.get(), Qt::LeftButton, {}, before.toPoint());
        QTest::mouseMove(view_.get(), before.toPoint() + way);
        QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, before.toPoint() + way);
        QVERIFY(!clicked_);
        QVERIFY(*view_->viewPosition(building()) != before);
        QTest::keyClick(view_.get(), Qt::Key_0);
        QCOMPARE(*view_->viewPosition(building()), before);
    }

    void movingARackKeepsTheLayoutAndRemovingOneDoesNot()
    {
        const DiagramItem* const items = view_->drawing().items.data();
        const RackId rack = site_->buildings[0]->halls[0]->racks.front().id;
        const SitePtr moved = withRackPower(site_, rack, 1e3 * 1.0);
        view_->setSnapshot(evaluate(moved, conditionsOf(*moved)));
        QCOMPARE(view_->drawing().items.data(), items);
        QVERIFY(structureOf(*withoutRack(moved, rack)) != structureOf(*moved));
    }

    void theTitleTotalsTheSite()
    {
        view_->setSnapshot(evaluate(site_, conditionsOf(*site_)));
        QVERIFY2(view_->title().startsWith(QStringLiteral("1.78\u00a0MW IT")), qPrintable(view_->title()));
    }

    void everyItemHasATip()
    {
        QVERIFY(view_->tipAt(*view_->viewPosition(building())).contains(QStringLiteral("Building 1")));
        QVERIFY(view_->tipAt({5, 350}).isEmpty());
    }

    void aLoopIsDrawnInsteadAndThemesDiffer()
    {
        view_->showLoop(site_->cooling->loops[0].id);
        const QImage light = view_->grabImage({600, 400});
        view_->setTheme(style::Theme::Dark);
        QVERIFY(view_->grabImage({600, 400}) != light);
    }

    void aSiteWithoutPowerIsNoTrouble()
    {
        view_->setSite(std::make_shared<Site>());
        QVERIFY(!view_->grabImage({400, 300}).isNull());
        view_->showLoop({});
        QVERIFY(!view_->grabImage({400, 300}).isNull());
        view_->setSite(nullptr);
        QVERIFY(!view_->grabImage({400, 300}).isNull());
    }

    void aPanelOffersEveryBuildingAndHall()
    {
        DiagramPanel panel(DiagramSubject::Power);
        panel.setSite(site_);
        auto* choice = panel.findChild<QComboBox*>();
        QCOMPARE(choice->count(), 5); // campus, two buildings of one hall each
        choice->setCurrentIndex(2);
        QCOMPARE(panel.view()->powerScope().hall, site_->buildings[0]->halls[0]->id);
        panel.setSite(withoutRack(site_, site_->buildings[0]->halls[0]->racks.front().id));
        QCOMPARE(panel.view()->powerScope().hall, site_->buildings[0]->halls[0]->id);
    }

    void aPanelOffersEveryLoop()
    {
        DiagramPanel panel(DiagramSubject::Loop);
        panel.setSite(site_);
        auto* choice = panel.findChild<QComboBox*>();
        QCOMPARE(choice->count(), static_cast<int>(site_->cooling->loops.size()));
        QCOMPARE(panel.view()->loop(), site_->cooling->loops[0].id);
        choice->setCurrentIndex(1);
        QCOMPARE(panel.view()->loop(), site_->cooling->loops[1].id);
        panel.showLoop(site_->cooling->loops[0].id);
        QCOMPARE(choice->currentIndex(), 0);
    }

    // Of a hall that another loop cools; one of several that cool it stays.
    void aPanelOfLoopsFollowsTheHall()
    {
        DiagramPanel panel(DiagramSubject::Loop);
        panel.setSite(site_);
        for (const BuildingPtr& building : site_->buildings) {
            const Hall& hall = *building->halls.front();
            std::set<CoolantLoopId> its;
            for (const Cdu& cdu : hall.cdus)
                its.insert(cdu.loop);
            for (const AirHandler& handler : hall.airHandlers)
                its.insert(handler.loop);
            QVERIFY(!its.empty());
            panel.setSelection({{}, hall.id});
            QVERIFY(its.contains(panel.view()->loop()));
            for (const CoolantLoopId loop : its) {
                panel.showLoop(loop);
                panel.setSelection({{}, hall.id});
                QCOMPARE(panel.view()->loop(), loop);
            }
        }
    }

private:
    DiagramElement building() const { return {ElementKind::Building, site_->buildings[0]->id.value}; }
    DiagramElement secondBuilding() const { return {ElementKind::Building, site_->buildings[1]->id.value}; }
    DiagramElement hall() const { return {ElementKind::Hall, site_->buildings[0]->halls[0]->id.value}; }
    double scaleBetween(const DiagramElement& a, const DiagramElement& b) const
    {
        return QLineF(*view_->viewPosition(a), *view_->viewPosition(b)).length() /
               QLineF(rectOf(a).center(), rectOf(b).center()).length();
    }
    QPoint at(const DiagramElement& element) const { return view_->viewPosition(element)->toPoint(); }

    QRectF rectOf(const DiagramElement& element) const
    {
        for (const DiagramItem& item : view_->drawing().items) {
            if (item.element == element)
                return item.rect;
        }
        return {};
    }

    SitePtr site_;
    std::unique_ptr<DiagramView> view_;
    std::optional<ObjectRef> clicked_;
};

QTEST_MAIN(TestDiagramView)
#include "tst_diagram_view.moc"
