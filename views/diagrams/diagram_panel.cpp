#include "views/diagrams/diagram_panel.h"

#include "core/model/object_names.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace hallwright::diagrams {

namespace {

constexpr int hallRole = Qt::UserRole + 1;

QString indented(const std::string& name)
{
    return QStringLiteral("    ") + QString::fromStdString(name);
}

// The power node or plant unit whose name holds the text, the shortest name first.
DiagramElement elementNamed(const Site& site, const QString& text)
{
    DiagramElement found;
    qsizetype length = 0;
    const auto consider = [&](const std::string& name, ElementKind kind, std::int64_t id) {
        const QString words = QString::fromStdString(name);
        if (words.contains(text, Qt::CaseInsensitive) && (!found.valid() || words.size() < length)) {
            found = {kind, id};
            length = words.size();
        }
    };
    for (const PowerNode& node : site.power->nodes)
        consider(node.name, ElementKind::PowerNode, node.id.value);
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls)
            consider(hall->name, ElementKind::Hall, hall->id.value);
    }
    return found;
}

DiagramElement loopElementNamed(const Site& site, CoolantLoopId loop, const QString& text)
{
    const auto holds = [&](const std::string& name) {
        return QString::fromStdString(name).contains(text, Qt::CaseInsensitive);
    };
    for (const PlantUnit& unit : site.cooling->plant) {
        if (unit.loop == loop && holds(unit.name))
            return {ElementKind::PlantUnit, unit.id.value};
    }
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Cdu& cdu : hall->cdus) {
                if (cdu.loop == loop && holds(cdu.name))
                    return {ElementKind::Cdu, cdu.id.value};
            }
            for (const AirHandler& unit : hall->airHandlers) {
                if (unit.loop == loop && holds(unit.name))
                    return {ElementKind::AirHandler, unit.id.value};
            }
        }
    }
    return {};
}

// The loop an object is or hangs on.
CoolantLoopId loopOf(const Site& site, ObjectRef object)
{
    if (const PlantUnit* unit = find(site, idIn<PlantUnitId>(object)))
        return unit->loop;
    if (const Cdu* cdu = find(site, idIn<CduId>(object)))
        return cdu->loop;
    if (const AirHandler* handler = find(site, idIn<AirHandlerId>(object)))
        return handler->loop;
    if (const auto rack = idIn<RackId>(object); site.findRack(rack))
        return loopOf(site, refTo(site.rack(rack).cdu));
    return idIn<CoolantLoopId>(object);
}

// The loops that cool a hall, that of its liquid first: it has more to show.
std::vector<CoolantLoopId> loopsIn(const Hall& hall)
{
    std::vector<CoolantLoopId> loops;
    for (const Cdu& cdu : hall.cdus)
        loops.push_back(cdu.loop);
    for (const AirHandler& handler : hall.airHandlers)
        loops.push_back(handler.loop);
    std::erase_if(loops, [](CoolantLoopId loop) { return !loop.valid(); });
    return loops;
}

} // namespace

DiagramPanel::DiagramPanel(DiagramSubject subject, QWidget* parent)
    : QWidget(parent), subject_(subject), choice_(new QComboBox(this)), search_(new QLineEdit(this)),
      view_(new DiagramView(this))
{
    const bool isPower = subject == DiagramSubject::Power;
    choice_->setAccessibleName(isPower ? tr("Part of the site") : tr("Coolant loop"));
    choice_->setToolTip(isPower ? tr("Campus, building or hall") : tr("Coolant loop"));
    search_->setPlaceholderText(tr("Find by name"));
    search_->setClearButtonEnabled(true);
    auto* fit = new QToolButton(this);
    fit->setText(tr("Fit"));
    fit->setToolTip(tr("Show the whole diagram (0)"));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 6, 8, 6);
    bar->setSpacing(8);
    bar->addWidget(choice_);
    bar->addWidget(search_, 1);
    bar->addWidget(fit);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(view_, 1);
    connect(choice_, &QComboBox::currentIndexChanged, this, &DiagramPanel::showChosen);
    connect(search_, &QLineEdit::textChanged, view_, &DiagramView::setFilter);
    connect(search_, &QLineEdit::returnPressed, this, &DiagramPanel::searchEntered);
    connect(fit, &QToolButton::clicked, view_, &DiagramView::zoomToFit);
    connect(view_, &DiagramView::clicked, this, &DiagramPanel::clicked);
}

void DiagramPanel::setSite(const SitePtr& site)
{
    refillChoices(site);
    view_->setSite(site);
}

void DiagramPanel::setSnapshot(const SnapshotPtr& snapshot)
{
    if (snapshot)
        refillChoices(snapshot->site);
    view_->setSnapshot(snapshot);
}

// What was chosen stays chosen as long as the site has it.
void DiagramPanel::refillChoices(const SitePtr& site)
{
    site_ = site;
    const std::size_t structure = site ? structureOf(*site) : 0;
    if (structure == structure_)
        return;
    structure_ = structure;
    const QVariant chosen = choice_->currentData();
    const QVariant hall = choice_->currentData(hallRole);
    {
        const QSignalBlocker quiet(choice_);
        choice_->clear();
        if (subject_ == DiagramSubject::Loop)
            offerLoops();
        else
            offerPlaces();
        const int at = hall.isValid() ? choice_->findData(hall, hallRole) : choice_->findData(chosen);
        choice_->setCurrentIndex(std::max(0, at));
    }
    showChosen();
}

void DiagramPanel::offerLoops()
{
    if (!site_)
        return;
    for (const CoolantLoop& each : site_->cooling->loops)
        choice_->addItem(QString::fromStdString(each.name), qint64{each.id.value});
}

void DiagramPanel::offerPlaces()
{
    choice_->addItem(tr("Campus"), qint64{0});
    if (!site_)
        return;
    for (const BuildingPtr& each : site_->buildings) {
        choice_->addItem(QString::fromStdString(each->name), qint64{each->id.value});
        for (const HallPtr& part : each->halls) {
            choice_->addItem(indented(part->name), qint64{0});
            choice_->setItemData(choice_->count() - 1, qint64{part->id.value}, hallRole);
        }
    }
}

void DiagramPanel::setSelection(const SelectionSet& selection)
{
    if (site_)
        showLoop(loopFor(selection));
    view_->setSelection(selection);
}

// That of what is selected, else one of the hall's: the shown one, if it is among them.
CoolantLoopId DiagramPanel::loopFor(const SelectionSet& selection) const
{
    const CoolantLoopId own = loopOf(*site_, selection.primary());
    if (own.valid() || !site_->findHall(selection.hall))
        return own;
    const std::vector<CoolantLoopId> loops = loopsIn(site_->hall(selection.hall));
    const CoolantLoopId shown{choice_->currentData().toLongLong()};
    if (loops.empty() || std::ranges::find(loops, shown) != loops.end())
        return shown;
    return loops.front();
}

void DiagramPanel::showLoop(CoolantLoopId loop)
{
    if (const int at = choice_->findData(qint64{loop.value}); subject_ == DiagramSubject::Loop && at >= 0)
        choice_->setCurrentIndex(at);
}

void DiagramPanel::showChosen()
{
    if (subject_ == DiagramSubject::Loop) {
        const CoolantLoopId loop{choice_->currentData().toLongLong()};
        if (view_->subject() != DiagramSubject::Loop || view_->loop() != loop)
            view_->showLoop(loop);
        return;
    }
    const PowerScope scope{{choice_->currentData().toLongLong()},
                           {choice_->currentData(hallRole).toLongLong()}};
    if (!(view_->powerScope() == scope))
        view_->showPower(scope);
}

void DiagramPanel::searchEntered()
{
    const QString text = search_->text().trimmed();
    if (!site_ || text.isEmpty())
        return;
    const DiagramElement found = view_->subject() == DiagramSubject::Loop
                                     ? loopElementNamed(*site_, view_->loop(), text)
                                     : elementNamed(*site_, text);
    if (found.valid())
        view_->reveal(found);
}

} // namespace hallwright::diagrams
