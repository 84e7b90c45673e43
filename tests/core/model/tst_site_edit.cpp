// One transaction over things of any kind.
#include "core/model/check_site.h"
#include "core/model/edits.h"
#include "core/model/errors.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"
#include "tests/support/random_edits.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const RackId firstRack{1};

template <class Edit>
QString refusalOf(Edit edit)
{
    try {
        edit();
    } catch (const InputError& error) {
        return QString::fromStdString(error.what());
    }
    return QStringLiteral("(accepted)");
}

template <class T>
ObjectRef firstOf(const Site& site)
{
    ObjectRef first;
    forEachOf<T>(site,
                 [&](const T& object, const auto&) { first = first.valid() ? first : refTo(object.id); });
    return first;
}

template <class T>
std::size_t countOf(const Site& site)
{
    std::size_t count = 0;
    forEachOf<T>(site, [&](const T&, const auto&) { ++count; });
    return count;
}

// Another like the first of its kind; halls and buildings beside the first.
template <class T>
ObjectRef addAnother(SiteEdit& edit)
{
    const ObjectRef first = firstOf<T>(edit.site());
    T like = *find(edit.site(), IdOf<T>{first.id});
    if constexpr (isInPart<T> || std::is_same_v<T, Building>)
        return refTo(edit.add(std::move(like)));
    else if constexpr (std::is_same_v<ParentOf<T>, Building>)
        return refTo(edit.addTo(edit.site().buildings.front()->id, std::move(like)));
    else if constexpr (isInRack<T>) {
        like.positionU += 1.0;
        return refTo(edit.addTo(rackWith(edit.site(), like.id), std::move(like)));
    } else
        return edit.copyTo(*hallWith(edit.site(), first), first);
}

} // namespace

class TestSiteEdit : public QObject
{
    Q_OBJECT

private slots:
    void anEditThatTouchesNothingGivesTheSameVersion()
    {
        const SitePtr site = smallCampus();
        QCOMPARE(SiteEdit(site).done(), site);
    }

    void everyKindOfObjectIsMadeChangedAndRemoved()
    {
        const SitePtr before = campusOfEverything();
        forEachObjectType([&]<class T>() {
            SiteEdit adding(before);
            const ObjectRef added = addAnother<T>(adding);
            const SitePtr with = adding.done();
            QCOMPARE(countOf<T>(*with), countOf<T>(*before) + 1);
            QVERIFY(exists(*with, added) && !exists(*before, added));

            SiteEdit changing(with);
            if constexpr (requires(T & object) { object.name; })
                changing.change(IdOf<T>{added.id}).name = "Another name";
            else
                changing.change(IdOf<T>{added.id}).area.width *= 0.5;
            const SitePtr changed = changing.done();
            QVERIFY(!(*find(*changed, IdOf<T>{added.id}) == *find(*with, IdOf<T>{added.id})));

            SiteEdit removing(changed);
            removing.remove(added);
            const SitePtr without = removing.done();
            QVERIFY2(!exists(*without, added), ObjectType<T>::word.data());
            QCOMPARE(countOf<T>(*without), countOf<T>(*before));
            checkSite(*without);
        });
    }

    void aThousandRacksMovedAreOneCopyOfTheirHall()
    {
        const SitePtr before = scaleCampus(1500);
        SiteEdit edit(before);
        const Hall& hall = *before->buildings[0]->halls[0];
        for (const Rack& rack : hall.racks)
            edit.change(rack.id).pose.y += 0.05;
        const Rack* inCopy = &edit.change(hall.racks[0].id);
        for (const Rack& rack : hall.racks)
            edit.change(rack.id).pose.y += 0.05;
        QCOMPARE(&edit.change(hall.racks[0].id), inCopy);
        const SitePtr after = edit.done();
        QCOMPARE(after->buildings[0]->halls[0]->racks.data(), inCopy);
        for (std::size_t h = 1; h < before->buildings[0]->halls.size(); ++h)
            QCOMPARE(after->buildings[0]->halls[h], before->buildings[0]->halls[h]);
        QCOMPARE(after->power, before->power);
        QCOMPARE(after->records, before->records);
    }

    // One edit of the catalogue; a rack with a power of its own keeps it.
    void whatFollowsATypeChangesWithIt()
    {
        const SitePtr before = withRackPower(smallCampus(), firstRack, 9e3);
        const RackTypeId type = before->rack(firstRack).type;
        SiteEdit edit(before);
        edit.change(type).powerW = 30e3;
        const SitePtr after = edit.done();
        std::size_t followed = 0;
        forEachOf<Rack>(*after, [&](const Rack& rack, const auto&) {
            const Rack& was = before->rack(rack.id);
            QCOMPARE(rack.airflowM3s, was.airflowM3s);
            if (rack.type == type && rack.id != firstRack) {
                QCOMPARE(rack.powerW, 30e3);
                ++followed;
            } else {
                QCOMPARE(rack.powerW, was.powerW);
            }
        });
        QCOMPARE(followed, std::size_t{35});
        QCOMPARE(after->rack(firstRack).powerW, 9e3);
    }

    void equipmentFollowsItsTypeToo()
    {
        const SitePtr before = campusOfEverything();
        const CduTypeId type = before->catalogue->cduTypes.front().id;
        SiteEdit edit(before);
        edit.change(type).values.capacityW = 1.5e6;
        const SitePtr after = edit.done();
        forEachOf<Cdu>(*after, [&](const Cdu& cdu, const auto&) {
            QCOMPARE(cdu.capacityW, cdu.type == type ? 1.5e6 : find(*before, cdu.id)->capacityW);
        });
    }

    void whatIsStillReferredToIsNotRemoved()
    {
        const SitePtr site = smallCampus();
        SiteEdit edit(site);
        const QString refusal = refusalOf([&] { edit.remove(firstOf<Cdu>(*site)); });
        QCOMPARE(refusal, QStringLiteral(
                              "CDU CDU 1 cannot be removed: 4 other objects, one of them rack LA01, refer to "
                              "it; let them refer to another first, or to none."));
        QCOMPARE(edit.done(), site);
    }

    void referencesAreClearedWhereThatIsAsked()
    {
        const SitePtr site = smallCampus();
        const CduId cdu = idIn<CduId>(firstOf<Cdu>(*site));
        SiteEdit edit(site);
        edit.remove(refTo(cdu), OnReference::Clear);
        const SitePtr after = edit.done();
        QVERIFY(!exists(*after, refTo(cdu)));
        forEachOf<Rack>(*after, [&](const Rack& rack, const auto&) { QVERIFY(rack.cdu != cdu); });
    }

    void whatCannotBeWithoutKeepsWhatItBelongsTo()
    {
        const SitePtr site = smallCampus();
        SiteEdit edit(site);
        const QString refusal =
            refusalOf([&] { edit.remove(firstOf<CoolantLoop>(*site), OnReference::Clear); });
        QVERIFY2(refusal.contains("remove that first or let it refer to another"), qPrintable(refusal));
        QCOMPARE(edit.done(), site);
    }

    void aHallGoesWithAllThatStandsInIt()
    {
        const SitePtr before = smallCampus();
        const Hall& hall = *before->buildings[1]->halls[0];
        SiteEdit edit(before);
        edit.remove(refTo(hall.id), OnReference::Clear);
        const SitePtr after = edit.done();
        QCOMPARE(after->rackCount(), before->rackCount() - hall.racks.size());
        QVERIFY(!exists(*after, refTo(hall.cdus.front().id)));
        QVERIFY(exists(*after, refTo(firstRack)));
    }

    void anIdIsNeverGivenTwice()
    {
        const SitePtr before = smallCampus();
        const Rack last = before->buildings[1]->halls[0]->racks.back();
        RackId added;
        const SitePtr without = withoutRack(before, last.id);
        withNewRack(without, {2}, last, &added);
        QVERIFY(added.value > last.id.value);
    }

    // As an undo does: the version before comes back, and what the later one gave stays given.
    void anIdGivenInAVersionThatWasUndoneIsNotGivenAgain()
    {
        const SitePtr before = smallCampus();
        RackId first, second;
        const Rack like = before->buildings[1]->halls[0]->racks.back();
        const SitePtr after = withNewRack(before, {2}, like, &first);
        const SitePtr undone = withIdMarks(before, idMarksOf(*after));
        withNewRack(undone, {2}, like, &second);
        QVERIFY(second.value > first.value);
        QCOMPARE(withIdMarks(after, idMarksOf(*before)), after);
    }

    void aRackGoesToAnotherHallWithItsIdAndRecord()
    {
        const SitePtr before = campusOfEverything();
        SiteEdit edit(before);
        edit.moveTo({2}, refTo(firstRack));
        const SitePtr after = edit.done();
        QCOMPARE(after->hallOf(firstRack).id.value, std::int64_t{2});
        QVERIFY(after->records->of(refTo(firstRack)) == before->records->of(refTo(firstRack)));
    }

    void theRecordGoesWithTheObject()
    {
        SiteEdit edit(campusOfEverything());
        edit.remove(refTo(firstRack));
        QVERIFY(edit.done()->records->byObject.empty());
    }

    // So that nothing is evaluated again.
    void aRecordsEditSharesAllElse()
    {
        const SitePtr before = smallCampus();
        SiteEdit edit(before);
        edit.changeRecord(refTo(firstRack)).status = LifecycleStatus::Design;
        const SitePtr after = edit.done();
        QCOMPARE(after->buildings, before->buildings);
        QCOMPARE(after->catalogue, before->catalogue);
        QCOMPARE(after->cooling, before->cooling);
        QVERIFY(!(*after == *before));
        SiteEdit back(after);
        back.changeRecord(refTo(firstRack)).status = LifecycleStatus::Operation;
        QVERIFY(*back.done() == *before);
    }

    void anImpossibleRecordIsRefused()
    {
        const auto refusal = [](auto change) {
            SiteEdit edit(smallCampus());
            change(edit.changeRecord(refTo(firstRack)));
            return refusalOf([&] { edit.done(); });
        };
        QCOMPARE(
            refusal([](Record& r) { r.dates[LifecycleStatus::Operation] = "2027-02-30"; }),
            QStringLiteral("Rack A01: the date of its operation is \"2027-02-30\", which is no day such as "
                           "2027-03-31."));
        QVERIFY(refusal([](Record& r) { r.tags = {"a", "a"}; }).contains("given twice"));
    }

    // Ten thousand edits, and each version still is what it was when it came to be.
    void randomEditsUndoToAnEqualSite()
    {
        std::mt19937 random(20261129);
        const SitePtr start = campusOfEverything();
        std::vector<SitePtr> history{start};
        constexpr int edits = 10'000;
        int made = 0;
        for (int i = 0; i < edits; ++i) {
            // From time to time back to the start, so that the campus does not grow without end.
            const SitePtr from = i % 100 == 0 ? start : history.back();
            const SitePtr next = randomlyEdited(from, random);
            made += next != from ? 1 : 0;
            history.push_back(next);
        }
        QVERIFY2(made > edits / 4, qPrintable(QStringLiteral("only %1 edits were possible").arg(made)));
        while (history.size() > 1)
            history.pop_back();
        QVERIFY(*history.back() == *campusOfEverything());
    }
};

QTEST_GUILESS_MAIN(TestSiteEdit)
#include "tst_site_edit.moc"
