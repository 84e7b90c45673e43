// The inspector: which page for what, figures that explain themselves, equipment that can be taken out.
#include "core/model/object_names.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/explain.h"
#include "core/simulation/inlet_uncertainty.h"
#include "tests/support/campus.h"
#include "views/panels/equipment_page.h"
#include "views/panels/explanation_card.h"
#include "views/panels/inspector_panel.h"
#include "views/shared/format.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace hallwright;
using namespace hallwright::panels;

namespace {

QStringList visibleTexts(const QWidget& widget)
{
    QStringList texts;
    for (const auto* label : widget.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&widget))
            texts << label->text();
    }
    return texts;
}

// Of all links on the page.
QStringList keysOn(const QWidget& widget)
{
    static const QRegularExpression link(QStringLiteral("href=\"([^\"]+)\""));
    QStringList keys;
    for (const QString& text : visibleTexts(widget)) {
        for (auto found = link.globalMatch(text); found.hasNext();)
            keys << found.next().captured(1);
    }
    return keys;
}

QString figureOf(const EquipmentSheet& sheet, const QString& caption)
{
    for (const SheetGroup& group : sheet.groups) {
        for (const SheetRow& row : group.rows) {
            if (row.caption == caption)
                return row.value;
        }
    }
    return {};
}

} // namespace

class InspectorTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        site_ = test::smallCampus();
        snapshot_ = evaluate(site_, conditionsOf(*site_));
        panel_ = std::make_unique<InspectorPanel>();
        panel_->setSite(site_);
        panel_->setSnapshot(snapshot_);
        panel_->show();
    }

    void inletsOfAHallAndItsRacksCarryTheirUncertainty()
    {
        const HallResult& hall = *snapshot_->hallResult(hallB().id);
        const QString figure = style::formatUncertainty(inletUncertaintyOf(hall)->worstK);
        panel_->setSelection({{}, hallB().id});
        QString texts = visibleTexts(*panel_).join('\n');
        QVERIFY2(texts.contains(figure), qPrintable(texts));
        QVERIFY2(texts.contains("estimate from geometry; ± as compared with CFD"), qPrintable(texts));
        panel_->setSelection({{refTo(hallB().racks[0].id)}, hallB().id});
        texts = visibleTexts(*panel_).join('\n');
        QVERIFY2(texts.contains(style::formatTemperature(hall.racks[0].inletC) + ' ' + figure + ", limit"),
                 qPrintable(texts));
    }

    void everyLinkOfTheSiteHasAnExplanation()
    {
        panel_->setSelection({});
        const QStringList keys = keysOn(*panel_);
        for (const char* key : {"pue", "wue_l_per_kwh", "cue_kg_per_kwh", "ere", "itue", "tue", "water_kg_s",
                                "it_power_w", "overhead/chillers_w", "mass_residual", "power_residual"})
            QVERIFY2(keys.contains(QString::fromLatin1(key)), key);
        for (const QString& key : keys)
            QVERIFY2(explain(*snapshot_, key.toStdString()), qPrintable(key));
    }

    void everyLinkOfAHallHasAnExplanation()
    {
        panel_->setSelection({{}, hallB().id});
        const QStringList keys = keysOn(*panel_);
        QVERIFY(keys.size() >= 6);
        for (const QString& key : keys) {
            QVERIFY2(key.startsWith("hall/"), qPrintable(key));
            QVERIFY2(explain(*snapshot_, key.toStdString()), qPrintable(key));
        }
    }

    void aLinkAsksForItsExplanation()
    {
        panel_->setSelection({});
        QSignalSpy wanted(panel_.get(), &InspectorPanel::explanationWanted);
        for (auto* label : panel_->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains("\"pue\""))
                emit label->linkActivated("pue");
        }
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.front().front().toString(), QStringLiteral("pue"));
    }

    void theCardShowsTheValueAndLeadsOn()
    {
        ExplanationCard card;
        card.explainAt(snapshot_, "pue", {});
        auto* value = card.findChild<QLabel*>("explainedValue");
        QCOMPARE(value->text(), explainedValue(snapshot_->pue.value(), ""));
        for (auto* label : card.findChildren<QLabel*>()) {
            if (label->text().contains("facility_power_w"))
                emit label->linkActivated("facility_power_w");
        }
        QTRY_COMPARE(card.key(), QStringLiteral("facility_power_w"));
        QCOMPARE(card.findChild<QLabel*>("explainedValue")->text(),
                 style::formatPower(snapshot_->facilityPowerW));
        card.explainAt(snapshot_, "no such key", {});
        QCOMPARE(card.key(), QStringLiteral("facility_power_w"));
    }

    void aLiquidCooledRackTellsItsCoolant()
    {
        const Rack& rack = liquidCooled();
        const RackResult& result = *snapshot_->rackResult(rack.id);
        QVERIFY(result.coolantFlowM3s > 0.0);
        panel_->setSelection({{refTo(rack.id)}, hallB().id});
        const QStringList texts = visibleTexts(*panel_);
        QVERIFY(texts.contains(style::formatLiquidFlow(result.coolantFlowM3s)));
        QVERIFY(texts.contains(
            QStringLiteral("%1 / %2").arg(style::formatTemperature(result.coolantSupplyC.value()),
                                          style::formatTemperature(result.coolantReturnC.value()))));
        QVERIFY(result.coolantReturnC > result.coolantSupplyC);
    }

    void equipmentHasItsPage_data()
    {
        QTest::addColumn<ObjectKind>("kind");
        QTest::newRow("power node") << ObjectKind::PowerNode;
        QTest::newRow("coolant loop") << ObjectKind::CoolantLoop;
        QTest::newRow("plant unit") << ObjectKind::PlantUnit;
        QTest::newRow("air handler") << ObjectKind::AirHandler;
        QTest::newRow("CDU") << ObjectKind::Cdu;
    }

    void equipmentHasItsPage()
    {
        QFETCH(ObjectKind, kind);
        const auto [id, name] = firstOf(kind);
        panel_->setSelection({{{kind, id}}, {}});
        auto* page = panel_->findChild<EquipmentPage*>();
        QVERIFY(page->isVisible());
        QCOMPARE(page->findChild<QLabel*>("inspectorTitle")->text(), QString::fromStdString(name));
        auto* service = page->findChild<QPushButton*>("service");
        QCOMPARE(service->isVisible(), kind != ObjectKind::CoolantLoop);
        if (!service->isVisible())
            return;
        QSignalSpy changed(panel_.get(), &InspectorPanel::serviceChanged);
        service->click();
        QCOMPARE(changed.count(), 1);
        QVERIFY(changed.front().at(0).value<ObjectRef>() == (ObjectRef{kind, id}));
        QVERIFY(changed.front().at(1).toBool());
    }

    void whatIsOutCanBePutBack()
    {
        const ObjectRef cdu{ObjectKind::Cdu, hallB().cdus.front().id.value};
        Conditions conditions = conditionsOf(*site_);
        conditions.outages = conditions.outages.with(cdu, true);
        const SnapshotPtr without = evaluate(site_, conditions);
        const EquipmentSheet sheet = equipmentSheet(*site_, without.get(), cdu);
        QVERIFY(sheet.outOfService);
        QCOMPARE(figureOf(sheet, "State"), QStringLiteral("off"));
        panel_->setSnapshot(without);
        panel_->setSelection({{cdu}, hallB().id});
        QSignalSpy changed(panel_.get(), &InspectorPanel::serviceChanged);
        panel_->findChild<QPushButton*>("service")->click();
        QVERIFY(!changed.front().at(1).toBool());
    }

    void everyKindIsShownAndEdited()
    {
        QSignalSpy edited(panel_.get(), &InspectorPanel::fieldEdited);
        forEachObjectType([&]<class T>() {
            if constexpr (!std::is_same_v<T, Rack> && !std::is_same_v<T, Hall>) {
                for (const ObjectRef object : objectsOf(*site_, kindOf<T>)) {
                    panel_->setSelection({{object}, hallB().id});
                    QVERIFY2(panel_->showsPrimary(), describe(*site_, object).c_str());
                    enterTag();
                    QCOMPARE(edited.count(), 1);
                    QVERIFY(edited.front().at(0).value<std::vector<ObjectRef>>() == std::vector{object});
                    QCOMPARE(edited.takeFirst().at(1).toString(), QStringLiteral("tags"));
                    break;
                }
            }
        });
    }

    void anAisleShowsItsValuesAndItsHall()
    {
        const Hall& hall = *site_->buildings[0]->halls[0];
        const Aisle& aisle = hall.aisles.front();
        panel_->setSelection({{refTo(aisle.id)}, hall.id});
        const QString texts = visibleTexts(*panel_).join('\n');
        QVERIFY2(texts.contains(QString::fromStdString(sentenceCase(describe(*site_, refTo(aisle.id))))),
                 qPrintable(texts));
        QVERIFY2(texts.contains("In hall " + QString::fromStdString(hall.name)), qPrintable(texts));
        QCOMPARE(onPage<QComboBox>("kind")->currentData().toString().toStdString(),
                 std::string(nameOf(aisle.kind)));
    }

    void whatCannotBeReadStaysInItsField()
    {
        const Hall& hall = *site_->buildings[0]->halls[0];
        panel_->setSelection({{refTo(hall.aisles.front().id)}, hall.id});
        QSignalSpy edited(panel_.get(), &InspectorPanel::fieldEdited);
        QSignalSpy refused(panel_.get(), &InspectorPanel::refused);
        auto* width = onPage<QLineEdit>("width_m");
        width->selectAll();
        QTest::keyClicks(width, "wide");
        QTest::keyClick(width, Qt::Key_Return);
        QCOMPARE(refused.count(), 1);
        QVERIFY(refused.front().front().toString().startsWith("Width cannot be \"wide\"; enter a number"));
        QCOMPARE(width->text(), QStringLiteral("wide"));
        QCOMPARE(edited.count(), 0);
        panel_->setSelection({{refTo(hall.aisles.back().id)}, hall.id});
        QVERIFY(onPage<QLineEdit>("width_m")->text() != QStringLiteral("wide"));
    }

    void equipmentThatIsGoneShowsTheHallInstead()
    {
        panel_->setSelection({{{ObjectKind::Cdu, 999999}}, hallB().id});
        QVERIFY(!panel_->findChild<EquipmentPage*>()->isVisible());
        QVERIFY(visibleTexts(*panel_).contains("Hall " + QString::fromStdString(hallB().name)));
    }

private:
    template <class Field>
    Field* onPage(const char* name) const
    {
        for (Field* field : panel_->findChildren<Field*>(name)) {
            if (field->isVisible())
                return field;
        }
        return nullptr;
    }

    void enterTag()
    {
        QCoreApplication::processEvents(); // new rows are shown then
        auto* tags = onPage<QLineEdit>("tags");
        QVERIFY(tags);
        tags->selectAll();
        QTest::keyClicks(tags, "looked at");
        QTest::keyClick(tags, Qt::Key_Return);
    }

    const Hall& hallB() const { return *site_->buildings[1]->halls.front(); }

    const Rack& liquidCooled() const
    {
        return *std::find_if(hallB().racks.begin(), hallB().racks.end(),
                             [](const Rack& rack) { return rack.cdu.valid(); });
    }

    std::pair<std::int64_t, std::string> firstOf(ObjectKind kind) const
    {
        const auto named = [](const auto& part) { return std::pair(part.id.value, part.name); };
        return kind == ObjectKind::PowerNode     ? named(site_->power->nodes.front())
               : kind == ObjectKind::CoolantLoop ? named(site_->cooling->loops.front())
               : kind == ObjectKind::PlantUnit   ? named(site_->cooling->plant.front())
               : kind == ObjectKind::AirHandler  ? named(hallB().airHandlers.front())
                                                 : named(hallB().cdus.front());
    }

    SitePtr site_;
    SnapshotPtr snapshot_;
    std::unique_ptr<InspectorPanel> panel_;
};

QTEST_MAIN(InspectorTest)
#include "tst_inspector.moc"
