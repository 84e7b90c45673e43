#include "app/gui/capacity_dock.h"

#include "core/model/object_names.h"
#include "views/panels/capacity_card.h"
#include "views/panels/capacity_table.h"
#include "views/shared/format.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace hallwright::app {

namespace {

// The building, hall or row; of anything else the hall it stands in. Nothing for what stands in none.
std::optional<ObjectRef> placeOf(const Site& site, ObjectRef object)
{
    if (!object.valid() || object == siteData())
        return ObjectRef{};
    if (object.kind == ObjectKind::Building || object.kind == ObjectKind::Row)
        return exists(site, object) ? std::optional(object) : std::nullopt;
    const auto hall = hallWith(site, object);
    return hall && hall->valid() ? std::optional(refTo(*hall)) : std::nullopt;
}

QString nameOfPlace(const Site& site, ObjectRef place)
{
    if (!place.valid())
        return CapacityDock::tr("the campus");
    const QString name = QString::fromStdString(nameOf(site, place));
    if (place.kind != ObjectKind::Row)
        return name;
    return CapacityDock::tr("row %1 of %2")
        .arg(name, QString::fromStdString(site.hall(hallWith(site, place).value()).name));
}

} // namespace

CapacityDock::CapacityDock(Document* document, Results* results, BranchActions* branches, QWidget* parent)
    : QDockWidget(tr("Capacity"), parent), document_(document), results_(results), branches_(branches),
      session_(this), type_(new QComboBox(this)), load_(new QComboBox(this)), placeLabel_(new QLabel(this)),
      state_(new QLabel(this)), busy_(new QProgressBar(this)), stack_(new QStackedWidget(this)),
      empty_(new QLabel(this)), table_(new panels::CapacityTable(this)), card_(new panels::CapacityCard(this))
{
    setObjectName(QStringLiteral("capacityDock"));
    auto* halves = new QSplitter(Qt::Horizontal, this);
    halves->addWidget(table_);
    halves->addWidget(card_);
    halves->setChildrenCollapsible(false);
    halves->setStretchFactor(0, 3);
    halves->setStretchFactor(1, 2);
    halves->setSizes({600, 400});
    table_->setMinimumWidth(260);
    card_->setMinimumWidth(240);
    empty_->setObjectName(QStringLiteral("noCapacity"));
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    empty_->setForegroundRole(QPalette::PlaceholderText);
    stack_->addWidget(halves);
    stack_->addWidget(empty_);
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(6, 4, 6, 4);
    column->setSpacing(4);
    column->addWidget(buildBar());
    column->addWidget(stack_, 1);
    setWidget(page);
    joinParts();
    forget();
}

QToolButton* CapacityDock::addButton(QLayout* row, const QString& text, const QString& tip,
                                     void (CapacityDock::*act)())
{
    auto* button = new QToolButton(this);
    button->setText(text);
    button->setToolTip(tip);
    connect(button, &QToolButton::clicked, this, act);
    row->addWidget(button);
    return button;
}

QWidget* CapacityDock::buildBar()
{
    auto* bar = new QWidget(this);
    bar->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // a longer name pushes nothing aside
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    const auto addChoice = [&](const QString& caption, QComboBox* choice, const char* name,
                               const QString& tip) {
        auto* label = new QLabel(caption, bar);
        label->setBuddy(choice);
        choice->setObjectName(QString::fromLatin1(name));
        choice->setToolTip(tip);
        choice->setAccessibleName(tip);
        row->addWidget(label);
        row->addWidget(choice);
    };
    addChoice(tr("More of"), type_, "capacityType", tr("Racks of which type are placed"));
    type_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    type_->setMinimumContentsLength(8);
    type_->setSizePolicy(QSizePolicy::Expanding,
                         QSizePolicy::Fixed); // it gives way where there is little width
    type_->setMaximumWidth(340);
    row->setStretchFactor(type_, 4);
    addChoice(tr("at"), load_, "capacityLoad",
              tr("What racks draw, or at least what their types and devices' nameplates state"));
    load_->addItem(tr("evaluated loads"), static_cast<int>(CapacityLoad::Evaluated));
    load_->addItem(tr("nameplate loads"), static_cast<int>(CapacityLoad::Nameplate));
    placeLabel_->setObjectName(QStringLiteral("capacityPlace"));
    placeLabel_->setToolTip(tr("The place that was chosen in the site: a building, a hall or a row"));
    row->addWidget(placeLabel_);
    campus_ = addButton(row, tr("Campus"), tr("Ask about the campus again"), &CapacityDock::askAboutAll);
    campus_->setObjectName(QStringLiteral("capacityCampus"));
    busy_->setRange(0, 0);
    busy_->setTextVisible(false);
    busy_->setFixedSize(40, 8);
    row->addWidget(busy_);
    state_->setObjectName(QStringLiteral("capacityState"));
    state_->setForegroundRole(QPalette::PlaceholderText);
    state_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(state_, 1);
    copy_ = addButton(row, tr("Copy"), tr("The table into the clipboard, as spreadsheets take it"),
                      &CapacityDock::copy);
    export_ = addButton(row, tr("CSV …"), tr("The table into a file, in SI units, with every sentence"),
                        &CapacityDock::exportTable);
    takeOver_ = addButton(
        row, tr("Take over as branch"),
        tr("A branch of the site with the racks that fit placed, fed and cooled; dropping it undoes that"),
        &CapacityDock::takeOver);
    takeOver_->setObjectName(QStringLiteral("capacityTakeOver"));
    return bar;
}

void CapacityDock::joinParts()
{
    connect(type_, &QComboBox::activated, this, [this] {
        chosenType_ = RackTypeId{type_->currentData().toLongLong()};
        request();
    });
    connect(load_, &QComboBox::activated, this, &CapacityDock::request);
    connect(table_, &panels::CapacityTable::placeChanged, this, &CapacityDock::showCard);
    const auto choose = [this](ObjectRef object) { // what was tried for the answer alone stands nowhere
        if (object == siteData() || exists(*document_->committedSite(), object))
            emit chosen(object);
    };
    connect(table_, &panels::CapacityTable::chosen, this, choose);
    connect(card_, &panels::CapacityCard::chosen, this, choose);
    connect(&session_, &CapacitySession::answered, this, &CapacityDock::take);
    connect(&session_, &CapacitySession::failed, this, [this](const QString& sentence) {
        failure_ = sentence;
        showState();
    });
    connect(document_, &Document::opened, this, &CapacityDock::forget);
    connect(document_, &Document::committedSiteChanged, this, &CapacityDock::request);
    connect(results_, &Results::scenarioChanged, this, &CapacityDock::request);
    connect(this, &QDockWidget::visibilityChanged, this, [this](bool seen) {
        seen_ = seen;
        request();
        showPositions();
    });
}

void CapacityDock::open()
{
    show();
    raise();
    emit openWanted();
}

void CapacityDock::forget()
{
    session_.clear();
    place_ = {};
    chosenType_ = {};
    asked_.reset();
    answer_.reset();
    failure_.clear();
    table_->setCapacity(nullptr);
    showCard();
    showPositions();
    request();
}

void CapacityDock::askAbout(ObjectRef object)
{
    if (!document_->isOpen())
        return;
    const auto place = placeOf(*document_->committedSite(), object);
    if (!place || *place == place_)
        return;
    place_ = *place;
    request();
}

// What nobody sees is not asked for: it is when the dock is shown.
void CapacityDock::request()
{
    const SitePtr& site = document_->committedSite();
    if (!site) {
        showEmpty(tr("No site is open."));
        return;
    }
    if (place_.valid() && !exists(*site, place_))
        place_ = {};
    if (!seen_)
        return;
    fillTypes(*site);
    if (site->catalogue->rackTypes.empty()) {
        session_.clear();
        asked_.reset();
        answer_.reset();
        showPositions();
        showEmpty(
            tr("The catalogue has no rack type, so there is nothing to place. Edit > Catalogue adds one."));
        return;
    }
    CapacityAsked wanted{site, results_->conditions(), {}};
    wanted.question.type = RackTypeId{type_->currentData().toLongLong()};
    wanted.question.within = place_;
    wanted.question.load = static_cast<CapacityLoad>(load_->currentData().toInt());
    if (asked_ != wanted) {
        asked_ = wanted;
        failure_.clear();
        session_.request(std::move(wanted));
    }
    showState();
}

void CapacityDock::fillTypes(const Site& site)
{
    const QSignalBlocker quiet(type_);
    if (!site.catalogue->find(chosenType_))
        chosenType_ = {};
    const RackTypeId wanted = chosenType_.valid() ? chosenType_ : usualRackType(site, place_);
    type_->clear();
    for (const RackType& type : site.catalogue->rackTypes)
        type_->addItem(tr("%1, %2").arg(QString::fromStdString(type.name), style::formatPower(type.powerW)),
                       static_cast<qlonglong>(type.id.value));
    type_->setCurrentIndex(type_->findData(static_cast<qlonglong>(wanted.value)));
}

bool CapacityDock::isCurrent() const
{
    return answer_ && asked_ && answer_->asked == *asked_ && asked_->site == document_->committedSite();
}

void CapacityDock::take(const CapacityAnswer& answer)
{
    const bool isUnlocks = answer_ && answer_->capacity == answer.capacity;
    answer_ = answer;
    if (!isUnlocks)
        table_->setCapacity(answer.capacity);
    showCard();
    showState();
    if (!isUnlocks)
        showPositions();
}

void CapacityDock::showEmpty(const QString& sentence)
{
    empty_->setText(sentence);
    stack_->setCurrentWidget(empty_);
    busy_->hide();
    state_->clear();
    placeLabel_->clear();
    campus_->hide();
    for (QToolButton* button : {copy_, export_, takeOver_})
        button->setEnabled(false);
}

void CapacityDock::showState()
{
    const SitePtr& site = document_->committedSite();
    if (!site)
        return;
    placeLabel_->setText(tr("in <b>%1</b>").arg(nameOfPlace(*site, place_).toHtmlEscaped()));
    campus_->setVisible(place_.valid());
    const bool current = isCurrent();
    const bool trying = current && !answer_->unlocks && failure_.isEmpty();
    const bool placing = !current && failure_.isEmpty();
    busy_->setVisible(placing || trying);
    if (!failure_.isEmpty())
        state_->setText(failure_);
    else if (placing)
        state_->setText(answer_ ? tr("Placing racks; shown is the answer before") : tr("Placing racks …"));
    else
        state_->setText(trying ? tr("Trying what would make room …") : QString());
    state_->setToolTip(state_->text());
    if (!answer_) {
        empty_->setText(failure_.isEmpty() ? tr("Placing racks …") : failure_);
        stack_->setCurrentWidget(empty_);
    } else {
        stack_->setCurrentIndex(0);
    }
    copy_->setEnabled(current);
    export_->setEnabled(current);
    takeOver_->setEnabled(current && answer_->capacity->fits() > 0);
}

void CapacityDock::showCard()
{
    card_->setPlace(answer_ ? answer_->capacity : nullptr, answer_ ? answer_->unlocks : nullptr,
                    answer_ ? table_->current() : nullptr);
}

void CapacityDock::showPositions()
{
    emit positionsChanged(seen_ && answer_ ? style::positionMarks(*answer_->capacity)
                                           : std::vector<style::PositionMark>());
}

void CapacityDock::showOtherUnits()
{
    if (!answer_)
        return;
    table_->setCapacity(answer_->capacity);
    showCard();
}

void CapacityDock::copy()
{
    QGuiApplication::clipboard()->setText(table_->asText());
    emit said(tr("The table of capacity is in the clipboard"));
}

void CapacityDock::exportTable()
{
    if (answer_)
        emit exportWanted(answer_->capacity);
}

QString CapacityDock::branchName() const
{
    const Capacity& capacity = *answer_->capacity;
    const Site& site = *answer_->asked.site;
    return tr("%1 × %2 in %3")
        .arg(style::formatCount(static_cast<long long>(capacity.fits())),
             QString::fromStdString(site.catalogue->find(capacity.question.type)->name),
             nameOfPlace(site, capacity.question.within));
}

void CapacityDock::takeOver()
{
    if (!isCurrent()) {
        emit said(tr("What fits is still being worked out; take it over when the Capacity dock shows it."));
        return;
    }
    if (answer_->capacity->fits() == 0) {
        emit said(tr("No rack fits, so there is nothing to take over."));
        return;
    }
    const CapacityPtr capacity = answer_->capacity; // the answer is another once the branch is there
    const SitePtr site = answer_->asked.site;
    const QString name = branchName();
    branches_->createWith(name, tr("Place %1").arg(name), [capacity, site](const SitePtr& now) {
        return now == site ? withPlacedRacks(now, *capacity) : nullptr;
    });
}

} // namespace hallwright::app
