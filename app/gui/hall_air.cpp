#include "app/gui/hall_air.h"

#include "app/gui/background.h"
#include "core/simulation/moves_alike.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace hallwright::app {

namespace {

double distance(const Pose& a, const Pose& b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

} // namespace

std::vector<std::size_t> movedRacksFirst(const Hall& before, const Hall& now)
{
    std::vector<Pose> moved; // where they stood and where they stand
    std::vector<double> far(now.racks.size(), std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < std::min(before.racks.size(), now.racks.size()); ++i) {
        if (before.racks[i].pose == now.racks[i].pose)
            continue;
        moved.push_back(before.racks[i].pose);
        moved.push_back(now.racks[i].pose);
        far[i] = -1.0; // before any other
    }
    if (moved.empty())
        return {};
    for (std::size_t i = 0; i < far.size(); ++i)
        for (const Pose& pose : moved)
            far[i] = std::min(far[i], distance(now.racks[i].pose, pose));
    std::vector<std::size_t> order(far.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return far[a] < far[b]; });
    return order;
}

HallAir::HallAir(QObject* parent) : QObject(parent)
{
    connect(&session_, &FieldSession::fieldReady, this, [this](const FieldOfHall& of) {
        if (of.hall->hall->id != hall_)
            return;
        field_ = of.field;
        fieldHall_ = of.hall->hall;
        makeData();
        emit fieldChanged();
        tellAge();
    });
    connect(&session_, &FieldSession::matrixReady, this,
            [this](const HallPtr& hall, const std::shared_ptr<const RecirculationMatrix>& matrix) {
                emit matrixFound(hall, matrix);
            });
}

HallResultPtr HallAir::result() const
{
    if (snapshot_ && hall_.valid()) {
        for (const HallResultPtr& hall : snapshot_->halls) {
            if (hall->hall->id == hall_)
                return hall;
        }
    }
    return nullptr;
}

fields::FieldAge HallAir::age() const
{
    const HallResultPtr now = result();
    return now && now->hall == fieldHall_ ? fields::FieldAge::ThisLayout : fields::FieldAge::WhileDragging;
}

void HallAir::setSnapshot(const SnapshotPtr& snapshot, HallId hall)
{
    const bool other = hall != hall_ || !snapshot;
    snapshot_ = snapshot;
    hall_ = hall;
    if (other) {
        session_.clear();
        asked_ = nullptr;
        field_ = nullptr;
        fieldHall_ = nullptr;
        if (!snapshot)
            comparison_ = nullptr;
        makeData();
    }
    chooseRack(other);
    if (other) {
        emit fieldChanged();
        emit comparisonChanged();
    }
    tellAge();
    askForField();
}

void HallAir::tellAge()
{
    if (!field_ || std::exchange(toldAge_, age()) == age())
        return;
    emit ageChanged();
}

void HallAir::setWanted(const QObject* by, bool wanted)
{
    if (wanted)
        wanting_.insert(by);
    else
        wanting_.erase(by);
    askForField();
}

void HallAir::askForField()
{
    const HallResultPtr now = result();
    if (now && std::isnan(now->supplyC) && field_) { // it was of another state
        session_.clear();
        asked_ = nullptr;
        field_ = nullptr;
        makeData();
        emit fieldChanged();
    }
    if (wanting_.empty() || !now || (asked_ && movesAlike(*asked_, *now)))
        return;
    session_.request(snapshot_, hall_,
                     asked_ ? movedRacksFirst(*asked_->hall, *now->hall) : std::vector<std::size_t>{},
                     options_.flow ? InletBasis::Flow : InletBasis::Field);
    asked_ = now;
}

void HallAir::setSelection(const SelectionSet& selection)
{
    rack_ = selection.primaryOf<RackId>();
    chooseRack(false);
}

void HallAir::chooseRack(bool otherHall)
{
    const bool known = snapshot_ && rack_.valid() && snapshot_->site->findRack(rack_);
    fields::FieldOptions options = options_;
    options.rack = known ? rack_ : RackId{};
    if (otherHall)
        options.supplyAt.reset();
    setOptions(options);
}

CfdResultPtr HallAir::comparison() const
{
    return comparison_ && comparison_->hall->id == hall_ ? comparison_ : nullptr;
}

void HallAir::setComparison(CfdResultPtr result)
{
    comparison_ = std::move(result);
    comparedC_ = nullptr;
    makeData();
    setOptions(options_);
    emit fieldChanged();
    emit comparisonChanged();
}

InletDifference HallAir::inletDifference() const
{
    std::vector<double> oursC;
    std::vector<std::optional<double>> theirsC;
    if (data_ && data_->usable() && data_->reference)
        for (std::size_t i = 0; i < data_->racks.size(); ++i) {
            oursC.push_back(data_->racks[i].inletC);
            const double inletC = data_->reference->inletC[i];
            theirsC.push_back(std::isnan(inletC) ? std::nullopt : std::optional(inletC));
        }
    return differenceOf(oursC, theirsC);
}

void HallAir::makeData()
{
    const CfdResultPtr result = comparison();
    std::shared_ptr<fields::FieldReference> reference;
    if (result && field_ && field_->report().usable()) {
        reference = std::make_shared<fields::FieldReference>();
        reference->inletC = inletsOf(*result, field_->room().racks);
        if (comparedC_ && comparedGrid_ == field_->grid())
            reference->temperatureC = comparedC_;
        else if (result->air && !resampling_)
            resample(field_->grid());
    }
    data_ = fields::fieldDataOf(field_, std::move(reference));
}

// In the background: the pictures show the racks' inlets until it is done.
void HallAir::resample(const AirGrid& grid)
{
    resampling_ = true;
    runInBackground(
        this, [air = comparison_->air, grid] { return resampled(*air, grid); },
        [this, of = comparison_, grid](std::shared_ptr<const std::vector<float>> cells) {
            resampling_ = false;
            if (of == comparison_) {
                comparedC_ = std::move(cells);
                comparedGrid_ = grid;
            }
            makeData();
            emit fieldChanged();
        },
        [this](const QString&) { resampling_ = false; }); // tried again with the next field
}

void HallAir::setOptions(const fields::FieldOptions& wanted)
{
    fields::FieldOptions options = wanted;
    if (options.quantity == fields::FieldQuantity::Difference && !comparison()) {
        options.quantity = fields::FieldQuantity::Temperature;
        options.range.reset(); // another unit
    }
    if (options == options_)
        return;
    const bool otherModel = options.flow != options_.flow;
    options_ = options;
    emit optionsChanged(options_);
    if (otherModel) {
        asked_ = nullptr;
        askForField();
    }
}

} // namespace hallwright::app
