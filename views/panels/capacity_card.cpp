#include "views/panels/capacity_card.h"

#include "core/model/object_names.h"
#include "views/panels/capacity_words.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/position_marks.h"
#include "views/shared/sentence_units.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QStackedLayout>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace hallwright::panels {

namespace {

enum HeadRoomColumn { RoomOf, RoomUsed, RoomLimit, RoomLeft, RoomTightest };
enum UnlockColumn { UnlockRacks, UnlockPower, UnlockChange, UnlockThen };
constexpr int objectRole = Qt::UserRole + 2;

QTreeWidget* newTable(const QString& name, const QStringList& titles, QWidget* parent)
{
    auto* table = new QTreeWidget(parent);
    table->setObjectName(name);
    table->setHeaderLabels(titles);
    table->setRootIsDecorated(false);
    table->setAlternatingRowColors(true);
    table->header()->setStretchLastSection(true);
    table->header()->setMinimumSectionSize(24);
    return table;
}

} // namespace

CapacityCard::CapacityCard(QWidget* parent)
    : QWidget(parent), words_(new QLabel(this)), tabs_(new QTabWidget(this)),
      headRooms_(newTable(QStringLiteral("capacityHeadRooms"),
                          {tr("Resource"), tr("Used"), tr("Limit"), tr("Left"), tr("Tightest")}, this)),
      unlocks_(newTable(QStringLiteral("capacityUnlocks"),
                        {tr("Racks"), tr("Power"), tr("Change"), tr("What stops the next then")}, this)),
      noUnlocks_(new QLabel(this))
{
    words_->setObjectName(QStringLiteral("capacityWords"));
    words_->setWordWrap(true);
    words_->setTextInteractionFlags(Qt::TextBrowserInteraction);
    words_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    words_->setMargin(6);
    auto* answer = new QScrollArea(this);
    answer->setWidget(words_);
    answer->setWidgetResizable(true);
    answer->setFrameShape(QFrame::NoFrame);
    noUnlocks_->setWordWrap(true);
    noUnlocks_->setAlignment(Qt::AlignCenter);
    noUnlocks_->setForegroundRole(QPalette::PlaceholderText);
    noUnlocks_->setMargin(8);
    for (const int column : {RoomUsed, RoomLimit, RoomLeft})
        headRooms_->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    for (const int column : {UnlockRacks, UnlockPower})
        unlocks_->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    headRooms_->setSortingEnabled(true);
    headRooms_->sortByColumn(-1, Qt::AscendingOrder); // in the order of the resources
    headRooms_->setToolTip(
        tr("Power is that after the loss of the other side. – is not known. A click goes to the tightest."));
    unlocks_->setToolTip(tr("Each was counted by doing it. A click goes to what it would lift."));
    auto* changes = new QWidget(this);
    auto* stack = new QStackedLayout(changes);
    stack->addWidget(unlocks_);
    stack->addWidget(noUnlocks_);
    tabs_->setDocumentMode(true);
    tabs_->addTab(answer, tr("Answer"));
    tabs_->addTab(headRooms_, tr("Head-room"));
    tabs_->addTab(changes, tr("More room"));
    tabs_->setTabToolTip(2, tr("The changes that would make room, the one that frees most power first"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(tabs_);
    const auto choose = [this](QTreeWidgetItem* line) {
        if (const auto object = line->data(0, objectRole).value<ObjectRef>(); object.valid())
            emit chosen(object);
    };
    for (QTreeWidget* table : {headRooms_, unlocks_}) {
        connect(table, &QTreeWidget::itemClicked, this, choose);
        connect(table, &QTreeWidget::itemActivated, this, choose); // by Enter
    }
    connect(words_, &QLabel::linkActivated, this, [this] { emit chosen(stopped_); });
}

QString CapacityCard::words() const
{
    return words_->text();
}

void CapacityCard::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    const QString words = words_->text();
    words_->clear();
    words_->setText(words);
}

void CapacityCard::setPlace(const CapacityPtr& capacity, const CapacityUnlocksPtr& unlocks,
                            const PlaceCapacity* place)
{
    headRooms_->clear();
    unlocks_->clear();
    words_->clear();
    tabs_->setVisible(place != nullptr);
    if (!place)
        return;
    showWords(*capacity, *place);
    showHeadRooms(*capacity->asked.site, *place);
    showUnlocks(*capacity, unlocks, *place);
}

// "B5: 20 more racks fit …", then what stops the next, what would clear it, and what stands there.
void CapacityCard::showWords(const Capacity& capacity, const PlaceCapacity& place)
{
    const PositionCapacity* next = capacity.next(place.place);
    const Blocker& by = next ? *next->blocker : place.binding;
    stopped_ = by.object;
    const QString name =
        place.place.kind == ObjectKind::Row ? tr("Row %1").arg(text(place.name)) : text(place.name);
    QStringList lines{
        QStringLiteral("<b>%1</b>: %2").arg(name.toHtmlEscaped(), answerText(place).toHtmlEscaped())};
    if (next) {
        const Site& site = *capacity.asked.site;
        const QString where =
            exists(site, by.object) ? text(describe(site, by.object)).toHtmlEscaped() : QString();
        lines << tr("What stops the next (%1): %2 %3")
                     .arg(text(inWords(by.resource)), style::sentence(by.sentence).toHtmlEscaped(),
                          where.isEmpty() ? QString() : tr("<a href=\"there\">Go to %1</a>").arg(where));
        if (!by.remedy.empty())
            lines << tr("What would clear it: %1").arg(style::sentence(by.remedy).toHtmlEscaped());
        if (!by.isSame(place.binding))
            lines << tr("What keeps most positions empty, %1 of them: %2")
                         .arg(style::formatCount(static_cast<long long>(place.blocked)),
                              style::sentence(place.binding.sentence).toHtmlEscaped());
    } else if (place.free > 0) {
        lines << tr("Nothing stops them; then no position is left.");
    } else {
        lines << tr("Its rows are full, or it has none: a row, or a rack less, would make a position.");
    }
    lines << statusesText(place.statuses).toHtmlEscaped();
    words_->setText(QStringLiteral("<p>%1</p>").arg(lines.join(QStringLiteral("</p><p>"))));
}

void CapacityCard::showHeadRooms(const Site& site, const PlaceCapacity& place)
{
    for (const HeadRoom& room : place.headRooms) {
        auto* line = new NumberLine(headRooms_);
        line->setText(RoomOf, style::resourceText(room.resource));
        line->setNumber(RoomUsed, room.used, amountText(room.resource, room.used, room.unit));
        line->setNumber(RoomLimit, room.limit, amountText(room.resource, room.limit, room.unit));
        line->setNumber(RoomLeft, room.left(), amountText(room.resource, room.left(), room.unit));
        if (room.tightest.valid() && exists(site, room.tightest)) {
            line->setText(RoomTightest, text(nameOf(site, room.tightest)));
            line->setData(RoomOf, objectRole, QVariant::fromValue(room.tightest));
        }
        if (room.left() && *room.left() < 0.0) // beyond its limit: marked, not only coloured
            line->setText(RoomLeft, QStringLiteral("\u26a0\u00a0%1").arg(line->text(RoomLeft)));
    }
    for (const HeadRoomColumn column : {RoomOf, RoomUsed, RoomLimit, RoomLeft})
        headRooms_->resizeColumnToContents(column);
}

void CapacityCard::showUnlocks(const Capacity& capacity, const CapacityUnlocksPtr& unlocks,
                               const PlaceCapacity& place)
{
    const auto there =
        unlocks ? unlocksAt(capacity, *unlocks, place.place) : std::vector<const CapacityUnlock*>();
    for (const CapacityUnlock* unlock : there) {
        auto* line = new NumberLine(unlocks_);
        line->setText(UnlockChange, text(unlock->change));
        line->setToolTip(UnlockChange, text(unlock->change));
        line->setNumber(UnlockRacks, static_cast<double>(unlock->racks),
                        QStringLiteral("+%1").arg(style::formatCount(static_cast<long long>(unlock->racks))));
        line->setNumber(UnlockPower, unlock->powerW,
                        QStringLiteral("+%1").arg(style::formatPower(unlock->powerW)));
        line->setText(UnlockThen, style::sentence(unlock->next.sentence));
        line->setToolTip(UnlockThen, style::sentence(unlock->next.sentence));
        line->setData(UnlockRacks, objectRole, QVariant::fromValue(unlock->lifted.object));
    }
    constexpr int widestChange = 320;
    for (const UnlockColumn column : {UnlockChange, UnlockRacks, UnlockPower})
        unlocks_->resizeColumnToContents(column);
    unlocks_->setColumnWidth(UnlockChange, std::min(widestChange, unlocks_->columnWidth(UnlockChange)));
    noUnlocks_->setText(!unlocks ? tr("Trying what would make room …")
                        : place.blocked > 0
                            ? tr("No larger rating and no unit more is known to make room here.")
                        : place.free == 0 ? tr("Only more positions would make room here.")
                                          : tr("Nothing stops racks here."));
    auto* stack = qobject_cast<QStackedLayout*>(unlocks_->parentWidget()->layout());
    stack->setCurrentWidget(there.empty() ? static_cast<QWidget*>(noUnlocks_) : unlocks_);
    tabs_->setTabText(2, there.empty() ? tr("More room") : tr("More room (%1)").arg(there.size()));
}

} // namespace hallwright::panels
