#include "views/fields/field_picture.h"

#include "core/simulation/heatmap.h"

#include <cmath>

namespace hallwright::fields {

namespace {

// Of the racks, by how their inlets differ from the reference's; pale where it has none.
std::vector<QRgb> differenceColours(const FieldData& data, const ValueScale& scale,
                                    const style::Colours& colours)
{
    const QRgb pale = blended(colours.background.rgb(), colours.text.rgb(), 0.12);
    std::vector<QRgb> racks;
    for (const double differenceK : inletDifferencesK(data))
        racks.push_back(std::isnan(differenceK) ? pale : scale.colours().at(differenceK));
    return racks;
}

} // namespace

FieldPicture::FieldPicture(const FieldSubject* subject) : subject_(subject)
{
    connect(&worker_, &ShareWorker::answered, this,
            [this](const ShareQuestion& question, const std::vector<float>& shares) {
                shares_ = std::make_shared<const std::vector<float>>(shares);
                sharesOf_ = question;
                emit sharesFound();
            });
}

void FieldPicture::refresh(bool missing)
{
    if (missing) {
        scale_.reset();
        worker_.forget();
        return;
    }
    if (!findShares())
        return;
    chooseScales();
    countAll();
}

bool FieldPicture::needsRefresh(const FieldOptions& before) const
{
    const FieldOptions& now = subject_->options;
    return empty() || now.quantity != before.quantity || now.range != before.range ||
           (now.rack != before.rack && now.quantity == FieldQuantity::ShareFromRack) ||
           now.isosurface != before.isosurface || now.streamlines != before.streamlines;
}

void FieldPicture::countChoice(const FieldOptions& before)
{
    const FieldOptions& now = subject_->options;
    if (isShare(now.quantity) && !sharesOf_)
        return; // the shares on their way count everything
    const bool slices = now.plan != before.plan || now.planM != before.planM ||
                        now.crossSection != before.crossSection || now.crossShare != before.crossShare ||
                        now.longSection != before.longSection || now.longShare != before.longShare ||
                        now.isolines != before.isolines;
    const bool otherRack = now.rack != before.rack;
    const bool otherSource = otherRack || now.supplyAt != before.supplyAt;
    revisions_.slices += slices;
    revisions_.surface += now.isosurfaceC != before.isosurfaceC;
    revisions_.streamlines += otherSource;
    revisions_.marks += otherSource;
    revisions_.room += otherRack || now.inletSources != before.inletSources;
}

void FieldPicture::setTheme(style::Theme theme)
{
    theme_ = theme;
    countAll();
}

void FieldPicture::countAll()
{
    for (int* part : {&revisions_.room, &revisions_.slices, &revisions_.surface, &revisions_.streamlines,
                      &revisions_.marks})
        ++*part;
}

bool FieldPicture::findShares()
{
    const FieldOptions& options = subject_->options;
    if (!isShare(options.quantity)) {
        worker_.forget();
        shares_.reset();
        sharesOf_.reset();
        return true;
    }
    const bool ofRack = options.quantity == FieldQuantity::ShareFromRack;
    const ShareQuestion question{subject_->data, options.quantity,
                                 ofRack ? *subject_->rackIndex(options.rack) : 0};
    if (sharesOf_ == question)
        return true;
    sharesOf_.reset();
    worker_.ask(question);
    return false;
}

void FieldPicture::chooseScales()
{
    const FieldOptions& options = subject_->options;
    const FieldData& data = *subject_->data;
    const bool temperatures = subject_->showsTemperatures() && data.usable();
    const SteadyRanges::Shown ranges =
        steady_.choose(subject_->hallId, options, endsShown(), temperatures ? &data : nullptr);
    scale_.emplace(scaleOf(options.quantity, ranges.quantity, subject_->rackName(options.rack)));
    if (!temperatures)
        temperatureScale_.reset();
    else if (unitOf(options.quantity) == ValueUnit::Temperature)
        temperatureScale_ = scale_; // bands, if the quantity has them
    else
        temperatureScale_.emplace(scaleOf(FieldQuantity::Temperature, ranges.temperatures));
}

Range FieldPicture::endsShown() const
{
    if (!subject_->isPlanOnly())
        return roundEndsOf(QuantityValues(*subject_->data, subject_->options.quantity, shareValues()));
    const HeatmapGrid grid = heatmapOf(*subject_->result, HeatmapQuantity::PowerDensity);
    return roundEnds(ValueUnit::PowerDensity, grid.minimum, grid.maximum);
}

bool FieldPicture::hasOwnTemperatureScale() const
{
    return temperatureScale_ && unitOf(subject_->options.quantity) != ValueUnit::Temperature;
}

std::vector<QRgb> FieldPicture::rackColours() const
{
    const FieldData& data = *subject_->data;
    if (subject_->options.inletSources)
        return subject_->sources().rackColours(*data.room, colours());
    if (subject_->options.quantity == FieldQuantity::Difference)
        return differenceColours(data, *scale_, colours());
    return {};
}

FieldScene FieldPicture::scene() const
{
    FieldScene scene;
    scene.data = subject_->data;
    scene.snapshot = subject_->snapshot;
    scene.result = subject_->result;
    scene.options = subject_->options;
    scene.shares = shares_;
    scene.scale = scale_;
    scene.temperatureScale = temperatureScale_;
    scene.theme = theme_;
    scene.rackColours = rackColours();
    scene.selected = subject_->selectedBoxes();
    scene.moved = subject_->movedRacks();
    scene.leftOut = subject_->racksLeftOut();
    scene.revisions = revisions_;
    return scene;
}

} // namespace hallwright::fields
