// Every property of what is selected.
#include "core/layout/hall_frame.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"
#include "views/panels/field_numbers.h"
#include "views/panels/fields_model.h"
#include "views/panels/path_text.h"
#include "views/shared/format.h"

#include <QLocale>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::panels;

namespace {

struct Shown {
    SitePtr site = test::smallCampus();
    const Hall& hall = *site->buildings[0]->halls[0];
    FieldsModel model;
    std::vector<std::pair<QString, FieldValue>> edits;
    QString refusal;

    explicit Shown(const std::vector<ObjectRef>& objects)
    {
        model.show(site, {objects, hall.id});
        QObject::connect(&model, &FieldsModel::edited, &model,
                         [this](const auto&, const QString& field, const std::vector<FieldValue>& values) {
                             for (const FieldValue& value : values)
                                 edits.emplace_back(field, value);
                         });
        QObject::connect(&model, &FieldsModel::refused, &model, [this](const QString& s) { refusal = s; });
    }

    QModelIndex at(const char* name) const
    {
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.field(row).name == name)
                return model.index(row, FieldsModel::ValueColumn);
        }
        return {};
    }
    QString text(const char* name) const { return at(name).data().toString().replace(QChar(0x00a0), ' '); }
};

} // namespace

class TestFieldsModel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void whatFeedsANodeIsNamed()
    {
        const SitePtr site = test::smallCampus();
        for (const PowerNode& node : site->power->nodes) {
            if (node.fedBy.size() != 1)
                continue;
            Shown shown({refTo(node.id)});
            QCOMPARE(shown.text("fed_by"),
                     QString::fromStdString(site->power->find(node.fedBy.front())->name));
            return;
        }
        QFAIL("no node is fed by one other");
    }

    void valuesHaveTheirUnits()
    {
        const SitePtr site = test::smallCampus();
        const Shown shown({refTo(site->buildings[0]->halls[0]->racks.front().id)});
        QCOMPARE(shown.text("power_w"), QStringLiteral("20.4 kW"));
        QCOMPARE(shown.text("x_m"), QStringLiteral("3.90 m"));
        QCOMPARE(shown.text("role"), QStringLiteral("Compute"));
        QVERIFY(shown.text("feed_a_id").contains("PDU"));
    }

    // A type's coolant is not 0 °C where its maker says nothing.
    void whatIsNotStatedIsADashAndMayBeTakenBack()
    {
        SitePtr site = test::smallCampus();
        const RackTypeId type = site->catalogue->rackTypes.front().id;
        SiteEdit edit(site);
        edit.change(type).ratedCoolantC = 0.0;
        edit.change(type).junctionLimitC = 85.0;
        edit.change(type).usableHeightU = 0;
        site = edit.done();
        Shown shown({});
        shown.model.show(site, {{refTo(type)}, {}});
        QCOMPARE(shown.text("rated_coolant_c"), style::dash());
        QCOMPARE(shown.text("usable_height_u"), style::dash());
        QCOMPARE(shown.at("rated_coolant_c").data(Qt::EditRole).toString(), QString());
        QVERIFY(!shown.model.setData(shown.at("rated_coolant_c"), "")); // as it was
        QVERIFY(!shown.model.setData(shown.at("usable_height_u"), ""));
        QVERIFY(shown.model.setData(shown.at("rated_coolant_c"), "40"));
        QVERIFY(shown.model.setData(shown.at("junction_limit_c"), ""));
        QCOMPARE(shown.edits.back(), std::pair(QString("junction_limit_c"), FieldValue(0.0)));
        QVERIFY(!shown.model.setData(shown.at("rated_coolant_c"), "warm"));
        QVERIFY2(shown.refusal.contains("45"), qPrintable(shown.refusal));
    }

    void aChangeIsOneOfEachObjectsOwnValue()
    {
        const SitePtr site = test::smallCampus();
        const std::vector<Rack>& racks = site->buildings[0]->halls[0]->racks;
        const Rack &a = racks[0], &b = racks[3];
        QVERIFY(a.pose.x != b.pose.x);
        Shown shown({refTo(a.id), refTo(b.id)});
        QVERIFY(shown.model.setData(shown.at("x_m"), "+0.6"));
        QCOMPARE(shown.edits.size(), std::size_t{2});
        QCOMPARE(std::get<double>(shown.edits[0].second), a.pose.x + 0.6);
        QCOMPARE(std::get<double>(shown.edits[1].second), b.pose.x + 0.6);
        QVERIFY(shown.model.setData(shown.at("x_m"), "0.6"));
        QCOMPARE(std::get<double>(shown.edits[2].second), 0.6);
        QCOMPARE(shown.edits[2].second, shown.edits[3].second);
    }

    void aBoreIsReadInMillimetresOrInches()
    {
        const SitePtr site = test::smallCampus();
        const PipeRun& pipe = site->cooling->pipes.front();
        Shown shown({refTo(pipe.id)});
        QCOMPARE(shown.text("diameter_m"), QString::number(pipe.diameterM * 1e3) + QStringLiteral(" mm"));
        QCOMPARE(shown.text("roughness_m"), QStringLiteral("0.045 mm"));
        QVERIFY(shown.model.setData(shown.at("diameter_m"), "168.3"));
        QVERIFY(std::abs(std::get<double>(shown.edits.back().second) - 0.1683) < 1e-12);
        style::setUnitSystem(style::UnitSystem::Ip);
        const auto back = qScopeGuard([] { style::setUnitSystem(style::UnitSystem::Si); });
        QVERIFY(shown.model.setData(shown.at("diameter_m"), "6 in"));
        QVERIFY(std::abs(std::get<double>(shown.edits.back().second) - 0.1524) < 1e-12);
    }

    void aPathIsReadAndEditedAsPoints()
    {
        const SitePtr site = test::smallCampus();
        const PipeRun& pipe = site->cooling->pipes.front();
        Shown shown({refTo(pipe.id)});
        const QModelIndex path = shown.at("path_m");
        QVERIFY2(shown.text("path_m").startsWith(QString::number(pipe.pathM.size()) + " points, "),
                 qPrintable(shown.text("path_m")));
        const QString written = path.data(Qt::EditRole).toString();
        QCOMPARE(written.count(';') + 1, static_cast<qsizetype>(pipe.pathM.size()));
        QVERIFY(shown.model.flags(path) & Qt::ItemIsEditable);
        QVERIFY(!shown.model.setData(path, written)); // as it was
        QVERIFY(shown.model.setData(path, written + "; 1.5, 2, 300 cm"));
        std::vector<Point3> longer = pipe.pathM;
        longer.push_back({1.5, 2.0, 3.0});
        QCOMPARE(std::get<std::string>(shown.edits.back().second), listText(longer));
        QVERIFY(!shown.model.setData(path, "1.5, 2"));
        QCOMPARE(shown.refusal, QStringLiteral("Path cannot be \"1.5, 2\"; enter points, such as 12.5, 4, 3, "
                                               "with a semicolon between them."));
    }

    void inFeetAPathIsReadAndEditedInFeet()
    {
        style::setUnitSystem(style::UnitSystem::Ip);
        const auto back = qScopeGuard([] { style::setUnitSystem(style::UnitSystem::Si); });
        const std::vector<Point3> path{{0.0, 0.3048, 3.0}, {3.048, 0.3048, 3.0}};
        QCOMPARE(pathToEdit(path), QStringLiteral("0, 1, 9.843; 10, 1, 9.843"));
        const auto longer = typedPath(pathToEdit(path) + "; 10, 11, 9.843", path);
        QVERIFY(longer.has_value());
        QCOMPARE((*longer)[0].z, 3.0); // the digits behind what is shown
        QVERIFY(std::abs((*longer)[2].y - 11 * 0.3048) < 1e-9);
    }

    void inIpUnitsValuesAreShownAndReadInThem()
    {
        style::setUnitSystem(style::UnitSystem::Ip);
        const auto back = qScopeGuard([] { style::setUnitSystem(style::UnitSystem::Si); });
        const SitePtr site = test::smallCampus();
        Shown shown({refTo(site->buildings[0]->halls[0]->racks.front().id)});
        QCOMPARE(shown.text("x_m"), QStringLiteral("12′ 9.5″"));   // 3.90 m
        QCOMPARE(shown.text("mass_kg"), QStringLiteral("862 lb")); // 391 kg
        QVERIFY(shown.model.setData(shown.at("x_m"), "13' 6\""));
        QVERIFY(shown.model.setData(shown.at("mass_kg"), "900"));
        QCOMPARE(shown.edits.size(), std::size_t{2});
        QVERIFY(std::abs(std::get<double>(shown.edits[0].second) - 4.1148) < 1e-9);
        QVERIFY(std::abs(std::get<double>(shown.edits[1].second) - 408.2331) < 1e-4);
    }

    // One unit for one thing, with as many figures as are worth reading; what is shown is what is typed.
    void numbersAreShownAndTypedInTheReadersUnit_data()
    {
        QTest::addColumn<bool>("ip");
        QTest::addColumn<QString>("field");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("read");
        QTest::newRow("coolant") << false << "coolant_flow_m3_s" << 0.0125 << "12.5 L/s"
                                 << "20" << 0.020;
        QTest::newRow("cubic metres an hour") << false << "flow_m3_s" << 0.0125 << "12.5 L/s"
                                              << "36 m³/h" << 0.010;
        QTest::newRow("air") << false << "airflow_m3_s" << 6.14159 << "6.14 m³/s"
                             << "7" << 7.0;
        QTest::newRow("coolant, IP") << true << "flow_m3_s" << 0.0125 << "198 gpm"
                                     << "1585.0323141" << 0.1;
        QTest::newRow("air, IP") << true << "airflow_m3_s" << 1.0 << "2119 CFM"
                                 << "2118.880003" << 1.0;
        QTest::newRow("pressure, IP") << true << "water_drop_pa" << 50e3 << "7.252 psi"
                                      << "10 kPa" << 10e3;
        QTest::newRow("difference, IP") << true << "approach_k" << 4.0 << "7.2 °F"
                                        << "9" << 5.0;
        QTest::newRow("a loss") << false << "loss_k0" << 0.0035 << "0.35 %"
                                << "0.4" << 0.004;
        QTest::newRow("a wall without a height") << false << "height_m" << 0.0 << "full height"
                                                 << "full" << 0.0;
        QTest::newRow("a wall with one") << false << "height_m" << 2.4 << "2.40 m"
                                         << "3" << 3.0;
    }

    void numbersAreShownAndTypedInTheReadersUnit()
    {
        QFETCH(bool, ip);
        QFETCH(QString, field);
        QFETCH(double, value);
        QFETCH(QString, typed);
        QFETCH(double, read);
        style::setUnitSystem(ip ? style::UnitSystem::Ip : style::UnitSystem::Si);
        const auto back = qScopeGuard([] { style::setUnitSystem(style::UnitSystem::Si); });
        const std::string name = field.toStdString();
        QTEST(numberWords(name, value).replace(QChar(0x00a0), ' '), "shown");
        const auto got = typedNumber(name, typed, value);
        QVERIFY(got.has_value());
        QVERIFY2(std::abs(*got - read) <= 1e-9 * std::max(1.0, read),
                 qPrintable(QString::number(*got, 'g', 12)));
        // What is shown can be typed, as it stands in a field: without marks between thousands.
        const auto again = typedNumber(name, numberWords(name, value).remove(','), value);
        QVERIFY(again.has_value() && std::abs(*again - value) <= 5e-3 * value);
    }

    // In a building that is turned, too: it is the hall's frame that a reader sees.
    void aBuswayIsSeenAndSetInItsHallsFrame_data()
    {
        QTest::addColumn<double>("yawDeg");
        QTest::newRow("as the campus") << 0.0;
        QTest::newRow("turned") << 30.0;
    }

    void aBuswayIsSeenAndSetInItsHallsFrame()
    {
        QFETCH(double, yawDeg);
        constexpr double roundingM = 2e-6;
        const SitePtr before = test::smallCampus();
        SiteEdit edit(before);
        edit.change(before->buildings[1]->id).yawDeg = yawDeg;
        const HallId hall = before->buildings[1]->halls[0]->id;
        const auto busway = std::ranges::find(before->power->nodes, PowerNodeKind::Busway, &PowerNode::kind);
        const auto frame = [&](const Site& site) {
            const PowerNode& node = *site.power->find(busway->id);
            return campusToHall(site.buildingOf(hall), site.hall(hall), {node.positionM.x, node.positionM.y});
        };
        const Point2 put = hallToCampus(edit.site().buildingOf(hall), edit.site().hall(hall), {3.6, 3.6});
        PowerNode& node = edit.change(busway->id);
        node.positionM.x = put.x;
        node.positionM.y = put.y;
        const SitePtr site = edit.done();
        const auto valueOf = [&](const char* name) {
            for (const ObjectField& field : fieldsInHall(*site, refTo(busway->id))) {
                if (field.name == name)
                    return std::get<double>(field.value);
            }
            return std::nan("");
        };
        QVERIFY(std::abs(valueOf("x_m") - 3.6) <= roundingM);
        QVERIFY(std::abs(valueOf("y_m") - 3.6) <= roundingM);
        const SitePtr moved = withFieldInHall(site, {refTo(busway->id)}, "x_m", 5.0);
        QVERIFY(std::abs(frame(*moved).x - 5.0) <= roundingM);
        QVERIFY(std::abs(frame(*moved).y - 3.6) <= roundingM);
        FieldsModel model;
        model.show(site, {{refTo(busway->id)}, hall});
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.field(row).name == "x_m")
                QCOMPARE(model.caption(row), QStringLiteral("X from the west wall"));
        }
    }

    void ofSeveralTheCommonValuesAreShown()
    {
        const SitePtr site = test::smallCampus();
        const auto& racks = site->buildings[0]->halls[0]->racks;
        const Shown shown({refTo(racks[0].id), refTo(racks[1].id)});
        QCOMPARE(shown.model.title(), QStringLiteral("2 × rack"));
        QCOMPARE(shown.text("power_w"), QStringLiteral("20.4 kW"));
        QCOMPARE(shown.text("x_m"), QStringLiteral("several"));
        QVERIFY(!(shown.model.flags(shown.at("name")) & Qt::ItemIsEditable));
    }

    void typedValuesAreEdits_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("value");
        QTest::newRow("kilowatts by themselves") << "power_w"
                                                 << "30" << 30e3;
        QTest::newRow("another unit") << "power_w"
                                      << "25000 W" << 25e3;
        QTest::newRow("millimetres") << "x_m"
                                     << "4200 mm" << 4.2;
        QTest::newRow("a change") << "x_m"
                                  << "+0.6" << 4.5;
        QTest::newRow("a share") << "liquid_share"
                                 << "50 %" << 0.5;
    }

    void typedValuesAreEdits()
    {
        QFETCH(QString, field);
        QFETCH(QString, typed);
        QFETCH(double, value);
        const SitePtr site = test::smallCampus();
        Shown shown({refTo(site->buildings[0]->halls[0]->racks.front().id)});
        QVERIFY(shown.model.setData(shown.at(field.toLatin1().constData()), typed));
        QCOMPARE(shown.edits.size(), std::size_t{1});
        QVERIFY(std::abs(std::get<double>(shown.edits[0].second) - value) < 1e-9);
    }

    void whatIsShownAndNotChangedIsNoEdit()
    {
        const SitePtr site = test::smallCampus();
        Shown shown({refTo(site->buildings[0]->halls[0]->racks.front().id)});
        for (int row = 0; row < shown.model.rowCount(); ++row) {
            const QModelIndex index = shown.model.index(row, FieldsModel::ValueColumn);
            if (shown.model.field(row).kind == FieldKind::Number ||
                shown.model.field(row).kind == FieldKind::Text)
                QVERIFY(!shown.model.setData(index, index.data(Qt::EditRole)));
        }
        QVERIFY(shown.edits.empty());
    }

    void whatCannotBeReadIsSaid()
    {
        const SitePtr site = test::smallCampus();
        Shown shown({refTo(site->buildings[0]->halls[0]->racks.front().id)});
        QVERIFY(!shown.model.setData(shown.at("power_w"), QStringLiteral("plenty")));
        QVERIFY2(shown.refusal.contains("plenty"), qPrintable(shown.refusal));
    }

    void withNothingSelectedTheHallIsShown()
    {
        const Shown shown({});
        QVERIFY(shown.model.title().startsWith("Hall"));
        QVERIFY(shown.at("supply_c").isValid());
    }
};

QTEST_MAIN(TestFieldsModel)
#include "tst_fields_model.moc"
