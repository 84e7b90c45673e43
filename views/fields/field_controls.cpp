#include "views/fields/field_controls.h"

#include "views/fields/field_scale.h"
#include "views/shared/format.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFrame>
#include <QGridLayout>
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
// The last only where there is something to compare with.
constexpr std::array<FieldQuantity, 9> quantities{
    FieldQuantity::Temperature,       FieldQuantity::AshraeBands,   FieldQuantity::Speed,
    FieldQuantity::RecirculatedShare, FieldQuantity::ShareFromRack, FieldQuantity::PowerDensity,
    FieldQuantity::Pressure,          FieldQuantity::Mixing,        FieldQuantity::Difference};

QString lengthSuffix()
{
    return style::unitSystem() == style::UnitSystem::Si ? QStringLiteral(" m") : QStringLiteral(" ft");
}

QGridLayout* gridOf(QWidget* block)
{
    auto* grid = new QGridLayout(block);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(3);
    for (int line = 0; line < 3; ++line)
        grid->setRowStretch(line, 1);
    return grid;
}

QLabel* labelOf(const QString& text, QWidget* buddy)
{
    auto* label = new QLabel(text);
    label->setBuddy(buddy);
    return label;
}

// To a few letters where there is no room for the longest choice.
void shrinkable(QComboBox* choice)
{
    constexpr int letters = 8;
    choice->setMinimumContentsLength(letters);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    choice->view()->setTextElideMode(Qt::ElideNone);
}

QDoubleSpinBox* numberBox(const QString& name)
{
    auto* box = new QDoubleSpinBox;
    box->setKeyboardTracking(false);
    box->setAccessibleName(name);
    box->setDecimals(1);
    return box;
}

QToolButton* buttonOf(const QString& text, const QString& tip)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
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
        box->setRange(0.0, sizeM / style::metresPerLengthUnit());
        box->setSingleStep(style::unitSystem() == style::UnitSystem::Si ? 0.1 : 0.5);
        box->setValue(atM / style::metresPerLengthUnit());
    }
};

} // namespace

struct FieldControls::State {
    FieldOptions options;
    QString rackName;
    std::pair<double, double> automatic{0.0, 1.0};
    double widthM = 0.0, depthM = 0.0, heightM = 0.0;

    QComboBox* quantity = nullptr;
    Position plan, cross, length; // across the hall, along it
    QCheckBox* isosurface = nullptr;
    QDoubleSpinBox* isosurfaceAt = nullptr;
    QComboBox* streamlines = nullptr;
    QCheckBox* flow = nullptr;
    QCheckBox* isolines = nullptr;
    QCheckBox* sources = nullptr;
    QCheckBox* fixedRange = nullptr;
    QDoubleSpinBox* low = nullptr;
    QDoubleSpinBox* high = nullptr;
    std::array<QWidget*, 3> blocks{}; // three lines each
    QBoxLayout* row = nullptr;        // of the blocks
    QToolButton* saveField = nullptr;
    QToolButton* more = nullptr;
    QFrame* popup = nullptr; // holds the last block where there is no room for it

    void arrange(int width);
    void show();
    void showRange();
};

// As many blocks side by side as there is room for; the last is the first to go.
void FieldControls::State::arrange(int width)
{
    constexpr int gap = 20;
    const auto widthOf = [&](std::size_t block) { return blocks[block]->minimumSizeHint().width() + gap; };
    const int two = widthOf(0) + widthOf(1);
    constexpr int comfort = 70; // for the names of the quantities
    const int three = two + widthOf(2) + comfort;
    QBoxLayout* last = width < three ? static_cast<QBoxLayout*>(popup->layout()) : row;
    if (last->indexOf(blocks[2]) < 0) {
        last->addWidget(blocks[2]);
        blocks[2]->show();
        popup->hide();
    }
    more->setVisible(width < three);
    row->setSpacing(width < two ? 3 : gap);
    row->setDirection(width < two ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

// The controls as the options say, none of them telling of a change.
void FieldControls::State::show()
{
    const bool hall = widthM > 0.0;
    const bool air = options.quantity != FieldQuantity::PowerDensity;
    const QSignalBlocker quietQuantity(quantity);
    quantity->setCurrentIndex(static_cast<int>(
        std::find(quantities.begin(), quantities.end(), options.quantity) - quantities.begin()));
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
    streamlines->setItemText(static_cast<int>(StreamlinesFrom::Rack), tr("through %1").arg(rack));
    streamlines->setCurrentIndex(static_cast<int>(options.streamlines));
    streamlines->setEnabled(hall && air);
    const QSignalBlocker quietFlow(flow);
    flow->setChecked(options.flow);
    flow->setEnabled(hall && air);
    const QSignalBlocker quietIsolines(isolines);
    isolines->setChecked(options.isolines);
    isolines->setEnabled(hall);
    const QSignalBlocker quietSources(sources);
    sources->setToolTip(tr("Colours the racks by how much of their exhaust %1 takes in").arg(rack));
    sources->setChecked(options.inletSources);
    sources->setEnabled(hall && (!rackName.isEmpty() || options.inletSources));
    showRange();
}

void FieldControls::State::showRange()
{
    const QSignalBlocker quietFixed(fixedRange);
    const QSignalBlocker quietLow(low);
    const QSignalBlocker quietHigh(high);
    const bool ranged = options.quantity != FieldQuantity::AshraeBands;
    const ValueUnit unit = unitOf(options.quantity);
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
    s.blocks = {new QWidget(this), new QWidget(this), new QWidget(this)};
    addQuantities(gridOf(s.blocks[0]));
    addSlices(gridOf(s.blocks[1]));
    addRange(gridOf(s.blocks[2]));
    s.popup = new QFrame(this, Qt::Popup);
    s.popup->setFrameShape(QFrame::StyledPanel);
    (new QVBoxLayout(s.popup))->setContentsMargins(10, 8, 10, 8);
    s.row = new QBoxLayout(QBoxLayout::TopToBottom, this);
    s.row->setContentsMargins(10, 6, 10, 6);
    s.row->setSizeConstraint(QLayout::SetNoConstraint);
    for (QWidget* block : s.blocks)
        s.row->addWidget(block);
    s.row->setStretchFactor(s.blocks[0], 3);
    s.row->setStretchFactor(s.blocks[1], 2);
    connect(s.more, &QToolButton::clicked, this, [this] {
        QWidget& popup = *state_->popup;
        popup.adjustSize();
        const QPoint corner = state_->more->mapToGlobal(state_->more->rect().bottomRight());
        popup.move(corner.x() - popup.width(), corner.y() + 2);
        popup.show();
    });
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    s.show();
    s.arrange(width());
}

// What is seen: the quantity, a surface, streamlines.
void FieldControls::addQuantities(QGridLayout* grid)
{
    State& s = *state_;
    s.quantity = new QComboBox;
    for (std::size_t i = 0; i + 1 < quantities.size(); ++i)
        s.quantity->addItem(quantityName(quantities[i]));
    shrinkable(s.quantity);
    connect(s.quantity, &QComboBox::currentIndexChanged, this, [this](int index) {
        state_->options.quantity = quantities[static_cast<std::size_t>(std::max(index, 0))];
        state_->options.range.reset(); // another unit
        changed();
    });
    s.more = new QToolButton;
    s.more->setText(tr("&More"));
    s.more->setObjectName(QStringLiteral("more"));
    s.more->setToolTip(tr("Range of the colours, views, files"));
    s.more->setArrowType(Qt::DownArrow);
    s.more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    s.more->setFocusPolicy(Qt::StrongFocus);
    grid->addWidget(labelOf(tr("&Quantity"), s.quantity), 0, 0);
    grid->addWidget(s.quantity, 0, 1);
    auto* model = new QHBoxLayout;
    model->addWidget(
        addCheck(tr("F&low"),
                 tr("With the air's momentum and buoyancy, the nearest to CFD: it takes some seconds to "
                    "settle. Otherwise a potential flow, at once"),
                 &State::flow, &FieldOptions::flow));
    model->addWidget(s.more);
    grid->addLayout(model, 0, 2);

    s.isosurface = new QCheckBox(tr("&Surface of"));
    s.isosurface->setToolTip(tr("Where the air has one temperature"));
    s.isosurfaceAt = numberBox(tr("Temperature of the surface"));
    connect(s.isosurface, &QCheckBox::toggled, this, [this](bool checked) {
        state_->options.isosurface = checked;
        changed();
    });
    connect(s.isosurfaceAt, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        state_->options.isosurfaceC = style::celsiusFromUserUnit(value);
        changed();
    });
    grid->addWidget(s.isosurface, 1, 0);
    grid->addWidget(s.isosurfaceAt, 1, 1);
    grid->addWidget(addCheck(tr("&Isolines"), tr("Lines of one value, in the slices"), &State::isolines,
                             &FieldOptions::isolines),
                    1, 2);

    s.streamlines = new QComboBox;
    s.streamlines->setObjectName(QStringLiteral("streamlines"));
    s.streamlines->addItems(
        {tr("none"), tr("from all supplies"), tr("from one supply (click it)"), QString()});
    shrinkable(s.streamlines);
    connect(s.streamlines, &QComboBox::currentIndexChanged, this, [this](int index) {
        state_->options.streamlines = static_cast<StreamlinesFrom>(std::max(index, 0));
        changed();
    });
    grid->addWidget(labelOf(tr("S&treamlines"), s.streamlines), 2, 0);
    grid->addWidget(s.streamlines, 2, 1);
    grid->addWidget(addCheck(tr("Inlet s&ources"), {}, &State::sources, &FieldOptions::inletSources), 2, 2);
    grid->setColumnStretch(1, 1);
}

QCheckBox* FieldControls::addCheck(const QString& text, const QString& tip, QCheckBox* State::*member,
                                   bool FieldOptions::*on)
{
    QCheckBox* box = state_.get()->*member = new QCheckBox(text);
    box->setToolTip(tip);
    connect(box, &QCheckBox::toggled, this, [this, on](bool checked) {
        state_->options.*on = checked;
        changed();
    });
    return box;
}

void FieldControls::addSlices(QGridLayout* grid)
{
    const auto add = [&](Position State::*member, const QString& text, const QString& tip,
                         bool FieldOptions::*on, auto store) {
        Position& position = state_.get()->*member;
        position.on = new QCheckBox(text);
        position.on->setToolTip(tip);
        position.slider = new QSlider(Qt::Horizontal);
        position.slider->setRange(0, sliderSteps);
        position.slider->setPageStep(sliderSteps / 20);
        position.slider->setMinimumWidth(44);
        position.slider->setAccessibleName(tip);
        position.slider->setToolTip(tip);
        position.box = numberBox(tip);
        const int row = grid->count() / 3;
        grid->addWidget(position.on, row, 0);
        grid->addWidget(position.slider, row, 1);
        grid->addWidget(position.box, row, 2);
        connect(position.on, &QCheckBox::toggled, this, [this, on](bool checked) {
            state_->options.*on = checked;
            changed();
        });
        connect(position.slider, &QSlider::valueChanged, this, [this, member, store](int value) {
            store(*state_, (state_.get()->*member).sizeM * value / sliderSteps);
            changed();
        });
        connect(position.box, &QDoubleSpinBox::valueChanged, this, [this, store](double value) {
            store(*state_, value * style::metresPerLengthUnit());
            changed();
        });
    };
    add(&State::plan, tr("&Plan at"), tr("Height of the plan over the floor"), &FieldOptions::plan,
        [](State& state, double metres) { state.options.planM = metres; });
    add(&State::cross, tr("Section at &x"), tr("Section across the hall: its distance from the west wall"),
        &FieldOptions::crossSection, [](State& state, double metres) {
            state.options.crossShare = state.widthM > 0.0 ? metres / state.widthM : 0.0;
        });
    add(&State::length, tr("Section at &y"), tr("Section along the hall: its distance from the south wall"),
        &FieldOptions::longSection, [](State& state, double metres) {
            state.options.longShare = state.depthM > 0.0 ? metres / state.depthM : 0.0;
        });
    grid->setColumnStretch(1, 1);
}

// What is seldom wanted: the colours' range, views straight on, files.
void FieldControls::addRange(QGridLayout* grid)
{
    State& s = *state_;
    s.fixedRange = new QCheckBox(tr("Fixed &range"));
    s.fixedRange->setToolTip(tr("Otherwise the colours span what the field holds"));
    s.low = numberBox(tr("Lower end of the colours"));
    s.high = numberBox(tr("Upper end of the colours"));
    connect(s.fixedRange, &QCheckBox::toggled, this, [this](bool checked) {
        state_->options.range = checked ? std::optional(state_->automatic) : std::nullopt;
        changed();
    });
    const auto rangeEdited = [this](const QDoubleSpinBox* edited) {
        State& state = *state_;
        const ValueUnit unit = unitOf(state.options.quantity);
        double low = fromReadersUnit(unit, state.low->value());
        double high = fromReadersUnit(unit, state.high->value());
        if (state.options.quantity == FieldQuantity::Difference) { // its middle stays none
            high = edited == state.low ? -low : high;
            low = -high;
        }
        if (high > low) // otherwise the ends go back to what they were
            state.options.range = {low, high};
        changed();
    };
    for (const QDoubleSpinBox* box : {s.low, s.high})
        connect(box, &QDoubleSpinBox::valueChanged, this, [rangeEdited, box] { rangeEdited(box); });
    grid->addWidget(s.fixedRange, 0, 0);
    grid->addWidget(s.low, 0, 1);
    grid->addWidget(new QLabel(QStringLiteral("–")), 0, 2);
    grid->addWidget(s.high, 0, 3);

    auto* views = new QHBoxLayout;
    auto* above = buttonOf(tr("Above"), tr("The plan without perspective (1 in the view)"));
    auto* front = buttonOf(tr("South"), tr("From the south without perspective (2 in the view)"));
    auto* aside = buttonOf(tr("Aside"), tr("From above and aside (3 in the view)"));
    for (QToolButton* preset : {above, front, aside})
        views->addWidget(preset);
    views->addStretch(1);
    connect(above, &QToolButton::clicked, this, [this] { emit presetChosen(FieldPreset::Plan); });
    connect(front, &QToolButton::clicked, this, [this] { emit presetChosen(FieldPreset::Front); });
    connect(aside, &QToolButton::clicked, this, [this] { emit presetChosen(FieldPreset::Iso); });
    grid->addWidget(new QLabel(tr("View from")), 1, 0);
    grid->addLayout(views, 1, 1, 1, 3);
    addFiles(grid);
}

void FieldControls::addFiles(QGridLayout* grid)
{
    auto* files = new QHBoxLayout;
    const auto add = [&](const QString& text, const QString& tip, void (FieldControls::*request)()) {
        QToolButton* button = buttonOf(text, tip);
        files->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, request] {
            state_->popup->close();
            emit(this->*request)();
        });
        return button;
    };
    add(tr("Save pi&cture…"), tr("Saves the view as a PNG file"), &FieldControls::savePngRequested);
    state_->saveField =
        add(tr("Save fiel&d…"), tr("Saves the hall's air as a .vti file, which ParaView opens"),
            &FieldControls::saveFieldRequested);
    state_->saveField->setObjectName(QStringLiteral("saveField"));
    state_->saveField->setEnabled(false);
    files->addStretch(1);
    grid->addLayout(files, 2, 0, 1, 4);
}

// That of the blocks below each other: a layout side by side would not let the strip become narrower.
QSize FieldControls::minimumSizeHint() const
{
    const QMargins margins = state_->row->contentsMargins();
    const int width =
        std::max(state_->blocks[0]->minimumSizeHint().width(), state_->blocks[1]->minimumSizeHint().width());
    return {width + margins.left() + margins.right(), sizeHint().height()};
}

void FieldControls::changed()
{
    state_->show();
    emit optionsChanged(state_->options);
}

void FieldControls::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    state_->arrange(width());
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

void FieldControls::setComparable(bool comparable)
{
    State& s = *state_;
    const auto last = static_cast<int>(quantities.size()) - 1;
    const QSignalBlocker quiet(s.quantity);
    if (comparable && s.quantity->count() == last)
        s.quantity->addItem(quantityName(quantities.back()));
    else if (!comparable && s.quantity->count() > last)
        s.quantity->removeItem(last);
    s.show();
}

void FieldControls::setSaveable(bool saveable)
{
    state_->saveField->setEnabled(saveable);
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
