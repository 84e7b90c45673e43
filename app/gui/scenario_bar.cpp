#include "app/gui/scenario_bar.h"

#include "core/model/errors.h"
#include "views/panels/quantity_field.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace hallwright::app {

namespace {

constexpr std::array inletBases{InletBasis::Estimate, InletBasis::Field,
                                InletBasis::Flow}; // as they are offered

QComboBox* comboOf(const char* name, const QStringList& choices, const QString& explanation, QWidget* parent)
{
    auto* combo = new QComboBox(parent);
    combo->setObjectName(QString::fromLatin1(name));
    combo->addItems(choices);
    combo->setToolTip(explanation);
    combo->setAccessibleName(explanation);
    combo->setFocusPolicy(Qt::StrongFocus);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return combo;
}

QLabel* labelOf(const QString& text, QWidget* buddy, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setBuddy(buddy);
    return label;
}

} // namespace

ScenarioBar::ScenarioBar(Project* project, Results* results, QWidget* parent)
    : QFrame(parent), project_(project), results_(results),
      choice_(comboOf("scenario", {}, tr("Under which scenario the figures hold"), this)),
      changed_(new QLabel(tr("changed"), this)),
      loads_(comboOf(
          "scenarioLoads", {tr("By status"), tr("All placed")},
          tr("Which racks draw power: those in operation or decommissioning, or all that are placed"), this)),
      inlets_(comboOf(
          "scenarioInlets", {tr("Estimate"), tr("3D field"), tr("3D flow")},
          tr("What rack inlets rest on, in every hall: an estimate from geometry at once, the 3D air as "
             "a potential flow, or with its momentum and buoyancy, the nearest to CFD"),
          this)),
      state_(new QLabel(this))
{
    setObjectName(QStringLiteral("scenarioBar"));
    changed_->setObjectName(QStringLiteral("scenarioChanged"));
    QFont bold = font();
    bold.setBold(true);
    changed_->setFont(bold);
    QSizePolicy always = changed_->sizePolicy(); // what stands beside it stays where it is
    always.setRetainSizeWhenHidden(true);
    changed_->setSizePolicy(always);
    state_->setObjectName(QStringLiteral("scenarioState"));
    makeRows();
    connect(choice_, &QComboBox::activated, this, &ScenarioBar::choose);
    connect(loads_, &QComboBox::activated, this, [this](int i) {
        change([i](Scenario& s) { s.loadBasis = i == 0 ? LoadBasis::ByStatus : LoadBasis::AllPlaced; });
    });
    connect(inlets_, &QComboBox::activated, this, [this](int i) {
        change([i](Scenario& s) { s.inletBasis = inletBases[static_cast<std::size_t>(i)]; });
    });
    connect(results_, &Results::scenarioChanged, this, &ScenarioBar::refresh);
    connect(results_, &Results::airProgressed, this, &ScenarioBar::showState);
    connect(project_, &Project::stateChanged, this, &ScenarioBar::refresh);
    connect(project_->document(), &Document::committedSiteChanged, this, &ScenarioBar::refresh);
    refresh();
}

void ScenarioBar::makeRows()
{
    auto* more = new QToolButton(this);
    makeMenu(more);
    auto* first = new QHBoxLayout;
    first->addWidget(labelOf(tr("Scenario"), choice_, this));
    first->addWidget(choice_, 1);
    first->addWidget(more);
    first->addWidget(changed_);
    conditions_ = new QHBoxLayout;
    conditions_->addWidget(labelOf(tr("Outdoor"), nullptr, this));
    makeOutdoor();
    auto* rows = new QVBoxLayout;
    rows->addLayout(first);
    rows->addLayout(conditions_);
    auto* bases = new QVBoxLayout;
    for (const auto& [text, combo] : {std::pair(tr("Loads"), loads_), std::pair(tr("Inlets"), inlets_)}) {
        auto* row = new QHBoxLayout;
        row->addWidget(labelOf(text, combo, this));
        row->addWidget(combo, 1);
        bases->addLayout(row);
    }
    state_->setWordWrap(true);
    state_->setMaximumWidth(150);
    state_->hide();
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(10, 2, 0, 4);
    columns->setSpacing(12);
    columns->addLayout(rows);
    columns->addLayout(bases);
    columns->addWidget(state_);
}

void ScenarioBar::makeMenu(QToolButton* button)
{
    auto* menu = new QMenu(button);
    save_ = menu->addAction(tr("&Save"), this, &ScenarioBar::save);
    menu->addAction(tr("Save &as scenario …"), this, &ScenarioBar::askForName);
    remove_ = menu->addAction(tr("&Remove"), this, &ScenarioBar::remove);
    button->setText(tr("Keep"));
    button->setObjectName(QStringLiteral("scenarioMenu"));
    button->setToolTip(tr("Keep the scenario with the site, or remove it"));
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu);
}

void ScenarioBar::makeOutdoor()
{
    delete outdoor_;
    outdoor_ = new panels::QuantityField(panels::temperatureField(), -60.0, 60.0, 1.0, this);
    outdoor_->setObjectName(QStringLiteral("scenarioOutdoor"));
    outdoor_->setToolTip(tr("Outdoor dry bulb. The dew point stays that of the site's design day."));
    outdoor_->setAccessibleName(tr("Outdoor dry bulb of the scenario"));
    conditions_->addWidget(outdoor_, 1);
    connect(outdoor_, &panels::QuantityField::edited, this, [this](double outdoorC) {
        change([&](Scenario& s) {
            s.outdoorC = outdoorC;
            s.wetBulbC.reset();
            if (outdoorC == project_->document()->committedSite()->info.outdoorC)
                s.outdoorC.reset();
        });
    });
}

void ScenarioBar::showOtherUnits()
{
    makeOutdoor();
    refresh();
}

const Scenario* ScenarioBar::kept() const
{
    const std::vector<Scenario>& all = project_->scenarios();
    const auto found = std::find_if(
        all.begin(), all.end(), [this](const Scenario& s) { return s.name == results_->scenario().name; });
    return found != all.end() ? &*found : nullptr;
}

double ScenarioBar::outdoorC() const
{
    return results_->scenario().outdoorC.value_or(project_->document()->committedSite()->info.outdoorC);
}

void ScenarioBar::choose(int index)
{
    results_->setScenario(index > 0 ? project_->scenarios().at(static_cast<std::size_t>(index - 1))
                                    : Scenario{});
    refresh(); // the same one again: it is as it was kept
}

void ScenarioBar::change(const std::function<void(Scenario&)>& change)
{
    Scenario next = results_->scenario();
    change(next);
    results_->setScenario(next);
}

void ScenarioBar::askForName()
{
    bool given = false;
    const QString name = QInputDialog::getText(this, tr("Save as scenario"), tr("Name of the scenario"),
                                               QLineEdit::Normal, {}, &given);
    if (given)
        saveAs(name.trimmed());
}

void ScenarioBar::saveAs(const QString& name)
{
    Scenario named = results_->scenario();
    named.name = name.toStdString();
    std::vector<Scenario> all = project_->scenarios();
    const auto same =
        std::find_if(all.begin(), all.end(), [&](const Scenario& s) { return s.name == named.name; });
    if (same != all.end())
        *same = named;
    else
        all.push_back(named);
    try {
        checkScenarios(all);
    } catch (const InputError& error) {
        QMessageBox::warning(this, tr("Save as scenario"), QString::fromUtf8(error.what()));
        return;
    }
    project_->setScenarios(std::move(all));
    results_->setScenario(named);
}

void ScenarioBar::save()
{
    saveAs(QString::fromStdString(results_->scenario().name));
}

void ScenarioBar::remove()
{
    std::vector<Scenario> all = project_->scenarios();
    std::erase_if(all, [this](const Scenario& s) { return s.name == results_->scenario().name; });
    results_->setScenario({});
    project_->setScenarios(std::move(all));
}

void ScenarioBar::refresh()
{
    if (!project_->isOpen())
        return;
    const QSignalBlocker quietChoice(choice_);
    const Scenario& now = results_->scenario();
    const Scenario* named = kept();
    const bool isChanged = named ? !(*named == now) : !(now == Scenario{});
    choice_->clear();
    const auto add = [&](const QString& name, bool chosen) {
        choice_->addItem(name);
        if (chosen)
            choice_->setCurrentIndex(choice_->count() - 1);
    };
    add(tr("Design day"), !named);
    for (const Scenario& scenario : project_->scenarios())
        add(QString::fromStdString(scenario.name), named == &scenario);
    loads_->setCurrentIndex(now.loadBasis == LoadBasis::ByStatus ? 0 : 1);
    inlets_->setCurrentIndex(
        static_cast<int>(std::ranges::find(inletBases, now.inletBasis) - inletBases.begin()));
    outdoor_->setSi(outdoorC());
    save_->setEnabled(named && isChanged);
    remove_->setEnabled(named);
    showChanged(named, isChanged);
    showState();
}

void ScenarioBar::showChanged(const Scenario* named, bool isChanged)
{
    changed_->setVisible(isChanged);
    changed_->setToolTip(named
                             ? tr("Not as it is kept: … > Save keeps it so, choosing %1 again puts it back")
                                   .arg(QString::fromStdString(named->name))
                             : tr("Not the site's design day: … > Save as scenario keeps it, choosing Design "
                                  "day again puts it back"));
    choice_->setToolTip(isChanged ? changed_->toolTip() : choice_->accessibleName());
}

void ScenarioBar::showState()
{
    const auto progress = results_->airProgress();
    state_->setVisible(progress.has_value());
    if (!progress)
        return;
    state_->setText(
        progress->halls == 0
            ? tr("Estimate: 3D air being solved")
            : tr("Estimate: 3D air being solved, hall %1 of %2").arg(progress->done).arg(progress->halls));
}

} // namespace hallwright::app
