#include "views/fields/field_controls.h"

#include "views/fields/field_scale.h"
#include "views/fields/flow_layout.h"
#include "views/style/format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright::fields {

namespace {

constexpr int sliderSteps = 500;
constexpr std::array<FieldLayer, 6> layers{FieldLayer::Temperature,   FieldLayer::AshraeBands,
                                           FieldLayer::Speed,         FieldLayer::RecirculatedShare,
                                           FieldLayer::ShareFromRack, FieldLayer::PowerDensity};

double metresPerUnit()
{
    return style::unitSystem() == style::UnitSystem::Si ? 1.0 : 0.3048;
}

QString lengthSuffix()
{
    return style::unitSystem() == style::UnitSystem::Si ? QStringLiteral(" m") : QStringLiteral(" ft");
}

// Parts side by side that stay together when the strip wraps.
QWidget* groupOf(std::initializer_list<QWidget*> parts)
{
    auto* group = new QWidget;
    auto* layout = new QHBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (QWidget* part : parts)
        layout->addWidget(part);
    return group;
}

QDoubleSpinBox* numberBox(const QString& name)
{
    auto* box = new QDoubleSpinBox;
    box->setKeyboardTracking(false);
    box->setAccessibleName(name);
    box->setDecimals(1);
    return box;
}

// A slice that can be switched on and moved, by slider or by number.
struct Position {
    QCheckBox* on = nullptr;
    QSlider* slider = nullptr;
    QDoubleSpinBox* box = nullptr;
    double sizeM = 0.0;
    double atM = 0.0;

    void show(bool shown, double metres)
    {
        const QSignalBlocker quietOn(on);
        const QSignalBlocker quietSlider(slider);
        const QSignalBlocker quietBox(box);
        atM = std::clamp(metres, 0.0, std::max(sizeM, 0.0));
        on->setChecked(shown);
        slider->setValue(sizeM > 0.0 ? static_cast<int>(std::lround(atM / sizeM * sliderSteps)) : 0);
        box->setSuffix(lengthSuffix());
        box->setRange(0.0, sizeM / metresPerUnit());
        box->setSingleStep(style::unitSystem() == style::UnitSystem::Si ? 0.1 : 0.5);
        box->setValue(atM / metresPerUnit());
    }
};

} // namespace

struct FieldControls::State {
    FieldOptions options;
    QString rackName;
    std::pair<double, double> automatic{0.0, 1.0};
    double widthM = 0.0, depthM = 0.0, heightM = 0.0;

    QComboBox* layer = nullptr;
    Position plan, cross, length; // across the hall, along it
    QCheckBox* isosurface = nullptr;
    QDoubleSpinBox* isosurfaceAt = nullptr;
    QComboBox* streamlines = nullptr;
    QCheckBox* isolines = nullptr;
    QCheckBox* sources = nullptr;
    QCheckBox* fixedRange = nullptr;
    QDoubleSpinBox* low = nullptr;
    QDoubleSpinBox* high = nullptr;

    void show();
    void showRange();
};

// The controls as the options say, none of them telling of a change.
void FieldControls::State::show()
{
    const bool hall = widthM > 0.0;
    const bool air = options.layer != FieldLayer::PowerDensity;
    const QSignalBlocker quietLayer(layer);
    layer->setCurrentIndex(
        static_cast<int>(std::find(layers.begin(), layers.end(), options.layer) - layers.begin()));
    plan.sizeM = heightM;
    cross.sizeM = widthM;
    length.sizeM = depthM;
    plan.show(options.plan, options.planM);
    cross.show(options.crossSection, options.crossShare * widthM);
    length.show(options.longSection, options.longShare * depthM);
    for (const Position* position : {&plan, &cross, &length}) {
        position->on->setEnabled(hall && air);
        position->slider->setEnabled(hall && air && position->on->isChecked());
        position->box->setEnabled(hall && air && position->on->isChecked());
    }
    const QSignalBlocker quietSurface(isosurface);
    const QSignalBlocker quietAt(isosurfaceAt);
    isosurface->setChecked(options.isosurface);
    isosurface->setEnabled(hall && air);
    isosurfaceAt->setEnabled(hall && air && options.isosurface);
    isosurfaceAt->setSuffix(QStringLiteral(" ") + style::temperatureUnit());
    isosurfaceAt->setRange(style::temperatureInUserUnit(-20.0), style::temperatureInUserUnit(90.0));
    isosurfaceAt->setSingleStep(0.5);
    isosurfaceAt->setValue(style::temperatureInUserUnit(options.isosurfaceC));
    const QSignalBlocker quietLines(streamlines);
    const QString rack = rackName.isEmpty() ? tr("the chosen rack") : rackName;
    streamlines->setItemText(2, tr("through %1").arg(rack));
    streamlines->setCurrentIndex(static_cast<int>(options.streamlines));
    streamlines->setEnabled(hall && air);
    const QSignalBlocker quietIsolines(isolines);
    isolines->setChecked(options.isolines);
    isolines->setEnabled(hall);
    const QSignalBlocker quietSources(sources);
    sources->setText(rackName.isEmpty() ? tr("Inlet s&ources") : tr("Inlet s&ources of %1").arg(rack));
    sources->setChecked(options.inletSources);
    sources->setEnabled(hall && (!rackName.isEmpty() || options.inletSources));
    showRange();
}

void FieldControls::State::showRange()
{
    const QSignalBlocker quietFixed(fixedRange);
    const QSignalBlocker quietLow(low);
    const QSignalBlocker quietHigh(high);
    const bool ranged = options.layer != FieldLayer::AshraeBands;
    const ValueUnit unit = unitOf(options.layer);
    const auto shown = options.range.value_or(automatic);
    fixedRange->setChecked(options.range.has_value());
    fixedRange->setEnabled(ranged && widthM > 0.0);
    const double span = std::abs(inReadersUnit(unit, shown.second) - inReadersUnit(unit, shown.first));
    for (QDoubleSpinBox* box : {low, high}) {
        constexpr double widest = 1e4;
        constexpr double coarse = 5.0;
        box->setRange(-widest, widest);
        box->setDecimals(span < coarse ? 2 : 1);
        box->setSingleStep(span < coarse ? 0.1 : 1.0);
        box->setEnabled(ranged && options.range.has_value());
    }
    low->setValue(inReadersUnit(unit, shown.first));
    high->setValue(inReadersUnit(unit, shown.second));
    high->setSuffix(QStringLiteral(" ") + readersUnit(unit));
}

FieldControls::FieldControls(QWidget* parent) : QWidget(parent), state_(std::make_unique<State>())
{
    State& s = *state_;
    auto* flow = new FlowLayout(this);
    flow->setContentsMargins(10, 6, 10, 6);

    const auto changed = [this] {
        state_->show();
        emit optionsChanged(state_->options);
    };

    s.layer = new QComboBox;
    for (const FieldLayer layer : layers)
        s.layer->addItem(layerName(layer));
    auto* layerLabel = new QLabel(tr("&Layer"));
    layerLabel->setBuddy(s.layer);
    flow->addWidget(groupOf({layerLabel, s.layer}));
    connect(s.layer, &QComboBox::currentIndexChanged, this, [this, changed](int index) {
        state_->options.layer = layers[static_cast<std::size_t>(std::max(index, 0))];
        state_->options.range.reset(); // another unit
        changed();
    });

    const auto addPosition = [&](Position State::*member, const QString& text, const QString& tip,
                                 bool FieldOptions::*on, auto store) {
        Position& position = s.*member;
        position.on = new QCheckBox(text);
        position.on->setToolTip(tip);
        position.slider = new QSlider(Qt::Horizontal);
        position.slider->setRange(0, sliderSteps);
        position.slider->setPageStep(sliderSteps / 20);
        position.slider->setFixedWidth(96);
        position.slider->setAccessibleName(tip);
        position.slider->setToolTip(tip);
        position.box = numberBox(tip);
        flow->addWidget(groupOf({position.on, position.slider, position.box}));
        connect(position.on, &QCheckBox::toggled, this, [this, changed, on](bool checked) {
            state_->options.*on = checked;
            changed();
        });
        connect(position.slider, &QSlider::valueChanged, this, [this, changed, member, store](int value) {
            store(*state_, (state_.get()->*member).sizeM * value / sliderSteps);
            changed();
        });
        connect(position.box, &QDoubleSpinBox::valueChanged, this, [this, changed, store](double value) {
            store(*state_, value * metresPerUnit());
            changed();
        });
    };
    addPosition(&State::plan, tr("&Plan at"), tr("Height of the plan over the floor"), &FieldOptions::plan,
                [](State& state, double metres) { state.options.planM = metres; });
    addPosition(&State::cross, tr("Section at &x"),
                tr("Section across the hall: its distance from the west wall"), &FieldOptions::crossSection,
                [](State& state, double metres) {
                    state.options.crossShare = state.widthM > 0.0 ? metres / state.widthM : 0.0;
                });
    addPosition(&State::length, tr("Section at &y"),
                tr("Section along the hall: its distance from the south wall"), &FieldOptions::longSection,
                [](State& state, double metres) {
                    state.options.longShare = state.depthM > 0.0 ? metres / state.depthM : 0.0;
                });

    s.isosurface = new QCheckBox(tr("&Surface of"));
    s.isosurface->setToolTip(tr("Where the air has one temperature"));
    s.isosurfaceAt = numberBox(tr("Temperature of the surface"));
    flow->addWidget(groupOf({s.isosurface, s.isosurfaceAt}));
    connect(s.isosurface, &QCheckBox::toggled, this, [this, changed](bool checked) {
        state_->options.isosurface = checked;
        changed();
    });
    connect(s.isosurfaceAt, &QDoubleSpinBox::valueChanged, this, [this, changed](double value) {
        state_->options.isosurfaceC = style::celsiusFromUserUnit(value);
        changed();
    });

    s.streamlines = new QComboBox;
    s.streamlines->addItems({tr("none"), tr("from the supplies"), tr("through the chosen rack")});
    auto* linesLabel = new QLabel(tr("S&treamlines"));
    linesLabel->setBuddy(s.streamlines);
    flow->addWidget(groupOf({linesLabel, s.streamlines}));
    connect(s.streamlines, &QComboBox::currentIndexChanged, this, [this, changed](int index) {
        state_->options.streamlines = static_cast<StreamlinesFrom>(std::max(index, 0));
        changed();
    });

    s.isolines = new QCheckBox(tr("&Isolines"));
    flow->addWidget(s.isolines);
    connect(s.isolines, &QCheckBox::toggled, this, [this, changed](bool checked) {
        state_->options.isolines = checked;
        changed();
    });

    s.sources = new QCheckBox;
    s.sources->setToolTip(tr("Colours the racks by how much of their exhaust the chosen rack takes in"));
    flow->addWidget(s.sources);
    connect(s.sources, &QCheckBox::toggled, this, [this, changed](bool checked) {
        state_->options.inletSources = checked;
        changed();
    });

    s.fixedRange = new QCheckBox(tr("Fixed &range"));
    s.fixedRange->setToolTip(tr("Otherwise the colours span what the field holds"));
    s.low = numberBox(tr("Lower end of the colours"));
    s.high = numberBox(tr("Upper end of the colours"));
    flow->addWidget(groupOf({s.fixedRange, s.low, new QLabel(QStringLiteral("–")), s.high}));
    connect(s.fixedRange, &QCheckBox::toggled, this, [this, changed](bool checked) {
        state_->options.range = checked ? std::optional(state_->automatic) : std::nullopt;
        changed();
    });
    const auto rangeEdited = [this, changed] {
        State& state = *state_;
        const ValueUnit unit = unitOf(state.options.layer);
        const double low = fromReadersUnit(unit, state.low->value());
        const double high = fromReadersUnit(unit, state.high->value());
        if (high > low) // otherwise the ends go back to what they were
            state.options.range = {low, high};
        changed();
    };
    connect(s.low, &QDoubleSpinBox::valueChanged, this, rangeEdited);
    connect(s.high, &QDoubleSpinBox::valueChanged, this, rangeEdited);

    const auto button = [this](const QString& text, const QString& tip) {
        auto* made = new QToolButton(this);
        made->setText(text);
        made->setToolTip(tip);
        made->setFocusPolicy(Qt::StrongFocus);
        return made;
    };
    auto* above = button(tr("From above"), tr("The plan without perspective (1 in the view)"));
    auto* front = button(tr("Front"), tr("From the south without perspective (2 in the view)"));
    auto* aside = button(tr("Aside"), tr("From above and aside (3 in the view)"));
    auto* save = button(tr("Save picture…"), tr("Saves the view as a PNG file"));
    flow->addWidget(groupOf({above, front, aside, save}));
    connect(above, &QToolButton::clicked, this, [this] { emit presetChosen(FieldPreset::Plan); });
    connect(front, &QToolButton::clicked, this, [this] { emit presetChosen(FieldPreset::Front); });
    connect(aside, &QToolButton::clicked, this, [this] { emit presetChosen(FieldPreset::Iso); });
    connect(save, &QToolButton::clicked, this, &FieldControls::savePngRequested);

    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    s.show();
}

FieldControls::~FieldControls() = default;

const FieldOptions& FieldControls::options() const
{
    return state_->options;
}

void FieldControls::setOptions(const FieldOptions& options)
{
    state_->options = options;
    state_->show();
}

void FieldControls::setRoomSize(double widthM, double depthM, double heightM)
{
    State& s = *state_;
    s.widthM = widthM;
    s.depthM = depthM;
    s.heightM = heightM;
    s.show();
}

void FieldControls::setRack(RackId id, const QString& name)
{
    State& s = *state_;
    const bool changed = s.options.rack != id;
    s.options.rack = id;
    s.rackName = name;
    s.show();
    if (changed)
        emit optionsChanged(s.options);
}

void FieldControls::setAutomaticRange(std::pair<double, double> range)
{
    State& s = *state_;
    if (s.options.range)
        return;
    s.automatic = range;
    s.showRange();
}

void FieldControls::updateUnits()
{
    state_->show();
}

} // namespace hallwright::fields
