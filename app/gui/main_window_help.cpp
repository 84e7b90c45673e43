// The Help menu, and the words that it and the parts of the window are explained with.
#include "app/gui/main_window.h"

#include "app/gui/command_palette.h"
#include "app/gui/diagnostics.h"
#include "app/gui/help_dialog.h"
#include "app/gui/palette_dock.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDockWidget>
#include <QHash>
#include <QMenuBar>
#include <QMessageBox>
#include <QUrl>
#include <QWhatsThis>

namespace hallwright::app {

namespace {

// Of the docks by their names; of the pictures by their numbers.
QHash<QString, QString> paneTexts()
{
    const auto tr = [](const char* text) { return MainWindow::tr(text); };
    return {
        {"pane0",
         tr("The campus or the chosen hall in 3D. Drag a rack to move it; the ground turns the view.")},
        {"pane1",
         tr("The floor plan to scale. Drag moves what it takes hold of, the tools of the palette draw. "
            "Places in a hall are counted from the south-west corner of its room, x to the east and "
            "y to the north as the hall stands.")},
        {"pane2", tr("The chosen hall's inlet temperatures or power density from above.")},
        {"pane3", tr("The chosen hall's air as it is solved in 3D: planes, isolines, streamlines, sources.")},
        {"siteDock",
         tr("Everything in the site by its place, with power, warmest inlet and findings. Type to "
            "search; drag racks onto another hall to move them there.")},
        {"inspectorDock", tr("What is selected: its values to edit, its figures, and why they are so. A "
                             "figure in blue opens its formula.")},
        {"fieldsDock", tr("Every value of what is selected, of several at once too. F2 or a double click "
                          "edits one.")},
        {"elevationDock", tr("The selected rack from front and rear with its devices by unit; they are "
                             "dragged, or moved by the arrow keys.")},
        {"hallsDock", tr("All halls with their figures, to sort and compare.")},
        {"findingsDock", tr("What is wrong with the site by the rules, with what would clear it. Enter goes "
                            "there, a waiver accepts one with a reason.")},
        {"capacityDock",
         tr("How many more racks of a type fit in the place that is chosen in the site, what stops "
            "the next, and what would make room. The plan shows the free positions meanwhile.")},
        {"powerDiagramDock", tr("How power comes to the racks, with loads. Take an element out of service to "
                                "see what depends on it.")},
        {"loopDiagramDock", tr("A coolant loop: plant, pumps, pipes and what they cool, with temperatures "
                               "and flows.")},
        {"yearDock",
         tr("What the site comes to in a year of hourly weather: PUE, water, carbon, free cooling, "
            "limits, and charts of its hours. A click on an hour puts its weather into the "
            "scenario.")},
        {"failureDock",
         tr("What follows if equipment fails, second by second: in words, event by event and "
            "over time; each element failed by itself and each pair, the worst first; and what each "
            "hall can spare for maintenance. A click on an event or an element goes there.")},
        {"reliabilityDock",
         tr("How much of a year the racks of each hall have power and cooling, which equipment "
            "the rest is spent on, and how much of a training job's time becomes work that "
            "counts.")},
        {"workListDock", tr("What a change of rack type leaves to do, checked off as it is solved.")},
        {"paletteDock",
         tr("Tools and the types of the catalogue. Take one in the hand, then click or drag in "
            "the plan or in 3D; Esc puts it down.")},
        {"historyDock",
         tr("The steps since the site was opened with the figures after each; Enter or a click "
            "goes to one.")},
        {"branchDock", tr("Other versions of the site in the same file: work on them, compare, merge.")},
    };
}

HelpSection mouseHelp()
{
    const auto tr = [](const char* text) { return MainWindow::tr(text); };
    return {
        tr("Mouse and keys"),
        {{tr("Click, Ctrl+click, Shift+click"), tr("select; select one more (Shift in the plan)")},
         {tr("Drag a rack, air handler, CDU or what is selected"),
          tr("move it; R turns, Alt leaves the grid, Esc puts back")},
         {tr("Drag on bare floor (in 3D with Ctrl)"), tr("select with a band")},
         {tr("Middle or right drag, wheel"), tr("move the picture, zoom")},
         {tr("Left drag on the ground in 3D"), tr("orbit")},
         {tr("F6, Shift+F6"), tr("to the next or previous part of the window: pictures, docks, scenario")},
         {tr("Tab, Shift+Tab"), tr("to the next or previous field of a part")},
         {tr("Menu key, Shift+F10"), tr("the menu of what is selected, in the plan and in the site")},
         {tr("Arrows, Alt+arrows"), tr("move what is selected by a tile, by a centimetre; in the plan, with "
                                       "nothing selected, move the picture")},
         {tr("+, -, 0"), tr("zoom the plan or a diagram in and out, fit it")},
         {tr("Drag the handle at the end of a selected row"), tr("add racks to it")},
         {tr("Enter, Backspace, Page Up, Page Down"),
          tr("a tray or pipe that is drawn: end, one point back, level")},
         {tr("In the elevation: arrows, Alt+up, Alt+down"),
          tr("move devices by 1 U, by ½ U; left and right: to the front, to the rear")},
         {tr("In the elevation: Page Up, Page Down"), tr("the next device")},
         {tr("Esc"), tr("leave what is under way, then put the tool down")},
         {tr("Numbers"), tr("take units and arithmetic: 24 ft, 2*600 mm, +0.6")}}};
}

HelpSection commandHelp(const QMenuBar& bar)
{
    HelpSection section{MainWindow::tr("Keys of commands"), {}};
    for (const Command& command : commandsOf(bar)) {
        QStringList keys;
        for (const QKeySequence& key : command.action->shortcuts())
            keys << key.toString(QKeySequence::NativeText);
        if (!keys.isEmpty())
            section.rows.append({keys.join(QStringLiteral(", ")), command.path});
    }
    return section;
}

} // namespace

void MainWindow::buildHelpMenu()
{
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    auto* palette = new CommandPalette(menuBar(), this);
    help->addAction(tr("&Commands …"), QKeySequence(tr("Ctrl+K")), palette, &CommandPalette::ask);
    help->addAction(tr("&Keys, mouse and panes"), QKeySequence(Qt::Key_F1), this, &MainWindow::showHelp);
    QAction* what = QWhatsThis::createAction(this); // Shift+F1
    what->setText(tr("&What is this?"));
    help->addAction(what);
    help->addAction(tr("&Your first hall, step by step"), this, [this] {
        const QString guide = QStringLiteral(HALLWRIGHT_DOCS "/first-hall.md");
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(guide)))
            say(tr("No program opens %1; read it there.").arg(guide));
    });
    help->addSeparator();
    help->addAction(tr("Copy &diagnostics"), this, [this] {
        QGuiApplication::clipboard()->setText(diagnosticsText());
        say(tr("Versions, the log's end and the last crash are in the clipboard; nothing was sent."));
    });
    help->addAction(tr("&About Hallwright"), this, [this] {
        QMessageBox::about(this, tr("About Hallwright"),
                           tr("<b>Hallwright %1</b><p>A digital twin of data-centre campuses: what stands "
                              "where, what feeds and cools it, what it comes to.</p><p>With Qt %2, Qt 3D, "
                              "VTK, SQLite and Eigen.</p>")
                               .arg(QApplication::applicationVersion(), QString::fromLatin1(qVersion())));
    });
    const QHash<QString, QString> texts = paneTexts();
    int number = 0;
    for (QWidget* pane : workspace_->panes()) {
        const QString name = QStringLiteral("pane%1").arg(number++);
        pane->setWindowTitle(findChild<QAction*>(name)->text());
        pane->setWhatsThis(texts.value(name));
    }
    for (QDockWidget* dock : std::as_const(docks_))
        dock->setWhatsThis(texts.value(dock->objectName()));
}

// What has the keys comes first.
void MainWindow::showHelp()
{
    HelpSection here{tr("Here"), {}}, panes{tr("Parts of the window"), {}};
    QList<QWidget*> parts = workspace_->panes();
    for (QDockWidget* dock : std::as_const(docks_))
        parts << dock;
    for (const QWidget* part : std::as_const(parts)) {
        const std::pair row{part->windowTitle(), part->whatsThis()};
        panes.rows.append(row);
        if (part->isAncestorOf(QApplication::focusWidget()))
            here.rows.append(row);
    }
    if (editor_->tool().takesAll())
        here.rows.append({editor_->tool().name(), editor_->tool().hint()});
    const HelpSection tools{tr("Tools"), findChild<PaletteDock*>()->toolHelp()};
    auto* dialog = new HelpDialog({here, mouseHelp(), commandHelp(*menuBar()), tools, panes}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace hallwright::app
