#include "app/gui/air_pane.h"

#include "views/style/format.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QVBoxLayout>

#include <cmath>

namespace hallwright::app {

namespace {

HallResultPtr resultOf(const SnapshotPtr& snapshot, HallId id)
{
    if (snapshot && id.valid()) {
        for (const HallResultPtr& hall : snapshot->halls) {
            if (hall->hall->id == id)
                return hall;
        }
    }
    return nullptr;
}

// Whether the air of both moves alike: the matrix that a field gives changes the inlets, and with them the fans, a
// little; that alone asks for no new field.
bool movesAlike(const HallResult& a, const HallResult& b)
{
    constexpr double flowShare = 0.01;
    constexpr double supplyK = 0.1;
    return a.hall == b.hall && a.inputs.handlersOff == b.inputs.handlersOff &&
           std::abs(a.rackAirflowM3s - b.rackAirflowM3s) <= flowShare * std::max(a.rackAirflowM3s, 1e-9) &&
           std::abs(a.heatToAirW - b.heatToAirW) <= flowShare * std::max(a.heatToAirW, 1.0) &&
           std::abs(a.supplyC - b.supplyC) <= supplyK;
}

std::vector<std::size_t> movedRacks(const Hall& before, const Hall& now)
{
    std::vector<std::size_t> moved;
    for (std::size_t i = 0; i < std::min(before.racks.size(), now.racks.size()); ++i) {
        if (!(before.racks[i].pose == now.racks[i].pose))
            moved.push_back(i);
    }
    return moved;
}

} // namespace

AirPane::AirPane(QWidget* parent)
    : QWidget(parent), controls_(new fields::FieldControls(this)), view_(new fields::FieldView(this)),
      probe_(new QLabel(this))
{
    probe_->setContentsMargins(10, 4, 10, 4);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(controls_);
    column->addWidget(view_, 1);
    column->addWidget(probe_);
    view_->setErrorStatement(
        tr("Potential flow, no buoyancy, no jets: inlets 0.6 K (RMS) from CFD on the reference hall at "
           "80 % supply air, up to 1.6 K at others."));
    controls_->setOptions(view_->options());
    connect(controls_, &fields::FieldControls::optionsChanged, view_, &fields::FieldView::setOptions);
    connect(controls_, &fields::FieldControls::presetChosen, view_, &fields::FieldView::showPreset);
    connect(controls_, &fields::FieldControls::savePngRequested, this, [this] {
        const QString path =
            QFileDialog::getSaveFileName(this, tr("Save the picture"), {}, tr("PNG pictures (*.png)"));
        QString why;
        if (!path.isEmpty() && !view_->savePng(path, &why))
            QMessageBox::warning(this, tr("Save the picture"), why);
    });
    connect(view_, &fields::FieldView::optionsChanged, controls_, &fields::FieldControls::setOptions);
    connect(view_, &fields::FieldView::rangeShown, controls_, &fields::FieldControls::setAutomaticRange);
    connect(view_, &fields::FieldView::rackClicked, this, &AirPane::rackClicked);
    connect(view_, &fields::FieldView::probed, this, &AirPane::showProbe);
    connect(&session_, &FieldSession::fieldReady, this, &AirPane::showField);
    connect(&session_, &FieldSession::matrixReady, this,
            [this](const HallPtr& hall, const std::shared_ptr<const RecirculationMatrix>& matrix) {
                view_->setMatrix(matrix);
                emit matrixFound(hall, matrix);
            });
    showProbe(0.0, 0.0, 0.0, std::nan(""));
}

void AirPane::setSnapshot(const SnapshotPtr& snapshot, HallId hall)
{
    if (hall != hall_ || !snapshot) {
        session_.clear();
        asked_ = nullptr;
        view_->setField(nullptr);
        view_->setMatrix(nullptr);
    }
    snapshot_ = snapshot;
    hall_ = hall;
    const HallResultPtr result = resultOf(snapshot, hall);
    view_->setHall(snapshot ? snapshot->site : nullptr, snapshot, hall);
    if (result)
        controls_->setRoomSize(result->hall->widthM, result->hall->depthM, result->hall->heightM);
    else
        controls_->setRoomSize(0.0, 0.0, 0.0);
    chooseRack();
    if (isVisible())
        askForField();
}

void AirPane::askForField()
{
    const HallResultPtr result = resultOf(snapshot_, hall_);
    if (!result || (asked_ && movesAlike(*asked_, *result)))
        return;
    session_.request(snapshot_, hall_,
                     asked_ ? movedRacks(*asked_->hall, *result->hall) : std::vector<std::size_t>{});
    asked_ = result;
}

void AirPane::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    askForField();
}

void AirPane::showField(const FieldOfHall& of)
{
    if (of.hall->hall->id != hall_)
        return;
    const HallResultPtr now = resultOf(snapshot_, hall_);
    const bool same = now && now->hall == of.hall->hall;
    view_->setField(of.field, same ? fields::FieldAge::ThisLayout : fields::FieldAge::WhileDragging);
}

void AirPane::setSelectedRack(RackId id)
{
    rack_ = id;
    view_->setSelectedRack(id);
    chooseRack();
}

void AirPane::chooseRack()
{
    const bool known = snapshot_ && rack_.valid() && snapshot_->site->findRack(rack_);
    controls_->setRack(known ? rack_ : RackId{},
                       known ? QString::fromStdString(snapshot_->site->rack(rack_).name) : QString());
    fields::FieldOptions options = view_->options();
    options.rack = known ? rack_ : RackId{};
    if (!(options == view_->options()))
        view_->setOptions(options);
    controls_->setOptions(options);
}

void AirPane::setTheme(style::Theme theme)
{
    view_->setTheme(theme);
}

void AirPane::showOtherUnits()
{
    view_->updateUnits();
    controls_->updateUnits();
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
                            : layer == fields::FieldLayer::Speed     ? style::formatVelocity(value)
                                                                     : QString::number(value, 'g', 3);
    probe_->setText(
        tr("%1 at x %2, y %3, z %4")
            .arg(reading, style::formatLength(xM), style::formatLength(yM), style::formatLength(zM)));
}

} // namespace hallwright::app
