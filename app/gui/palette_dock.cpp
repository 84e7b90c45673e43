#include "app/gui/palette_dock.h"

#include "views/shared/format.h"

#include <QEvent>
#include <QHeaderView>
#include <QTreeWidget>

namespace hallwright::app {

namespace {

constexpr int choiceRole = Qt::UserRole;

QString sizeOf(double widthM, double depthM)
{
    return QStringLiteral("%1 × %2").arg(style::formatLength(widthM), style::formatLength(depthM));
}

template <class Type>
QString namedSize(const Type& type)
{
    return QObject::tr("%1, %2").arg(sizeOf(type.values.widthM, type.values.depthM),
                                     style::formatPower(type.values.capacityW));
}

} // namespace

PaletteDock::PaletteDock(Document* document, Editor* editor, QWidget* parent)
    : QDockWidget(tr("Palette"), parent), document_(document), editor_(editor), tree_(new QTreeWidget(this))
{
    setObjectName(QStringLiteral("paletteDock"));
    setWidget(tree_);
    tree_->setHeaderHidden(true);
    tree_->setColumnCount(2);
    tree_->header()->setStretchLastSection(true);
    tree_->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    tree_->setDragEnabled(true);
    tree_->setDragDropMode(QAbstractItemView::DragOnly);
    tree_->setToolTip(tr("Take a tool or a type in the hand, then click in the plan or in 3D"));
    connect(tree_, &QTreeWidget::itemPressed, this, &PaletteDock::takeInHand);
    connect(tree_, &QTreeWidget::itemActivated, this, &PaletteDock::takeInHand);
    connect(editor, &Editor::toolChanged, this, &PaletteDock::showTool);
    connect(document, &Document::opened, this, &PaletteDock::fill);
    connect(document, &Document::committedSiteChanged, this, &PaletteDock::fill);
    fill();
}

QTreeWidgetItem* PaletteDock::addGroup(const QString& title)
{
    auto* group = new QTreeWidgetItem(tree_, {title});
    group->setFlags(Qt::ItemIsEnabled);
    group->setFirstColumnSpanned(true);
    QFont bold = tree_->font();
    bold.setBold(true);
    group->setFont(0, bold);
    return group;
}

void PaletteDock::add(QTreeWidgetItem* group, const QString& name, const QString& figures,
                      const ToolChoice& tool)
{
    auto* item = new QTreeWidgetItem(group, {name, figures});
    item->setData(0, choiceRole, static_cast<int>(choices_.size()));
    item->setForeground(1, palette().placeholderText());
    const QString hint = editor_->hintOf(tool);
    for (int column = 0; column < tree_->columnCount(); ++column)
        item->setToolTip(column, hint);
    choices_.push_back(tool);
}

QList<std::pair<QString, QString>> PaletteDock::toolHelp() const
{
    QList<std::pair<QString, QString>> help;
    for (int group = 0; group < tree_->topLevelItemCount(); ++group) {
        const QTreeWidgetItem* tools = tree_->topLevelItem(group);
        for (int i = 0; i < tools->childCount(); ++i) {
            const std::size_t choice = tools->child(i)->data(0, choiceRole).toUInt();
            if (!std::holds_alternative<PlaceChoice>(choices_[choice]))
                help.append({tools->child(i)->text(0), tools->child(i)->toolTip(0)});
        }
    }
    return help;
}

// The colours of what is written small are the theme's.
void PaletteDock::changeEvent(QEvent* event)
{
    QDockWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fill();
}

void PaletteDock::addTools()
{
    QTreeWidgetItem* hand = addGroup(tr("Hand"));
    add(hand, tr("Select and move"), tr("V"), SelectChoice{});
    add(hand, tr("Measure"), tr("M"), MeasureChoice{});
    QTreeWidgetItem* draw = addGroup(tr("Draw on the floor"));
    add(draw, tr("Cold aisle"), {}, AreaChoice{AreaKind::ColdAisle});
    add(draw, tr("Hot aisle"), {}, AreaChoice{AreaKind::HotAisle});
    add(draw, tr("Contained cold aisle"), {}, AreaChoice{AreaKind::ContainedColdAisle});
    add(draw, tr("Contained hot aisle"), {}, AreaChoice{AreaKind::ContainedHotAisle});
    add(draw, tr("Column"), {}, AreaChoice{AreaKind::Column});
    add(draw, tr("Wall"), {}, WallChoice{});
    add(draw, tr("Door"), {}, DoorChoice{});
    add(draw, tr("Perforated tiles"), {}, TileChoice{});
    add(draw, tr("Busway along a row"), {}, BuswayChoice{});
    add(draw, tr("Hall in a building"), tr("on the campus"), HallChoice{});
    QTreeWidgetItem* ways = addGroup(tr("Draw from point to point"));
    add(ways, tr("Cable tray"), {}, PathwayChoice{PathwayKind::Tray});
    add(ways, tr("Duct bank"), {}, PathwayChoice{PathwayKind::Duct});
    add(ways, tr("Trench"), {}, PathwayChoice{PathwayKind::Trench});
    add(ways, tr("Pipe run"), tr("of a coolant loop"), PipeChoice{});
}

void PaletteDock::addTypes()
{
    const auto named = [](const auto& type) { return QString::fromStdString(type.name); };
    if (!shown_->rackTypes.empty()) {
        QTreeWidgetItem* racks = addGroup(tr("Racks (click for one, drag for a row)"));
        for (const RackType& type : shown_->rackTypes)
            add(racks, named(type),
                tr("%1, %2").arg(sizeOf(type.widthM, type.depthM), style::formatPower(type.powerW)),
                PlaceChoice{refTo(type.id)});
    }
    if (!shown_->airHandlerTypes.empty()) {
        QTreeWidgetItem* handlers = addGroup(tr("Air handlers (click for one, drag for a line)"));
        for (const AirHandlerType& type : shown_->airHandlerTypes)
            add(handlers, named(type), namedSize(type), PlaceChoice{refTo(type.id)});
    }
    if (!shown_->cduTypes.empty()) {
        QTreeWidgetItem* cdus = addGroup(tr("Coolant distribution units (click, drag)"));
        for (const CduType& type : shown_->cduTypes)
            add(cdus, named(type), namedSize(type), PlaceChoice{refTo(type.id)});
    }
}

void PaletteDock::showOtherUnits()
{
    shown_ = nullptr;
    fill();
}

void PaletteDock::fill()
{
    const std::shared_ptr<const Catalogue> catalogue =
        document_->isOpen() ? document_->committedSite()->catalogue : nullptr;
    if (catalogue == shown_ && tree_->topLevelItemCount() > 0)
        return;
    shown_ = catalogue;
    tree_->clear();
    choices_.clear();
    addTools();
    if (shown_)
        addTypes();
    tree_->expandAll();
    showTool();
}

void PaletteDock::takeInHand(QTreeWidgetItem* item)
{
    const QVariant position = item->data(0, choiceRole);
    if (position.isValid())
        editor_->choose(choices_[static_cast<std::size_t>(position.toInt())]);
}

// Back to the hand after Esc.
void PaletteDock::showTool()
{
    if (!editor_->tool().takesAll() && tree_->topLevelItemCount() > 0)
        tree_->setCurrentItem(tree_->topLevelItem(0)->child(0));
}

} // namespace hallwright::app
