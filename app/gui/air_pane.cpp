#include "app/gui/air_pane.h"

#include "views/style/format.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QVBoxLayout>

#include <cmath>

namespace hallwright::app {

AirPane::AirPane(HallAir* air, QWidget* parent)
    : QWidget(parent), air_(air), controls_(new fields::FieldControls(this)),
      comparison_(new ComparisonBar(air, this)), view_(new fields::FieldView(this)), probe_(new QLabel(this))
{
    probe_->setContentsMargins(10, 4, 10, 4);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(controls_);
    column->addWidget(comparison_);
    column->addWidget(view_, 1);
    column->addWidget(probe_);
    view_->setErrorStatement(
        tr("Potential flow, no buoyancy, no jets: inlets 0.6 K (RMS) from CFD on the reference hall at "
           "80 % supply air, up to 1.6 K at others."));
    showOptions();
    connect(controls_, &fields::FieldControls::optionsChanged, air_, &HallAir::setOptions);
    connect(controls_, &fields::FieldControls::presetChosen, view_, &fields::FieldView::showPreset);
    connect(controls_, &fields::FieldControls::savePngRequested, this, [this] {
        const QString path =
            QFileDialog::getSaveFileName(this, tr("Save the picture"), {}, tr("PNG pictures (*.png)"));
        QString why;
        if (!path.isEmpty() && !view_->savePng(path, &why))
            QMessageBox::warning(this, tr("Save the picture"), why);
    });
    connect(view_, &fields::FieldView::optionsChanged, air_, &HallAir::setOptions);
    connect(view_, &fields::FieldView::rangeShown, controls_, &fields::FieldControls::setAutomaticRange);
    connect(view_, &fields::FieldView::rackClicked, this, &AirPane::rackClicked);
    connect(view_, &fields::FieldView::probed, this, &AirPane::showProbe);
    connect(air_, &HallAir::optionsChanged, this, &AirPane::showOptions);
    connect(air_, &HallAir::fieldChanged, this, &AirPane::showField);
    connect(air_, &HallAir::comparisonChanged, this, &AirPane::showComparison);
    connect(air_, &HallAir::matrixFound, this,
            [this](const HallPtr&, const std::shared_ptr<const RecirculationMatrix>& matrix) {
                view_->setMatrix(matrix);
            });
    showProbe(0.0, 0.0, 0.0, std::nan(""));
}

void AirPane::showHall()
{
    const SnapshotPtr& snapshot = air_->snapshot();
    const HallResultPtr result = air_->result();
    view_->setHall(snapshot ? snapshot->site : nullptr, snapshot, air_->hall());
    if (result)
        controls_->setRoomSize(result->hall->widthM, result->hall->depthM, result->hall->heightM);
    else
        controls_->setRoomSize(0.0, 0.0, 0.0);
    nameRack();
    comparison_->refresh();
}

void AirPane::showComparison()
{
    controls_->setComparable(air_->comparison() != nullptr);
}

void AirPane::nameRack()
{
    const RackId rack = air_->options().rack;
    controls_->setRack(rack, rack.valid() ? QString::fromStdString(air_->snapshot()->site->rack(rack).name)
                                          : QString());
}

void AirPane::showOptions()
{
    view_->setOptions(air_->options());
    controls_->setOptions(air_->options());
    nameRack();
}

void AirPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    air_->setWanted(this, true);
    showField();
}

void AirPane::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    air_->setWanted(this, false);
}

void AirPane::showField()
{
    const bool none = !air_->field();
    if (none)
        view_->setMatrix(nullptr);
    if (none || isVisible()) // a picture that nobody sees is not made
        view_->setData(air_->data(), air_->age());
}

void AirPane::setSelectedRack(RackId id)
{
    view_->setSelectedRack(id);
}

void AirPane::setTheme(style::Theme theme)
{
    view_->setTheme(theme);
}

void AirPane::showOtherUnits()
{
    view_->updateUnits();
    controls_->updateUnits();
    comparison_->refresh();
    showProbe(0.0, 0.0, 0.0, std::nan(""));
}

void AirPane::showProbe(double xM, double yM, double zM, double value)
{
    if (std::isnan(value)) {
        probe_->setText(tr("Point at the air to read a value."));
        return;
    }
    const fields::FieldLayer layer = view_->options().layer;
    const QString reading = layer == fields::FieldLayer::Temperature ? style::formatTemperature(value)
                            : layer == fields::FieldLayer::Difference
                                ? style::formatTemperatureDifference(value)
                            : layer == fields::FieldLayer::Speed ? style::formatVelocity(value)
                                                                 : QString::number(value, 'g', 3);
    probe_->setText(
        tr("%1 at x %2, y %3, z %4")
            .arg(reading, style::formatLength(xM), style::formatLength(yM), style::formatLength(zM)));
}

} // namespace hallwright::app
