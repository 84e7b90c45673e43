// The capacity manager's view in the window: it shows the answer, follows edits, and makes a branch of what fits.
#include "app/gui/branch_actions.h"
#include "app/gui/capacity_dock.h"
#include "core/exchange/recipe.h"
#include "core/model/edits.h"
#include "core/model/site_edit.h"
#include "tests/app/main_window_fixture.h"
#include "views/panels/capacity_card.h"
#include "views/panels/capacity_table.h"
#include "views/panels/capacity_words.h"
#include "views/panels/site_tree_panel.h"
#include "views/shared/format.h"

#include <QComboBox>
#include <QLabel>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>
#include <map>
#include <string>

using namespace hallwright;
using namespace hallwright::app;
using panels::CapacityTable;

namespace {

constexpr RackTypeId airRack{1};
constexpr RackTypeId liquidRack{2};
constexpr HallId hallA{1};

// Rows A and B of Hall A with four racks of twelve positions each.
SitePtr halfEmpty()
{
    const SitePtr full = test::smallCampus();
    SiteEdit edit(full);
    for (const Rack& rack : full->hall(hallA).racks) {
        if (std::stoi(rack.name.substr(1)) > 4)
            edit.remove(refTo(rack.id));
    }
    return edit.done();
}

// All lines by their places' names, the rows' with their halls'.
std::map<QString, QTreeWidgetItem*> linesOf(QTreeWidget& table)
{
    std::map<QString, QTreeWidgetItem*> lines;
    for (QTreeWidgetItemIterator line(&table); *line; ++line) {
        const QString above = (*line)->parent() ? (*line)->parent()->text(0) + "/" : QString();
        lines[above + (*line)->text(0)] = *line;
    }
    return lines;
}

QString keyOf(const Capacity& capacity, const PlaceCapacity& place)
{
    const auto named = [](const PlaceCapacity& of) {
        return (of.place.kind == ObjectKind::Row ? "Row " : "") + QString::fromStdString(of.name);
    };
    const bool isTop = place.place == capacity.whole().place;
    return isTop ? named(place) : named(capacity.of(place.within)) + "/" + named(place);
}

} // namespace

class WindowCapacityTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init()
    {
        QSettings().clear();
        open();
        site_ = halfEmpty();
        window_->project()->open(site_, {});
        waitForSnapshot();
        window_->branches()->confirm = [](const QString&, const QString&) { return true; };
    }
    void cleanup() { close(); }

    void theMenuOpensItAndItsLinesAreTheAnswers()
    {
        trigger("Ho&w many more racks fit?");
        QVERIFY(dock().isVisible());
        waitForAnswer();
        verifyLines(capacityOf(site_, window_->results().conditions(), {airRack, {}}));
    }

    // Another type, another load, another place.
    void whatIsAskedIsWhatIsAnswered()
    {
        openDock();
        auto* type = dock().findChild<QComboBox*>("capacityType");
        choose(*type, type->findData(qlonglong{liquidRack.value}));
        waitForAnswer();
        verifyLines(capacityOf(site_, window_->results().conditions(), {liquidRack, {}}));
        auto* load = dock().findChild<QComboBox*>("capacityLoad");
        choose(*load, load->findData(static_cast<int>(CapacityLoad::Nameplate)));
        chooseInTree(refTo(hallA));
        waitForAnswer();
        const CapacityQuestion asked{liquidRack, refTo(hallA), CapacityLoad::Nameplate};
        QCOMPARE(dock().answer()->capacity->question, asked);
        verifyLines(capacityOf(site_, window_->results().conditions(), asked));
    }

    void thePlaceFollowsTheTreeAndThereIsAWayBack()
    {
        openDock();
        const auto* label = dock().findChild<QLabel*>("capacityPlace");
        auto* back = dock().findChild<QToolButton*>("capacityCampus");
        QCOMPARE(label->text(), QString("in <b>the campus</b>"));
        QVERIFY(!back->isVisible());
        const Building& building = *site_->buildings.front();
        const Row& row = building.halls.front()->rows.front();
        const std::pair<ObjectRef, QString> places[] = {{refTo(building.id), "in <b>Building 1</b>"},
                                                        {refTo(hallA), "in <b>Hall A</b>"},
                                                        {refTo(row.id), "in <b>row A of Hall A</b>"}};
        for (const auto& [place, words] : places) {
            chooseInTree(place);
            QCOMPARE(label->text(), words);
            waitForAnswer();
            QCOMPARE(dock().answer()->capacity->whole().place, place);
        }
        QVERIFY(back->isVisible());
        back->click();
        waitForAnswer();
        QCOMPARE(label->text(), QString("in <b>the campus</b>"));
        QCOMPARE(dock().answer()->capacity->whole().place, siteData());
    }

    // What is clicked in the answer is gone to, and leaves the question as it is.
    void aClickGoesThereAndAsksNothingElse()
    {
        openDock();
        auto& table = *dock().table();
        table.expandAll();
        QTreeWidgetItem* hall = linesOf(table).at("Building 1/Hall A");
        table.scrollToItem(hall);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.visualItemRect(hall).topLeft() + QPoint(4, 4));
        QCOMPARE(window_->selection()->hall(), hallA);
        QVERIFY(dock().isCurrent());
        QCOMPARE(dock().answer()->capacity->whole().place, siteData());
        QVERIFY2(dock().card()->words().contains("Hall A"), qPrintable(dock().card()->words()));
        QTreeWidget& rooms = *dock().card()->headRooms();
        const PlaceCapacity& place = dock().answer()->capacity->of(refTo(hallA));
        QCOMPARE(static_cast<std::size_t>(rooms.topLevelItemCount()), place.headRooms.size());
        const auto feed = std::ranges::find(place.headRooms, CapacityResource::FeedA, &HeadRoom::resource);
        QVERIFY(feed != place.headRooms.end());
        QTreeWidgetItem* line = rooms.topLevelItem(static_cast<int>(feed - place.headRooms.begin()));
        QCOMPARE(line->text(3), panels::amountText(feed->resource, feed->left(), feed->unit));
        dock().card()->findChild<QTabWidget*>()->setCurrentWidget(&rooms);
        QCoreApplication::processEvents();
        rooms.scrollToItem(line);
        QTest::mouseClick(rooms.viewport(), Qt::LeftButton, {}, rooms.visualItemRect(line).center());
        QCOMPARE(window_->selection()->set().primary(), feed->tightest);
    }

    void anEditIsAnsweredAnewAndNoOlderAnswerComesAfterIt()
    {
        openDock();
        const std::size_t before = dock().answer()->capacity->fits();
        QVERIFY(before > 0);
        Document& document = *window_->document();
        const RackId rack = site_->hall(hallA).racks.front().id;
        for (int i = 1; i <= 5; ++i)
            document.commit(withRackPower(document.committedSite(), rack, 1e3 * i), "Set power");
        QVERIFY(!dock().isCurrent());
        QVERIFY(!dock().findChild<QToolButton*>("capacityTakeOver")->isEnabled());
        waitForAnswer();
        QCOMPARE(dock().answer()->asked.site, document.committedSite());
        QTRY_VERIFY(dock().isIdle());
        QCOMPARE(dock().answer()->asked.site, document.committedSite());
        verifyLines(capacityOf(document.committedSite(), window_->results().conditions(), {airRack, {}}));
    }

    void nothingIsWorkedOutWhileNobodySeesIt()
    {
        QVERIFY(!dock().isVisible());
        QVERIFY(dock().isIdle());
        QVERIFY(!dock().answer());
    }

    void whatFitsBecomesABranchThatDroppingUndoes()
    {
        openDock();
        const CapacityPtr capacity = dock().answer()->capacity;
        const QString name = dock().branchName();
        QVERIFY2(name.startsWith(QString("%1 × ").arg(capacity->fits())) && name.endsWith("in the campus"),
                 qPrintable(name));
        dock().findChild<QToolButton*>("capacityTakeOver")->click();
        Project& project = *window_->project();
        QVERIFY(project.activeBranch() != Project::mainLine);
        QCOMPARE(project.nameOf(project.activeBranch()), name);
        QCOMPARE(window_->document()->undoStack()->count(), 1);
        const SitePtr expected = withPlacedRacks(site_, *capacity);
        const Site& taken = *window_->document()->committedSite();
        QCOMPARE(taken.rackCount(), site_->rackCount() + capacity->fits());
        QVERIFY(taken == *expected);
        waitForAnswer(); // of the branch
        QCOMPARE(dock().answer()->capacity->fits(), std::size_t{0});
        project.drop(project.activeBranch());
        const SitePtr& now = window_->document()->committedSite();
        QVERIFY(*now == *withIdMarks(site_, idMarksOf(*now))); // but for the ids that are given
        QVERIFY(project.branches().empty());
    }

    void twoBranchesOfOneAnswerHaveTwoNames()
    {
        openDock();
        const QString name = dock().branchName();
        trigger("Ta&ke over the racks that fit as a branch");
        window_->branches()->switchTo(Project::mainLine);
        waitForAnswer();
        trigger("Ta&ke over the racks that fit as a branch");
        QCOMPARE(window_->project()->nameOf(window_->project()->activeBranch()), name + " (1)");
    }

    void thePlanShowsThePositionsWhileTheDockIsSeen()
    {
        std::vector<style::PositionMark> shown;
        connect(&dock(), &CapacityDock::positionsChanged, this,
                [&](const std::vector<style::PositionMark>& positions) { shown = positions; });
        openDock();
        QCOMPARE(shown, style::positionMarks(*dock().answer()->capacity));
        QVERIFY(!shown.empty());
        dock().hide();
        QVERIFY(shown.empty());
    }

    void withoutRackTypesASentenceSaysSo()
    {
        SiteEdit edit(test::smallCampus());
        std::vector<ObjectRef> racks;
        for (const BuildingPtr& building : edit.site().buildings) {
            for (const HallPtr& hall : building->halls) {
                for (const Rack& rack : hall->racks)
                    racks.push_back(refTo(rack.id));
            }
        }
        edit.remove(racks);
        std::vector<ObjectRef> types;
        for (const RackType& type : edit.site().catalogue->rackTypes)
            types.push_back(refTo(type.id));
        edit.remove(types);
        site_ = edit.done();
        window_->project()->open(site_, {});
        dock().open();
        const auto* sentence = dock().findChild<QLabel*>("noCapacity");
        QTRY_VERIFY(sentence->isVisible());
        QVERIFY2(sentence->text().contains("no rack type"), qPrintable(sentence->text()));
    }

    void aFullHallSaysThatNoPositionIsFree()
    {
        site_ = test::smallCampus();
        window_->project()->open(site_, {});
        openDock();
        chooseInTree(refTo(hallA));
        waitForAnswer();
        QVERIFY2(dock().card()->words().contains("No position is free"), qPrintable(dock().card()->words()));
        QCOMPARE(dock().table()->topLevelItem(0)->text(CapacityTable::BindingColumn),
                 QString("No free position"));
        QVERIFY(!dock().findChild<QToolButton*>("capacityTakeOver")->isEnabled());
    }

    void linesAreSortedByTheirNumbersAndCopiedAsATable()
    {
        openDock();
        auto& table = *dock().table();
        table.expandAll();
        table.sortByColumn(CapacityTable::RacksColumn, Qt::DescendingOrder);
        const QTreeWidgetItem& campus = *table.topLevelItem(0);
        for (int i = 1; i < campus.childCount(); ++i)
            QVERIFY(campus.child(i - 1)->text(CapacityTable::RacksColumn).toInt() >=
                    campus.child(i)->text(CapacityTable::RacksColumn).toInt());
        const QString text = table.asText();
        QCOMPARE(text.count('\n'), static_cast<qsizetype>(1 + dock().answer()->capacity->places.size()));
        QVERIFY(text.startsWith("Place\tRacks\tFree\tFit\t"));
    }

    // B5 of the flagship: 48 free positions in rows I and J of its third hall; row J has no CDU.
    void theFlagshipsFifthBuildingTakesTwentyAndThenLacksACdu()
    {
        site_ = buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/five-building-conversion/site.yaml");
        window_->project()->open(site_, {});
        dock().open();
        chooseInTree(refTo(site_->buildings.at(4)->id));
        auto* type = dock().findChild<QComboBox*>("capacityType");
        QTRY_VERIFY(type->count() > 0);
        choose(*type, type->findText("4x HGX H100, liquid", Qt::MatchStartsWith));
        waitForAnswer();
        QTRY_VERIFY_WITH_TIMEOUT(dock().answer()->unlocks, 60'000);
        const QTreeWidgetItem& line = *dock().table()->topLevelItem(0);
        QCOMPARE(line.text(CapacityTable::PlaceColumn), QString("B5"));
        QCOMPARE(line.text(CapacityTable::FreeColumn), QString("48"));
        QCOMPARE(line.text(CapacityTable::FitColumn), QString("20"));
        QCOMPARE(line.text(CapacityTable::BindingColumn), QString("CDUs: row J of B5-H3"));
        QVERIFY(dock().card()->words().contains("No CDU serves row J of B5-H3."));
        const QTreeWidgetItem& unlock = *dock().card()->unlocks()->topLevelItem(0);
        QCOMPARE(unlock.text(2), QString("Put a CDU 1000 at the end of row J of B5-H3."));
        QCOMPARE(unlock.text(0), QString("+28"));
        QCOMPARE(dock().branchName(), QString("20 × 4x HGX H100, liquid in B5"));
    }

private:
    CapacityDock& dock() { return *window_->capacity(); }

    void openDock()
    {
        dock().open();
        waitForAnswer();
    }

    void waitForAnswer() { QTRY_VERIFY_WITH_TIMEOUT(dock().isCurrent(), 60'000); }

    void chooseInTree(ObjectRef place) { emit window_->findChild<panels::SiteTreePanel*>()->chosen(place); }

    static void choose(QComboBox& combo, int index)
    {
        combo.setCurrentIndex(index);
        emit combo.activated(index); // as by a hand
    }

    void verifyLines(const CapacityPtr& expected)
    {
        const auto lines = linesOf(*dock().table());
        QCOMPARE(lines.size(), expected->places.size());
        for (const PlaceCapacity& place : expected->places) {
            const QString key = keyOf(*expected, place);
            QVERIFY2(lines.contains(key), qPrintable(key));
            const QTreeWidgetItem& line = *lines.at(key);
            const std::pair<CapacityTable::Column, QString> texts[] = {
                {CapacityTable::RacksColumn, QString::number(place.racks)},
                {CapacityTable::FreeColumn, QString::number(place.free)},
                {CapacityTable::FitColumn, QString::number(place.fits)},
                {CapacityTable::BindingColumn, panels::bindingText(*expected->asked.site, place)},
                {CapacityTable::UsedColumn, style::formatPower(place.usedW)},
                {CapacityTable::ReservedColumn, style::formatPower(place.reservedW)},
                {CapacityTable::UsableColumn, style::formatPower(place.usableW)},
                {CapacityTable::StrandedColumn, style::formatPower(place.strandedW())},
                {CapacityTable::DesignColumn, style::formatPower(place.designW)}};
            for (const auto& [column, text] : texts)
                QCOMPARE(line.text(column), text);
        }
    }
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowCapacityTest>(argc, argv);
}

#include "tst_window_capacity.moc"
