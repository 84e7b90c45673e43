// Notes that a finding tells already are left out beside the findings, and no others.
#include "core/model/site_edit.h"
#include "core/rules/notes.h"
#include "tests/support/campus.h"
#include "tests/support/found.h"

#include <QTest>

#include <functional>

using namespace hallwright;
using namespace hallwright::test;

namespace {

using Change = std::function<void(SiteEdit&)>;

bool hasNote(const std::vector<std::string>& notes, const std::string& words)
{
    return std::ranges::any_of(
        notes, [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

} // namespace

class TestNotes : public QObject
{
    Q_OBJECT

private slots:
    void whatAFindingTellsIsNoNote_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("words");
        QTest::addColumn<bool>("isTold");
        const auto row = [](const char* name, const char* words, bool isTold, const Change& change) {
            QTest::newRow(name) << change << QString(words) << isTold;
        };
        row("a rack without a CDU", "is on no CDU", true,
            [](SiteEdit& edit) { edit.change(HallId{2}).racks.back().cdu = {}; });
        row("a rack without air", "too little for", true,
            [](SiteEdit& edit) { edit.change(HallId{1}).racks.front().airflowM3s = 0.0; });
        row("no air handlers", "move next to no air", true,
            [](SiteEdit& edit) { edit.change(HallId{1}).airHandlers.clear(); });
        row("no cooling towers", "without cooling towers", true, [](SiteEdit& edit) {
            std::vector<ObjectRef> towers;
            for (const PlantUnit& unit : edit.site().cooling->plant) {
                if (unit.kind == PlantKind::CoolingTower)
                    towers.push_back(refTo(unit.id));
            }
            edit.remove(towers);
        });
        row("a main that is gone", "do not join its equipment to its plant", true, [](SiteEdit& edit) {
            std::vector<ObjectRef> mains;
            for (const PipeRun& pipe : edit.site().cooling->pipes) {
                if (pipe.loop == edit.site().cooling->loops.front().id && pipe.role == PipeRole::Supply)
                    mains.push_back(refTo(pipe.id));
            }
            edit.remove(mains);
        });
        // A finding of power says what is dark, not that a figure lacks losses.
        row("pumps without a feed", "loop pumps and plant is fed from no power node", false,
            [](SiteEdit& edit) {
                for (const CoolantLoop& loop : std::vector(edit.site().cooling->loops))
                    edit.change(loop.id).pumpFeed = {};
                for (const PlantUnit& unit : std::vector(edit.site().cooling->plant))
                    edit.change(unit.id).feed = {}; // which pumps without one of their own are on
            });
    }

    void whatAFindingTellsIsNoNote()
    {
        QFETCH(Change, change);
        QFETCH(QString, words);
        QFETCH(bool, isTold);
        SiteEdit edit(smallCampus());
        change(edit);
        const SitePtr site = edit.done();
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        QVERIFY(hasNote(snapshot->notes, words.toStdString()));
        const FindingsPtr findings = findingsOf(*snapshot);
        QCOMPARE(hasNote(notesBeside(*snapshot, *findings), words.toStdString()), !isTold);
        QVERIFY(
            hasNote(notesBeside(*snapshot, Findings{}), words.toStdString())); // nothing found, nothing told
    }
};

QTEST_GUILESS_MAIN(TestNotes)
#include "tst_notes.moc"
