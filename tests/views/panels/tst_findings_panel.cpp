// The list of findings: groups, filters and order as text, and the panel as a reader uses it.
#include "core/model/edits.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "views/panels/finding_words.h"
#include "views/panels/findings_model.h"
#include "views/panels/findings_panel.h"
#include "views/shared/format.h"
#include "views/shared/severity_mark.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QHeaderView>
#include <QIcon>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace hallwright;
using namespace hallwright::panels;

namespace {

// Findings said by hand, so that a test knows what is to be read. They live as long as what is shown.
struct Made {
    SitePtr site = test::smallCampus();
    SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
    std::vector<std::unique_ptr<Finding>> all;
    std::shared_ptr<Findings> findings = std::make_shared<Findings>();

    const Hall& hall(std::size_t building) const { return *site->buildings[building]->halls.front(); }

    const Finding& add(std::string_view rule, std::size_t building, std::size_t rack, double value,
                       double limit, std::string_view unit, bool open = true)
    {
        auto finding = std::make_unique<Finding>();
        finding->rule = rule;
        finding->severity = findRule(rule)->severity;
        finding->subject = refTo(hall(building).racks[rack].id);
        finding->building = site->buildings[building]->id;
        finding->hall = hall(building).id;
        finding->value = value;
        if (limit != 0.0) // of what is lost there is none
            finding->limit = limit;
        finding->unit = unit;
        finding->sentence = hall(building).racks[rack].name + " is wrong.";
        finding->remedy = "Put it right.";
        all.push_back(std::move(finding));
        if (open)
            findings->open.push_back(all.back().get());
        return *all.back();
    }
};

// Two racks dark, one too warm, three with a floor under too much load; two of them in another hall.
Made several()
{
    Made made;
    made.add("no-power", 0, 0, 12e3, 0.0, "W");
    made.add("no-power", 0, 1, 10e3, 0.0, "W");
    made.add("inlet-temperature", 1, 0, 29.5, 27.0, "C");
    made.add("floor-load", 0, 3, 15e3, 12e3, "Pa");
    made.add("floor-load", 1, 4, 13e3, 12e3, "Pa");
    made.add("floor-load", 1, 5, 14e3, 12e3, "Pa");
    made.findings->objectCount = 100;
    return made;
}

QString rowText(const QModelIndex& row)
{
    QStringList cells;
    for (int column = 0; column < FindingsModel::ColumnCount; ++column)
        cells << row.siblingAtColumn(column).data().toString().replace(QChar(0x00a0), QChar(' '));
    return cells.join(QStringLiteral(" | "));
}

// The tree as a reader sees it opened, one row a line.
QStringList textOf(const FindingsModel& model)
{
    QStringList lines;
    for (int g = 0; g < model.rowCount(); ++g) {
        const QModelIndex group = model.index(g, 0);
        lines << rowText(group);
        for (int row = 0; row < model.rowCount(group); ++row)
            lines << QStringLiteral("  ") + rowText(model.index(row, 0, group));
    }
    return lines;
}

QStringList firstCells(const FindingsModel& model)
{
    QStringList cells;
    for (int g = 0; g < model.rowCount(); ++g)
        cells << model.index(g, 0).data().toString();
    return cells;
}

} // namespace

class FindingsPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void theModelKeepsQtsContract()
    {
        FindingsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const Made made = several();
        model.setFindings(made.snapshot, made.findings);
        model.sort(FindingsModel::CountColumn, Qt::DescendingOrder);
        model.setFilter({.words = QStringLiteral("floor")});
        model.setFindings(nullptr, nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void findingsOfOneRuleAtOnePlaceAreOneGroup()
    {
        const Made made = several();
        const QString a = QString::fromStdString(made.hall(0).name);
        const QString b = QString::fromStdString(made.hall(1).name);
        const auto rack = [&](std::size_t building, std::size_t at) {
            return QString::fromStdString(made.hall(building).racks[at].name);
        };
        const auto load = [&](std::size_t at, const char* kilowatts) {
            return "  " + rack(0, at) + " | " + a + " |  | " + kilowatts + " kW | ";
        };
        const auto floor = [&](std::size_t at, const char* found) {
            return "  " + rack(1, at) + " | " + b + " |  | " + found + " kN/m² | 12.0 kN/m²";
        };
        FindingsModel model;
        model.setFindings(made.snapshot, made.findings);
        QCOMPARE(
            textOf(model),
            QStringList({"Without power | " + a + " | 2 | Σ 22.0 kW | ", load(0, "12.0"), load(1, "10.0"),
                         "Inlet too warm: " + rack(1, 0) + " | " + b + " | 1 | 29.5 °C | 27.0 °C",
                         "Floor overloaded: " + rack(0, 3) + " | " + a + " | 1 | 15.0 kN/m² | 12.0 kN/m²",
                         "Floor overloaded | " + b + " | 2 | 14.0 kN/m² | 12.0 kN/m²", floor(4, "13.0"),
                         floor(5, "14.0")}));
    }

    // What is found never reads as the limit it exceeds; powers read as sentences write them.
    void figuresAreToldApart()
    {
        Made made;
        const Finding& warm = made.add("inlet-temperature", 0, 0, 27.004, 27.0, "C");
        QCOMPARE(figuresOf(warm).value, QStringLiteral("27.004\u00A0°C"));
        QCOMPARE(figuresOf(warm).limit, QStringLiteral("27.000\u00A0°C"));
        const Finding& load = made.add("cdu-capacity", 0, 0, 1382.04e3, 1e6, "W");
        QCOMPARE(figuresOf(load).value, QStringLiteral("1382.0\u00A0kW"));
        const Finding& dark = made.add("no-power", 0, 0, 12e3, 0.0, "W");
        QCOMPARE(figuresOf(dark).limit, QString());
    }

    // What tells two rows apart is beside the name of the rack that they share.
    void whatElseIsConcernedIsNamed()
    {
        Made made;
        const Site& site = *made.site;
        for (const PowerNodeId feed : {made.hall(0).racks[0].feedA, made.hall(0).racks[0].feedB}) {
            made.add("feed-reach", 0, 0, 4.0, 3.0, "m");
            made.all.back()->other = refTo(feed);
        }
        FindingsModel model;
        model.setFindings(made.snapshot, made.findings);
        const QModelIndex group = model.index(0, 0);
        QCOMPARE(model.rowCount(group), 2);
        const QString first = model.index(0, 0, group).data().toString();
        const QString second = model.index(1, 0, group).data().toString();
        QVERIFY2(first != second, qPrintable(first));
        QVERIFY(first.startsWith(QString::fromStdString(made.hall(0).racks[0].name) + " · "));
        const std::string hall = made.hall(0).name;
        QVERIFY2(!first.contains(QString::fromStdString(hall)),
                 qPrintable(first)); // it stands in its own column
        QCOMPARE(site.hall(made.all.back()->hall).name, hall);
    }

    void wordsAreFoundAtTheirBeginning()
    {
        Made made;
        made.add("door-clearance", 0, 0, 0.3, 1.2, "m");
        made.add("inlet-temperature", 0, 1, 29.5, 27.0, "C");
        made.all.back()->sentence = "It is at 29.5 °C with 30 °C outdoors.";
        made.add("no-coolant", 0, 2, 12e3, 0.0, "W");
        made.all.back()->remedy = "Bring back CDU 2.";
        FindingsModel model;
        model.setFindings(made.snapshot, made.findings);
        const auto shown = [&](const char* words) {
            model.setFilter({.words = QString::fromUtf8(words)});
            return model.shownCount();
        };
        QCOMPARE(shown("door"), 1u); // not "outdoors"
        QCOMPARE(shown("outdoors"), 1u);
        QCOMPARE(shown("cdu"), 1u); // its remedy names it
        QCOMPARE(shown("inlet outdoors"), 1u);
        QCOMPARE(shown("door outdoors"), 0u); // all of them
        const QString end = QString::fromStdString(made.hall(0).racks[1].name).mid(1);
        model.setFilter({.words = end}); // a name is found by any part of it
        QVERIFY(model.shownCount() >= 1u);
    }

    void aHeaderSorts()
    {
        const Made made = several();
        FindingsModel model;
        model.setFindings(made.snapshot, made.findings);
        model.sort(FindingsModel::CountColumn, Qt::DescendingOrder);
        QVERIFY(model.index(0, FindingsModel::CountColumn).data().toString() == "2");
        QVERIFY(model.index(3, FindingsModel::CountColumn).data().toString() == "1");
        model.sort(FindingsModel::ValueColumn, Qt::DescendingOrder); // 15 of 12 is the furthest beyond
        QCOMPARE(model.findingAt(model.index(0, 0))->value, std::optional(15e3));
        QCOMPARE(model.findingAt(model.index(1, 0))->value, std::optional(14e3));
        QCOMPARE(model.findingAt(model.index(2, 0))->value, std::optional(29.5));
        model.sort(FindingsModel::WhatColumn, Qt::AscendingOrder);
        QCOMPARE(firstCells(model).front(), QStringLiteral("Without power"));
        model.sort(FindingsModel::WhatColumn, Qt::DescendingOrder);
        QCOMPARE(firstCells(model).back(), QStringLiteral("Without power"));
    }

    void filtersLeaveWhatIsAskedFor()
    {
        const Made made = several();
        FindingsModel model;
        model.setFindings(made.snapshot, made.findings);
        model.setFilter({.words = QStringLiteral("FLOOR")});
        QCOMPARE(model.shownCount(), 3u);
        model.setFilter({.words = QString::fromStdString(made.hall(1).racks[4].name)});
        QCOMPARE(model.shownCount(), 1u);
        model.setFilter({.severities = {true, false, true}});
        QCOMPARE(model.shownCount(), 2u);
        model.setFilter({.of = refTo(made.hall(1).id)});
        QCOMPARE(model.shownCount(), 3u);
        model.setFilter({.of = refTo(made.hall(1).racks[4].id)});
        QCOMPARE(model.shownCount(), 1u);
        model.setFilter({.of = refTo(made.site->buildings[0]->id)});
        QCOMPARE(model.shownCount(), 3u);
        model.setFilter({});
        QCOMPARE(model.shownCount(), 6u);
    }

    void whatIsWaivedStandsLastWithItsReason()
    {
        Made made = several();
        const Finding& waived = made.add("overlap", 0, 6, 0.1, 0.0, "m", false);
        made.findings->waived.push_back({&waived, "one is a blanking frame"});
        FindingsModel model;
        model.setFindings(made.snapshot, made.findings);
        model.sort(FindingsModel::CountColumn, Qt::AscendingOrder);
        QCOMPARE(firstCells(model).back(), QStringLiteral("Waived"));
        const QModelIndex row = model.index(0, 0, model.index(model.rowCount() - 1, 0));
        QCOMPARE(row.data(Qt::DecorationRole).value<QIcon>().cacheKey(), style::waivedIcon().cacheKey());
        QVERIFY(row.data(Qt::ForegroundRole).isValid()); // it stands back
        QCOMPARE(row.data().toString(), "Overlap: " + QString::fromStdString(made.hall(0).racks[6].name) +
                                            " – one is a blanking frame");
        QCOMPARE(model.waiverAt(row), QStringLiteral("one is a blanking frame"));
        QCOMPARE(model.shownCount(), 6u); // it is not open
    }

    void otherValuesKeepTheReadersPlace()
    {
        Made made = several();
        FindingsPanel panel;
        show(panel);
        panel.setFindings(made.snapshot, made.findings);
        FindingsModel& model = *panel.model();
        const QModelIndex group = model.index(3, 0);
        panel.tree()->setExpanded(group, true);
        panel.tree()->setCurrentIndex(model.index(1, 0, group));
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);

        made.all.back()->value = 14.5e3;
        panel.setFindings(made.snapshot, std::make_shared<Findings>(*made.findings));
        QCOMPARE(reset.count(), 0);

        auto fewer = std::make_shared<Findings>(*made.findings);
        fewer->open.erase(fewer->open.begin() + 2); // the inlet is mended: all below moves up
        panel.setFindings(made.snapshot, fewer);
        QCOMPARE(reset.count(), 1);
        QVERIFY(panel.tree()->isExpanded(model.index(2, 0)));
        QCOMPARE(model.findingAt(panel.tree()->currentIndex()), made.all.back().get());
    }

    // A finding that is waived or mended gives its place to its neighbour; one that comes back is chosen again.
    void theNeighbourTakesThePlaceOfWhatIsGone()
    {
        Made made = several();
        FindingsPanel panel;
        show(panel);
        panel.setFindings(made.snapshot, made.findings);
        FindingsModel& model = *panel.model();
        panel.tree()->setExpanded(model.index(3, 0), true);
        panel.tree()->setCurrentIndex(model.index(0, 0, model.index(3, 0)));
        const Finding* chosen = made.all[4].get();
        QCOMPARE(model.findingAt(panel.tree()->currentIndex()), chosen);

        auto waived = std::make_shared<Findings>(*made.findings);
        std::erase(waived->open, chosen);
        waived->waived.push_back({chosen, "agreed"});
        panel.setFindings(made.snapshot, waived);
        QCOMPARE(model.findingAt(panel.tree()->currentIndex()),
                 made.all[5].get()); // a group no more, but there

        panel.setFindings(made.snapshot, made.findings);
        QCOMPARE(model.findingAt(panel.tree()->currentIndex()), chosen);
        QVERIFY(panel.tree()->isExpanded(model.index(3, 0)));
    }

    // A group that vanishes for a while - during a drag - is opened when it is back.
    void aGroupThatComesBackIsOpenedAgain()
    {
        Made made = several();
        FindingsPanel panel;
        show(panel);
        panel.setFindings(made.snapshot, made.findings);
        panel.tree()->setExpanded(panel.model()->index(3, 0), true);
        auto fewer = std::make_shared<Findings>(*made.findings);
        fewer->open.resize(4);
        panel.setFindings(made.snapshot, fewer);
        panel.setFindings(made.snapshot, made.findings);
        QVERIFY(panel.tree()->isExpanded(panel.model()->index(3, 0)));
        panel.tree()->setExpanded(panel.model()->index(3, 0), false);
        panel.setFindings(made.snapshot, fewer);
        panel.setFindings(made.snapshot, made.findings);
        QVERIFY(!panel.tree()->isExpanded(panel.model()->index(3, 0)));
    }

    void theFirstClickPutsTheWorstFirst()
    {
        const Made made = several();
        FindingsPanel panel;
        show(panel);
        panel.setFindings(made.snapshot, made.findings);
        QHeaderView* header = panel.tree()->header();
        const int x = header->sectionViewportPosition(FindingsModel::ValueColumn) + 10;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(x, header->height() / 2));
        QCOMPARE(panel.model()->findingAt(panel.model()->index(0, 0))->value, std::optional(15e3));
        for (int column = 0; column < FindingsModel::ColumnCount; ++column)
            QVERIFY(panel.model()
                        ->headerData(column, Qt::Horizontal, Qt::ToolTipRole)
                        .toString()
                        .contains("Sorts by "));
    }

    void askedForElsewhereItShowsThatAlone()
    {
        Made made = several();
        made.findings->waived.push_back({&made.add("overlap", 0, 6, 0.1, 0.0, "m", false), "a frame"});
        FindingsPanel panel;
        show(panel);
        panel.setFindings(made.snapshot, made.findings);
        panel.showOnly(Severity::Critical);
        QCOMPARE(panel.model()->shownCount(), 2u);
        QVERIFY(!panel.findChild<QToolButton*>("major")->isChecked());
        panel.showOnlyWaived();
        QCOMPARE(firstCells(*panel.model()), QStringList{"Waived"});
        QCOMPARE(panel.findChild<QToolButton*>("waived")->text(), QStringLiteral("1 waived"));
        panel.showOnlyOf(refTo(made.hall(1).racks[4].id));
        QCOMPARE(panel.model()->shownCount(), 1u);
        QCOMPARE(panel.findChild<QComboBox*>()->currentData().value<ObjectRef>(),
                 refTo(made.hall(1).racks[4].id));
        panel.showFinding(*made.all[2]); // which that leaves out
        QCOMPARE(panel.model()->findingAt(panel.tree()->currentIndex()), made.all[2].get());
        QVERIFY(panel.model()->filter() == FindingsFilter());
        QVERIFY(panel.findChild<QToolButton*>("showAll")->isHidden());
    }

    void nothingFoundSaysWhatWasLookedAt()
    {
        const Made made;
        FindingsPanel panel;
        show(panel);
        made.findings->objectCount = 1234;
        panel.setFindings(made.snapshot, made.findings);
        const auto* none = panel.findChild<QLabel*>("noFindings");
        QVERIFY(none->isVisible());
        QCOMPARE(none->text(), QStringLiteral("0 findings, %1 rules, 1234 objects").arg(rules().size()));
    }

    void enterAndADoubleClickGoThere()
    {
        const Made made = several();
        FindingsPanel panel;
        show(panel);
        panel.setFindings(made.snapshot, made.findings);
        QSignalSpy chosen(&panel, &FindingsPanel::chosen);
        QTreeView& tree = *panel.tree();

        const QModelIndex inlet = panel.model()->index(1, 0);
        QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, tree.visualRect(inlet).center());
        QCOMPARE(chosen.count(), 0); // read first
        QVERIFY(panel.findChild<QLabel*>("findingSentence")->text().contains("is wrong."));
        QTest::keyClick(&tree, Qt::Key_Return);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.takeFirst().front().value<ObjectRef>(), made.all[2]->subject);

        const QModelIndex group = panel.model()->index(0, 0);
        tree.setExpanded(group, true);
        const QPoint second = tree.visualRect(panel.model()->index(1, 0, group)).center();
        QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, second);
        QTest::mouseDClick(tree.viewport(), Qt::LeftButton, {}, second);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.takeFirst().front().value<ObjectRef>(), made.all[1]->subject);
    }

    void theCardSpeaksTheReadersUnits()
    {
        const Made made = several();
        FindingsPanel panel;
        show(panel);
        panel.setFindings(made.snapshot, made.findings);
        panel.tree()->setCurrentIndex(panel.model()->index(1, 0));
        const auto* figures = panel.findChild<QLabel*>("findingFigures");
        QVERIFY2(figures->text().contains("29.5\u00A0°C") && figures->text().contains("27.0\u00A0°C"),
                 qPrintable(figures->text()));
        style::setUnitSystem(style::UnitSystem::Ip);
        panel.showOtherUnits();
        const QString ip = figures->text();
        const QString cell = panel.model()->index(1, FindingsModel::ValueColumn).data().toString();
        style::setUnitSystem(style::UnitSystem::Si);
        QVERIFY2(ip.contains("85.1\u00A0°F") && ip.contains("80.6\u00A0°F"), qPrintable(ip));
        QCOMPARE(cell, QStringLiteral("85.1\u00A0°F"));
        QVERIFY(panel.findChild<QLabel*>("findingWhy")->text().contains("Servers slow down"));
        QVERIFY(panel.findChild<QLabel*>("findingRemedy")->text().contains("Put it right."));
    }

    void waivingIsAskedForFromTheCard()
    {
        const Made made = several();
        FindingsPanel panel;
        show(panel);
        panel.setFindings(made.snapshot, made.findings);
        panel.tree()->setCurrentIndex(panel.model()->index(1, 0));
        QSignalSpy waive(&panel, &FindingsPanel::waiveWanted);
        QTest::mouseClick(panel.findChild<QPushButton*>("waiveFinding"), Qt::LeftButton);
        QCOMPARE(waive.count(), 1);
        const auto asked = waive.takeFirst().front().value<std::vector<Finding>>();
        QCOMPARE(asked.size(), std::size_t{1});
        QCOMPARE(asked.front().subject, made.all[2]->subject);

        panel.tree()->setCurrentIndex(panel.model()->index(3, 0)); // a group, for one reason
        QCOMPARE(panel.findChild<QPushButton*>("waiveFinding")->text(), QStringLiteral("Waive all 2 …"));
        QTest::mouseClick(panel.findChild<QPushButton*>("waiveFinding"), Qt::LeftButton);
        QCOMPARE(waive.takeFirst().front().value<std::vector<Finding>>().size(), std::size_t{2});
    }

    void buttonsAndWordsFilter()
    {
        const Made made = several();
        FindingsPanel panel;
        show(panel);
        panel.setFindings(made.snapshot, made.findings);
        QTest::mouseClick(panel.findChild<QToolButton*>("major"), Qt::LeftButton);
        QCOMPARE(panel.model()->shownCount(), 2u);
        QVERIFY2(panel.summary().startsWith("2 shown of 6 findings"), qPrintable(panel.summary()));
        QTest::mouseClick(panel.findChild<QToolButton*>("major"), Qt::LeftButton);
        auto* text = panel.findChild<QLineEdit*>();
        text->setFocus();
        QTest::keyClicks(text, "inlet");
        QCOMPARE(panel.model()->shownCount(), 1u);
        text->clear();
        auto* place = panel.findChild<QComboBox*>();
        QCOMPARE(place->count(), 3); // everywhere and two halls
        place->setCurrentIndex(2);
        QCOMPARE(panel.model()->shownCount(), 3u);
    }

    void theCardIsAsWideAsItsColumn()
    {
        Made made = several();
        for (auto& finding : made.all) {
            finding->sentence = "Rack B1-H2-A-extraordinarily-long-name is 4 °C over its limit of 27 °C.";
        }
        FindingsPanel panel;
        show(panel);
        panel.resize(520, 300);
        panel.setFindings(made.snapshot, made.findings);
        panel.showFinding(*made.all.front());
        QCoreApplication::processEvents();
        auto* card = panel.findChild<QScrollArea*>();
        QVERIFY(card && card->widget()->width() <= card->viewport()->width());
        for (const QWidget* part : card->widget()->findChildren<QWidget*>()) {
            if (part->isVisible())
                QVERIFY2(part->geometry().right() < card->viewport()->width(),
                         qPrintable(part->objectName()));
        }
    }

    // During a drag findings come with every frame: a list that nobody sees is not made.
    void hiddenItDoesNoWork()
    {
        const Made made = several();
        FindingsPanel panel;
        panel.setFindings(made.snapshot, made.findings);
        QCOMPARE(panel.model()->rowCount(), 0);
        show(panel);
        QCOMPARE(panel.model()->shownCount(), 6u);
    }

private:
    static void show(QWidget& panel)
    {
        panel.resize(1100, 400);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
    }
};

QTEST_MAIN(FindingsPanelTest)
#include "tst_findings_panel.moc"
