#include "app/gui/air_pane.h"

#include "core/simulation/inlet_uncertainty.h"
#include "views/shared/format.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QVBoxLayout>

namespace hallwright::app {

namespace {

// What the air leaves out and how far its inlets are from CFD: docs/air.md.
QString errorStatement(const HallResult& hall, bool byFlow)
{
    const auto uncertainty = inletUncertaintyOf(hall, byFlow ? InletModel::Flow : InletModel::Field);
    const QString model = byFlow ? AirPane::tr("Flow with momentum and buoyancy")
                                 : AirPane::tr("Potential flow, no buoyancy, no jets");
    if (!uncertainty)
        return model + QLatin1Char('.');
    const QString rms = style::formatUncertainty(uncertainty->rmsK);
    return uncertainty->compared
               ? AirPane::tr("%1: inlets %2 (RMS) from CFD in the compared hall most like this one.")
                     .arg(model, rms)
               : AirPane::tr(
                     "%1: no hall like this one was compared with CFD; in those that were, inlets lay "
                     "within %2 (RMS) of it.")
                     .arg(model, rms);
}

} // namespace

AirPane::AirPane(HallAir* air, QWidget* parent)
    : QWidget(parent), air_(air), controls_(new fields::FieldControls(this)),
      comparison_(new ComparisonBar(air, this)), view_(new fields::FieldView(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(controls_);
    column->addWidget(comparison_);
    column->addWidget(view_, 1);
    showOptions();
    connect(controls_, &fields::FieldControls::optionsChanged, air_, &HallAir::setOptions);
    connect(controls_, &fields::FieldControls::saveFieldRequested, this, &AirPane::saveFieldRequested);
    connect(controls_, &fields::FieldControls::presetChosen, view_, &fields::FieldView::showPreset);
    connect(controls_, &fields::FieldControls::savePngRequested, this, [this] {
        QFileDialog dialog(this, tr("Save the picture"), {}, tr("PNG pictures (*.png)"));
        dialog.setAcceptMode(QFileDialog::AcceptSave);
        dialog.setDefaultSuffix(QStringLiteral("png"));
        if (dialog.exec() != QDialog::Accepted)
            return;
        QString why;
        if (!view_->savePng(dialog.selectedFiles().constFirst(), &why))
            QMessageBox::warning(this, tr("Save the picture"), why);
    });
    connect(view_, &fields::FieldView::optionsChanged, air_, &HallAir::setOptions);
    connect(view_, &fields::FieldView::rangeShown, controls_, &fields::FieldControls::setAutomaticRange);
    connect(view_, &fields::FieldView::clicked, this, &AirPane::clicked);
    connect(air_, &HallAir::optionsChanged, this, &AirPane::showOptions);
    connect(air_, &HallAir::fieldChanged, this, &AirPane::showField);
    connect(air_, &HallAir::comparisonChanged, this, &AirPane::showComparison);
    connect(air_, &HallAir::matrixFound, this,
            [this](const HallPtr&, const std::shared_ptr<const RecirculationMatrix>& matrix) {
                view_->setMatrix(matrix);
            });
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
    stateError();
    nameRack();
    comparison_->refresh();
}

void AirPane::stateError()
{
    const HallResultPtr result = air_->result();
    const fields::FieldDataPtr& shown = air_->data();
    const bool byFlow = shown ? shown->flow != nullptr : air_->options().flow;
    view_->setErrorStatement(result ? errorStatement(*result, byFlow) : QString());
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
    controls_->setSaveable(!none);
    if (none)
        view_->setMatrix(nullptr);
    if (none || isVisible()) // a picture that nobody sees is not made
        view_->setData(air_->data(), air_->age());
    stateError();
}

void AirPane::setTheme(style::Theme theme)
{
    view_->setTheme(theme);
}

void AirPane::showOtherUnits()
{
    view_->updateUnits();
    stateError();
    controls_->updateUnits();
    comparison_->refresh();
}

} // namespace hallwright::app
