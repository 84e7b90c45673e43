#include "views/panels/equipment_page.h"

#include "core/model/names.h"
#include "views/panels/words.h"
#include "views/shared/format.h"

#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright::panels {

namespace {

using namespace style;

// "mechanical-panel" as a person writes it.
template <class Enum>
QString spoken(Enum value)
{
    QString name = QString::fromUtf8(nameOf(value).data(), static_cast<qsizetype>(nameOf(value).size()));
    name.replace(QLatin1Char('-'), QLatin1Char(' '));
    if (!name.isEmpty())
        name[0] = name[0].toUpper();
    return name;
}

template <class Part, class Id>
const Part* partOf(const std::vector<Part>& parts, Id id)
{
    const auto it =
        std::find_if(parts.begin(), parts.end(), [id](const Part& part) { return part.id == id; });
    return it != parts.end() ? &*it : nullptr;
}

QString buildingName(const Site& site, BuildingId id)
{
    const Building* building = site.findBuilding(id);
    return building ? text(building->name) : QObject::tr("outdoors");
}

QString nodeNames(const Site& site, const std::vector<PowerNodeId>& ids)
{
    QStringList names;
    for (const PowerNodeId id : ids) {
        if (const PowerNode* node = site.power->find(id))
            names << text(node->name);
    }
    return names.isEmpty() ? dash : names.join(QStringLiteral(", "));
}

QString loopName(const Site& site, CoolantLoopId id)
{
    const CoolantLoop* loop = site.cooling->find(id);
    return loop ? text(loop->name) : dash;
}

EquipmentSheet powerSheet(const Site& site, const Snapshot* snapshot, const PowerNode& node)
{
    EquipmentSheet sheet;
    sheet.title = text(node.name);
    sheet.subtitle = QObject::tr("%1, %2").arg(spoken(node.kind), buildingName(site, node.building));
    sheet.canBeTakenOut = true;
    EquipmentGroup data{QObject::tr("Element"), {}};
    data.figures.push_back({QObject::tr("Rating"), formatPower(node.ratedW), {}});
    if (node.side != FeedSide::None)
        data.figures.push_back({QObject::tr("Side"), spoken(node.side), {}});
    data.figures.push_back({QObject::tr("Fed by"), nodeNames(site, node.fedBy), {}});
    if (node.kind == PowerNodeKind::Ups)
        data.figures.push_back({QObject::tr("Mode"), spoken(node.upsMode), {}});
    if (node.standby)
        data.figures.push_back({QObject::tr("Duty"), QObject::tr("standby"), {}});
    sheet.groups.push_back(std::move(data));
    const PowerNodeResult* result = snapshot ? partOf(snapshot->powerNodes, node.id) : nullptr;
    if (!result)
        return sheet;
    EquipmentGroup live{QObject::tr("Load"), {}};
    const auto share = [&](double w) { return node.ratedW > 0.0 ? formatShare(w / node.ratedW) : dash; };
    live.figures.push_back(
        {QObject::tr("State"), result->energised ? QObject::tr("energised") : QObject::tr("dead"), {}});
    live.figures.push_back({QObject::tr("Delivers"), formatPower(result->outputW), {}});
    live.figures.push_back(
        {QObject::tr("Loading"), share(result->outputW), QObject::tr("Output over rating.")});
    live.figures.push_back({QObject::tr("Margin"), formatPower(node.ratedW - result->outputW), {}});
    live.figures.push_back({QObject::tr("Loss"), formatPower(result->lossW), {}});
    live.figures.push_back(
        {QObject::tr("Other side lost"),
         QObject::tr("%1 (%2)").arg(formatPower(result->outputOtherSideLostW),
                                    share(result->outputOtherSideLostW)),
         QObject::tr("What it would deliver after the loss of the other side, and how much of "
                     "its rating that is.")});
    sheet.groups.push_back(std::move(live));
    return sheet;
}

void addChillerData(const PlantUnit& unit, EquipmentGroup& data)
{
    if (unit.ratedCop > 0.0)
        data.figures.push_back({QObject::tr("Rated COP"), QLocale().toString(unit.ratedCop, 'f', 2),
                                QObject::tr("Heat removed per electrical power, at the rating.")});
    if (!unit.curves.empty())
        data.figures.push_back({QObject::tr("Curves"), text(unit.curves), {}});
    if (unit.ratedApproachK > 0.0)
        data.figures.push_back(
            {QObject::tr("Rated approach"), formatTemperatureDifference(unit.ratedApproachK), {}});
}

EquipmentSheet plantSheet(const Site& site, const Snapshot* snapshot, const PlantUnit& unit)
{
    EquipmentSheet sheet;
    sheet.title = text(unit.name);
    sheet.subtitle = QObject::tr("%1 on %2").arg(spoken(unit.kind), loopName(site, unit.loop));
    sheet.canBeTakenOut = true;
    EquipmentGroup data{QObject::tr("Unit"), {}};
    data.figures.push_back({QObject::tr("Rated heat"), formatPower(unit.capacityW), {}});
    addChillerData(unit, data);
    data.figures.push_back({QObject::tr("Fed by"), nodeNames(site, {unit.feed}), {}});
    sheet.groups.push_back(std::move(data));
    const PlantUnitResult* result = snapshot ? partOf(snapshot->plant, unit.id) : nullptr;
    if (!result)
        return sheet;
    EquipmentGroup live{QObject::tr("Now"), {}};
    live.figures.push_back(
        {QObject::tr("State"), result->running ? QObject::tr("running") : QObject::tr("off"), {}});
    live.figures.push_back({QObject::tr("Heat"), formatPower(result->heatW), {}});
    live.figures.push_back({QObject::tr("Loading"),
                            result->capacityW > 0.0 ? formatShare(result->heatW / result->capacityW) : dash,
                            QObject::tr("Heat over capacity at these conditions.")});
    live.figures.push_back({QObject::tr("Capacity"), formatPower(result->capacityW),
                            QObject::tr("At the conditions of the evaluation.")});
    live.figures.push_back({QObject::tr("Power"), formatPower(result->powerW), {}});
    if (result->cop > 0.0)
        live.figures.push_back({QObject::tr("COP"), QLocale().toString(result->cop, 'f', 2), {}});
    if (result->flowM3s > 0.0)
        live.figures.push_back({QObject::tr("Flow"), formatLiquidFlow(result->flowM3s), {}});
    if (result->running)
        live.figures.push_back({QObject::tr("Leaving"), formatTemperature(result->leavingC), {}});
    if (result->waterKgS > 0.0)
        live.figures.push_back(
            {QObject::tr("Make-up water"), formatLiquidFlow(result->waterKgS / 1000.0), {}});
    if (result->outsideFit)
        live.figures.push_back(
            {QObject::tr("Note"),
             QObject::tr("outside the conditions its curves were fitted on; the edge of the fit "
                         "is used, scaled with the Carnot lift"),
             {}});
    sheet.groups.push_back(std::move(live));
    return sheet;
}

EquipmentSheet loopSheet(const Site& site, const Snapshot* snapshot, const CoolantLoop& loop)
{
    EquipmentSheet sheet;
    sheet.title = text(loop.name);
    sheet.subtitle = QObject::tr("Coolant loop, %1").arg(buildingName(site, loop.building));
    EquipmentGroup data{QObject::tr("Design"), {}};
    data.figures.push_back({QObject::tr("Coolant"), spoken(loop.coolant), {}});
    data.figures.push_back(
        {QObject::tr("Supply"), formatTemperature(loop.supplyC), QObject::tr("Set point.")});
    data.figures.push_back({QObject::tr("Range"), formatTemperatureDifference(loop.designDeltaTK), {}});
    data.figures.push_back({QObject::tr("Heat"), formatPower(loop.designHeatW), {}});
    data.figures.push_back({QObject::tr("Pumps"),
                            QObject::tr("%1 + %2 spare, %3")
                                .arg(loop.pumps)
                                .arg(loop.sparePumps)
                                .arg(formatPressure(loop.pumpHeadPa)),
                            {}});
    sheet.groups.push_back(std::move(data));
    const LoopResult* result = snapshot ? partOf(snapshot->loops, loop.id) : nullptr;
    if (!result)
        return sheet;
    EquipmentGroup live{QObject::tr("Now"), {}};
    live.figures.push_back({QObject::tr("Heat"), formatPower(result->heatW), {}});
    live.figures.push_back({QObject::tr("Flow"), formatLiquidFlow(result->flowM3s), {}});
    live.figures.push_back(
        {QObject::tr("Supply, return"),
         QObject::tr("%1, %2").arg(formatTemperature(result->supplyC), formatTemperature(result->returnC)),
         {}});
    live.figures.push_back({QObject::tr("Pump power"), formatPower(result->pumpPowerW), {}});
    if (const LoopHydraulics* hydraulics = result->hydraulics.get())
        live.figures.push_back(
            {QObject::tr("Pumps running"),
             QObject::tr("%1 at %2, %3")
                 .arg(hydraulics->pumpsRunning)
                 .arg(formatShare(hydraulics->pumpSpeed), formatPressure(hydraulics->headPa)),
             {}});
    if (result->economiserW > 0.0)
        live.figures.push_back({QObject::tr("Free cooling"), formatPower(result->economiserW),
                                QObject::tr("Heat rejected without compressors.")});
    if (result->reusedHeatW > 0.0)
        live.figures.push_back({QObject::tr("Reused heat"), formatPower(result->reusedHeatW), {}});
    live.figures.push_back(
        {QObject::tr("Ride-through"), formatMinutes(result->rideThroughS),
         QObject::tr("Until the supply is 10 K warmer after the loss of all plant, from the water "
                     "in the pipes and the buffer tank.")});
    sheet.groups.push_back(std::move(live));
    return sheet;
}

EquipmentSheet handlerSheet(const Site& site, const HallResult* result, const Hall& hall,
                            const AirHandler& unit)
{
    EquipmentSheet sheet;
    sheet.title = text(unit.name);
    sheet.subtitle = QObject::tr("%1 in hall %2").arg(spoken(unit.kind), text(hall.name));
    sheet.canBeTakenOut = true;
    sheet.groups.push_back({QObject::tr("Unit"),
                            {{QObject::tr("Capacity"), formatPower(unit.capacityW), {}},
                             {QObject::tr("Airflow"), formatAirflow(unit.airflowM3s), {}},
                             {QObject::tr("Fan power"), formatPower(unit.fanPowerW), {}},
                             {QObject::tr("Loop"), loopName(site, unit.loop), {}},
                             {QObject::tr("Fed by"), nodeNames(site, {unit.feed}), {}}}});
    const AirHandlerResult* now = result ? partOf(result->airHandlers, unit.id) : nullptr;
    if (!now)
        return sheet;
    sheet.groups.push_back(
        {QObject::tr("Now"),
         {{QObject::tr("State"), now->running ? QObject::tr("running") : QObject::tr("off"), {}},
          {QObject::tr("Heat to loop"), formatPower(now->heatW), {}},
          {QObject::tr("Fan speed"), formatShare(now->speed), {}},
          {QObject::tr("Fan power"), formatPower(now->fanPowerW), {}},
          {QObject::tr("Supply air"), now->running ? formatTemperature(now->supplyC) : dash, {}},
          {QObject::tr("Water"), formatLiquidFlow(now->waterFlowM3s), {}},
          {QObject::tr("Coil"),
           now->wetCoil ? QObject::tr("wet: below the room's dew point") : QObject::tr("dry"),
           {}}}});
    return sheet;
}

QString streamText(double flowM3s, double supplyC, double returnC)
{
    if (flowM3s <= 0.0)
        return QObject::tr("no flow");
    return QObject::tr("%1, %2 → %3")
        .arg(formatLiquidFlow(flowM3s), formatTemperature(supplyC), formatTemperature(returnC));
}

EquipmentSheet cduSheet(const Site& site, const HallResult* result, const Hall& hall, const Cdu& cdu)
{
    EquipmentSheet sheet;
    sheet.title = text(cdu.name);
    sheet.subtitle = QObject::tr("Coolant distribution unit in hall %1").arg(text(hall.name));
    sheet.canBeTakenOut = true;
    const auto racks = std::count_if(hall.racks.begin(), hall.racks.end(),
                                     [&](const Rack& rack) { return rack.cdu == cdu.id; });
    sheet.groups.push_back({QObject::tr("Unit"),
                            {{QObject::tr("Capacity"), formatPower(cdu.capacityW), {}},
                             {QObject::tr("Rack-side flow"), formatLiquidFlow(cdu.flowM3s), {}},
                             {QObject::tr("Racks"), formatCount(racks), {}},
                             {QObject::tr("Loop"), loopName(site, cdu.loop), {}},
                             {QObject::tr("Fed by"), nodeNames(site, {cdu.feed}), {}}}});
    const CduResult* now = result ? partOf(result->cdus, cdu.id) : nullptr;
    if (!now)
        return sheet;
    sheet.groups.push_back(
        {QObject::tr("Now"),
         {{QObject::tr("State"), now->running ? QObject::tr("running") : QObject::tr("off"), {}},
          {QObject::tr("Heat"), formatPower(now->heatW), {}},
          {QObject::tr("Loading"), cdu.capacityW > 0.0 ? formatShare(now->heatW / cdu.capacityW) : dash, {}},
          {QObject::tr("Rack side"), streamText(now->flowM3s, now->supplyC, now->returnC),
           QObject::tr("Flow, supply and return of the racks' coolant.")},
          {QObject::tr("Facility side"),
           streamText(now->facilityFlowM3s, now->facilitySupplyC, now->facilityReturnC),
           QObject::tr("Flow, supply and return of the facility water.")},
          {QObject::tr("Approach"), now->running ? formatTemperatureDifference(now->approachK()) : dash,
           QObject::tr("Rack-side supply minus facility-water supply.")},
          {QObject::tr("Effectiveness"), formatShare(now->effectiveness), {}},
          {QObject::tr("Rack pressure drop"), formatPressure(now->headPa), {}},
          {QObject::tr("Pump power"), formatPower(now->pumpPowerW), {}}}});
    return sheet;
}

template <class Member>
const Hall* hallWith(const Site& site, std::int64_t id, Member member, std::size_t& index)
{
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            const auto& units = (*hall).*member;
            for (index = 0; index < units.size(); ++index) {
                if (units[index].id.value == id)
                    return hall.get();
            }
        }
    }
    return nullptr;
}

EquipmentSheet sheetOf(const Site& site, const Snapshot* snapshot, const EquipmentRef& equipment)
{
    std::size_t index = 0;
    const auto resultOf = [&](const Hall& hall) {
        return snapshot ? snapshot->hallResult(hall.id) : nullptr;
    };
    switch (equipment.kind) {
    case EquipmentKind::PowerNode:
        if (const PowerNode* node = site.power->find(PowerNodeId{equipment.id}))
            return powerSheet(site, snapshot, *node);
        break;
    case EquipmentKind::PlantUnit:
        if (const PlantUnit* unit = partOf(site.cooling->plant, PlantUnitId{equipment.id}))
            return plantSheet(site, snapshot, *unit);
        break;
    case EquipmentKind::CoolantLoop:
        if (const CoolantLoop* loop = site.cooling->find(CoolantLoopId{equipment.id}))
            return loopSheet(site, snapshot, *loop);
        break;
    case EquipmentKind::AirHandler:
        if (const Hall* hall = hallWith(site, equipment.id, &Hall::airHandlers, index))
            return handlerSheet(site, resultOf(*hall), *hall, hall->airHandlers[index]);
        break;
    case EquipmentKind::Cdu:
        if (const Hall* hall = hallWith(site, equipment.id, &Hall::cdus, index))
            return cduSheet(site, resultOf(*hall), *hall, hall->cdus[index]);
        break;
    case EquipmentKind::None:
        break;
    }
    return {};
}

} // namespace

EquipmentSheet equipmentSheet(const Site& site, const Snapshot* snapshot, const EquipmentRef& equipment)
{
    EquipmentSheet sheet = sheetOf(site, snapshot, equipment);
    sheet.outOfService = snapshot && snapshot->conditions.outages.has(equipment);
    return sheet;
}

EquipmentPage::EquipmentPage(QWidget* parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget(this);
    column_ = new QVBoxLayout(content);
    column_->setContentsMargins(12, 10, 12, 10);
    column_->setSpacing(4);
    title_ = new QLabel(content);
    title_->setObjectName(QStringLiteral("inspectorTitle"));
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    title_->setFont(large);
    subtitle_ = new QLabel(content);
    subtitle_->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel* label : {title_, subtitle_}) {
        label->setWordWrap(true);
        column_->addWidget(label);
    }
    service_ = new QPushButton(content);
    service_->setObjectName(QStringLiteral("service"));
    service_->setToolTip(
        tr("A what-if: the site file does not change. Everything that depends on it is evaluated "
           "without it."));
    connect(service_, &QPushButton::clicked, this,
            [this] { emit serviceChanged(equipment_, !outOfService_); });
    column_->addWidget(service_);
    column_->addStretch(1);
    setWidget(content);
}

bool EquipmentPage::setEquipment(const Site& site, const Snapshot* snapshot, const EquipmentRef& equipment)
{
    const EquipmentSheet sheet = equipmentSheet(site, snapshot, equipment);
    if (sheet.title.isEmpty())
        return false;
    equipment_ = equipment;
    outOfService_ = sheet.outOfService;
    title_->setText(sheet.title);
    subtitle_->setText(sheet.subtitle);
    service_->setVisible(sheet.canBeTakenOut);
    service_->setText(sheet.outOfService ? tr("Put back into service") : tr("Take out of service (what if)"));
    std::vector<QString> captions;
    for (const EquipmentGroup& group : sheet.groups) {
        captions.push_back(group.caption);
        for (const EquipmentFigure& figure : group.figures)
            captions.push_back(figure.caption);
    }
    if (captions != captions_) {
        captions_ = std::move(captions);
        build(sheet);
    }
    std::size_t at = 0;
    for (const EquipmentGroup& group : sheet.groups) {
        for (const EquipmentFigure& figure : group.figures)
            values_[at++]->setText(figure.value);
    }
    return true;
}

void EquipmentPage::build(const EquipmentSheet& sheet)
{
    delete body_;
    values_.clear();
    body_ = new QWidget(widget());
    auto* groups = new QVBoxLayout(body_);
    groups->setContentsMargins(0, 0, 0, 0);
    groups->setSpacing(4);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    for (const EquipmentGroup& group : sheet.groups) {
        auto* caption = new QLabel(group.caption, body_);
        caption->setFont(bold);
        caption->setContentsMargins(0, 10, 0, 2);
        groups->addWidget(caption);
        auto* rows = new QFormLayout;
        rows->setLabelAlignment(Qt::AlignLeft);
        rows->setHorizontalSpacing(12);
        rows->setVerticalSpacing(5);
        for (const EquipmentFigure& figure : group.figures) {
            auto* value = new QLabel(body_);
            value->setWordWrap(true);
            value->setTextInteractionFlags(Qt::TextSelectableByMouse);
            value->setToolTip(figure.explanation);
            rows->addRow(figure.caption, value);
            values_.push_back(value);
        }
        groups->addLayout(rows);
    }
    column_->insertWidget(column_->count() - 1, body_);
}

} // namespace hallwright::panels
