#include "app/gui/hall_air_layers.h"

#include "views/fields/field_captions.h"
#include "views/fields/field_scale.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <QStringList>

#include <algorithm>

namespace hallwright::app {

namespace {

using fields::FieldQuantity;
using fields::StreamlinesFrom;

bool showsShapes(const fields::FieldOptions& options)
{
    return options.isosurface || options.streamlines != StreamlinesFrom::Nowhere;
}

bool showsSlices(const fields::FieldOptions& options)
{
    return options.plan || options.crossSection || options.longSection;
}

} // namespace

HallAirLayers::HallAirLayers(HallAir* air, QObject* parent) : QObject(parent), air_(air)
{
    constexpr int restMs = 250;
    settled_.setSingleShot(true);
    settled_.setInterval(restMs);
    connect(&settled_, &QTimer::timeout, this, &HallAirLayers::changed);
    connect(air_, &HallAir::fieldChanged, this, &HallAirLayers::ask);
    connect(air_, &HallAir::optionsChanged, this, &HallAirLayers::ask);
    connect(air_, &HallAir::ageChanged, this, [this] {
        settled_.start();
        emit changed();
    });
    connect(&worker_, &fields::AirLayersWorker::answered, this, &HallAirLayers::show);
}

void HallAirLayers::setShown(bool shown)
{
    if (shown == wanted_)
        return;
    wanted_ = shown;
    air_->setWanted(this, shown);
    ask();
}

void HallAirLayers::updateUnits()
{
    ask(); // round ends are round in the reader's unit
}

void HallAirLayers::ask()
{
    data_ = air_->data();
    if (!wanted_ || !missing().isEmpty() || air_->options().quantity == FieldQuantity::PowerDensity) {
        clear();
        return;
    }
    worker_.ask({data_, air_->hall(), air_->options()});
}

void HallAirLayers::clear()
{
    worker_.forget();
    shown_.reset();
    made_ = {};
    emit changed();
}

void HallAirLayers::show(const fields::AirLayersQuestion& question, const fields::AirLayersAnswer& answer)
{
    made_ = answer;
    shown_ = question;
    emit changed();
}

QString HallAirLayers::rackName(RackId id) const
{
    const SnapshotPtr& snapshot = air_->snapshot();
    return snapshot && id.valid() && snapshot->site->findRack(id)
               ? QString::fromStdString(snapshot->site->rack(id).name)
               : tr("the chosen rack");
}

// Why there is nothing to see; empty if there is.
QString HallAirLayers::missing() const
{
    const fields::FieldOptions& options = air_->options();
    if (!data_)
        return tr("the air is being solved.");
    if (!data_->usable()) {
        const auto& problems = data_->report->problems;
        return problems.empty() ? tr("the air could not be solved.")
                                : style::sentence(problems.front().sentence);
    }
    if (!showsSlices(options) && !showsShapes(options))
        return tr("no slice, surface or streamlines of the air are chosen.");
    if (options.quantity == FieldQuantity::Difference && !data_->hasReferenceCells() && !showsShapes(options))
        return air_->comparison() && air_->comparison()->air
                   ? tr("the difference is being worked out.")
                   : tr("there are rack inlets alone to compare with; the pane Air in 3D shows them.");
    const bool ofRack = options.quantity == FieldQuantity::ShareFromRack && showsSlices(options);
    if (ofRack && !fields::rackIndex(*data_, options.rack))
        return tr("choose a rack to see where its air goes.");
    return {};
}

bool HallAirLayers::isOfThisLayout() const
{
    return shown_ && shown_->data == data_ && air_->age() == fields::FieldAge::ThisLayout &&
           !settled_.isActive();
}

QString HallAirLayers::caption() const
{
    if (!wanted_ || !air_->result() || air_->options().quantity == FieldQuantity::PowerDensity)
        return {};
    if (!shown_) {
        const QString why = missing();
        return tr("Floor heatmap: %1").arg(why.isEmpty() ? tr("the air is being solved.") : why);
    }
    const fields::FieldOptions& options = shown_->options;
    const AirRoom& room = *shown_->data->room;
    QStringList cuts;
    if (options.plan)
        cuts << tr("%1 over the floor").arg(style::formatLength(std::min(options.planM, room.heightM)));
    if (options.crossSection)
        cuts << tr("x %1").arg(style::formatLength(options.crossShare * room.widthM));
    if (options.longSection)
        cuts << tr("y %1").arg(style::formatLength(options.longShare * room.depthM));
    QStringList parts;
    if (!cuts.isEmpty())
        parts << tr("%1 at %2").arg(slicesLegend().title, cuts.join(QStringLiteral(", ")));
    parts << fields::shapeCaptions(*shown_->data, options, rackName(options.rack));
    parts << (isOfThisLayout() ? tr("field of this layout") : tr("estimate while moving"));
    QString line = parts.join(QStringLiteral(" · "));
    line[0] = line[0].toUpper();
    return line;
}

style::ColourScale HallAirLayers::slicesLegend() const
{
    return fields::legendOf(shown_->options.quantity, made_.range, rackName(shown_->options.rack));
}

std::optional<style::ColourScale> HallAirLayers::legend() const
{
    if (!shown_ || !showsSlices(shown_->options))
        return std::nullopt;
    style::ColourScale legend = slicesLegend();
    if (!legend.map) // bands take all the room; the caption names them
        legend.title.clear();
    return legend;
}

std::optional<style::ColourScale> HallAirLayers::shapesLegend() const
{
    if (!shown_ || !showsShapes(shown_->options))
        return std::nullopt;
    const FieldQuantity quantity = shown_->options.quantity;
    const bool temperatures =
        quantity == FieldQuantity::Temperature || quantity == FieldQuantity::AshraeBands;
    if (temperatures && showsSlices(shown_->options))
        return std::nullopt;
    style::ColourScale legend = fields::legendOf(
        quantity == FieldQuantity::AshraeBands ? quantity : FieldQuantity::Temperature, made_.temperatures);
    if (!shown_->options.isosurface)
        legend.title = tr("Air along streamlines");
    return legend;
}

} // namespace hallwright::app
