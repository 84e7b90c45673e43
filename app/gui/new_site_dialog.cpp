#include "app/gui/new_site_dialog.h"

#include "core/model/errors.h"
#include "views/panels/quantity_field.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

#include <array>
#include <cmath>

namespace hallwright::app {

namespace {

using design::HallStart;
using panels::FieldUnit;
using panels::QuantityField;

constexpr std::array starts{HallStart::AirCooled, HallStart::LiquidCooled, HallStart::Empty};
constexpr int textWidth = 240;

FieldUnit withDecimals(FieldUnit unit, int decimals)
{
    unit.decimals = decimals;
    return unit;
}

FieldUnit planLengthField()
{
    return withDecimals(panels::lengthField(), 2);
}

QString countOf(std::size_t count, const QString& one, const QString& many)
{
    return QStringLiteral("%1 %2").arg(count).arg(count == 1 ? one : many);
}

QString contentsOf(const Site& site)
{
    const Hall& hall = *site.buildings.front()->halls.front();
    if (hall.racks.empty())
        return NewSiteDialog::tr("An empty hall of %1 by %2, and a catalogue of equipment to fill it from.")
            .arg(style::formatLength(hall.widthM), style::formatLength(hall.depthM));
    QStringList cooling{countOf(hall.airHandlers.size(), NewSiteDialog::tr("air handler"),
                                NewSiteDialog::tr("air handlers"))};
    if (!hall.cdus.empty())
        cooling << countOf(hall.cdus.size(), NewSiteDialog::tr("CDU"), NewSiteDialog::tr("CDUs"));
    cooling << NewSiteDialog::tr("%1 outdoors")
                   .arg(countOf(site.cooling->plant.size(), NewSiteDialog::tr("chiller or cooler"),
                                NewSiteDialog::tr("chillers and coolers")));
    return NewSiteDialog::tr("%1 fed from sides A and B, and cooled by %2.")
        .arg(countOf(hall.racks.size(), NewSiteDialog::tr("rack"), NewSiteDialog::tr("racks")),
             cooling.join(QStringLiteral(", ")));
}

} // namespace

NewSiteDialog::NewSiteDialog(QWidget* parent)
    : QDialog(parent), outcome_(new QLabel(this)), create_(new QPushButton(tr("&Create"), this))
{
    setWindowTitle(tr("New site"));
    auto* left = new QVBoxLayout;
    left->addWidget(siteGroup());
    left->addWidget(buildingGroup());
    auto* right = new QVBoxLayout;
    right->addWidget(hallGroup());
    right->addStretch(1);
    auto* columns = new QHBoxLayout;
    columns->addLayout(left);
    columns->addLayout(right);

    outcome_->setObjectName(QStringLiteral("newSiteOutcome"));
    outcome_->setWordWrap(true);
    outcome_->setMinimumHeight(3 * outcome_->fontMetrics().lineSpacing()); // the page keeps its height
    outcome_->setAlignment(Qt::AlignLeft | Qt::AlignTop);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(create_, QDialogButtonBox::AcceptRole);
    create_->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* page = new QVBoxLayout(this);
    page->addLayout(columns);
    page->addWidget(outcome_);
    page->addWidget(buttons);
    tryOut();
}

NewSiteDialog::~NewSiteDialog()
{
    // A field completes what is half typed as it goes, and by then nobody is there to be told.
    for (QuantityField* field : findChildren<QuantityField*>())
        field->disconnect(this);
}

QGroupBox* NewSiteDialog::siteGroup()
{
    auto* group = new QGroupBox(tr("Site"), this);
    auto* form = new QFormLayout(group);
    QLineEdit* name = addText(form, tr("&Name"), "newSiteName", &wanted_.name);
    name->selectAll();
    name->setFocus();
    addText(form, tr("&Place"), "newSitePlace", &wanted_.place)
        ->setPlaceholderText(tr("Town, region, country"));
    addQuantity(form, tr("&Elevation"), "newSiteElevation", withDecimals(panels::lengthField(), 0),
                {-500.0, 9000.0, 10.0}, &wanted_.elevationM)
        ->setToolTip(tr("Above sea level: thinner air carries less heat"));
    addQuantity(form, tr("Design day, &dry bulb"), "newSiteOutdoor", panels::temperatureField(),
                {-60.0, 60.0, 1.0}, &wanted_.outdoorC)
        ->setToolTip(tr("The outdoor temperature that the plant is sized and the site evaluated for"));
    addQuantity(form, tr("Design day, &wet bulb"), "newSiteWetBulb", panels::temperatureField(),
                {-60.0, 60.0, 1.0}, &wanted_.wetBulbC)
        ->setToolTip(tr("At the same time as the dry bulb, and not above it"));
    return group;
}

QGroupBox* NewSiteDialog::buildingGroup()
{
    auto* group = new QGroupBox(tr("Building"), this);
    auto* form = new QFormLayout(group);
    addText(form, tr("Na&me"), "newBuildingName", &wanted_.building.name);
    design::NewBuilding& building = wanted_.building;
    const auto addSize = [&](const QString& label, const char* name, double highestM, double* valueM) {
        QuantityField* field =
            addQuantity(form, label, name, planLengthField(), {3.0, highestM, 1.0}, valueM);
        connect(field, &QuantityField::edited, this, [this] { sizeGiven_ = true; });
        return field;
    };
    buildingWidth_ = addSize(tr("Width"), "newBuildingWidth", 1000.0, &building.widthM);
    buildingDepth_ = addSize(tr("Depth"), "newBuildingDepth", 1000.0, &building.depthM);
    buildingHeight_ = addSize(tr("Height"), "newBuildingHeight", 50.0, &building.heightM);
    addQuantity(form, tr("Electrical &capacity"), "newBuildingCapacity",
                withDecimals(panels::powerField(), 0), {100e3, 1000e6, 500e3}, &building.capacityW)
        ->setToolTip(tr("What the building's supply is built for, on side A and on side B each"));
    return group;
}

QGroupBox* NewSiteDialog::hallGroup()
{
    auto* group = new QGroupBox(tr("Hall"), this);
    auto* form = new QFormLayout(group);
    addText(form, tr("Name"), "newHallName", &wanted_.hall.name);
    addStart(form);
    design::NewHall& hall = wanted_.hall;
    const auto addSize = [&](const QString& label, const char* name, const Span& span, double* valueM) {
        connect(addQuantity(form, label, name, planLengthField(), span, valueM), &QuantityField::edited, this,
                &NewSiteDialog::growBuilding);
    };
    addSize(tr("Width"), "newHallWidth", {3.0, 500.0, 0.6}, &hall.widthM);
    addSize(tr("Depth"), "newHallDepth", {3.0, 500.0, 0.6}, &hall.depthM);
    addSize(tr("Height"), "newHallHeight", {2.4, 20.0, 0.1}, &hall.heightM);
    addFloor(form);
    addQuantity(form, tr("Tile pitch"), "newHallTile", planLengthField(), {0.1, 10.0, 0.1}, &hall.tilePitchM)
        ->setToolTip(tr("The grid that racks are placed on"));
    addQuantity(form, tr("&Supply air"), "newHallSupply", panels::temperatureField(), {5.0, 45.0, 0.5},
                &hall.supplyC);
    addQuantity(form, tr("Inlet &limit"), "newHallLimit", panels::temperatureField(), {5.0, 60.0, 0.5},
                &hall.inletLimitC)
        ->setToolTip(tr("The warmest air that racks are to draw; ASHRAE recommends up to 27 °C"));
    return group;
}

QLineEdit* NewSiteDialog::addText(QFormLayout* form, const QString& label, const char* name,
                                  std::string* value)
{
    auto* field = new QLineEdit(QString::fromStdString(*value), this);
    field->setObjectName(QString::fromLatin1(name));
    field->setMinimumWidth(textWidth);
    form->addRow(label, field);
    connect(field, &QLineEdit::textChanged, this, [this, value](const QString& text) {
        *value = text.trimmed().toStdString();
        tryOut();
    });
    return field;
}

QuantityField* NewSiteDialog::addQuantity(QFormLayout* form, const QString& label, const char* name,
                                          const FieldUnit& unit, const Span& span, double* value)
{
    auto* field = new QuantityField(unit, span.lowest, span.highest, span.step, this);
    field->setObjectName(QString::fromLatin1(name));
    field->setSi(*value);
    form->addRow(label, field);
    connect(field, &QuantityField::edited, this, [this, value](double si) {
        *value = si;
        tryOut();
    });
    return field;
}

void NewSiteDialog::addFloor(QFormLayout* form)
{
    auto* kind = new QComboBox(this);
    kind->setObjectName(QStringLiteral("newHallFloor"));
    kind->addItems({tr("Slab"), tr("Raised floor")});
    form->addRow(tr("&Floor"), kind);
    QuantityField* depth = addQuantity(form, tr("Raised by"), "newHallRaised", planLengthField(),
                                       {0.1, 3.0, 0.1}, &wanted_.hall.raisedFloorM);
    depth->setEnabled(false);
    connect(depth, &QuantityField::edited, this, &NewSiteDialog::growBuilding);
    connect(kind, &QComboBox::currentIndexChanged, this, [this, depth](int index) {
        wanted_.hall.floor = index == 0 ? FloorKind::Slab : FloorKind::RaisedFloor;
        depth->setEnabled(index == 1);
        growBuilding();
    });
}

void NewSiteDialog::addStart(QFormLayout* form)
{
    auto* start = new QComboBox(this);
    start->setObjectName(QStringLiteral("newHallStart"));
    for (const HallStart each : starts) {
        const std::string_view name = nameOf(each);
        start->addItem(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    }
    form->addRow(tr("&Begins with"), start);
    connect(start, &QComboBox::currentIndexChanged, this, [this](int index) {
        wanted_.hall.start = starts.at(static_cast<std::size_t>(index));
        tryOut();
    });
}

// To whole metres around the hall.
void NewSiteDialog::growBuilding()
{
    const auto grow = [](QuantityField* field, double& valueM, double leastM) {
        if (valueM >= leastM)
            return;
        valueM = std::ceil(leastM);
        field->setSi(valueM);
    };
    if (!sizeGiven_) {
        design::NewBuilding& building = wanted_.building;
        grow(buildingWidth_, building.widthM, leastWidthM(wanted_.hall));
        grow(buildingDepth_, building.depthM, leastDepthM(wanted_.hall));
        grow(buildingHeight_, building.heightM, leastHeightM(wanted_.hall));
    }
    tryOut();
}

void NewSiteDialog::tryOut()
{
    try {
        site_ = newSite(wanted_);
        outcome_->setText(contentsOf(*site_));
    } catch (const InputError& error) {
        site_ = nullptr;
        outcome_->setText(style::sentence(std::string_view(error.what())));
    }
    create_->setEnabled(site_ != nullptr);
}

} // namespace hallwright::app
