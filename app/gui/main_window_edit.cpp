// What the Edit, Select, Arrange and Tools menus do, and the keys that move what is selected.
#include "app/gui/main_window.h"

#include "app/gui/array_dialog.h"
#include "app/gui/capacity_dock.h"
#include "app/gui/condition_dialog.h"
#include "app/gui/elevation_dock.h"
#include "app/gui/failure_dock.h"
#include "app/gui/reliability_dock.h"
#include "app/gui/year_dock.h"
#include "core/model/errors.h"
#include "core/model/locks.h"
#include "core/studies/failure/failure.h"
#include "views/panels/quantity_field.h"
#include "views/panels/site_tree_panel.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QInputDialog>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <functional>

namespace hallwright::app {

namespace {

constexpr double quarterTurn = 90.0;

} // namespace

QList<ActionEntry> MainWindow::editEntries()
{
    const auto of = [this](auto command) { return [this, command] { std::invoke(command, layout_); }; };
    using L = LayoutCommands;
    return {
        {tr("-Edit"), tr("&Copy racks"), QKeySequence::Copy, Needs::Rack, true,
         [this] { clipboard_->copy(); }},
        {tr("Edit"), tr("&Paste racks"), QKeySequence::Paste, Needs::RackTable, true,
         [this] { clipboard_->paste(workspace_->planView()->placeUnder(QCursor::pos())); }},
        {tr("-Edit"), tr("&Duplicate"), tr("Ctrl+D"), Needs::Selection, true, of(&L::duplicate)},
        {tr("Edit"), tr("&Array …"), tr("Ctrl+Shift+D"), Needs::Selection, true, [this] { askForArray(); }},
        {tr("Edit"), tr("Move to another ha&ll …"), {}, Needs::Selection, true, [this] { askForHall(); }},
        {tr("Edit"), tr("&Remove"), QKeySequence::Delete, Needs::Selection, true, of(&L::remove)},
        {tr("Edit"), tr("Remo&ve hall …"), {}, Needs::Hall, false, [this] { askToRemoveHall(); }},
        {tr("-Edit"), tr("&Lock"), tr("Ctrl+L"), Needs::Unlocked, true, [this] { layout_->setLocked(true); }},
        {tr("Edit"), tr("&Unlock"), tr("Ctrl+Shift+L"), Needs::Locked, true,
         [this] { layout_->setLocked(false); }},
        {tr("-Edit"), tr("Rack ele&vation"), tr("Ctrl+Shift+E"), Needs::Rack, true,
         [this] { elevation_->open(); }},
        {tr("Edit"), tr("Add dev&ice to the rack …"), tr("Ctrl+Shift+I"), Needs::Rack, true,
         [this] { elevation_->addDevice(); }},
        {tr("Edit"), tr("S&wap rack type …"), tr("Ctrl+T"), Needs::Rack, true, [this] { swapRackType(); }},
        {tr("Edit"), tr("Catalo&gue …"), tr("Ctrl+Shift+G"), Needs::Site, false, [this] { showCatalogue(); }},
        {tr("-Edit"), tr("Restore all to &service"), tr("Ctrl+Backspace"), Needs::Site, false,
         [this] { setOutages({}); }},
        {tr("Edit"), tr("&Find …"), QKeySequence::Find, Needs::Site, false, [this] { tree_->focusSearch(); }},
    };
}

QList<ActionEntry> MainWindow::hallEntries()
{
    return {
        {tr("-Edit"),
         tr("Feed the hall's rows A/&B"),
         {},
         Needs::Site,
         false,
         [this] { design_->feedChosenHall(); }},
        {tr("Edit"), tr("C&ool the hall"), {}, Needs::Site, false, [this] { design_->coolChosenHall(); }},
        {tr("Edit"), tr("Re-si&ze a loop"), {}, Needs::Site, false, [this] { design_->resizeChosenLoop(); }},
        {tr("Edit"),
         tr("Use larger power equipme&nt"),
         {},
         Needs::Site,
         false,
         [this] { design_->enlargeChosenPower(); }},
        {tr("-Edit"), tr("Ho&w many more racks fit?"), tr("Ctrl+Shift+K"), Needs::Site, false,
         [this] { capacity_->open(); }},
        {tr("Edit"),
         tr("Ta&ke over the racks that fit as a branch"),
         {},
         Needs::Site,
         false,
         [this] { capacity_->takeOver(); }},
        {tr("-Edit"),
         tr("Another &hall like this"),
         {},
         Needs::Hall,
         false,
         [this] { templates_->buildAnother(); }},
        {tr("Edit"),
         tr("Hall from a &template …"),
         {},
         Needs::Site,
         false,
         [this] { templates_->buildFromTemplate(); }},
        {tr("Edit"),
         tr("Replace hall by te&mplate …"),
         {},
         Needs::Hall,
         false,
         [this] { templates_->replaceByTemplate(); }},
        {tr("Edit"),
         tr("Sa&ve hall as template …"),
         {},
         Needs::Hall,
         false,
         [this] { templates_->saveAsTemplate(); }},
    };
}

QList<ActionEntry> MainWindow::selectEntries()
{
    const auto of = [this](auto command) { return [this, command] { std::invoke(command, choosing_); }; };
    using S = SelectionCommands;
    return {
        {tr("Select"), tr("&All in the hall"), QKeySequence::SelectAll, Needs::Hall, false, of(&S::all)},
        {tr("Select"), tr("&None"), tr("Ctrl+Shift+A"), Needs::Selection, false, of(&S::none)},
        {tr("-Select"), tr("Select its &row"), tr("Ctrl+Shift+R"), Needs::Rack, true, of(&S::row)},
        {tr("Select"), tr("Select its &pod (aisle and both rows)"), tr("Ctrl+Shift+P"), Needs::Selection,
         true, of(&S::pod)},
        {tr("Select"), tr("Select all of its &type in the hall"), {}, Needs::Rack, true, of(&S::sameType)},
        {tr("Select"), tr("Select all on its &feeds in the hall"), {}, Needs::Rack, true, of(&S::sameFeed)},
        {tr("-Select"), tr("By &condition …"), tr("Ctrl+Shift+F"), Needs::Site, false,
         [this] { askForCondition(); }},
    };
}

QList<ActionEntry> MainWindow::arrangeEntries()
{
    const auto align = [this](Alignment to) { return [this, to] { layout_->align(to); }; };
    const auto along = [this](auto command, FloorAxis axis) {
        return [this, command, axis] { std::invoke(command, layout_, axis); };
    };
    using L = LayoutCommands;
    return {
        {tr("Arrange"), tr("&Move by …"), tr("Ctrl+M"), Needs::Selection, true, [this] { askForMove(); }},
        {tr("Arrange"), tr("Turn by 90° &left, about the common centre"), tr("Ctrl+R"), Needs::Selection,
         true, [this] { layout_->turn(quarterTurn); }},
        {tr("Arrange"),
         tr("Turn by 90° &right, about the common centre"),
         {},
         Needs::Selection,
         false,
         [this] { layout_->turn(-quarterTurn); }},
        {tr("Arrange"), tr("Turn each by 90° left, about its &own centre"), tr("Ctrl+Alt+R"), Needs::Two,
         true, [this] { layout_->turnEach(quarterTurn); }},
        {tr("Arrange"),
         tr("Turn each by &180°, about its own centre"),
         {},
         Needs::Two,
         false,
         [this] { layout_->turnEach(2 * quarterTurn); }},
        {tr("Arrange"),
         tr("Mirror &north to south"),
         {},
         Needs::Selection,
         false,
         along(&L::mirror, FloorAxis::X)},
        {tr("Arrange"),
         tr("Mirror &west to east"),
         {},
         Needs::Selection,
         false,
         along(&L::mirror, FloorAxis::Y)},
        {tr("-Arrange/Align"), tr("&West sides"), {}, Needs::Two, false, align(Alignment::West)},
        {tr("Arrange/Align"), tr("Centres west to east"), {}, Needs::Two, false, align(Alignment::CentreX)},
        {tr("Arrange/Align"), tr("&East sides"), {}, Needs::Two, false, align(Alignment::East)},
        {tr("Arrange/Align"), tr("&South sides"), {}, Needs::Two, false, align(Alignment::South)},
        {tr("Arrange/Align"), tr("Centres south to north"), {}, Needs::Two, false, align(Alignment::CentreY)},
        {tr("Arrange/Align"), tr("&North sides"), {}, Needs::Two, false, align(Alignment::North)},
        {tr("Arrange/Distribute"),
         tr("West to &east"),
         {},
         Needs::Two,
         false,
         along(&L::distribute, FloorAxis::X)},
        {tr("Arrange/Distribute"),
         tr("South to &north"),
         {},
         Needs::Two,
         false,
         along(&L::distribute, FloorAxis::Y)},
        {tr("Arrange"), tr("&Close up"), {}, Needs::Two, false, [this] { layout_->closeUp(); }},
        {tr("Arrange"), tr("&Swap two"), {}, Needs::Two, true, [this] { layout_->swap(); }},
    };
}

QList<ActionEntry> MainWindow::toolEntries()
{
    const auto choose = [this](const ToolChoice& tool) { return [this, tool] { editor_->choose(tool); }; };
    return {
        {tr("Tools"), tr("&Select and move"), tr("V"), Needs::Site, false, choose(SelectChoice{})},
        {tr("Tools"), tr("&Measure"), tr("M"), Needs::Hall, false, choose(MeasureChoice{})},
        {tr("-Tools"),
         tr("Draw &cold aisle"),
         {},
         Needs::Hall,
         false,
         choose(AreaChoice{AreaKind::ColdAisle})},
        {tr("Tools"), tr("Draw &hot aisle"), {}, Needs::Hall, false, choose(AreaChoice{AreaKind::HotAisle})},
        {tr("Tools"),
         tr("Draw contained c&old aisle"),
         {},
         Needs::Hall,
         false,
         choose(AreaChoice{AreaKind::ContainedColdAisle})},
        {tr("Tools"),
         tr("Draw contained ho&t aisle"),
         {},
         Needs::Hall,
         false,
         choose(AreaChoice{AreaKind::ContainedHotAisle})},
        {tr("Tools"), tr("Draw &door"), {}, Needs::Hall, false, choose(DoorChoice{})},
        {tr("Tools"), tr("Draw &busway along a row"), {}, Needs::Hall, false, choose(BuswayChoice{})},
        {tr("-Tools"),
         tr("Draw cable &tray"),
         {},
         Needs::Site,
         false,
         choose(PathwayChoice{PathwayKind::Tray})},
        {tr("Tools"),
         tr("Draw d&uct bank"),
         {},
         Needs::Site,
         false,
         choose(PathwayChoice{PathwayKind::Duct})},
        {tr("Tools"), tr("Draw tr&ench"), {}, Needs::Site, false, choose(PathwayChoice{PathwayKind::Trench})},
        {tr("Tools"), tr("Draw &pipe run"), {}, Needs::Site, false, choose(PipeChoice{})},
        {tr("-Tools"), tr("Draw h&all in a building"), {}, Needs::Site, false, choose(HallChoice{})},
        {tr("Tools"), tr("Draw co&lumn"), {}, Needs::Hall, false, choose(AreaChoice{AreaKind::Column})},
        {tr("Tools"), tr("Draw &wall"), {}, Needs::Hall, false, choose(WallChoice{})},
        {tr("Tools"), tr("Draw &perforated tiles"), {}, Needs::Hall, false, choose(TileChoice{})},
        {tr("-Tools"), tr("&Year of weather …"), {}, Needs::Site, false, [this] { year_->chooseWeather(); }},
        {tr("-Tools"), tr("&Fail this: what follows?"), tr("Ctrl+Shift+X"), Needs::Equipment, true,
         [this] { fail(selection_.set().objects); }},
        {tr("Tools"),
         tr("Choose what fa&ils …"),
         {},
         Needs::Site,
         false,
         [this] {
             failure_->open();
             failure_->choose();
         }},
        {tr("Tools"),
         tr("Fail each by itself (&N-1)"),
         {},
         Needs::Site,
         false,
         [this] { failure_->sweep(); }},
        {tr("Tools"), tr("Fail each pai&r (N-2)"), {}, Needs::Site, false, [this] { failure_->sweepBoth(); }},
        {tr("Tools"),
         tr("&Maintenance: what can be out of service"),
         {},
         Needs::Site,
         false,
         [this] { failure_->findVerdicts(); }},
        {tr("-Tools"),
         tr("Availa&bility of racks"),
         {},
         Needs::Site,
         false,
         [this] { reliability_->findAvailability(); }},
        {tr("Tools"),
         tr("&Goodput of a training job"),
         {},
         Needs::Site,
         false,
         [this] { reliability_->runJob(); }},
    };
}

void MainWindow::buildEditMenu()
{
    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    QAction* undo = document_.undoGroup()->createUndoAction(this, tr("&Undo"));
    undo->setShortcut(QKeySequence::Undo);
    QAction* redo = document_.undoGroup()->createRedoAction(this, tr("&Redo"));
    redo->setShortcuts({QKeySequence(tr("Ctrl+Shift+Z")), QKeySequence(tr("Ctrl+Y"))});
    edit->addActions({undo, redo});
    // After the stack has done it: what was undone is what may be redone.
    connect(undo, &QAction::triggered, this,
            [this] { say(tr("Undone: %1").arg(document_.undoStack()->redoText())); });
    connect(redo, &QAction::triggered, this,
            [this] { say(tr("Redone: %1").arg(document_.undoStack()->undoText())); });
    editActions_ = std::make_unique<ActionTable>(this, editEntries() + hallEntries() + selectEntries() +
                                                           arrangeEntries() + toolEntries());
    editActions_->fill(edit, tr("Edit"));
    editActions_->fill(menuBar()->addMenu(tr("&Select")), tr("Select"));
    editActions_->fill(menuBar()->addMenu(tr("&Arrange")), tr("Arrange"));
    editActions_->fill(menuBar()->addMenu(tr("&Tools")), tr("Tools"));
}

void MainWindow::enableActions()
{
    const bool open = document_.isOpen();
    const std::vector<ObjectRef>& selected = selection_.set().objects;
    const auto locked = [this](ObjectRef object) {
        return isLocked(document_.committedSite()->records->of(object));
    };
    editActions_->setEnabled(
        {open, open && selection_.hall().valid(), static_cast<qsizetype>(selected.size()),
         open ? std::ranges::count_if(selected, locked) : 0, clipboard_->canPaste(),
         std::ranges::count_if(selected,
                               [](ObjectRef object) {
                                   return object.kind == ObjectKind::Rack || object.kind == ObjectKind::Row;
                               }),
         std::ranges::count_if(selected, [](ObjectRef object) { return canFail(object.kind); })});
    exportPlan_->setEnabled(open && selection_.hall().valid());
}

// What is under the pointer becomes the selection, unless it is a part of it.
void MainWindow::showContextMenu(ObjectRef object, QPoint globalPos)
{
    if (!document_.isOpen())
        return;
    QMenu menu(this);
    if (!object.valid()) { // bare floor
        const auto at = workspace_->planView()->placeUnder(globalPos);
        menu.addAction(tr("&Paste racks here"), this, [this, at] { clipboard_->paste(at); })
            ->setEnabled(clipboard_->canPaste());
        menu.addAction(tr("Select &all in the hall"), this, [this] { choosing_->all(); });
        menu.addAction(tr("&Measure"), this, [this] { editor_->choose(MeasureChoice{}); });
        menu.exec(globalPos);
        return;
    }
    if (object.kind == ObjectKind::Hall) {
        showHallMenu(object, globalPos);
        return;
    }
    if (!selection_.set().contains(object))
        select(object, Qt::NoModifier);
    editActions_->fillContextMenu(&menu);
    menu.addSeparator();
    menu.addAction(tr("&Zoom to it"), this, [this] { flyTo(selection_.set().primary()); });
    menu.exec(globalPos);
}

void MainWindow::showHallMenu(ObjectRef hall, QPoint globalPos)
{
    goTo(hall);
    QMenu menu(this);
    menu.addAction(tr("&Feed its rows A/B"), this, [this] { design_->feedChosenHall(); });
    menu.addAction(tr("&Cool it"), this, [this] { design_->coolChosenHall(); });
    menu.addAction(tr("Use &larger power equipment for it"), this, [this] { design_->enlargeChosenPower(); });
    menu.addSeparator();
    menu.addAction(tr("Select &all in it"), this, [this] { choosing_->all(); });
    menu.addAction(tr("&Paste racks"), this, [this] { clipboard_->paste(); })
        ->setEnabled(clipboard_->canPaste());
    menu.addSeparator();
    menu.addAction(tr("Another &hall like this"), this, [this] { templates_->buildAnother(); });
    menu.addAction(tr("Replace by &template …"), this, [this] { templates_->replaceByTemplate(); });
    menu.addAction(tr("&Save as template …"), this, [this] { templates_->saveAsTemplate(); });
    menu.addAction(tr("&Remove hall …"), this, [this] { askToRemoveHall(); });
    menu.addSeparator();
    menu.addAction(tr("&Zoom to it"), this, [this, hall] { flyTo(hall); });
    menu.exec(globalPos);
}

// To the same places there, or the nearest where all are free.
void MainWindow::askForHall()
{
    const Site& site = *document_.committedSite();
    QStringList names;
    std::vector<HallId> halls;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            if (hall->id == selection_.hall())
                continue;
            names << tr("%1, %2").arg(QString::fromStdString(hall->name),
                                      QString::fromStdString(building->name));
            halls.push_back(hall->id);
        }
    }
    if (names.empty()) {
        say(tr("There is no other hall; draw one on the campus (Tools), or make another like this (Edit)."));
        return;
    }
    bool chosen = false;
    const QString name =
        QInputDialog::getItem(this, tr("Move to another hall"), tr("To hall"), names, 0, false, &chosen);
    if (!chosen)
        return;
    const HallId hall = halls[static_cast<std::size_t>(names.indexOf(name))];
    layout_->moveToHall(hall);
    if (selection_.hall() == hall) // not refused
        workspace_->sceneView()->showPreset(scene::ViewPreset::Hall);
}

void MainWindow::askForArray()
{
    ArrayDialog dialog(
        standingsOf(*document_.committedSite(), selection_.set().objects, selection_.hall()),
        [this](const ArrayRule& rule) { return layout_->makeArray(rule); }, this);
    dialog.exec();
}

void MainWindow::askForMove()
{
    constexpr double farthestM = 500.0;
    QDialog dialog(this);
    dialog.setWindowTitle(tr("Move by"));
    auto* form = new QFormLayout(&dialog);
    const auto field = [&](const QString& label) {
        auto* distance =
            new panels::QuantityField(panels::lengthField(), -farthestM, farthestM, 0.6, &dialog);
        form->addRow(label, distance);
        return distance;
    };
    auto* east = field(tr("To the east (x)"));
    auto* north = field(tr("To the north (y)"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, &dialog);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    if (dialog.exec() == QDialog::Accepted)
        layout_->moveBy({east->si(), north->si()});
}

void MainWindow::askForCondition()
{
    static QString text = QStringLiteral("power > 30 kW and inlet > 26");
    if (!results_.shown())
        return;
    ConditionDialog dialog(results_.shown(), selection_.hall(), text, this);
    if (!askForRacks(dialog))
        return;
    text = dialog.text();
    SelectionSet chosen{{}, selection_.hall()};
    for (const RackId rack : dialog.racks())
        chosen.objects.push_back(refTo(rack));
    selection_.setTo(chosen);
    say(dialog.words());
}

void MainWindow::askToRemoveHall()
{
    const Site& site = *document_.committedSite();
    const Hall& hall = site.hall(selection_.hall());
    QMessageBox box(QMessageBox::Question, tr("Remove hall"),
                    tr("Remove hall %1 with its %2 racks, %3 air handlers and %4 CDUs?")
                        .arg(QString::fromStdString(hall.name))
                        .arg(hall.racks.size())
                        .arg(hall.airHandlers.size())
                        .arg(hall.cdus.size()),
                    QMessageBox::Cancel, this);
    box.setInformativeText(tr("Undo brings it back."));
    const QAbstractButton* remove = box.addButton(tr("Remove"), QMessageBox::AcceptRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    if (box.clickedButton() == remove)
        layout_->removeHall();
}

// Arrows move what is selected by a tile, with Alt by a centimetre, but never from the end of a list; Esc leaves what is under way, then the tool.
void MainWindow::keyPressEvent(QKeyEvent* event)
{
    static const QHash<int, Point2> ways{
        {Qt::Key_Left, {-1, 0}}, {Qt::Key_Right, {1, 0}}, {Qt::Key_Up, {0, 1}}, {Qt::Key_Down, {0, -1}}};
    if (event->key() == Qt::Key_Escape && editor_->escape())
        return;
    if (editor_->key(event->key()))
        return;
    const bool inList = qobject_cast<QAbstractItemView*>(QApplication::focusWidget()) != nullptr;
    if (const auto way = ways.find(event->key()); way != ways.end() && !inList && !selection_.set().empty()) {
        layout_->nudge(*way, event->modifiers().testFlag(Qt::AltModifier));
        return;
    }
    QMainWindow::keyPressEvent(event);
}

} // namespace hallwright::app
