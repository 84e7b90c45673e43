// What stands in the dock of failures, and where.
#include "app/gui/failure_dock.h"

#include "app/gui/failure_pages.h"
#include "core/model/object_names.h"
#include "views/charts/failure_chart.h"
#include "views/panels/failure_timeline.h"
#include "views/panels/quantity_field.h"
#include "views/panels/sweep_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright::app {

namespace {

// What does not fit is cut off rather than making the dock wider.
QLabel* cutLabel(const char* name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setTextFormat(Qt::PlainText);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

QLabel* emptyLabel(const char* name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignCenter);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QProgressBar* progressBar(const char* name, QWidget* parent)
{
    constexpr int height = 10, narrow = 24, wide = 90; // little where the dock is narrow
    auto* bar = new QProgressBar(parent);
    bar->setObjectName(QString::fromLatin1(name));
    bar->setTextVisible(false);
    bar->setFixedHeight(height);
    bar->setMinimumWidth(narrow);
    bar->setMaximumWidth(wide);
    return bar;
}

QHBoxLayout* rowIn(QWidget* bar)
{
    bar->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // longer words push nothing aside
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    return row;
}

} // namespace

QWidget* FailureDock::buildBar()
{
    auto* bar = new QWidget(this);
    conditionsRow_ = rowIn(bar);
    tabs_ = new QTabBar(bar);
    tabs_->setObjectName(QStringLiteral("failureTabs"));
    tabs_->addTab(tr("What follows"));
    tabs_->addTab(tr("Each (N-1)"));
    tabs_->addTab(tr("Pairs (N-2)"));
    tabs_->addTab(tr("Maintenance"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    conditionsRow_->addWidget(tabs_);
    conditionsRow_->addStretch(1);
    conditionsRow_->addWidget(new QLabel(tr("Outdoor"), bar));
    asScenario_ = new QToolButton(bar);
    asScenario_->setObjectName(QStringLiteral("failureAsScenario"));
    asScenario_->setText(tr("as the scenario"));
    asScenario_->setToolTip(tr("Back to the scenario's outdoor temperature"));
    connect(asScenario_, &QToolButton::clicked, this, [this] {
        outdoorC_.reset();
        follow();
    });
    conditionsRow_->addWidget(asScenario_);
    auto* label = new QLabel(tr("followed for"), bar);
    conditionsRow_->addWidget(label);
    constexpr int mostMinutes = 1440, usualMinutes = 60;
    minutes_ = new QSpinBox(bar);
    minutes_->setObjectName(QStringLiteral("failureMinutes"));
    minutes_->setRange(1, mostMinutes);
    minutes_->setValue(usualMinutes);
    minutes_->setSuffix(tr(" min"));
    minutes_->setKeyboardTracking(false);
    minutes_->setFocusPolicy(Qt::StrongFocus);
    minutes_->setAccessibleName(tr("How long is followed"));
    minutes_->setToolTip(tr("How long is followed, 1 min to 1,440 min (a day)"));
    label->setBuddy(minutes_);
    conditionsRow_->addWidget(minutes_);
    makeOutdoor();
    return bar;
}

void FailureDock::makeOutdoor()
{
    delete outdoor_;
    outdoor_ = new panels::QuantityField(panels::temperatureField(), -60.0, 60.0, 1.0, this);
    outdoor_->setObjectName(QStringLiteral("failureOutdoor"));
    outdoor_->setToolTip(
        tr("Outdoor dry bulb under which it fails: the scenario's, until another is entered here"));
    outdoor_->setAccessibleName(tr("Outdoor dry bulb of the failure"));
    conditionsRow_->insertWidget(conditionsRow_->indexOf(asScenario_), outdoor_);
    connect(outdoor_, &panels::QuantityField::edited, this, [this](double outdoorC) {
        outdoorC_ = outdoorC;
        follow();
    });
}

QWidget* FailureDock::buildFollowsBar()
{
    auto* bar = new QWidget(this);
    QHBoxLayout* row = rowIn(bar);
    auto* what = new QToolButton(bar);
    what->setObjectName(QStringLiteral("failureChoose"));
    what->setText(tr("Choose …"));
    what->setToolTip(tr("What fails, of all that can: one, or several at once"));
    connect(what, &QToolButton::clicked, this, &FailureDock::choose);
    auto* caption = new QLabel(tr("Fails:"), bar);
    caption->setObjectName(QStringLiteral("failureCaption"));
    caption->setMinimumWidth(caption->sizeHint().width()); // what stands behind it gives way first
    row->addWidget(caption);
    choice_ = cutLabel("failureElements", bar);
    QFont bold = font();
    bold.setBold(true);
    choice_->setFont(bold);
    row->addWidget(choice_, 2);
    state_ = cutLabel("failureState", bar);
    state_->setForegroundRole(QPalette::PlaceholderText);
    state_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(state_, 3);
    busy_ = progressBar("failureProgress", bar);
    row->addWidget(busy_);
    stop_ = new QToolButton(bar);
    stop_->setObjectName(QStringLiteral("failureStop"));
    connect(stop_, &QToolButton::clicked, this, &FailureDock::stopOrResume);
    row->addWidget(stop_);
    row->addWidget(what);
    save_ = buildSaveButton(bar);
    row->addWidget(save_);
    return bar;
}

QToolButton* FailureDock::buildSaveButton(QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QStringLiteral("failureSave"));
    button->setText(tr("Save"));
    button->setToolTip(tr("The charts as a picture or for paper, their numbers, the timeline"));
    button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(button);
    menu->addAction(tr("Charts as a &picture (PNG) …"), this,
                    [this] { saveAs("png", tr("Picture (*.png)")); });
    menu->addAction(tr("Charts for paper (P&DF) …"), this, [this] { saveAs("pdf", tr("PDF (*.pdf)")); });
    menu->addAction(tr("Charts as a drawing (&SVG) …"), this,
                    [this] { saveAs("svg", tr("Drawing (*.svg)")); });
    menu->addAction(tr("Their &numbers (CSV) …"), this, [this] { saveAs("csv", tr("CSV (*.csv)")); });
    menu->addSeparator();
    menu->addAction(tr("&Copy the timeline"), this, [this] {
        QGuiApplication::clipboard()->setText(timeline_->words() + QStringLiteral("\n\n") +
                                              timeline_->asText());
        emit said(tr("The answer and its timeline are in the clipboard"));
    });
    button->setMenu(menu);
    return button;
}

QWidget* FailureDock::buildFollows()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(buildFollowsBar());
    follows_ = new QStackedWidget(page);
    column->addWidget(follows_, 1);
    empty_ = emptyLabel("failureEmpty", page);
    follows_->addWidget(empty_);
    auto* halves = new QSplitter(Qt::Horizontal, page);
    timeline_ = new panels::FailureTimeline(halves);
    chart_ = new charts::FailureChart;
    chart_->setToolTip(tr("A click puts the cursor there; the wheel stretches the time, a double click "
                          "shows all of it"));
    auto* scroll = new QScrollArea(halves);
    scroll->setWidget(chart_);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(chart_, &charts::FailureChart::menuWanted, save_->menu(),
            [this](QPoint at) { save_->menu()->popup(at); });
    constexpr int leastWidth = 220, usualWidth = 500;
    timeline_->setMinimumWidth(leastWidth);
    scroll->setMinimumWidth(leastWidth);
    halves->setChildrenCollapsible(false);
    halves->setStretchFactor(0, 1);
    halves->setStretchFactor(1, 1);
    halves->setSizes({usualWidth, usualWidth});
    auto* answer = new QWidget(page);
    auto* answerColumn = new QVBoxLayout(answer);
    answerColumn->setContentsMargins(0, 0, 0, 0);
    answerColumn->setSpacing(2);
    answerColumn->addWidget(halves, 1);
    answerColumn->addWidget(buildFoot(answer));
    follows_->addWidget(answer);
    return page;
}

QWidget* FailureDock::buildFoot(QWidget* parent)
{
    auto* foot = new QWidget(parent);
    QHBoxLayout* row = rowIn(foot);
    reading_ = cutLabel("failureReading", foot);
    row->addWidget(reading_, 1);
    play_ = new QToolButton(foot);
    play_->setObjectName(QStringLiteral("failurePlay"));
    play_->setToolTip(tr("Goes through the time that the strips show, in a quarter of a minute"));
    row->addWidget(play_);
    pictures_ = new QToolButton(foot);
    pictures_->setObjectName(QStringLiteral("failurePictures"));
    pictures_->setText(tr("In the pictures"));
    pictures_->setCheckable(true);
    pictures_->setToolTip(
        tr("3D, plan and heatmap show which racks are off, and how warm the others are, at the "
           "cursor's second; figures and findings stay those of the steady state"));
    row->addWidget(pictures_);
    return foot;
}

QWidget* FailureDock::buildSingles()
{
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* bar = new QWidget(page);
    QHBoxLayout* row = rowIn(bar);
    sweep_ = new QToolButton(bar);
    sweep_->setObjectName(QStringLiteral("failureSweep"));
    sweep_->setToolTip(tr("Every power node, plant unit, air handler and CDU by itself, all followed"));
    connect(sweep_, &QToolButton::clicked, this, &FailureDock::sweepOrStop);
    row->addWidget(sweep_);
    sweepBusy_ = progressBar("sweepProgress", bar);
    row->addWidget(sweepBusy_);
    sweepState_ = cutLabel("sweepState", bar);
    sweepState_->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(sweepState_, 1);
    column->addWidget(bar);
    sweepPages_ = new QStackedWidget(page);
    sweepEmpty_ = emptyLabel("sweepEmpty", page);
    sweepEmpty_->setText(
        tr("“Fail each” fails every power node, plant unit, air handler and CDU by itself and "
           "ranks them by what is lost: what the campus is not redundant against stands first."));
    sweepPages_->addWidget(sweepEmpty_);
    auto* list = new QWidget(sweepPages_);
    auto* listColumn = new QVBoxLayout(list);
    listColumn->setContentsMargins(0, 0, 0, 0);
    listColumn->setSpacing(4);
    singles_ = new panels::SweepPanel(list);
    listColumn->addWidget(singles_, 1);
    single_ = cutLabel("sweepSingle", list);
    listColumn->addWidget(single_);
    sweepPages_->addWidget(list);
    column->addWidget(sweepPages_, 1);
    return page;
}

void FailureDock::addStudyPages()
{
    pairs_ = new PairsPage([this] { return sweepWanted(); }, this);
    maintenance_ = new MaintenancePage(
        [this]() -> std::optional<SiteAsked> {
            const auto wanted = sweepWanted();
            return wanted ? std::optional(SiteAsked{wanted->site, wanted->conditions}) : std::nullopt;
        },
        this);
    pages_->addWidget(pairs_);
    pages_->addWidget(maintenance_);
    connect(pairs_, &PairsPage::chosen, this, &FailureDock::followTogether);
    connect(pairs_, &PairsPage::activated, this, [this](const std::vector<ObjectRef>& both) {
        fail(both);
        showPage(Page::Follows);
    });
    connect(maintenance_, &MaintenancePage::chosen, this, &FailureDock::followTogether);
}

// Gone to, and those of them that can fail do so together.
void FailureDock::followTogether(const std::vector<ObjectRef>& elements)
{
    std::vector<ObjectRef> there;
    for (const ObjectRef& element : elements) {
        if (document_->isOpen() && exists(*document_->committedSite(), element))
            there.push_back(element);
    }
    if (there.empty())
        return;
    emit chosen(there.front());
    if (std::ranges::any_of(there, [](ObjectRef element) { return canFail(element.kind); }))
        fail(there);
}

void FailureDock::sweepBoth()
{
    open();
    showPage(Page::Pairs);
    pairs_->study().start();
}

void FailureDock::findVerdicts()
{
    open();
    showPage(Page::Maintenance);
    maintenance_->study().start();
}

void FailureDock::clearStudies()
{
    pairs_->study().clear();
    maintenance_->study().clear();
}

void FailureDock::followStudies()
{
    pairs_->study().follow();
    maintenance_->study().follow();
}

bool FailureDock::isIdle() const
{
    return session_.isIdle() && sweepSession_.isIdle() && pairs_->study().isIdle() &&
           maintenance_->study().isIdle();
}

} // namespace hallwright::app
