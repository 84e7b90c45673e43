// One of every kind of object, made, changed, copied and removed, saved and opened again.
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "core/storage/site_file.h"
#include "temporary_directory.h"
#include "tests/support/random_edits.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

SitePtr savedAndLoaded(const SitePtr& site)
{
    TemporaryDirectory directory;
    const auto file = directory / "site.hallwright";
    saveSite(*site, file);
    return loadSite(file);
}

template <class T>
T firstOf(const Site& site)
{
    const T* first = nullptr;
    forEachOf<T>(site, [&](const T& object, const auto&) { first = first ? first : &object; });
    return *first;
}

// Another like the first of its kind, where that one stands.
template <class T>
IdOf<T> addAnother(SiteEdit& edit)
{
    T like = firstOf<T>(edit.site());
    const IdOf<T> first = like.id;
    if constexpr (isInPart<T> || std::is_same_v<T, Building>)
        return edit.add(std::move(like));
    else if constexpr (std::is_same_v<ParentOf<T>, Building>)
        return edit.addTo(edit.site().buildings.front()->id, std::move(like));
    else if constexpr (isInRack<T>) {
        like.positionU += 1.0;
        return edit.addTo(rackWith(edit.site(), first), std::move(like));
    } else
        return edit.addTo(*hallWith(edit.site(), refTo(first)), std::move(like));
}

template <class Change>
SitePtr edited(const SitePtr& site, Change change)
{
    SiteEdit edit(site);
    change(edit);
    return edit.done();
}

void mustComeBack(const SitePtr& site, std::string_view word)
{
    QVERIFY2(*savedAndLoaded(site) == *site, word.data());
}

} // namespace

class TestEveryObject : public QObject
{
    Q_OBJECT

private slots:
    void whatIsMadeChangedCopiedAndRemovedComesBack()
    {
        const SitePtr start = campusOfEverything();
        mustComeBack(start, "start");
        forEachObjectType([&]<class T>() {
            IdOf<T> id;
            const SitePtr made = edited(start, [&](SiteEdit& edit) { id = addAnother<T>(edit); });
            mustComeBack(made, ObjectType<T>::word);
            const SitePtr changed = edited(made, [&](SiteEdit& edit) {
                if constexpr (requires(T & object) { object.name; })
                    edit.change(id).name = "Another name";
                else
                    edit.change(id).area.width *= 0.5;
                edit.changeRecord(refTo(id)).tags = {"changed"};
            });
            mustComeBack(changed, ObjectType<T>::word);
            if constexpr (!isInPart<T>) {
                if constexpr (std::is_same_v<ParentOf<T>, Hall>)
                    mustComeBack(edited(changed, [&](SiteEdit& edit) { edit.copyTo({1}, refTo(id)); }),
                                 ObjectType<T>::word);
            }
            const SitePtr removed = edited(changed, [&](SiteEdit& edit) { edit.remove(refTo(id)); });
            mustComeBack(removed, ObjectType<T>::word);
            QVERIFY(!exists(*savedAndLoaded(removed), refTo(id)));
        });
    }

    // The highest ids are kept with the file.
    void anIdIsNeverGivenAgainAfterSaving()
    {
        RackId added, next;
        const SitePtr start = campusOfEverything();
        const Rack like = firstOf<Rack>(*start);
        const SitePtr with = edited(start, [&](SiteEdit& edit) { added = edit.addTo(HallId{1}, like); });
        const SitePtr without = edited(with, [&](SiteEdit& edit) { edit.remove(refTo(added)); });
        edited(savedAndLoaded(without), [&](SiteEdit& edit) { next = edit.addTo(HallId{1}, like); });
        QVERIFY(next.value > added.value);
    }

    void randomEditsComeBack()
    {
        std::mt19937 random(3);
        SitePtr site = campusOfEverything();
        for (int i = 0; i < 60; ++i) {
            site = randomlyEdited(site, random);
            if (i % 10 == 9)
                mustComeBack(site, "random edits");
        }
    }
};

QTEST_GUILESS_MAIN(TestEveryObject)
#include "tst_every_object.moc"
