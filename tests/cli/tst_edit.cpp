// hallwright-cli edit and apply: a site changed without a window, and a change set put on another copy.
#include "core/design/new_site.h"
#include "core/model/change_set.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "tests/cli/cli_run.h"

using namespace hallwright;
using namespace hallwright::test;

class EditTest : public QObject
{
    Q_OBJECT

private slots:
    void valuesAreSetAndThingsMovedInTheOrderWritten()
    {
        const Outcome outcome = edit({"--set", "rack:#1.power_w=24500", "--move", "rack:#1=4.5,6.3", "--set",
                                      "rack:#1.power_w=24600"});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        const SitePtr edited = result();
        const Rack& rack = edited->rack(RackId{1});
        QCOMPARE(rack.powerW, 24.6e3);
        QCOMPARE(rack.pose.position(), (Point2{4.5, 6.3}));
        QVERIFY(outcome.out.contains("power 20.4 kW → 24.6 kW"));
        QVERIFY(outcome.out.contains("1 rack changed. Written to"));
    }

    void aReferenceIsSetByName()
    {
        QCOMPARE(edit({"--set", "rack:#1.feed_b=none"}).code, 0);
        QVERIFY(!result()->rack(RackId{1}).feedB.valid());
        const std::string feed = nameOf(*folder_.site, refTo(folder_.site->rack(RackId{1}).feedB));
        QCOMPARE(edit({"--set", QString("rack:#2.feed_b=%1").arg(QString::fromStdString(feed))}).code, 0);
        QCOMPARE(result()->rack(RackId{2}).feedB, folder_.site->rack(RackId{1}).feedB);
    }

    void aRackIsAddedNamedAndFedAndAnotherRemoved()
    {
        const Hall& hall = *folder_.site->buildings[0]->halls[0];
        const std::string type = folder_.site->typeOf(hall.racks.front()).name;
        const Outcome outcome =
            edit({"--add",
                  QString("rack type:%1=%2:%3,%4")
                      .arg(QString::fromStdString(type), QString::fromStdString(hall.name))
                      .arg(hall.widthM - 1.0)
                      .arg(hall.depthM - 1.0),
                  "--remove", "rack:#2"});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        QVERIFY(!result()->findRack(RackId{2}));
        QCOMPARE(result()->rackCount(), folder_.site->rackCount());
    }

    void hallsAreFedCooledAndEnlargedAndSayWhatWasChosen()
    {
        const QString site = folder_.path("new.hallwright");
        design::NewSite wanted;
        wanted.building.capacityW = 9e6;
        SiteEdit hotter(design::newSite(wanted));
        const HallId hall = hotter.site().buildings.front()->halls.front()->id;
        for (Rack& rack : hotter.change(hall).racks)
            rack.powerW *= 2.5;
        saveSite(*hotter.done(), site.toStdString());
        const Outcome outcome = cli({"edit", site, "--enlarge", "all", "--cool", "B1-H1", "-o", output()});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        QVERIFY2(outcome.out.contains("it becomes UPS 3000, 3,000 kW."), outcome.out.constData());
        QVERIFY2(outcome.out.contains("Hall B1-H1 gets "), outcome.out.constData());
        verifySentence(cli({"edit", site, "--enlarge", "B1", "-o", output()}), 2,
                       "no hall and no power equipment");
        verifySentence(cli({"edit", site, "--cool", "B9-H9", "-o", output()}), 2, "B9-H9");
    }

    void aHallIsReplacedByATemplateWithOtherNumbers()
    {
        const QString site = folder_.path("new.hallwright");
        saveSite(*design::newSite({}), site.toStdString());
        const QString replace = QString("B1-H1=%1,rows=3,racks=8").arg(site);
        const Outcome outcome = cli({"edit", site, "--replace-hall", replace, "-o", output()});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        const SitePtr edited = result();
        const Hall& hall = *edited->buildings.front()->halls.front();
        QCOMPARE(hall.name, std::string("B1-H1"));
        QCOMPARE(hall.racks.size(), std::size_t{24});
        QVERIFY2(outcome.out.contains("With hall B1-H1 as it was go: 40 racks"), outcome.out.constData());
        verifySentence(cli({"edit", site, "--replace-hall", "B1-H1", "-o", output()}), 2,
                       "is not of the form");
        verifySentence(
            cli({"edit", site, "--replace-hall", QString("B1-H1=%1,aisles=2").arg(site), "-o", output()}), 2,
            "a template has no \"aisles\"");
        verifySentence(
            cli({"edit", site, "--replace-hall", QString("B1-H1=%1,rows=0").arg(site), "-o", output()}), 3,
            "take 1 to 100");
    }

    void aTemplateComesWithTheProgramOrIsAHallOfTheSite()
    {
        const QString site = folder_.path("new.hallwright");
        saveSite(*design::newSite({}), site.toStdString());
        const auto replaced = [&](const QString& by) {
            const Outcome outcome = cli({"edit", site, "--replace-hall", "B1-H1=" + by, "-o", output()});
            if (outcome.code != 0)
                throw std::runtime_error(outcome.err.constData());
            return result()->buildings.front()->halls.front();
        };
        const HallPtr liquid = replaced("liquid-cooled,rows=2");
        QCOMPARE(liquid->racks.size(), std::size_t{20});
        QVERIFY(liquid->racks.front().liquidShare > 0.5 && liquid->racks.front().cdu.valid());
        QCOMPARE(replaced("this-site,rows=2")->racks.size(), std::size_t{20});
        QCOMPARE(replaced("air-cooled")->racks.front().liquidShare, 0.0);
    }

    void aDryRunWritesNothing()
    {
        const Outcome outcome = cli({"edit", folder_.file, "--set", "rack:#1.mass_kg=900", "--dry-run"});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.endsWith("1 rack changed.\n"));
        QVERIFY(*loadSite(folder_.file.toStdString()) == *folder_.site);
    }

    void whatIsWrongIsToldInASentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QStringList& arguments, int code, const char* words) {
            QTest::newRow(name) << arguments << code << QString::fromUtf8(words);
        };
        row("unknown object", {"--set", "A0l.power_w=1"}, 2,
            "nothing in this site is named \"A0l\"; the nearest");
        row("an option for a hall", {"--feed", "--dry-run"}, 2,
            "--feed needs a hall, and \"--dry-run\" is an option.");
        row("an option for a value", {"--set", "--feed"}, 2, "--set needs a value, and \"--feed\"");
        row("unknown type", {"--add", "A01s=Hall A:4,4"}, 2, "nothing in this site is named \"A01s\"");
        row("unknown field", {"--set", "rack:#1.powr_w=1"}, 2, "\"power_w\"");
        row("no number", {"--set", "rack:#1.power_w=much"}, 2, "\"much\" is no number");
        row("no form", {"--set", "rack:#1"}, 2, "OBJECT.FIELD=VALUE");
        row("no place", {"--move", "rack:#1=4"}, 2, "x,y");
        row("out of the hall", {"--move", "rack:#1=400,2"}, 3, "A01");
        row("negative", {"--set", "rack:#1.power_w=-5"}, 3, "A01");
    }
    void whatIsWrongIsToldInASentence()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const int, code);
        QFETCH(const QString, words);
        verifySentence(edit(arguments), code, words);
        QVERIFY(!QFile::exists(output()));
    }

    void changesAreAppliedAsTheyWereFound()
    {
        const QString after = folder_.path("after.hallwright"), changes = folder_.path("changes.json");
        SiteEdit edit(folder_.site);
        edit.change(RackId{1}).pose.x = 4.5;
        edit.remove(refTo(RackId{2}));
        edit.addTo(HallId{1}, folder_.site->rack(RackId{2}));
        edit.changeRecord(refTo(RackId{3})).notes = "Moved by \"hand\"\nöäü";
        const SitePtr edited = edit.done();
        saveSite(*edited, after.toStdString());
        writeFile(changes, cli({"diff", folder_.file, after, "--json"}).out);
        const Outcome outcome = cli({"apply", folder_.file, changes, "-o", output()});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        QVERIFY(diff(*result(), *edited).empty());
        QCOMPARE(cli({"diff", after, output()}).code, 0);
    }

    void hostileChangesAreRefusedInASentence_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QByteArray& json, const char* words) {
            QTest::newRow(name) << json << QString::fromUtf8(words);
        };
        const QByteArray rack = R"({"kind":"rack","id":1,"change":"changed","fields":[)";
        row("no JSON", "{", "It is no JSON: it ends too early, at line 1, column 2.");
        row("a slip", "{\"objects\":\n  [ü]}", "It is no JSON: at line 2, column 4 it cannot be read.");
        row("a list", "[]", "an object is expected, not a list");
        row("nothing", "{}", "lacks \"objects\"");
        row("deep", QByteArray(200000, '['), "no JSON");
        row("kind", R"({"objects":[{"kind":"spoon","id":1,"change":"changed"}]})", "objects[0].kind");
        row("id", R"({"objects":[{"kind":"rack","id":-3,"change":"changed"}]})", "objects[0].id");
        row("change", R"({"objects":[{"kind":"rack","id":1,"change":"bent"}]})", "objects[0].change");
        row("value", "{\"objects\":[" + rack + R"({"field":"power_w","after":{"a":1}}]}]})",
            "objects[0].fields[0].after");
        row("field", "{\"objects\":[" + rack + R"({"field":"soul","after":1}]}]})", "soul");
        row("word for number", "{\"objects\":[" + rack + R"({"field":"power_w","after":"x"}]}]})", "number");
        row("not there", R"({"objects":[{"kind":"rack","id":987654,"change":"removed"}]})", "987654");
        row("beyond its limit", "{\"objects\":[" + rack + R"({"field":"power_w","after":1e300}]}]})", "A01");
    }
    void hostileChangesAreRefusedInASentence()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QString, words);
        const QString changes = folder_.path("changes.json");
        writeFile(changes, json);
        verifyRefusal(cli({"apply", folder_.file, changes, "-o", output()}), words);
        QVERIFY(!QFile::exists(output()));
    }

    void changesOfAnotherSiteOrOfOlderValuesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("entry");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QByteArray& entry, const char* words) {
            QTest::newRow(name) << entry << QString::fromUtf8(words);
        };
        row("another name",
            R"("name":"B1-H1-A01","fields":[{"field":"power_w","before":20400.0,"after":3e4}])",
            "Rack A01: the changes were made of name \"B1-H1-A01\", and here it is \"A01\". --force");
        row("an older value", R"("name":"A01","fields":[{"field":"power_w","before":19000,"after":30000}])",
            "Rack A01: the changes were made of power 19 kW, and here it is 20.4 kW. --force");
        row("another hall", R"("name":"A01","fields":[{"field":"hall_id","before":2,"after":3}])",
            "Rack A01: the changes were made of hall ");
        row("renamed from another", R"("name":"Z","fields":[{"field":"name","before":"Y","after":"Z"}])",
            "Rack A01: the changes were made of name \"Y\", and here it is \"A01\".");
    }
    void changesOfAnotherSiteOrOfOlderValuesAreRefused()
    {
        QFETCH(const QByteArray, entry);
        QFETCH(const QString, words);
        const QString changes = folder_.path("changes.json");
        writeFile(changes, R"({"objects":[{"kind":"rack","id":1,"change":"changed",)" + entry + "}]}");
        verifyRefusal(cli({"apply", folder_.file, changes, "-o", output()}), words);
        QVERIFY(!QFile::exists(output()));
    }

    void anOlderRecordIsRefused()
    {
        const QString changes = folder_.path("changes.json");
        writeFile(changes, R"({"objects":[],"records":[{"kind":"rack","id":1,"change":"changed","fields":)"
                           R"([{"field":"notes","before":"old","after":"new"}]}]})");
        verifyRefusal(cli({"apply", folder_.file, changes, "-o", output()}),
                      "Rack A01: the changes were made of record's notes \"old\", and here it is none.");
    }

    void forceAppliesThemAllTheSame()
    {
        const QString changes = folder_.path("changes.json");
        writeFile(changes, R"({"objects":[{"kind":"rack","id":1,"name":"Z","change":"changed","fields":)"
                           R"([{"field":"power_w","before":1.0,"after":30000.0}]}]})");
        QCOMPARE(cli({"apply", folder_.file, changes, "-o", output(), "--force"}).code, 0);
        QCOMPARE(result()->rack(RackId{1}).powerW, 30e3);
    }

    void changesThatAreDoneAreNoConflict()
    {
        const QString after = folder_.path("after.hallwright"), changes = folder_.path("changes.json");
        SiteEdit edit(folder_.site);
        edit.change(RackId{1}).powerW = 24.5e3;
        edit.change(RackId{1}).name = "A01b";
        edit.remove(refTo(RackId{2}));
        edit.addTo(HallId{1}, folder_.site->rack(RackId{2}));
        edit.changeRecord(refTo(RackId{3})).notes = "Moved";
        saveSite(*edit.done(), after.toStdString());
        writeFile(changes, cli({"diff", folder_.file, after, "--json"}).out);
        const Outcome outcome = cli({"apply", after, changes, "-o", output()});
        QVERIFY2(outcome.code == 0, outcome.err.constData());
        QVERIFY(outcome.out.startsWith("No change."));
    }

    // The nearest of all names would be a rack's.
    void anUnknownTypeIsAnsweredWithTypes()
    {
        const Outcome outcome = edit({"--add", "A01s=Hall A:4,4"});
        for (const Rack& rack : folder_.site->buildings.front()->halls.front()->racks)
            QVERIFY2(!outcome.err.contains(('"' + rack.name + '"').c_str()), outcome.err.constData());
        QVERIFY(outcome.err.contains(folder_.site->catalogue->rackTypes.front().name.c_str()));
    }

    void aMisspeltVerbIsAnsweredWithTheNearest()
    {
        verifySentence(cli({"aply", folder_.file}), 2, "the nearest: \"apply\"");
        verifySentence(cli({"export", "dfx"}), 2,
                       "hallwright-cli export: There is no verb \"export dfx\"; the nearest: \"dxf\"");
        verifySentence(cli({"export"}), 2, "Say what to export: ");
        verifySentence(cli({"export", "--hall"}), 2, "\"--hall\" is no option of export");
        verifySentence(cli({"-x"}), 2, "\"-x\" is no option; --help lists");
    }

    void init() { QFile::remove(output()); }

private:
    QString output() const { return folder_.path("next.hallwright"); }
    Outcome edit(const QStringList& edits)
    {
        return cli(QStringList{"edit", folder_.file} + edits + QStringList{"-o", output()});
    }
    SitePtr result() const { return loadSite(output().toStdString()); }

    CliFolder folder_;
};

QTEST_GUILESS_MAIN(EditTest)
#include "tst_edit.moc"
