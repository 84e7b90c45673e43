#include "views/panels/rack_page.h"

#include "core/model/check_site.h"
#include "core/physics/floor_load.h"
#include "core/simulation/inlet_uncertainty.h"
#include "views/panels/quantity_field.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/rack_colours.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright::panels {

namespace {

using namespace style;

constexpr std::array roles = {RackRole::Compute, RackRole::Network, RackRole::Storage, RackRole::Management};
constexpr std::array statuses = {LifecycleStatus::Design, LifecycleStatus::Procurement,
                                 LifecycleStatus::Deployment, LifecycleStatus::Operation,
                                 LifecycleStatus::Decommissioning};

void showIndex(QComboBox* combo, int index)
{
    const QSignalBlocker quiet(combo);
    combo->setCurrentIndex(index);
}

template <class Enum, std::size_t N>
int indexIn(const std::array<Enum, N>& all, Enum value)
{
    return static_cast<int>(std::find(all.begin(), all.end(), value) - all.begin());
}

QString powerNodeName(const Site& site, PowerNodeId id)
{
    const PowerNode* node = site.power->find(id);
    return node ? text(node->name) : dash;
}

QString cduName(const Hall& hall, CduId id)
{
    const auto found =
        std::find_if(hall.cdus.begin(), hall.cdus.end(), [id](const Cdu& cdu) { return cdu.id == id; });
    return found != hall.cdus.end() ? text(found->name) : dash;
}

QString inletText(const RackResult& result, const HallResult& hall)
{
    const auto uncertainty = inletUncertaintyOf(hall);
    const QString accuracy =
        uncertainty ? QLatin1Char(' ') + formatUncertainty(uncertainty->worstK) : QString();
    const auto [inlet, limit] = formatApart(result.inletC, result.inletLimitC,
                                            [](double c, int more) { return formatTemperature(c, more); });
    return RackPage::tr("%1%2, limit %3").arg(inlet, accuracy, limit);
}

QString serviceText(RackService service)
{
    switch (service) {
    case RackService::NoPower:
        return RackPage::tr("without power");
    case RackService::NoCoolant:
        return RackPage::tr("without coolant, shut down");
    case RackService::HotCoolant:
        return RackPage::tr("coolant too hot, shut down");
    case RackService::NotInService:
        return RackPage::tr("not in service");
    case RackService::Running:
        break;
    }
    return RackPage::tr("in service");
}

// Of one circuit, and after the loss of one.
QString circuitText(const RackResult& result)
{
    return result.circuitLoad
               ? RackPage::tr("%1, one lost %2")
                     .arg(formatShare(*result.circuitLoad), known(result.circuitLoadOneLost, formatShare))
               : dash;
}

QString chipsText(const RackResult& result)
{
    if (!result.junctionC || !std::isfinite(*result.junctionC))
        return dash;
    const QString junction = formatTemperature(*result.junctionC);
    return result.workShare < 1.0 ? RackPage::tr("%1, at %2").arg(junction, formatShare(result.workShare))
                                  : junction;
}

std::vector<SheetRow> coolantRows(const RackResult* result)
{
    const bool flows = result && result->coolantFlowM3s > 0.0;
    const QString none = result ? RackPage::tr("none") : dash;
    return {{RackPage::tr("Coolant flow"), flows ? formatLiquidFlow(result->coolantFlowM3s) : none,
             RackPage::tr("Through the cold plates.")},
            {RackPage::tr("Coolant in / out"),
             flows ? QStringLiteral("%1 / %2").arg(known(result->coolantSupplyC, formatTemperature),
                                                   known(result->coolantReturnC, formatTemperature))
                   : dash,
             {}},
            {RackPage::tr("Hottest chips"), result ? chipsText(*result) : dash,
             RackPage::tr(
                 "Junctions behind its cold plates, and the share of their work where heat slows them down."),
             nullptr, result && result->workShare < 1.0}};
}

// `result` and `hall` are null while nobody has evaluated the rack.
SheetGroup results(const Rack& rack, const RackResult* result, const HallResult* hall)
{
    const auto power = [&](double RackResult::*w) { return result ? formatPower(result->*w) : dash; };
    const QString rearDoor = rack.rearDoorLoop.valid() ? power(&RackResult::rearDoorHeatW)
                             : result                  ? RackPage::tr("none")
                                                       : dash;
    SheetGroup group{
        RackPage::tr("Under this scenario"),
        {{RackPage::tr("Service"), result ? serviceText(result->service) : dash,
          RackPage::tr("By its status and the scenario's loads, and by what reaches it.")},
         {RackPage::tr("Power drawn"), power(&RackResult::powerW), {}},
         {RackPage::tr("Inlet"), result ? inletText(*result, *hall) : dash,
          RackPage::tr(
              "Air temperature at the rack's front, against its limit. What ± means is told with the "
              "hall."),
          nullptr, result && result->overLimit()},
         {RackPage::tr("Outlet"), result ? formatTemperature(result->outletC) : dash, {}},
         {RackPage::tr("Airflow"), result ? formatAirflow(result->airflowM3s) : dash, {}},
         {RackPage::tr("Heat to air"), power(&RackResult::heatToAirW), {}},
         {RackPage::tr("Heat to coolant"), power(&RackResult::heatToLiquidW), {}},
         {RackPage::tr("Recirculation"), result ? formatShare(result->recirculation) : dash,
          RackPage::tr("Share of the inlet air that has been through a rack before.")},
         {RackPage::tr("Server fans"), power(&RackResult::fanPowerW),
          RackPage::tr("Part of the power drawn.")},
         {RackPage::tr("To rear door"), rearDoor,
          RackPage::tr("Heat its rear-door exchanger takes before the air enters the hall.")}}};
    for (SheetRow& row : coolantRows(result))
        group.rows.push_back(std::move(row));
    group.rows.push_back(
        {RackPage::tr("Circuit load"), result ? circuitText(*result) : dash,
         RackPage::tr("Current of one circuit over its breaker's rating, and after the loss of one circuit."),
         nullptr, result && result->circuitLoadOneLost.value_or(0.0) > 1.0});
    return group;
}

} // namespace

RackPage::RackPage(QWidget* parent) : InspectorPage(parent)
{
    makeFields();
    connectFields();
}

void RackPage::makeFields()
{
    name_ = new QLineEdit(this);
    name_->setObjectName(QStringLiteral("rackName"));
    name_->setMaxLength(static_cast<int>(longestNameCharacters));
    role_ = new QComboBox(this);
    for (const RackRole role : roles)
        role_->addItem(roleText(role));
    status_ = new QComboBox(this);
    for (const LifecycleStatus status : statuses)
        status_->addItem(statusText(status));
    x_ = new QuantityField(lengthField(), 0.0, 1000.0, 0.6, this);
    y_ = new QuantityField(lengthField(), 0.0, 1000.0, 0.6, this);
    x_->setObjectName(QStringLiteral("rackX"));
    y_->setObjectName(QStringLiteral("rackY"));
    facing_ = new QComboBox(this);
    facing_->addItems({tr("South"), tr("East"), tr("North"), tr("West")});
    power_ = new QuantityField(powerField(), 0.0, 2e6, 1e3, this);
    power_->setObjectName(QStringLiteral("rackPower"));
    liquid_ = new QuantityField(shareField(), 0.0, 1.0, 0.05, this);
    mass_ = new QuantityField(massField(), 0.0, 1e4, 10.0, this);
}

void RackPage::connectFields()
{
    connect(name_, &QLineEdit::editingFinished, this, [this] {
        const std::string name = name_->text().trimmed().toStdString();
        name_->setModified(false); // complete: what the edit leads to may be shown
        if (name.empty()) {
            name_->setText(text(rack_.name));
            refuse(name_, tr("A rack needs a name; this one is still %1.").arg(text(rack_.name)));
        } else if (name != rack_.name)
            edit(tr("Rename rack %1").arg(text(rack_.name)), [&](Rack& rack) { rack.name = name; });
    });
    connect(role_, &QComboBox::activated, this, [this](int i) {
        edit(tr("Set role of rack %1").arg(text(rack_.name)),
             [i](Rack& rack) { rack.role = roles[static_cast<std::size_t>(i)]; });
    });
    connect(status_, &QComboBox::activated, this,
            [this](int i) { emit statusEdited(rack_.id, statuses[static_cast<std::size_t>(i)]); });
    const QString move = tr("Move rack %1");
    connect(x_, &QuantityField::edited, this, [this, move](double x) {
        edit(move.arg(text(rack_.name)), [x](Rack& rack) { rack.pose.x = x; });
    });
    connect(y_, &QuantityField::edited, this, [this, move](double y) {
        edit(move.arg(text(rack_.name)), [y](Rack& rack) { rack.pose.y = y; });
    });
    connect(facing_, &QComboBox::activated, this, [this](int i) {
        edit(tr("Turn rack %1").arg(text(rack_.name)), [i](Rack& rack) { rack.pose.yawDeg = 90.0 * i; });
    });
    connect(power_, &QuantityField::edited, this, [this](double w) { emit powerEdited(rack_.id, w); });
    connect(liquid_, &QuantityField::edited, this, [this](double share) {
        edit(tr("Set liquid share of rack %1").arg(text(rack_.name)),
             [share](Rack& rack) { rack.liquidShare = share; });
    });
    connect(mass_, &QuantityField::edited, this, [this](double kg) {
        edit(tr("Set mass of rack %1").arg(text(rack_.name)), [kg](Rack& rack) { rack.massKg = kg; });
    });
}

template <class Change>
void RackPage::edit(const QString& what, Change change)
{
    Rack changed = rack_;
    change(changed);
    if (!(changed == rack_))
        emit edited(changed, what);
}

void RackPage::setRack(const Site& site, const Snapshot* snapshot, const Rack& rack)
{
    rack_ = rack;
    fillFields(site.records->of(refTo(rack.id)));
    const Hall& hall = site.hallOf(rack.id);
    const RackResult* result = snapshot ? snapshot->rackResult(rack.id) : nullptr;
    const HallResult* inHall = result ? snapshot->hallResult(snapshot->site->hallOf(rack.id).id) : nullptr;
    showSheet({text(rack.name),
               tr("Rack in hall %1, %2").arg(text(hall.name), text(site.buildingOf(hall.id).name)),
               {identity(site), position(), load(site), results(rack, result, inHall)}});
}

void RackPage::fillFields(const Record& record)
{
    if (!name_->hasFocus() || !name_->isModified())
        name_->setText(text(rack_.name));
    showIndex(role_, indexIn(roles, rack_.role));
    showIndex(status_, indexIn(statuses, record.status));
    x_->setSi(rack_.pose.x);
    y_->setSi(rack_.pose.y);
    const double turns = rack_.pose.yawDeg / 90.0;
    showIndex(facing_, turns == std::floor(turns) ? (static_cast<int>(turns) % 4 + 4) % 4 : -1);
    power_->setSi(rack_.powerW);
    liquid_->setSi(rack_.liquidShare);
    mass_->setSi(rack_.massKg);
}

SheetGroup RackPage::identity(const Site& site) const
{
    return {tr("Rack"),
            {SheetRow::ofField(tr("Name"), name_),
             {tr("Type"), text(site.typeOf(rack_).name), {}},
             SheetRow::ofField(tr("Role"), role_),
             SheetRow::ofField(tr("Status"), status_,
                               tr("From design intent to the day the rack leaves the floor."))}};
}

SheetGroup RackPage::position() const
{
    return {tr("Position in the hall"),
            {SheetRow::ofField(tr("x from the west wall"), x_,
                               tr("Centre of the footprint, from the hall's west wall.")),
             SheetRow::ofField(tr("y from the south wall"), y_,
                               tr("Centre of the footprint, from the hall's south wall.")),
             SheetRow::ofField(tr("Front faces"), facing_, tr("In the building's frame."))}};
}

SheetGroup RackPage::load(const Site& site) const
{
    const Hall& hall = site.hallOf(rack_.id);
    const RackType& type = site.typeOf(rack_);
    const double pressurePa = floorLoadPa(rack_.massKg, type.widthM, type.depthM);
    return {
        tr("Load"),
        {SheetRow::ofField(tr("Design power"), power_, tr("Server airflow follows in proportion.")),
         SheetRow::ofField(tr("Heat to coolant"), liquid_, tr("Share of the heat that leaves in coolant.")),
         SheetRow::ofField(tr("Mass"), mass_),
         {tr("GPUs"), formatCount(rack_.gpuCount), {}},
         {tr("Floor load"),
          tr("%1 of %2").arg(formatFloorLoad(pressurePa), formatFloorLoad(hall.floorRatingPa)),
          tr("Mass over the footprint, against the hall's rating.")},
         {tr("Feeds A / B"),
          QStringLiteral("%1 / %2").arg(powerNodeName(site, rack_.feedA), powerNodeName(site, rack_.feedB)),
          {}},
         {tr("CDU"), rack_.cdu.valid() ? cduName(hall, rack_.cdu) : tr("none, air-cooled"),
          tr("Coolant distribution unit.")}}};
}

} // namespace hallwright::panels
