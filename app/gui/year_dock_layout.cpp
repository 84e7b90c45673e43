// What stands in the dock of the year, and where.
#include "app/gui/year_dock.h"

#include "views/charts/carpet_chart.h"
#include "views/charts/duration_chart.h"
#include "views/charts/matching_chart.h"
#include "views/charts/month_chart.h"
#include "views/charts/psychrometric_chart.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>

namespace hallwright::app {

namespace {

// What does not fit is cut off rather than making the dock wider.
QLabel* lineLabel(const char* name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setTextFormat(Qt::PlainText);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return label;
}

} // namespace

QWidget* YearDock::buildBar()
{
    auto* bar = new QWidget(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    auto* weather = new QToolButton(bar);
    weather->setObjectName(QStringLiteral("yearWeather"));
    weather->setText(tr("Weather file …"));
    weather->setToolTip(
        tr("A year of hourly weather for the site, kept in its file: EPW, Open-Meteo JSON or CSV, also "
           "packed by gzip"));
    connect(weather, &QToolButton::clicked, this, &YearDock::chooseWeather);
    takeOut_ = new QAction(tr("Take it &out of the site"), weather);
    takeOut_->setToolTip(tr("The site has no weather of its own then; undo puts it back"));
    connect(takeOut_, &QAction::triggered, this, &YearDock::takeOutWeather);
    weather->setPopupMode(QToolButton::MenuButtonPopup);
    weather->addAction(takeOut_);
    basisButton_ = new QToolButton(bar);
    basisButton_->setObjectName(QStringLiteral("yearBasis"));
    connect(basisButton_, &QToolButton::clicked, this, &YearDock::chooseBasis);
    place_ = lineLabel("yearPlace", bar);
    chartChoice_ = new QComboBox(bar);
    chartChoice_->setObjectName(QStringLiteral("yearChart"));
    chartChoice_->setAccessibleName(tr("Chart of the year"));
    quantity_ = new QComboBox(bar);
    quantity_->setObjectName(QStringLiteral("yearQuantity"));
    quantity_->setAccessibleName(tr("Quantity that the chart shows"));
    constexpr int letters = 14, widestPopup = 260;
    quantity_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    quantity_->setMinimumContentsLength(letters);
    quantity_->view()->setMinimumWidth(widestPopup);
    save_ = buildSaveButton(bar);
    compare_ = buildCompareButton(bar);
    row->addWidget(weather);
    row->addWidget(basisButton_);
    row->addWidget(place_, 1);
    row->addWidget(chartChoice_);
    row->addWidget(quantity_);
    row->addWidget(compare_);
    row->addWidget(save_);
    return bar;
}

QToolButton* YearDock::buildSaveButton(QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QStringLiteral("yearSave"));
    button->setText(tr("Save"));
    button->setToolTip(tr("The chart as a picture or for paper, or its numbers"));
    button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(button);
    menu->addAction(tr("&Picture (PNG) …"), this, [this] { saveAs("png", tr("Picture (*.png)")); });
    menu->addAction(tr("Drawing (&SVG) …"), this, [this] { saveAs("svg", tr("Drawing (*.svg)")); });
    menu->addAction(tr("For paper (P&DF) …"), this, [this] { saveAs("pdf", tr("PDF (*.pdf)")); });
    menu->addAction(tr("Its &numbers (CSV) …"), this, [this] { saveAs("csv", tr("CSV (*.csv)")); });
    menu->addSeparator();
    menu->addAction(tr("&Copy picture"), this, [this] {
        QApplication::clipboard()->setPixmap(chart()->grab());
        emit said(tr("The chart is in the clipboard."));
    });
    button->setMenu(menu);
    return button;
}

QToolButton* YearDock::buildCompareButton(QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QStringLiteral("yearCompare"));
    button->setText(tr("Compare"));
    button->setToolTip(tr("The year beside that of a branch, a kept version or another site file"));
    button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(button);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillOthers(menu); });
    button->setMenu(menu);
    return button;
}

void YearDock::fillOthers(QMenu* menu)
{
    menu->clear();
    for (const YearSide& side : otherVersions())
        menu->addAction(side.name, this, [this, side] { compareWith(side); });
    if (!menu->isEmpty())
        menu->addSeparator();
    menu->addAction(tr("Another site &file …"), this, [this] {
        if (const QString file = askWhichOther(); !file.isEmpty())
            compareWithFile(file);
    });
}

QWidget* YearDock::buildYear()
{
    auto* halves = new QSplitter(Qt::Horizontal, this);
    list_ = new QTreeWidget(halves);
    list_->setObjectName(QStringLiteral("yearFigures"));
    list_->setRootIsDecorated(false);
    list_->setHeaderLabels({tr("Of the year"), tr("Value")});
    list_->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    list_->setAccessibleName(tr("Figures of the year"));
    list_->setMinimumWidth(180);
    connect(list_, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        const auto row = static_cast<std::size_t>(list_->indexOfTopLevelItem(item));
        if (row < figures_.size() && figures_[row].hour)
            chooseHour(*figures_[row].hour);
    });
    chartPages_ = new QStackedWidget(halves);
    matching_ = new charts::MatchingChart(chartPages_);
    charts_ = {new charts::CarpetChart(chartPages_), new charts::DurationChart(chartPages_),
               new charts::MonthChart(chartPages_), new charts::PsychrometricChart(chartPages_), matching_};
    for (charts::Chart* chart : charts_) {
        chartPages_->addWidget(chart);
        chartChoice_->addItem(chart->title());
    }
    halves->addWidget(list_);
    halves->addWidget(chartPages_);
    halves->setStretchFactor(1, 1);
    halves->setChildrenCollapsible(false);
    constexpr int figuresWidth = 255, chartWidth = 700;
    halves->setSizes({figuresWidth, chartWidth});
    return halves;
}

QWidget* YearDock::buildFoot()
{
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    reading_ = lineLabel("yearReading", foot);
    state_ = new QLabel(foot);
    state_->setObjectName(QStringLiteral("yearState"));
    stop_ = new QToolButton(foot);
    stop_->setObjectName(QStringLiteral("yearStop"));
    connect(stop_, &QToolButton::clicked, this, &YearDock::stopOrResume);
    row->addWidget(reading_, 1);
    row->addWidget(state_);
    row->addWidget(stop_);
    return foot;
}

} // namespace hallwright::app
