#include "app/gui/air_strip.h"

#include "views/fields/field_scale.h"
#include "views/shared/format.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <algorithm>
#include <array>
#include <utility>

namespace hallwright::app {

namespace {

using fields::FieldQuantity;

// In the list after the heatmap, the last only with something to compare with. The power density is the heatmap's
// affair.
constexpr std::array<FieldQuantity, 8> airQuantities{
    FieldQuantity::Temperature,   FieldQuantity::AshraeBands,
    FieldQuantity::Speed,         FieldQuantity::RecirculatedShare,
    FieldQuantity::ShareFromRack, FieldQuantity::Pressure,
    FieldQuantity::Mixing,        FieldQuantity::Difference};

} // namespace

AirStrip::AirStrip(HallAir* air, HallAirLayers* layers, QWidget* parent)
    : QWidget(parent), air_(air), layers_(layers), choice_(new QComboBox(this)),
      at_(new QLabel(tr("at"), this)), height_(new QDoubleSpinBox(this)), caption_(new QLabel(this))
{
    choice_->setObjectName(QStringLiteral("airChoice"));
    choice_->addItem(tr("Floor heatmap"));
    for (std::size_t i = 0; i + 1 < airQuantities.size(); ++i)
        choice_->addItem(fields::quantityName(airQuantities[i]));
    choice_->setSizeAdjustPolicy(
        QComboBox::AdjustToContents); // to its best width, of which it may leave a part
    choice_->setMinimumWidth(90);
    choice_->setToolTip(tr("What the chosen hall shows: the heatmap on its floor, or its air"));
    height_->setObjectName(QStringLiteral("airHeight"));
    height_->setKeyboardTracking(false);
    height_->setDecimals(1);
    height_->setToolTip(tr("Height of the plan over the floor"));
    height_->setAccessibleName(height_->toolTip());
    caption_->setObjectName(QStringLiteral("airCaption"));
    caption_->setWordWrap(true);
    caption_->setMinimumHeight(2 * caption_->fontMetrics().lineSpacing()); // the scene keeps its size
    auto* label = new QLabel(tr("&Hall shows"), this);
    label->setBuddy(choice_);
    auto* choices = new QHBoxLayout;
    for (QWidget* part : std::initializer_list<QWidget*>{label, choice_, at_, height_})
        choices->addWidget(part);
    choices->addStretch(1);
    parts_ = new QBoxLayout(QBoxLayout::LeftToRight, this);
    parts_->setContentsMargins(10, 4, 10, 0);
    parts_->addLayout(choices);
    parts_->addWidget(caption_, 1);
    connect(choice_, &QComboBox::activated, this, &AirStrip::chooseQuantity);
    connect(height_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        fields::FieldOptions options = air_->options();
        options.planM = value * style::metresPerLengthUnit();
        air_->setOptions(options);
    });
    connect(air_, &HallAir::optionsChanged, this, &AirStrip::refresh);
    connect(layers_, &HallAirLayers::changed, this, &AirStrip::refresh);
    connect(air_, &HallAir::comparisonChanged, this, &AirStrip::refresh);
    refresh();
}

// The caption stands beside the choice where there is room for it.
void AirStrip::resizeEvent(QResizeEvent* event)
{
    constexpr int leastWidth = 680;
    QWidget::resizeEvent(event);
    parts_->setDirection(width() < leastWidth ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void AirStrip::setAirShown(bool shown)
{
    airShown_ = shown;
    refresh();
}

void AirStrip::chooseQuantity(int index)
{
    if (index > 0) {
        fields::FieldOptions options = air_->options();
        const FieldQuantity quantity = airQuantities[static_cast<std::size_t>(index - 1)];
        if (std::exchange(options.quantity, quantity) != quantity)
            options.range.reset(); // another unit
        air_->setOptions(options);
    }
    emit airChosen(index > 0);
}

void AirStrip::refresh()
{
    const fields::FieldOptions& options = air_->options();
    const HallResultPtr hall = air_->result();
    const QSignalBlocker quietChoice(choice_);
    const QSignalBlocker quietHeight(height_);
    constexpr int last = static_cast<int>(airQuantities.size());
    if (air_->comparison() && choice_->count() == last)
        choice_->addItem(fields::quantityName(airQuantities.back()));
    else if (!air_->comparison() && choice_->count() > last)
        choice_->removeItem(last);
    const auto quantity = std::find(airQuantities.begin(), airQuantities.end(), options.quantity);
    const bool air = airShown_ && quantity != airQuantities.end();
    choice_->setCurrentIndex(air ? 1 + static_cast<int>(quantity - airQuantities.begin()) : 0);
    const bool si = style::unitSystem() == style::UnitSystem::Si;
    height_->setSuffix(si ? QStringLiteral(" m") : QStringLiteral(" ft"));
    height_->setSingleStep(si ? 0.1 : 0.5);
    height_->setRange(0.0, (hall ? hall->hall->heightM : 0.0) / style::metresPerLengthUnit());
    height_->setValue(options.planM / style::metresPerLengthUnit());
    at_->setVisible(air && options.plan);
    height_->setVisible(air && options.plan);
    caption_->setText(layers_->caption());
    setVisible(air_->hall().valid());
}

} // namespace hallwright::app
