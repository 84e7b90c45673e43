// Any value of any object, shown and set without knowing its kind.
#include "core/model/errors.h"
#include "core/model/object_fields.h"
#include "core/model/object_names.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const ObjectField& fieldNamed(const std::vector<ObjectField>& fields, std::string_view name)
{
    return *std::find_if(fields.begin(), fields.end(),
                         [name](const ObjectField& field) { return field.name == name; });
}

} // namespace

class TestObjectFields : public QObject
{
    Q_OBJECT

private slots:
    // Set to what it is, nothing changes: each field of each object of each kind can be read and written.
    void everyFieldOfEverythingCanBeSetToWhatItIs()
    {
        const SitePtr site = smallCampus();
        int set = 0;
        for (std::size_t kind = 1; kind < objectKindCount; ++kind) {
            for (const ObjectRef object : objectsOf(*site, static_cast<ObjectKind>(kind))) {
                for (const ObjectField& field : fieldsOf(*site, object)) {
                    if (field.kind == FieldKind::Fixed || field.name.ends_with("type_id"))
                        continue;
                    QVERIFY2(*withField(site, {object}, field.name, field.value) == *site,
                             qPrintable(QString::fromStdString(describe(*site, object) + " " +
                                                               std::string(field.name))));
                    ++set;
                }
            }
        }
        QVERIFY(set > 1000);
        QVERIFY(!fieldsOf(*site, siteData()).empty());
    }

    void manyAreSetAtOnce()
    {
        const SitePtr site = smallCampus();
        const Hall& hall = *site->buildings[0]->halls[0];
        std::vector<ObjectRef> racks;
        for (const Rack& rack : hall.racks)
            racks.push_back(refTo(rack.id));
        const SitePtr next = withField(site, racks, "mass_kg", 900.0);
        for (const Rack& rack : next->hall(hall.id).racks)
            QCOMPARE(rack.massKg, 900.0);
        const SitePtr tagged = withField(next, racks, "tags", std::string("phase 2\ncritical"));
        QCOMPARE(tagged->records->of(racks[3]).tags.size(), std::size_t{2});
    }

    void airflowFollowsPowerAndAnotherTypeBringsItsValues()
    {
        const SitePtr site = smallCampus();
        const Rack rack = site->buildings[1]->halls[0]->racks.front();
        const SitePtr half = withField(site, {refTo(rack.id)}, "power_w", rack.powerW / 2);
        QVERIFY(std::abs(half->rack(rack.id).airflowM3s - rack.airflowM3s / 2) < 1e-12);
        const RackType& other = site->catalogue->rackTypes.front().id == rack.type
                                    ? site->catalogue->rackTypes.back()
                                    : site->catalogue->rackTypes.front();
        const SitePtr swapped = withField(site, {refTo(rack.id)}, "rack_type_id", other.id.value);
        QCOMPARE(swapped->rack(rack.id).powerW, other.powerW);
        QVERIFY(!fieldNamed(fieldsOf(*swapped, refTo(rack.id)), "power_w").departs);
        QVERIFY(fieldNamed(fieldsOf(*half, refTo(rack.id)), "power_w").departs);
    }

    void whatCannotBeIsRefusedInASentence()
    {
        const SitePtr site = smallCampus();
        const ObjectRef rack = refTo(site->buildings[0]->halls[0]->racks.front().id);
        QVERIFY_EXCEPTION_THROWN(withField(site, {rack}, "power_w", -5.0), InputError);
        QVERIFY_EXCEPTION_THROWN(withField(site, {rack}, "role", std::string("kitchen")), InputError);
        QVERIFY_EXCEPTION_THROWN(withField(site, {rack}, "feed_a_id", std::int64_t{999999}), InputError);
        QVERIFY_EXCEPTION_THROWN(withField(site, {rack}, "colour", 1.0), std::logic_error);
    }
};

QTEST_APPLESS_MAIN(TestObjectFields)
#include "tst_object_fields.moc"
