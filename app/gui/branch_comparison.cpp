#include "app/gui/branch_comparison.h"

#include "core/model/change_set.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "core/model/replaced_hall.h"
#include "core/simulation/figures.h"
#include "views/plan/plan_view.h"
#include "views/shared/figure_text.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"
#include "views/shared/site_scales.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScreen>
#include <QSplitter>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace hallwright::app {

namespace {

QTreeWidget* listOf(const QStringList& columns, QWidget* parent)
{
    auto* list = new QTreeWidget(parent);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setHeaderLabels(columns);
    return list;
}

QTreeWidgetItem* addObjectLine(QTreeWidget* list, const QStringList& words, ObjectRef object)
{
    auto* item = new QTreeWidgetItem(list, words);
    item->setData(0, Qt::UserRole, QVariant::fromValue(object));
    item->setToolTip(words.size() - 1, words.back());
    return item;
}

// Both sides in one scale, or their colours could not be compared.
std::optional<style::ScaleEnds> endsOfBoth(const Snapshot& a, const Snapshot& b)
{
    auto ends = style::inletEndsOf(a);
    const auto others = style::inletEndsOf(b);
    if (!ends || !others)
        return ends ? ends : others;
    ends->coldestInletC = std::min(ends->coldestInletC, others->coldestInletC);
    ends->warmestInletC = std::max(ends->warmestInletC, others->warmestInletC);
    return ends;
}

QString contentText(const Hall& hall)
{
    double powerW = 0.0;
    for (const Rack& rack : hall.racks)
        powerW += rack.powerW;
    return BranchComparison::tr("%1, %2").arg(QString::fromStdString(counted(hall.racks.size(), "rack")),
                                              style::formatPower(powerW));
}

// What differs in a hall, marked there as if it were chosen.
SelectionSet changedIn(const ChangeSet& changes, const Site& site, HallId hall)
{
    SelectionSet set;
    set.hall = hall;
    for (const ObjectChange& change : changes.objects) {
        if (hallWith(site, change.object) == hall && change.object.kind != ObjectKind::Hall)
            set.objects.push_back(change.object);
    }
    return set;
}

} // namespace

BranchComparison::BranchComparison(Project* project, Results* results, QWidget* parent)
    : QDialog(parent), project_(project), results_(results), hall_(new QComboBox(this)),
      quantity_(new QComboBox(this)), summary_(new QLabel(this)), difference_(new DifferencePicture(this))
{
    setObjectName(QStringLiteral("branchComparison"));
    setWindowTitle(tr("Compare branches"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    constexpr QSize wanted(1280, 820), frame(20, 60); // that a window manager puts round it
    resize(wanted.boundedTo(screen()->availableSize() - frame));
    makeSide(sides_[0], QStringLiteral("before"));
    makeSide(sides_[1], QStringLiteral("after"));
    auto* column = new QVBoxLayout(this);
    column->addLayout(makeChoices());
    summary_->setWordWrap(true); // a long one does not widen the window
    column->addWidget(summary_);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(makePictures());
    splitter->addWidget(makeLists());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    column->addWidget(splitter, 1);
    connect(project_, &Project::branchesChanged, this, [this] {
        if (isVisible())
            compare(lineOf(sides_[0]), lineOf(sides_[1]), hall());
    });
    connect(project_->document(), &Document::committedSiteChanged, this, [this] {
        if (isVisible())
            ask();
    });
    connect(project_->document(), &Document::opened, this, &QDialog::hide);
    connect(results_, &Results::scenarioChanged, this, [this] {
        if (isVisible())
            ask();
    });
}

void BranchComparison::makeSide(Side& side, const QString& name)
{
    side.choice = new QComboBox(this);
    side.choice->setObjectName(name + QStringLiteral("Choice"));
    side.title = new QLabel(this);
    side.plan = new plan::PlanView(this);
    side.plan->setObjectName(name + QStringLiteral("Plan"));
    side.session = new SimulationSession(this);
    connect(side.choice, &QComboBox::currentIndexChanged, this, [this] {
        if (!filling_)
            ask();
    });
    connect(side.session, &SimulationSession::findingsReady, this,
            [this, &side](const SnapshotPtr& snapshot, const FindingsPtr& findings) {
                if (snapshot->site != side.site)
                    return;
                side.snapshot = snapshot;
                side.findings = findings;
                showAll();
            });
    connect(side.plan, &plan::PlanView::clicked, this, [this, &side](ObjectRef object) {
        if (object.kind != ObjectKind::Hall)
            return;
        const HallId later = sameOrReplaced(*side.site, HallId{object.id}, *sides_[1].site);
        const int at = hall_->findData(QVariant::fromValue<qlonglong>(later.value));
        if (later.valid() && at >= 0)
            hall_->setCurrentIndex(at);
    });
}

QLayout* BranchComparison::makeChoices()
{
    auto* row = new QHBoxLayout;
    const auto add = [&](const QString& caption, QComboBox* choice) {
        auto* label = new QLabel(caption, this);
        label->setBuddy(choice);
        row->addWidget(label);
        row->addWidget(choice);
        row->addSpacing(12);
    };
    add(tr("&From"), sides_[0].choice);
    add(tr("&to"), sides_[1].choice);
    add(tr("&Hall"), hall_);
    add(tr("&Difference of"), quantity_);
    row->addStretch(1);
    hall_->setObjectName(QStringLiteral("comparedHall"));
    quantity_->addItems({tr("Inlet temperature"), tr("Power density")});
    connect(hall_, &QComboBox::currentIndexChanged, this, [this] {
        if (filling_)
            return;
        showPictures();
        showFigures();
    });
    connect(quantity_, &QComboBox::currentIndexChanged, this, &BranchComparison::showPictures);
    return row;
}

QWidget* BranchComparison::makePictures()
{
    auto* pictures = new QSplitter(Qt::Horizontal, this);
    const auto add = [&](QLabel* title, QWidget* picture) {
        auto* pane = new QWidget(pictures);
        auto* column = new QVBoxLayout(pane);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(title);
        column->addWidget(picture, 1);
        pictures->addWidget(pane);
    };
    add(sides_[0].title, sides_[0].plan);
    add(sides_[1].title, sides_[1].plan);
    add(new QLabel(tr("Difference, to − from; dotted: racks of from"), this), difference_);
    return pictures;
}

QWidget* BranchComparison::makeLists()
{
    auto* tabs = new QTabWidget(this);
    figures_ = listOf({tr("Figure"), tr("From"), tr("To"), tr("Change")}, tabs);
    changes_ = listOf({tr("What differs")}, tabs);
    findings_ = listOf({tr("Finding"), tr("Severity"), tr("What is wrong")}, tabs);
    figures_->setObjectName(QStringLiteral("comparedFigures"));
    changes_->setObjectName(QStringLiteral("comparedChanges"));
    findings_->setObjectName(QStringLiteral("comparedFindings"));
    tabs->addTab(figures_, tr("Figures"));
    tabs->addTab(changes_, tr("Changes"));
    tabs->addTab(findings_, tr("Findings"));
    for (QTreeWidget* list : {changes_, findings_})
        connect(list, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
            const auto object = item->data(0, Qt::UserRole).value<ObjectRef>();
            if (object.valid() && exists(*project_->document()->shownSite(), object))
                emit chosen(object);
        });
    return tabs;
}

void BranchComparison::compare(std::int64_t before, std::int64_t after, HallId hall)
{
    filling_ = true;
    fillChoices();
    for (auto [side, line] : {std::pair(&sides_[0], before), std::pair(&sides_[1], after)})
        side->choice->setCurrentIndex(
            std::max(0, side->choice->findData(QVariant::fromValue<qlonglong>(line))));
    filling_ = false;
    ask();
    if (sides_[1].site && !sides_[1].site->findHall(hall))
        hall = sameOrReplaced(*sides_[0].site, hall, *sides_[1].site);
    hall_->setCurrentIndex(std::max(0, hall_->findData(QVariant::fromValue<qlonglong>(hall.value))));
}

void BranchComparison::setTheme(style::Theme theme)
{
    for (Side& side : sides_)
        side.plan->setTheme(theme);
    difference_->setTheme(theme);
}

bool BranchComparison::isReady() const
{
    return std::all_of(sides_.begin(), sides_.end(),
                       [](const Side& side) { return side.site && side.snapshot && side.findings; });
}

bool BranchComparison::isIdle() const
{
    return isReady() && sides_[0].session->isIdle() && sides_[1].session->isIdle();
}

void BranchComparison::fillChoices()
{
    for (Side& side : sides_) {
        side.choice->clear();
        side.choice->addItem(project_->nameOf(Project::mainLine),
                             QVariant::fromValue<qlonglong>(Project::mainLine));
        for (const Branch& branch : project_->branches()) {
            if (branch.info.kind != BranchKind::Start)
                side.choice->addItem(project_->nameOf(branch.info.id),
                                     QVariant::fromValue<qlonglong>(branch.info.id));
        }
    }
}

// Those of the later side, by name, the campus first; those that differ say so.
void BranchComparison::fillHalls()
{
    const QVariant before = hall_->currentData();
    std::set<HallId> differing;
    for (const ObjectChange& change : diff(*sides_[0].site, *sides_[1].site).objects) {
        if (const auto hall = hallWith(*sides_[1].site, change.object))
            differing.insert(*hall);
    }
    filling_ = true;
    hall_->clear();
    hall_->addItem(tr("Campus"), QVariant::fromValue<qlonglong>(0));
    for (const BuildingPtr& building : sides_[1].site->buildings) {
        for (const HallPtr& hall : building->halls)
            hall_->addItem(differing.contains(hall->id)
                               ? tr("%1 (differs)").arg(QString::fromStdString(hall->name))
                               : QString::fromStdString(hall->name),
                           QVariant::fromValue<qlonglong>(hall->id.value));
    }
    hall_->setCurrentIndex(std::max(0, hall_->findData(before)));
    filling_ = false;
}

std::int64_t BranchComparison::lineOf(const Side& side) const
{
    return side.choice->currentData().toLongLong();
}

HallId BranchComparison::hall() const
{
    return {hall_->currentData().toLongLong()};
}

HallId BranchComparison::hallOn(std::size_t side) const
{
    return side == 1 ? hall() : sameOrReplaced(*sides_[1].site, hall(), *sides_[0].site);
}

DifferencePicture::Side BranchComparison::hallOf(std::size_t side) const
{
    return {sides_[side].snapshot, hallOn(side)};
}

// Inlets are estimated on both sides: the fields of two versions would not be solved alike.
void BranchComparison::ask()
{
    if (!project_->isOpen())
        return;
    for (Side& side : sides_) {
        side.site = project_->siteOf(lineOf(side));
        side.snapshot = nullptr;
        side.findings = nullptr;
        side.title->setText(side.choice->currentText());
        Conditions conditions;
        try {
            conditions = conditionsOf(*side.site, results_->scenario());
        } catch (const InputError&) { // another design day on this side
            conditions = conditionsOf(*side.site);
        }
        side.session->request({side.site, conditions});
    }
    fillHalls();
    showAll();
}

void BranchComparison::showAll()
{
    showPictures();
    showFigures();
    showChanges();
    showFindings();
}

void BranchComparison::showPictures()
{
    if (!sides_[0].site || !sides_[1].site)
        return;
    const ChangeSet changes = diff(*sides_[0].site, *sides_[1].site);
    const auto ends = isReady() ? endsOfBoth(*sides_[0].snapshot, *sides_[1].snapshot) : std::nullopt;
    for (std::size_t i = 0; i < sides_.size(); ++i) {
        Side& side = sides_[i];
        side.plan->setSite(side.site);
        if (side.snapshot)
            side.plan->setSnapshot(side.snapshot);
        side.plan->setScaleEnds(ends);
        side.plan->setColouring(quantity_->currentIndex() == 0 ? style::RackColouring::InletTemperature
                                                               : style::RackColouring::Power);
        side.plan->setSelection(changedIn(changes, *side.site, hallOn(i)));
        side.plan->zoomToFit();
    }
    difference_->setQuantity(quantity_->currentIndex() == 0 ? HeatmapQuantity::InletTemperature
                                                            : HeatmapQuantity::PowerDensity);
    difference_->setSides(hallOf(0), hallOf(1));
    summary_->setText(isReady() ? tr("%1 → %2: %3")
                                      .arg(sides_[0].choice->currentText(), sides_[1].choice->currentText(),
                                           replacedText() + QString::fromStdString(summary(changes)))
                                : tr("Evaluating both …"));
}

// "Hall B1-H1 replaced, ": before the counts, in which it is one removed and one added.
QString BranchComparison::replacedText() const
{
    QStringList names;
    for (const BuildingPtr& building : sides_[1].site->buildings) {
        for (const HallPtr& hall : building->halls) {
            const HallId old = sameOrReplaced(*sides_[1].site, hall->id, *sides_[0].site);
            if (old.valid() && old != hall->id)
                names << QString::fromStdString(hall->name);
        }
    }
    return names.isEmpty() ? QString() : tr("hall %1 replaced, ").arg(names.join(QStringLiteral(", ")));
}

void BranchComparison::showFigures()
{
    figures_->clear();
    if (!isReady())
        return;
    const auto add = [this](const QString& title, double before, double after, std::string_view unit) {
        auto* item = new QTreeWidgetItem(figures_, {title, style::figureText(before, unit),
                                                    style::figureText(after, unit),
                                                    style::gainText(before, after, unit)});
        for (int column = 1; column < 4; ++column)
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    };
    const HallResult *before = hallOf(0).result(), *after = hallOf(1).result();
    if (before && after) {
        for (const HallFigure& figure : hallFigures())
            add(tr("%1: %2").arg(QString::fromStdString(after->hall->name), style::titleText(figure.title)),
                figure.value(*before), figure.value(*after), figure.unit);
    }
    for (const CampusFigure& figure : campusFigures())
        add(style::titleText(figure.title), figure.value(*sides_[0].snapshot),
            figure.value(*sides_[1].snapshot), figure.unit);
    figures_->header()->resizeSections(QHeaderView::ResizeToContents); // and not to the window's edge
    figures_->header()->setStretchLastSection(false);
}

void BranchComparison::showChanges()
{
    changes_->clear();
    if (!isReady())
        return;
    const Site &before = *sides_[0].site, &after = *sides_[1].site;
    const ChangeSet changes = diff(before, after);
    for (const BuildingPtr& building : after.buildings) {
        for (const HallPtr& hall : building->halls) {
            const HallId old = sameOrReplaced(after, hall->id, before);
            if (old.valid() && old != hall->id)
                addObjectLine(changes_,
                              {tr("Hall %1: replaced. %2 → %3")
                                   .arg(QString::fromStdString(hall->name), contentText(before.hall(old)),
                                        contentText(*hall))},
                              refTo(hall->id));
        }
    }
    constexpr std::size_t most = 2000; // lines that anybody reads
    const std::vector<std::string> lines = sentences(changes, before, after);
    for (std::size_t i = 0; i < std::min(most, lines.size()); ++i)
        addObjectLine(changes_, {style::sentence(lines[i])},
                      i < changes.objects.size() ? changes.objects[i].object : ObjectRef{});
    if (lines.size() > most)
        addObjectLine(
            changes_,
            {tr("… and %1 more").arg(style::formatCount(static_cast<long long>(lines.size() - most)))}, {});
    if (lines.empty())
        addObjectLine(changes_, {tr("Nothing differs.")}, {});
}

void BranchComparison::showFindings()
{
    findings_->clear();
    if (!isReady())
        return;
    const auto add = [&](const QString& what, const Finding& finding, const std::string& sentence) {
        addObjectLine(findings_, {what, style::words(nameOf(finding.severity)), style::sentence(sentence)},
                      finding.subject);
    };
    const Findings &before = *sides_[0].findings, &after = *sides_[1].findings;
    const auto addOpenOnlyIn = [&](const Findings& findings, const Findings& others, const QString& what) {
        for (const Finding* finding : onlyIn(findings, others)) {
            if (std::ranges::none_of(others.waived, [&](const WaivedFinding& waived) {
                    return waived.finding->rule == finding->rule &&
                           waived.finding->subject == finding->subject &&
                           waived.finding->other == finding->other;
                }))
                add(what, *finding, finding->sentence);
        }
    };
    addOpenOnlyIn(after, before, tr("New"));
    addOpenOnlyIn(before, after, tr("Cleared"));
    // One accepted on one side is neither new nor cleared: it is listed with why it is.
    const auto addWaived = [&](const Side& side, const QString& what) {
        for (const WaivedFinding& waived : side.findings->waived)
            add(what.arg(side.choice->currentText()), *waived.finding,
                tr("%1 Accepted, because: %2")
                    .arg(style::sentence(waived.finding->sentence), QString::fromStdString(waived.reason))
                    .toStdString());
    };
    if (findings_->topLevelItemCount() == 0)
        addObjectLine(findings_, {tr("Same"), {}, tr("The same findings are found in both.")}, {});
    for (const Side& side : sides_)
        addWaived(side, tr("Waived in %1"));
    findings_->resizeColumnToContents(0);
    findings_->resizeColumnToContents(1);
}

} // namespace hallwright::app
