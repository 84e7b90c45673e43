// A failure's timeline and the sweep's list: they say what core found, in its words and its order.
#include "core/model/object_names.h"
#include "core/simulation/conditions.h"
#include "tests/support/campus.h"
#include "views/panels/failable_elements.h"
#include "views/panels/failure_timeline.h"
#include "views/panels/sweep_panel.h"
#include "views/shared/format.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::panels;

namespace {

QString textOf(const std::string& words)
{
    return QString::fromStdString(words);
}

CascadePtr cduFailure(const SitePtr& site)
{
    const std::vector<ObjectRef> failed{refTo(site->buildings[1]->halls[0]->cdus[0].id)};
    return failureOf(site, conditionsOf(*site), failed);
}

int listedIn(const QTreeWidget& table)
{
    int listed = 0;
    for (int i = 0; i < table.topLevelItemCount(); ++i)
        listed += table.topLevelItem(i)->isHidden() ? 0 : 1;
    return listed;
}

} // namespace

class FailurePanelsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyElementHasNameKindAndPlace()
    {
        const std::vector<FailableElement> all = failableElements(*site_);
        QCOMPARE(all.size(), failableOf(*site_, {}).size());
        for (const FailableElement& element : all)
            QVERIFY2(!element.name.isEmpty() && !element.kind.isEmpty() && !element.place.isEmpty(),
                     qPrintable(element.name));
        const FailableElement cdu = failableElement(*site_, refTo(site_->buildings[1]->halls[0]->cdus[0].id));
        QCOMPARE(cdu.name, QString("CDU 1"));
        QCOMPARE(cdu.kind, QString("CDU"));
        QCOMPARE(cdu.place, QString("Building 2, Hall B"));
        const auto ups = std::ranges::find(all, QString("Building 1 UPS A"), &FailableElement::name);
        QVERIFY(ups != all.end());
        QCOMPARE(ups->kind, QString("UPS"));
        const auto utility = std::ranges::find(all, QString("Utility"), &FailableElement::kind);
        QVERIFY(utility != all.end());
        QCOMPARE(utility->place, QString("Campus"));
    }

    void theAnswerStandsFirstAndEveryEventBelow()
    {
        FailureTimeline timeline;
        const CascadePtr cascade = cduFailure(site_);
        timeline.setCascade(cascade);
        const FailureAnswer answer = answerOf(*cascade);
        for (const std::string& sentence : {answer.what, answer.timeLeft, answer.survives})
            QVERIFY2(timeline.words().contains(textOf(sentence)), qPrintable(timeline.words()));
        QVERIFY(timeline.words().contains(textOf(conditionsText(cascade->conditions))));
        const std::vector<TimelineLine> lines = timelineOf(*cascade);
        QTableWidget& table = *timeline.table();
        QCOMPARE(table.rowCount(), static_cast<int>(lines.size()));
        for (int row = 0; row < table.rowCount(); ++row) {
            const TimelineLine& line = lines[static_cast<std::size_t>(row)];
            QCOMPARE(table.item(row, 0)->text(), textOf(clockText(line.timeS)));
            QCOMPARE(table.item(row, 1)->text(), textOf(line.sentence));
        }
        QVERIFY(timeline.asText().contains(textOf(cascade->events.front().sentence)));
        timeline.setCascade(nullptr);
        QCOMPARE(table.rowCount(), 0);
        QVERIFY(timeline.words().isEmpty());
    }

    void aClickOnALineIsItsEvent()
    {
        FailureTimeline timeline;
        const CascadePtr cascade = cduFailure(site_);
        timeline.setCascade(cascade);
        timeline.resize(500, 400);
        timeline.show();
        QVERIFY(QTest::qWaitForWindowExposed(&timeline));
        QSignalSpy chosen(&timeline, &FailureTimeline::eventChosen);
        QTableWidget& table = *timeline.table();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.visualItemRect(table.item(1, 1)).center());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<std::size_t>(), timelineOf(*cascade)[1].events.front());
    }

    void whatIsFoldedUnfoldsUnderAClick()
    {
        auto many = std::make_shared<Cascade>(*cduFailure(site_));
        for (int i = 0; i < 9; ++i)
            many->events.insert(many->events.end() - 1,
                                {50.0, FailureEventKind::InletLimit, refTo(RackId{i + 1}),
                                 "Rack " + std::to_string(i) + " is warm.", 0, 0, 0.0});
        FailureTimeline timeline;
        timeline.setCascade(many);
        QTableWidget& table = *timeline.table();
        const int before = table.rowCount();
        int folded = -1;
        for (int row = 0; row < before; ++row)
            folded = table.item(row, 1)->text().startsWith("And 6 more") ? row : folded;
        QVERIFY(folded > 0);
        QSignalSpy chosen(&timeline, &FailureTimeline::eventChosen);
        emit table.cellClicked(folded, 1);
        QCOMPARE(chosen.size(), 0);
        QCOMPARE(table.rowCount(), before + 5);
        QCOMPARE(table.item(folded, 1)->text(), QString("Rack 3 is warm."));
        emit table.cellClicked(folded, 1);
        QCOMPARE(chosen.size(), 1);
    }

    void theLineOfAMomentIsTheLastUntilThen()
    {
        FailureTimeline timeline;
        const CascadePtr cascade = cduFailure(site_);
        timeline.setCascade(cascade);
        QTableWidget& table = *timeline.table();
        timeline.setMoment(3599.0);
        QCOMPARE(table.currentRow(), table.rowCount() - 2);
        timeline.setMoment(3600.0);
        QCOMPARE(table.currentRow(), table.rowCount() - 1);
        timeline.setMoment(0.0);
        QCOMPARE(timelineOf(*cascade)[static_cast<std::size_t>(table.currentRow())].timeS, 0.0);
    }

    void theSweepIsListedTheWorstFirst()
    {
        SweepPanel panel;
        panel.setSweep(sweep_);
        QCOMPARE(panel.words(), textOf(answerOf(*sweep_)));
        QTreeWidget& table = *panel.table();
        QCOMPARE(table.topLevelItemCount(), static_cast<int>(sweep_->entries.size()));
        for (int i = 0; i < table.topLevelItemCount(); ++i) {
            const SweepEntry& entry = sweep_->entries[static_cast<std::size_t>(i)];
            const QTreeWidgetItem& line = *table.topLevelItem(i);
            QCOMPARE(line.text(SweepPanel::ElementColumn), textOf(nameOf(*site_, entry.element)));
            QCOMPARE(line.text(SweepPanel::RacksColumn),
                     style::formatCount(static_cast<long long>(entry.racksLost)));
            QCOMPARE(line.text(SweepPanel::PowerColumn), style::formatPower(entry.powerLostW));
            QCOMPARE(line.text(SweepPanel::FirstColumn),
                     entry.firstLossS ? textOf(clockText(*entry.firstLossS)) : QString("–"));
            QCOMPARE(line.text(SweepPanel::CauseColumn), textOf(entry.cause));
            QCOMPARE(line.isHidden(), !entry.follows());
        }
    }

    void filtersLeaveWhatTheyName()
    {
        SweepPanel panel;
        panel.setSweep(sweep_);
        QTreeWidget& table = *panel.table();
        const auto count = [this](auto of) {
            return static_cast<int>(std::ranges::count_if(sweep_->entries, of));
        };
        panel.showOnly(SweepPanel::Shown::All);
        QCOMPARE(listedIn(table), static_cast<int>(sweep_->entries.size()));
        panel.showOnly(SweepPanel::Shown::Losses);
        QCOMPARE(listedIn(table), count([](const SweepEntry& e) { return e.racksLost > 0; }));
        panel.showOnly(SweepPanel::Shown::Limits);
        QCOMPARE(listedIn(table), count([](const SweepEntry& e) { return e.follows() && e.racksLost == 0; }));
        panel.showOnly(SweepPanel::Shown::All);
        auto* kind = panel.findChild<QComboBox*>("sweepKind");
        kind->setCurrentIndex(kind->findText("CDU"));
        QCOMPARE(listedIn(table),
                 count([](const SweepEntry& e) { return e.element.kind == ObjectKind::Cdu; }));
        auto* place = panel.findChild<QComboBox*>("sweepPlace");
        place->setCurrentIndex(place->findText("Building 1, Hall A"));
        QCOMPARE(listedIn(table), 0); // its racks are all on air
        QVERIFY(panel.findChild<QLabel*>("sweepCount")->text().startsWith("None of this kind"));
        kind->setCurrentIndex(0);
        QVERIFY(listedIn(table) > 0);
        panel.findChild<QLineEdit*>("sweepSearch")->setText("crah 2");
        QCOMPARE(listedIn(table), 1);
        QCOMPARE(panel.asText().count('\n'), 2);
        panel.setSweep(sweep_); // again: the reader's choice stays
        QCOMPARE(listedIn(table), 1);
    }

    void aLineIsChosenByAClickAndByKeys()
    {
        SweepPanel panel;
        panel.setSweep(sweep_);
        panel.showOnly(SweepPanel::Shown::All);
        panel.resize(900, 400);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        QSignalSpy chosen(&panel, &SweepPanel::chosen);
        QSignalSpy activated(&panel, &SweepPanel::activated);
        QTreeWidget& table = *panel.table();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.visualItemRect(table.topLevelItem(1)).center());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(panel.current(), std::optional(sweep_->entries[1].element));
        QTest::keyClick(&table, Qt::Key_Down);
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(panel.current(), std::optional(sweep_->entries[2].element));
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        panel.setSweep(sweep_);
        QCOMPARE(chosen.size(), 2); // filled anew, nobody chose
        QCOMPARE(panel.current(), std::optional(sweep_->entries[2].element));
    }

    void columnsSortByTheirNumbers()
    {
        SweepPanel panel;
        panel.setSweep(sweep_);
        QTreeWidget& table = *panel.table();
        table.sortByColumn(SweepPanel::RacksColumn, Qt::AscendingOrder);
        for (int i = 1; i < table.topLevelItemCount(); ++i)
            QVERIFY(table.topLevelItem(i - 1)->text(SweepPanel::RacksColumn).toInt() <=
                    table.topLevelItem(i)->text(SweepPanel::RacksColumn).toInt());
    }

    void whereNothingFollowsWordsSaySo()
    {
        auto clean = std::make_shared<Sweep>(*sweep_);
        for (SweepEntry& entry : clean->entries) {
            SweepEntry nothing;
            nothing.element = entry.element;
            entry = nothing;
        }
        SweepPanel panel;
        panel.setSweep(clean);
        QVERIFY2(panel.words().startsWith(
                     QStringLiteral("0 of %1 elements take a rack down").arg(clean->entries.size())),
                 qPrintable(panel.words()));
        QCOMPARE(listedIn(*panel.table()), 0);
        panel.setSweep(nullptr);
        QCOMPARE(panel.table()->topLevelItemCount(), 0);
        QVERIFY(panel.words().isEmpty());
    }

private:
    SitePtr site_ = test::smallCampus();
    SweepPtr sweep_ = sweepSingles(site_, conditionsOf(*site_));
};

QTEST_MAIN(FailurePanelsTest)
#include "tst_failure_panels.moc"
