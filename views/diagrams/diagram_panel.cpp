#include "views/diagrams/diagram_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

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

} // namespace

DiagramPanel::DiagramPanel(QWidget* parent)
    : QWidget(parent), subject_(new QComboBox(this)), scope_(new QComboBox(this)),
      search_(new QLineEdit(this)), view_(new DiagramView(this))
{
    subject_->setAccessibleName(tr("Diagram"));
    subject_->setToolTip(tr("Power network or coolant loop"));
    scope_->setAccessibleName(tr("Part of the site"));
    scope_->setToolTip(tr("Campus, building or hall"));
    search_->setPlaceholderText(tr("Find by name"));
    search_->setClearButtonEnabled(true);
    auto* fit = new QToolButton(this);
    fit->setText(tr("Fit"));
    fit->setToolTip(tr("Show the whole diagram (0)"));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 6, 8, 6);
    bar->addWidget(subject_);
    bar->addWidget(scope_);
    bar->addWidget(search_, 1);
    bar->addWidget(fit);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(view_, 1);
    connect(subject_, &QComboBox::currentIndexChanged, this, &DiagramPanel::showChosen);
    connect(scope_, &QComboBox::currentIndexChanged, this, &DiagramPanel::showChosen);
    connect(search_, &QLineEdit::textChanged, view_, &DiagramView::setFilter);
    connect(search_, &QLineEdit::returnPressed, this, &DiagramPanel::searchEntered);
    connect(fit, &QToolButton::clicked, view_, &DiagramView::zoomToFit);
    connect(view_, &DiagramView::elementClicked, this, &DiagramPanel::elementClicked);
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
    const QVariant loop = subject_->currentData();
    const QVariant building = scope_->currentData();
    const QVariant hall = scope_->currentData(hallRole);
    {
        const QSignalBlocker quietSubject(subject_);
        const QSignalBlocker quietScope(scope_);
        subject_->clear();
        scope_->clear();
        subject_->addItem(tr("Power network"), qint64{0});
        scope_->addItem(tr("Campus"), qint64{0});
        if (site) {
            for (const CoolantLoop& each : site->cooling->loops)
                subject_->addItem(QString::fromStdString(each.name), qint64{each.id.value});
            for (const BuildingPtr& each : site->buildings) {
                scope_->addItem(QString::fromStdString(each->name), qint64{each->id.value});
                for (const HallPtr& part : each->halls) {
                    scope_->addItem(indented(part->name), qint64{0});
                    scope_->setItemData(scope_->count() - 1, qint64{part->id.value}, hallRole);
                }
            }
        }
        subject_->setCurrentIndex(std::max(0, subject_->findData(loop)));
        const int at = hall.isValid() ? scope_->findData(hall, hallRole) : scope_->findData(building);
        scope_->setCurrentIndex(std::max(0, at));
    }
    showChosen();
}

void DiagramPanel::showChosen()
{
    const CoolantLoopId loop{subject_->currentData().toLongLong()};
    const PowerScope scope{{scope_->currentData().toLongLong()},
                           {scope_->currentData(hallRole).toLongLong()}};
    scope_->setEnabled(!loop.valid());
    const bool isShown = loop.valid()
                             ? view_->subject() == DiagramSubject::Loop && view_->loop() == loop
                             : view_->subject() == DiagramSubject::Power && view_->powerScope() == scope;
    if (isShown)
        return;
    if (loop.valid())
        view_->showLoop(loop);
    else
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
