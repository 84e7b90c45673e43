#include "app/gui/command_palette.h"

#include <QAction>
#include <QHash>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hallwright::app {

namespace {

constexpr int commandRole = Qt::UserRole; // position in the list of commands
constexpr qsizetype mostUsed = 8;

// "&Find …" without the mark of its key; "&&" is an ampersand.
QString plainText(QString text)
{
    return text.replace(QLatin1String("&&"), QLatin1String("\1"))
        .remove(QLatin1Char('&'))
        .replace(QLatin1Char('\1'), QLatin1Char('&'));
}

void gather(const QList<QAction*>& actions, const QString& before, std::vector<Command>& commands)
{
    for (QAction* action : actions) {
        if (action->isSeparator() || action->text().isEmpty() || !action->isVisible())
            continue;
        const QString path = before + plainText(action->text());
        if (QMenu* menu = action->menu()) {
            emit menu->aboutToShow();
            gather(menu->actions(), path + QStringLiteral(" › "), commands);
        } else {
            commands.push_back({path, action});
        }
    }
}

} // namespace

std::vector<Command> commandsOf(const QMenuBar& bar)
{
    std::vector<Command> commands;
    gather(bar.actions(), {}, commands);
    return commands;
}

namespace {

// What people say for what a menu calls otherwise; parts of its words.
const QHash<QString, QStringList>& otherWords()
{
    static const QHash<QString, QStringList> words{
        {QStringLiteral("one-line"), {QStringLiteral("single-line")}},
        {QStringLiteral("oneline"), {QStringLiteral("single-line")}},
        {QStringLiteral("sld"), {QStringLiteral("single-line")}},
        {QStringLiteral("energy"), {QStringLiteral("year"), QStringLiteral("scenario")}},
        {QStringLiteral("pue"), {QStringLiteral("year"), QStringLiteral("scenario")}},
        {QStringLiteral("weather"), {QStringLiteral("scenario")}},
        {QStringLiteral("load"), {QStringLiteral("scenario")}},
        {QStringLiteral("what-if"), {QStringLiteral("scenario"), QStringLiteral("service")}},
        {QStringLiteral("failure"), {QStringLiteral("service")}},
        {QStringLiteral("outage"), {QStringLiteral("service")}},
        {QStringLiteral("p&id"), {QStringLiteral("coolant loops")}},
        {QStringLiteral("piping"), {QStringLiteral("coolant loops"), QStringLiteral("pipe run")}},
        {QStringLiteral("cooling"), {QStringLiteral("coolant"), QStringLiteral("cool the hall")}},
        {QStringLiteral("errors"), {QStringLiteral("findings")}},
        {QStringLiteral("warnings"), {QStringLiteral("findings")}},
        {QStringLiteral("issues"), {QStringLiteral("findings")}},
        {QStringLiteral("delete"), {QStringLiteral("remove")}},
        {QStringLiteral("rotate"), {QStringLiteral("turn")}},
        {QStringLiteral("cad"), {QStringLiteral("dxf")}},
        {QStringLiteral("print"), {QStringLiteral("pdf")}},
        {QStringLiteral("imperial"), {QStringLiteral("ip units")}},
        {QStringLiteral("fahrenheit"), {QStringLiteral("ip units")}},
        {QStringLiteral("theme"), {QStringLiteral("dark")}},
        {QStringLiteral("settings"), {QStringLiteral("preferences")}}};
    return words;
}

int matchOfWord(const QString& path, const QString& word)
{
    const qsizetype at = path.indexOf(word, 0, Qt::CaseInsensitive);
    if (at >= 0)
        return at == 0 || !path[at - 1].isLetterOrNumber() ? 3 : 1;
    const QStringList others = otherWords().value(word.toLower());
    return std::ranges::any_of(
               others, [&](const QString& other) { return path.contains(other, Qt::CaseInsensitive); })
               ? 1
               : 0;
}

// Of the entry itself, whose menus stand before it.
int matchOfName(const QString& path, const QString& typed)
{
    QString name = path.section(QStringLiteral(" › "), -1);
    if (name.endsWith(QStringLiteral(" …")))
        name.chop(2);
    if (typed.isEmpty() || !name.startsWith(typed, Qt::CaseInsensitive))
        return 0;
    return name.size() == typed.size() ? 40 : 20;
}

} // namespace

int matchOf(const QString& path, const QString& typed)
{
    int match = 1 + matchOfName(path, typed.simplified());
    for (const QString& word : typed.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const int ofWord = matchOfWord(path, word);
        if (ofWord == 0)
            return 0;
        match += ofWord;
    }
    return match;
}

CommandPalette::CommandPalette(const QMenuBar* bar, QWidget* window)
    : QDialog(window, Qt::Popup), bar_(bar), typed_(new QLineEdit(this)), list_(new QTreeWidget(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setWindowTitle(tr("Commands"));
    typed_->setPlaceholderText(tr("What to do: a few letters of each word"));
    typed_->setClearButtonEnabled(true);
    typed_->installEventFilter(this);
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setHeaderHidden(true);
    list_->setColumnCount(2);
    list_->header()->setStretchLastSection(false);
    list_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    list_->setFocusPolicy(Qt::NoFocus); // the keys are the line's
    connect(typed_, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(list_, &QTreeWidget::itemClicked, this, &CommandPalette::run);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 6);
    column->addWidget(typed_);
    column->addWidget(list_);
}

void CommandPalette::ask()
{
    constexpr QSize wanted(560, 420);
    const QWidget& window = *parentWidget();
    commands_ = commandsOf(*bar_);
    typed_->clear();
    fill();
    resize(wanted.boundedTo(window.size() * 9 / 10));
    move(window.mapToGlobal(QPoint((window.width() - width()) / 2, window.height() / 8)));
    show();
    typed_->setFocus();
}

// What cannot be done now is shown, so that nobody looks for it elsewhere, but last.
void CommandPalette::fill()
{
    struct Found {
        std::size_t command;
        int match;
    };
    std::vector<Found> found;
    const QString typed = typed_->text();
    for (std::size_t i = 0; i < commands_.size(); ++i) {
        const Command& command = commands_[i];
        if (!command.action || matchOf(command.path, typed) == 0)
            continue;
        const qsizetype used = used_.indexOf(command.path);
        const int recent = used < 0 ? 0 : static_cast<int>(mostUsed - used);
        found.push_back(
            {i, matchOf(command.path, typed) * 100 + recent - (command.action->isEnabled() ? 0 : 10000)});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Found& a, const Found& b) { return a.match > b.match; });
    list_->clear();
    for (const Found& each : found) {
        const Command& command = commands_[each.command];
        const QString mark = command.action->isChecked() ? QStringLiteral("✓ ") : QString();
        auto* item = new QTreeWidgetItem(
            list_, {mark + command.path, command.action->shortcut().toString(QKeySequence::NativeText)});
        item->setData(0, commandRole, static_cast<qulonglong>(each.command));
        item->setDisabled(!command.action->isEnabled());
        item->setToolTip(0, command.action->toolTip());
    }
    if (found.empty())
        (new QTreeWidgetItem(list_, {tr("Nothing of that name can be done here.")}))->setDisabled(true);
    else
        list_->setCurrentItem(list_->topLevelItem(0));
}

// Once the palette has gone: what is done may open a dialog of its own.
void CommandPalette::run(QTreeWidgetItem* item)
{
    const QVariant which = item ? item->data(0, commandRole) : QVariant();
    if (!item || !which.isValid() || item->isDisabled())
        return;
    const Command command = commands_.at(which.toULongLong());
    used_.removeAll(command.path);
    used_.prepend(command.path);
    used_ = used_.mid(0, mostUsed);
    hide();
    if (command.action)
        QMetaObject::invokeMethod(command.action, &QAction::trigger, Qt::QueuedConnection);
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != typed_ || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        run(list_->currentItem());
        return true;
    }
    const int rows = key == Qt::Key_Down       ? 1
                     : key == Qt::Key_Up       ? -1
                     : key == Qt::Key_PageDown ? 10
                     : key == Qt::Key_PageUp   ? -10
                                               : 0;
    if (rows == 0)
        return QDialog::eventFilter(watched, event);
    const int at = list_->indexOfTopLevelItem(list_->currentItem()) + rows;
    list_->setCurrentItem(list_->topLevelItem(std::clamp(at, 0, list_->topLevelItemCount() - 1)));
    return true;
}

} // namespace hallwright::app
