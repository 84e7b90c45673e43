#include "app/gui/elevation_dock.h"

#include "core/model/object_names.h"
#include "views/elevation/device_list.h"
#include "views/elevation/elevation_view.h"
#include "views/elevation/roll_up_table.h"
#include "views/panels/fields_panel.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright::app {

namespace {

constexpr int devicesTab = 1;
constexpr int besideWidth = 820;  // from which the figures have room beside the elevation
constexpr int figuresWidth = 380; // that they then take: four columns

} // namespace

ElevationDock::ElevationDock(Document* document, Selection* selection, ContentsCommands* contents,
                             SiteCommands* commands, QWidget* parent)
    : QDockWidget(tr("Rack elevation"), parent), document_(document), selection_(selection),
      contents_(contents), stack_(new QStackedWidget(this)), none_(new QLabel(this))
{
    setObjectName(QStringLiteral("elevationDock"));
    none_->setAlignment(Qt::AlignCenter);
    none_->setWordWrap(true);
    none_->setMargin(16);
    none_->setText(
        tr("No rack is selected.\n\nChoose one in the plan, in 3D or in the site tree to see what stands "
           "in it; with Ctrl a second one beside it."));
    stack_->addWidget(none_);
    auto* page = new QWidget(stack_);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    splitter_ = new QSplitter(Qt::Vertical, page);
    scroll_ = new QScrollArea(splitter_);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setMinimumSize(160, 140);
    view_ = new elevation::ElevationView(scroll_);
    scroll_->setWidget(view_);
    scroll_->viewport()->installEventFilter(this);
    splitter_->addWidget(scroll_);
    splitter_->addWidget(buildSide());
    splitter_->setStretchFactor(0, 3);
    splitter_->setStretchFactor(1, 1);
    splitter_->setSizes({3000, 1000}); // of what there is
    column->addWidget(splitter_, 1);
    stack_->addWidget(page);
    setWidget(stack_);
    joinView();
    connect(fields_->model(), &panels::FieldsModel::edited, commands, &SiteCommands::setField);
    connect(fields_->model(), &panels::FieldsModel::refused, this, &ElevationDock::said);
    connect(commands, &SiteCommands::refused, fields_, &panels::FieldsPanel::refuse);
    connect(selection_, &Selection::changed, this, &ElevationDock::refresh);
    connect(this, &QDockWidget::visibilityChanged, this, [this](bool visible) {
        seen_ = visible;
        refresh();
    });
    refresh();
}

QWidget* ElevationDock::buildBar()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(6, 3, 6, 3);
    const auto button = [&](const QString& text, const QString& tip) {
        auto* made = new QToolButton(bar);
        made->setText(text);
        made->setToolTip(tip);
        row->addWidget(made);
        return made;
    };
    add_ = button(tr("Add device …"),
                  tr("Choose a device type; drag it onto units, or Enter for the lowest place"));
    remove_ = button(tr("Remove"), tr("Take the selected devices out of the rack (Del)"));
    connect(add_, &QToolButton::clicked, this, &ElevationDock::addDevice);
    connect(remove_, &QToolButton::clicked, contents_, &ContentsCommands::remove);
    besideChoice_ = new QComboBox(bar);
    besideChoice_->setToolTip(tr("Another rack of the hall beside it, to move devices over"));
    besideChoice_->setAccessibleName(tr("Rack beside it"));
    besideChoice_->setMinimumWidth(70); // whatever its longest name: the dock may be narrow
    besideChoice_->setMaximumWidth(220);
    besideChoice_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    row->addStretch(1);
    row->addWidget(besideChoice_, 2);
    connect(besideChoice_, &QComboBox::activated, this, [this] {
        beside_ = {besideChoice_->currentData().toLongLong()};
        besideBySelection_ = false;
        refresh();
    });
    return bar;
}

QWidget* ElevationDock::buildSide()
{
    side_ = new QTabWidget(splitter_);
    side_->setDocumentMode(true);
    figures_ = new elevation::RollUpTable(side_);
    figures_->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* copyAll = new QAction(tr("Copy the figures"), figures_);
    connect(copyAll, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(figures_->text()); });
    figures_->addAction(copyAll);
    devices_ = new elevation::DeviceList(side_);
    fields_ = new panels::FieldsPanel(side_);
    side_->addTab(figures_, tr("Figures"));
    side_->addTab(devices_, tr("Device types"));
    side_->addTab(fields_, tr("Properties"));
    side_->setMinimumSize(150, 90);
    connect(devices_, &elevation::DeviceList::importWanted, this, &ElevationDock::importWanted);
    connect(devices_, &elevation::DeviceList::wanted, this, [this](DeviceTypeId type) {
        if (const RackId rack = primaryRack(); rack.valid())
            contents_->addAnywhere(type, rack);
    });
    return side_;
}

void ElevationDock::joinView()
{
    using View = elevation::ElevationView;
    view_->whyNotMove = [this](const auto& moves) { return contents_->whyNotMove(moves); };
    view_->whyNotAdd = [this](DeviceTypeId type, const auto& place) {
        return contents_->whyNotAdd(type, place);
    };
    connect(view_, &View::deviceChosen, this, &ElevationDock::choose);
    connect(view_, &View::rackChosen, this,
            [this](RackId rack) { selection_->select(*document_->committedSite(), refTo(rack)); });
    connect(view_, &View::moveWanted, contents_, &ContentsCommands::move);
    connect(view_, &View::addWanted, contents_, &ContentsCommands::add);
    connect(view_, &View::nudgeWanted, contents_, &ContentsCommands::nudge);
    connect(view_, &View::faceWanted, this, &ElevationDock::turnTo);
    connect(view_, &View::removeWanted, contents_, &ContentsCommands::remove);
    connect(view_, &View::copyWanted, contents_, &ContentsCommands::copy);
    connect(view_, &View::pasteWanted, this, [this] { contents_->paste(primaryRack()); });
    connect(view_, &View::refused, this, &ElevationDock::said);
    view_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view_, &QWidget::customContextMenuRequested, this, &ElevationDock::showMenu);
}

void ElevationDock::choose(DeviceId device, bool beside)
{
    if (!document_->isOpen())
        return;
    const Site& site = *document_->committedSite();
    const bool onlyDevices = std::ranges::all_of(
        selection_->set().objects, [](ObjectRef object) { return object.kind == ObjectKind::Device; });
    if (beside && onlyDevices)
        selection_->toggle(site, refTo(device));
    else
        selection_->select(site, refTo(device));
    if (const auto middle = view_->middleOf(device))
        scroll_->ensureVisible(static_cast<int>(middle->x()), static_cast<int>(middle->y()), 20, 40);
}

void ElevationDock::turnTo(DeviceFace face)
{
    const Site& site = *document_->committedSite();
    std::vector<design::DeviceMove> moves;
    for (const DeviceId id : contents_->selectedDevices()) {
        const Device& device = *hallwright::find(site, id);
        if (device.face != face)
            moves.push_back({id, {rackWith(site, id), device.positionU, face, device.side}});
    }
    contents_->move(moves);
}

void ElevationDock::showMenu(QPoint at)
{
    const RackId under = view_->rackUnder(at);
    const RackId rack = under.valid() ? under : primaryRack();
    const bool some = !contents_->selectedDevices().empty();
    QMenu menu(this);
    const auto add = [&](const QString& text, bool enabled, auto act) {
        menu.addAction(text, this, act)->setEnabled(enabled);
    };
    add(tr("&Add device …"), true, [this] { addDevice(); });
    menu.addSeparator();
    add(tr("&Copy\tCtrl+C"), some, [this] { contents_->copy(); });
    add(tr("&Paste into rack\tCtrl+V"), rack.valid(), [this, rack] { contents_->paste(rack); });
    add(tr("&Remove\tDel"), some, [this] { contents_->remove(); });
    menu.addSeparator();
    add(tr("Up by 1 U\tUp"), some, [this] { contents_->nudge(1.0); });
    add(tr("Down by 1 U\tDown"), some, [this] { contents_->nudge(-1.0); });
    add(tr("Up by ½ U\tAlt+Up"), some, [this] { contents_->nudge(0.5); });
    add(tr("Down by ½ U\tAlt+Down"), some, [this] { contents_->nudge(-0.5); });
    add(tr("Mount at the &front\tLeft"), some, [this] { turnTo(DeviceFace::Front); });
    add(tr("Mount at the r&ear\tRight"), some, [this] { turnTo(DeviceFace::Rear); });
    menu.exec(view_->mapToGlobal(at));
}

RackId ElevationDock::primaryRack() const
{
    const SelectionSet& set = selection_->set();
    if (const auto rack = set.primaryOf<RackId>(); rack.valid())
        return rack;
    if (const auto device = set.primaryOf<DeviceId>(); device.valid() && document_->isOpen())
        return rackWith(*document_->committedSite(), device);
    return {};
}

// The selected rack, or that of the selected device, and one beside it. Both stay where they are while either is chosen.
void ElevationDock::chooseRacks()
{
    const Site& site = *document_->shownSite();
    const RackId primary = primaryRack();
    const std::vector<RackId> selected = selection_->set().racks();
    if (selected.size() > 1) {
        beside_ = selected[selected.size() - 2];
        besideBySelection_ = true;
    }
    if (!site.findRack(beside_))
        beside_ = {};
    std::erase_if(racks_, [&](RackId rack) { return !site.findRack(rack); });
    if (!primary.valid() || !site.findRack(primary)) {
        racks_.clear();
        return;
    }
    const bool isShown = std::ranges::find(racks_, primary) != racks_.end();
    if (!isShown && besideBySelection_ && selected.size() < 2)
        beside_ = {};
    const bool keepsBoth =
        isShown && (beside_ == primary || std::ranges::find(racks_, beside_) != racks_.end());
    if (keepsBoth && beside_.valid() && racks_.size() == 2)
        return;
    racks_ = {primary};
    if (beside_.valid() && beside_ != primary)
        racks_.push_back(beside_);
}

void ElevationDock::fillBeside()
{
    const Hall& hall = document_->shownSite()->hallOf(racks_.front());
    if (&hall != besideHall_) { // there may be a thousand, and results come often
        besideSite_ = document_->shownSite();
        besideHall_ = &hall;
        besideChoice_->clear();
        besideChoice_->addItem(tr("Beside: none"), 0);
        for (const Rack& rack : hall.racks)
            besideChoice_->addItem(tr("Beside: %1").arg(QString::fromStdString(rack.name)),
                                   static_cast<qlonglong>(rack.id.value));
    }
    const RackId shown = racks_.size() > 1 ? racks_.back() : RackId{};
    besideChoice_->setCurrentIndex(std::max(0, besideChoice_->findData(static_cast<qlonglong>(shown.value))));
}

void ElevationDock::refresh()
{
    if (!isVisible() || !seen_)
        return;
    const SitePtr& site = document_->shownSite();
    if (site) {
        chooseRacks();
    } else {
        racks_.clear();
        besideSite_ = nullptr;
        besideHall_ = nullptr;
    }
    devices_->setCatalogue(site ? site->catalogue : nullptr);
    view_->setRacks(site, racks_);
    stack_->setCurrentIndex(racks_.empty() ? 0 : 1);
    if (racks_.empty()) {
        fields_->setSite(nullptr);
        return;
    }
    fitPicture();
    fillBeside();
    std::set<DeviceId> chosen;
    for (const DeviceId device : contents_->selectedDevices())
        chosen.insert(device);
    view_->setSelection(chosen, selection_->set().primaryOf<DeviceId>());
    remove_->setEnabled(!chosen.empty());
    figures_->show(site, primaryRack(), snapshot_);
    fields_->setSite(site);
    fields_->setSelection(selection_->set());
}

void ElevationDock::showSite()
{
    refresh();
}

void ElevationDock::setSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    if (isVisible() && seen_ && !racks_.empty())
        figures_->show(document_->shownSite(), primaryRack(), snapshot_);
}

void ElevationDock::setTheme(style::Theme theme)
{
    view_->setTheme(theme);
}

void ElevationDock::showOtherUnits()
{
    devices_->showOtherUnits();
    refresh();
}

void ElevationDock::open()
{
    show();
    raise();
    seen_ = true;
    refresh();
    emit openWanted();
}

void ElevationDock::addDevice()
{
    open();
    side_->setCurrentIndex(devicesTab);
    constexpr int leastListPx = 240; // in which a few types can be seen
    if (splitter_->orientation() == Qt::Vertical && side_->height() < leastListPx)
        splitter_->setSizes({std::max(leastListPx, splitter_->height() - leastListPx), leastListPx});
    devices_->focusSearch();
}

bool ElevationDock::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == scroll_->viewport() && event->type() == QEvent::Resize)
        fitPicture();
    return QDockWidget::eventFilter(watched, event);
}

// As large as there is room for, without a bar for the height that makes one for the width.
void ElevationDock::fitPicture()
{
    const QSize room = scroll_->maximumViewportSize();
    view_->setPictureSize(room);
    if (view_->minimumHeight() > room.height())
        view_->setPictureSize(room - QSize(scroll_->verticalScrollBar()->sizeHint().width(), 0));
}

void ElevationDock::resizeEvent(QResizeEvent* event)
{
    QDockWidget::resizeEvent(event);
    const auto way =
        event->size().width() >= besideWidth && event->size().height() < 2 * event->size().width()
            ? Qt::Horizontal
            : Qt::Vertical;
    if (splitter_->orientation() == way)
        return;
    splitter_->setOrientation(way);
    if (way == Qt::Horizontal)
        splitter_->setSizes({event->size().width() - figuresWidth, figuresWidth});
    else
        splitter_->setSizes({3000, 1000}); // of what there is
}

} // namespace hallwright::app
