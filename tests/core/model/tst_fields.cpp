#include "core/model/fields.h"
#include "core/model/object_kinds.h"

#include <QtTest>

#include <set>
#include <string>
#include <type_traits>

using namespace hallwright;

namespace {

// Converts to anything, but not to T itself, so that T{anything} is no copy.
template <class T>
struct Anything {
    template <class Member>
    requires(!std::is_same_v<std::remove_cvref_t<Member>, T>) operator Member() const;
};

template <class T, class... Given>
constexpr std::size_t membersOf()
{
    if constexpr (requires { T{std::declval<Given>()..., std::declval<Anything<T>>()}; })
        return membersOf<T, Given..., Anything<T>>();
    else
        return sizeof...(Given);
}

template <class T>
concept HoldsParts = requires
{
    Fields<T>::held;
};

// How many members of T, itself an aggregate, the list reaches: told apart by where they stand in an object.
template <class T>
std::size_t listedMembers()
{
    T object;
    std::set<const void*> members;
    const auto firstMember = []<auto First, auto... Rest>(T & of, Field<First, Rest...>)->const void*
    {
        return &(of.*First);
    };
    forEachField<T>([&](auto field) { members.insert(firstMember(object, field)); });
    if constexpr (HoldsParts<T>)
        std::apply([&](auto... held) { (members.insert(&held.of(object)), ...); }, Fields<T>::held);
    return members.size();
}

template <class T>
void everyMemberIsListed(const char* name)
{
    const std::size_t members = membersOf<T>();
    QVERIFY2(listedMembers<T>() == members,
             qPrintable(QStringLiteral("%1 has %2 members, its list in core/model/fields.h reaches %3")
                            .arg(QString::fromUtf8(name))
                            .arg(members)
                            .arg(listedMembers<T>())));
}

struct OfThree {
    int a = 0;
    Point2 b;
    std::vector<int> c;
};

} // namespace

class TestFields : public QObject
{
    Q_OBJECT

private slots:
    void membersAreCounted()
    {
        QCOMPARE(membersOf<OfThree>(), std::size_t{3});
        QCOMPARE(membersOf<Pose>(), std::size_t{3});
    }

    // A member that the list lacks would be lost by the file, and by no test seen to be.
    void everyMemberOfEveryObjectIsListed()
    {
        forEachObjectType([]<class T>() { everyMemberIsListed<T>(ObjectType<T>::word.data()); });
    }

    void everyMemberOfTheSiteIsListed()
    {
        everyMemberIsListed<SiteInfo>("SiteInfo");
        everyMemberIsListed<Catalogue>("Catalogue");
        everyMemberIsListed<Site>("Site");
    }

    void namesAreUniqueWithinAnObject()
    {
        forEachObjectType([]<class T>() {
            std::set<std::string_view> names;
            std::size_t count = 0;
            forEachField<T>([&](const auto& field) {
                names.insert(field.name);
                ++count;
            });
            QCOMPARE(names.size(), count);
        });
    }

    // Each value that comes of a type is one that the type's list has too.
    void whatComesOfATypeIsInTheTypesList()
    {
        forEachObjectType([]<class T>() {
            if constexpr (Catalogued<T>::is) {
                std::size_t ofType = 0;
                std::size_t found = 0;
                forEachField<T>([&](const auto& field) { ofType += field.comesOfType ? 1 : 0; });
                forEachTypedField<T, typename Catalogued<T>::Type>(
                    [&](const auto&, const auto&) { ++found; });
                QVERIFY(ofType > 0);
                QCOMPARE(found, ofType);
            }
        });
    }

    // Both were left out of a comparison written by hand, so that no test could see them lost.
    void buildingsDifferByTheFeedAndTheLoopOfTheirRooms()
    {
        const Building plain;
        Building fed;
        fed.otherFeed = {3};
        Building cooled;
        cooled.roomLoop = {4};
        QVERIFY(plain == Building());
        QVERIFY(!(plain == fed));
        QVERIFY(!(plain == cooled));
    }

    void sitesAreComparedByContentAndNotByPointer()
    {
        Site a;
        Site b;
        QVERIFY(a == b);
        auto records = std::make_shared<Records>();
        records->byObject[{ObjectKind::Rack, 1}].notes = "spare";
        b.records = records;
        QVERIFY(!(a == b));
    }
};

QTEST_GUILESS_MAIN(TestFields)
#include "tst_fields.moc"
