#include "app/gui/year_dock.h"

#include "app/gui/background.h"
#include "app/gui/year_basis_dialog.h"
#include "views/charts/matching_chart.h"
#include "views/charts/year_text.h"
#include "views/shared/format.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSettings>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hallwright::app {

namespace {

constexpr double tooSlowForTheHandMs = 500.0;

QString hint()
{
    return YearDock::tr("Click an hour: its weather goes into the scenario, and every other view shows it.");
}

} // namespace

YearDock::YearDock(Document* document, Results* results, QWidget* parent)
    : QDockWidget(tr("Year"), parent), document_(document), results_(results)
{
    setObjectName(QStringLiteral("yearDock"));
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(8, 4, 8, 4);
    column->setSpacing(4);
    column->addWidget(buildBar());
    refusal_ = new QLabel(content);
    refusal_->setObjectName(QStringLiteral("yearRefusal"));
    refusal_->setTextFormat(Qt::PlainText);
    refusal_->setWordWrap(true);
    refusal_->hide();
    column->addWidget(refusal_);
    auto* beginning = new QLabel(
        tr("Choose a year of hourly weather by “Weather file …”, an EPW, Open-Meteo's JSON or a CSV, which "
           "is kept in the site's file, to see the site's energy, water, carbon and free cooling hour by "
           "hour."),
        content);
    beginning->setObjectName(QStringLiteral("yearEmpty"));
    beginning->setWordWrap(true);
    beginning->setAlignment(Qt::AlignCenter);
    pages_ = new QStackedWidget(content);
    pages_->addWidget(beginning);
    pages_->addWidget(buildYear());
    column->addWidget(pages_, 1);
    column->addWidget(buildFoot());
    setWidget(content);
    joinCharts();

    askWhichFile = [this] {
        return QFileDialog::getOpenFileName(
            this, tr("A year of weather"), QSettings().value(QStringLiteral("weatherFolder")).toString(),
            tr("Weather (*.epw *.epw.gz *.json *.json.gz *.csv *.csv.gz);;All files (*)"));
    };
    askWhichOther = [this] {
        return QFileDialog::getOpenFileName(this, tr("A site to compare with"), {},
                                            tr("Sites (*.hallwright);;All files (*)"));
    };
    askBasis = [this](const YearChoices& now, double siteCarbonKgPerKwh) -> std::optional<YearChoices> {
        YearBasisDialog dialog(now, siteCarbonKgPerKwh, this);
        return dialog.exec() == QDialog::Accepted ? std::optional(dialog.choices()) : std::nullopt;
    };
    askWhereToSave = [this](const QString& suggestion, const QString& kind) {
        return QFileDialog::getSaveFileName(this, tr("Save the chart"), suggestion, kind);
    };
    connect(document_, &Document::opened, this, &YearDock::begin);
    connect(document_, &Document::committedSiteChanged, this, &YearDock::followWeather);
    connect(document_, &Document::shownSiteChanged, this, &YearDock::follow);
    connect(results_, &Results::scenarioChanged, this, [this] {
        leaveHour();
        follow();
    });
    connect(this, &QDockWidget::visibilityChanged, this, &YearDock::follow);
    connect(&session_, &YearSession::progressed, this, [this](std::size_t evaluations) {
        evaluations_ = evaluations;
        showState();
    });
    connect(&session_, &YearSession::solved, this, &YearDock::take);
    connect(&session_, &YearSession::failed, this, [this](const YearAsked& asked, const QString& sentence) {
        if (asked_ != asked)
            return;
        refused_ = asked;
        showRefusal(sentence);
        showState();
    });
    begin();
}

void YearDock::joinCharts()
{
    for (charts::Chart* chart : charts_) {
        connect(chart, &charts::Chart::hourChosen, this, &YearDock::chooseHour);
        connect(chart, &charts::Chart::pointedAt, this,
                [this](const QString& reading) { reading_->setText(reading.isEmpty() ? hint() : reading); });
        connect(chart, &charts::Chart::menuWanted, save_->menu(),
                [this](QPoint at) { save_->menu()->popup(at); });
    }
    connect(chartChoice_, &QComboBox::currentIndexChanged, this, &YearDock::showChart);
    connect(quantity_, &QComboBox::currentIndexChanged, this, [this] {
        for (charts::Chart* chart : charts_)
            chart->setQuantity(charts::chartQuantity(quantity_->currentData().toString()));
    });
    showChart(0);
}

charts::Chart* YearDock::chart() const
{
    return charts_[static_cast<std::size_t>(chartPages_->currentIndex())];
}

void YearDock::showChart(int index)
{
    chartPages_->setCurrentIndex(index);
    fillQuantities();
}

// Those that the chart can show; the same one as before if it can.
void YearDock::fillQuantities()
{
    const QString before = quantity_->currentData().toString();
    {
        const QSignalBlocker quiet(quantity_);
        quantity_->clear();
        for (const charts::ChartQuantity& quantity : charts::chartQuantities()) {
            if (chart()->shows(quantity))
                quantity_->addItem(quantity.title, quantity.key);
        }
        quantity_->setCurrentIndex(std::max(0, quantity_->findData(before)));
    }
    quantity_->setVisible(quantity_->count() > 0);
    if (quantity_->count() > 0)
        chart()->setQuantity(charts::chartQuantity(quantity_->currentData().toString()));
    reading_->setText(hint());
}

void YearDock::open()
{
    show();
    raise();
    emit openWanted();
}

void YearDock::begin()
{
    session_.clear();
    weather_ = nullptr;
    basis_ = std::make_shared<YearBasis>();
    asked_.reset();
    answer_.reset();
    refused_.reset();
    hour_.reset();
    isStopped_ = awaitsHand_ = false;
    showRefusal({});
    for (charts::Chart* chart : charts_)
        chart->setYear(nullptr);
    fillFigures();
    showWeather(nullptr);
    showBasis();
    showState();
    followWeather();
    recall();
}

// The choices of before, for this site's file.
void YearDock::recall()
{
    if (!document_->isOpen())
        return;
    const YearChoices choices = keptChoices(whichSite());
    if (!(choices == YearChoices()))
        setBasis(choices);
}

void YearDock::remember() const
{
    keepChoices(whichSite(), basis_->choices);
}

void YearDock::chooseBasis()
{
    if (!document_->isOpen())
        return;
    const auto chosen = askBasis(basis_->choices, document_->committedSite()->info.carbonKgPerKwh);
    if (chosen && !(*chosen == basis_->choices))
        setBasis(*chosen);
}

void YearDock::setBasis(const YearChoices& choices)
{
    const auto read = [choices] { return basisOf(choices); };
    runInBackground(
        this, read,
        [this, opened = document_->undoStack()](const YearBasisPtr& basis) {
            if (!document_->isOpen() || document_->undoStack() != opened)
                return; // of another site
            showRefusal({});
            basis_ = basis;
            isStopped_ = false;
            remember();
            showBasis();
            follow();
        },
        [this](const QString& sentence) { showRefusal(sentence); });
}

// What was chosen beside the weather, on the button that changes it.
void YearDock::showBasis()
{
    const YearChoices& c = basis_->choices;
    QStringList lines;
    const auto add = [&](bool is, const QString& line) {
        if (is)
            lines << line;
    };
    add(basis_->grid.has_value(),
        basis_->grid ? tr("Carbon: %1").arg(QString::fromStdString(basis_->grid->source)) : QString());
    add(basis_->price.has_value(),
        basis_->price ? tr("Price: %1").arg(QString::fromStdString(basis_->price->source)) : QString());
    add(basis_->load.has_value(),
        basis_->load ? tr("Load: %1").arg(QString::fromStdString(basis_->load->source)) : QString());
    if (basis_->maintenance)
        lines << tr("Maintenance: %1").arg(QString::fromStdString(basis_->maintenance->source));
    if (basis_->heat)
        lines << tr("Heat customer: %1").arg(QString::fromStdString(basis_->heat->source));
    add(c.own.solarW > 0.0, tr("Own solar power: %1").arg(style::formatPower(c.own.solarW)));
    add(c.own.windW > 0.0, tr("Own wind power: %1").arg(style::formatPower(c.own.windW)));
    add(c.own.constantW > 0.0, tr("Bought at every hour: %1").arg(style::formatPower(c.own.constantW)));
    add(c.batch.share > 0.0,
        tr("Work that can wait: %1, %2 h").arg(style::formatShare(c.batch.share)).arg(c.batch.deadlineH));
    basisButton_->setToolTip(
        (QStringList(tr("The grid's carbon and price by the hour, power of the site's own, work "
                        "that can wait, load by hour of the day")) +
         (lines.isEmpty() ? QStringList(tr("Nothing of these is chosen.")) : lines))
            .join(QLatin1Char('\n')));
    basisButton_->setText(lines.isEmpty() ? tr("Grid and load …")
                                          : tr("Grid and load (%1) …").arg(lines.size()));
}

std::optional<report::ReportedYear> YearDock::reported() const
{
    if (!answer_ || isStale())
        return std::nullopt;
    const YearBasis& basis = *answer_->of.basis;
    return report::ReportedYear{answer_->year, answer_->carbon,
                                basis.grid ? "the hours of " + basis.grid->source
                                           : siteCarbonText(*answer_->of.site),
                                answer_->cost, basis.prices ? basis.prices->currency : std::string()};
}

std::optional<YearAsked> YearDock::wanted() const
{
    if (!weather_ || !document_->isOpen())
        return std::nullopt;
    Conditions conditions = results_->conditions();
    conditions.outdoorC = conditions.wetBulbC = 0.0; // the year has its own
    return YearAsked{document_->shownSite(), conditions, weather_, basis_};
}

// Only while it is seen. A drag is followed where a year takes no longer than the hand waits; else what it ends in is.
void YearDock::follow()
{
    const auto now = wanted();
    if (!now || !isVisible()) {
        showState();
        return;
    }
    awaitsHand_ = document_->isPreviewing() && answer_ && answer_->tookMs > tooSlowForTheHandMs;
    if (!isStopped_ && !awaitsHand_ && asked_ != now) {
        asked_ = now;
        evaluations_ = 0;
        session_.request(*now);
    }
    showState();
}

bool YearDock::isStale() const
{
    const auto now = wanted();
    return now && !(answer_ && answer_->of == *now);
}

void YearDock::take(const YearAnswer& answer)
{
    showRefusal({});
    answer_ = answer;
    fillFigures();
    for (charts::Chart* chart : charts_)
        chart->setYear(answer.year);
    matching_->setMatched(answer.carbon.months);
    if (hour_)
        chart()->setChosenHour(hour_);
    showState();
}

void YearDock::stopOrResume()
{
    isStopped_ = !isStopped_;
    asked_.reset();
    if (isStopped_)
        session_.clear();
    follow();
}

void YearDock::fillFigures()
{
    figures_ = answer_ ? yearFigures(*answer_) : std::vector<YearFigure>();
    while (list_->topLevelItemCount() > static_cast<int>(figures_.size()))
        delete list_->takeTopLevelItem(list_->topLevelItemCount() - 1);
    for (std::size_t i = 0; i < figures_.size(); ++i) {
        if (list_->topLevelItemCount() == static_cast<int>(i))
            list_->addTopLevelItem(new QTreeWidgetItem);
        QTreeWidgetItem* item = list_->topLevelItem(static_cast<int>(i));
        const YearFigure& figure = figures_[i];
        const QString goes =
            figure.hour ? tr("\nEnter or a double click puts that hour into the scenario.") : QString();
        item->setText(0, figure.title);
        item->setText(1, figure.value);
        for (const int columnAt : {0, 1})
            item->setToolTip(columnAt, figure.why + goes);
    }
}

QString YearDock::value(const QString& key) const
{
    const auto found = std::ranges::find(figures_, key, &YearFigure::key);
    const auto row = static_cast<int>(found - figures_.begin());
    return found != figures_.end() ? list_->topLevelItem(row)->text(1) : QString();
}

void YearDock::showState()
{
    const bool begun = weather_ != nullptr;
    const bool stale = isStale();
    pages_->setCurrentIndex(begun ? 1 : 0);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{basisButton_, chartChoice_, compare_, save_, reading_, state_})
        widget->setVisible(begun);
    quantity_->setVisible(begun && quantity_->count() > 0);
    save_->setEnabled(answer_.has_value());
    compare_->setEnabled(answer_.has_value() && !stale);
    list_->setEnabled(!stale);
    const bool refused = refused_ && refused_ == wanted();
    stop_->setVisible(begun && stale && !refused && (isStopped_ || !awaitsHand_));
    stop_->setText(isStopped_ ? tr("Compute") : tr("Stop"));
    const QString shown = answer_ ? tr("Figures of before: ") : QString();
    if (!stale)
        state_->setText(answer_
                            ? tr("Computed in %1 s").arg(QLocale().toString(answer_->tookMs / 1000.0, 'f', 2))
                            : QString());
    else if (refused)
        state_->setText(shown + tr("not possible"));
    else if (isStopped_)
        state_->setText(shown + tr("stopped"));
    else if (awaitsHand_)
        state_->setText(shown + tr("computed anew when the hand lets go"));
    else
        state_->setText(shown + (evaluations_ > 0
                                     ? tr("computing, %1 points of the weather so far …").arg(evaluations_)
                                     : tr("computing the year …")));
}

void YearDock::showRefusal(const QString& sentence)
{
    refusal_->setText(sentence);
    refusal_->setVisible(!sentence.isEmpty());
}

void YearDock::chooseHour(std::size_t hour)
{
    if (!answer_ || hour >= answer_->year->hours())
        return;
    const WeatherHour& weather = answer_->year->weather->hours[hour];
    Scenario scenario = results_->scenario();
    scenario.outdoorC = weather.dryBulbC;
    scenario.wetBulbC = weather.wetBulbC;
    hour_ = hour;
    results_->setScenario(scenario);
    for (charts::Chart* chart : charts_)
        chart->setChosenHour(hour);
    emit said(tr("All views show %1: %2 outdoors, wet bulb %3. “Design day” in the scenario puts the site's "
                 "own weather back.")
                  .arg(charts::hourName(*answer_->year, hour), style::formatTemperature(weather.dryBulbC),
                       style::formatTemperature(weather.wetBulbC)));
}

void YearDock::leaveHour()
{
    if (!hour_ || !answer_)
        return;
    const WeatherHour& weather = answer_->year->weather->hours[*hour_];
    const Scenario& now = results_->scenario();
    if (now.outdoorC == weather.dryBulbC && now.wetBulbC == weather.wetBulbC)
        return;
    hour_.reset();
    for (charts::Chart* chart : charts_)
        chart->setChosenHour(std::nullopt);
}

void YearDock::saveAs(const char* suffix, const QString& kind)
{
    if (!answer_)
        return;
    QString file =
        askWhereToSave(QStringLiteral("%1.%2").arg(chart()->title(), QString::fromLatin1(suffix)), kind);
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += QLatin1Char('.') + QString::fromLatin1(suffix);
    emit said(chart()->save(file) ? tr("The chart is written to %1").arg(file)
                                  : tr("The chart could not be written to %1").arg(file));
}

void YearDock::setTheme(style::Theme theme)
{
    for (charts::Chart* chart : charts_)
        chart->setTheme(theme);
    QPalette palette = refusal_->palette();
    palette.setColor(QPalette::WindowText, style::colours(theme).violation);
    refusal_->setPalette(palette);
}

void YearDock::showOtherUnits()
{
    fillFigures();
    for (charts::Chart* chart : charts_)
        chart->showOtherUnits();
    reading_->setText(hint());
}

} // namespace hallwright::app
