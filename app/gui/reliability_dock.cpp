#include "app/gui/reliability_dock.h"

#include "app/gui/reliability_pages.h"
#include "core/model/object_names.h"
#include "views/charts/goodput_chart.h"
#include "views/panels/availability_panel.h"
#include "views/panels/goodput_panel.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace hallwright::app {

ReliabilityDock::ReliabilityDock(Document* document, Results* results, QWidget* parent)
    : QDockWidget(tr("Reliability"), parent), document_(document), results_(results),
      pages_(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("reliabilityDock"));
    const auto wanted = [this]() -> std::optional<ReliabilityAsked> {
        if (!document_->isOpen())
            return std::nullopt;
        const SitePtr& site = document_->committedSite();
        return ReliabilityAsked{{site, conditionsOf(*site, results_->scenario())}, rates_};
    };
    availability_ = new AvailabilityPage(wanted, pages_);
    goodput_ = new GoodputPage(wanted, pages_);
    pages_->addWidget(availability_);
    pages_->addWidget(goodput_);
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(6, 2, 6, 4);
    column->setSpacing(4);
    column->addWidget(buildReliabilityBar());
    column->addWidget(pages_, 1);
    setWidget(page);
    askWhichRates = [this] {
        return QFileDialog::getOpenFileName(this, tr("Failure rates"), QFileInfo(rates_.path).path(),
                                            tr("CSV (*.csv *.CSV);;All files (*)"));
    };
    askWhereToSave = [this](const QString& suggestion, const QString& kind) {
        return QFileDialog::getSaveFileName(this, tr("Save"), suggestion, kind);
    };
    connect(tabs_, &QTabBar::currentChanged, pages_, &QStackedWidget::setCurrentIndex);
    connect(availability_->panel(), &panels::AvailabilityPanel::chosen, this, [this](ObjectRef object) {
        if (object == siteData() || (document_->isOpen() && exists(*document_->committedSite(), object)))
            emit chosen(object);
    });
    connect(document_, &Document::opened, this, &ReliabilityDock::begin);
    connect(document_, &Document::committedSiteChanged, this, &ReliabilityDock::follow);
    connect(results_, &Results::scenarioChanged, this, &ReliabilityDock::follow);
    begin();
}

QWidget* ReliabilityDock::buildReliabilityBar()
{
    auto* bar = new QWidget(this);
    bar->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // longer words push nothing aside
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    tabs_ = new QTabBar(bar);
    tabs_->setObjectName(QStringLiteral("reliabilityTabs"));
    tabs_->addTab(tr("Availability"));
    tabs_->addTab(tr("Goodput"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    row->addWidget(tabs_);
    row->addStretch(1);
    const auto addMenuButton = [&](const char* name, const QString& tip) {
        auto* button = new QToolButton(bar);
        button->setObjectName(QString::fromLatin1(name));
        button->setToolTip(tip);
        button->setPopupMode(QToolButton::InstantPopup);
        button->setMenu(new QMenu(button));
        row->addWidget(button);
        return button;
    };
    ratesButton_ = addMenuButton(
        "reliabilityRates", tr("Failure rates of equipment: those of its class, or your own, as CSV with the "
                               "columns name, mtbf_h, mttr_h and source"));
    ratesButton_->menu()->addAction(tr("From a &file …"), this, [this] {
        if (const QString file = askWhichRates(); !file.isEmpty())
            setRates(file);
    });
    ratesButton_->menu()->addAction(tr("Those of the &class"), this, [this] { setRates({}); });
    save_ = addMenuButton("reliabilitySave", tr("What is found, for other programs and for paper"));
    save_->setText(tr("Save"));
    addSaving(save_->menu());
    return bar;
}

void ReliabilityDock::addSaving(QMenu* menu)
{
    menu->addAction(tr("&Copy the tables"), this, &ReliabilityDock::copy);
    menu->addSeparator();
    menu->addAction(tr("Goodput's chart as a &picture (PNG) …"), this,
                    [this] { saveChart("png", tr("Picture (*.png)")); });
    menu->addAction(tr("The chart for paper (P&DF) …"), this,
                    [this] { saveChart("pdf", tr("PDF (*.pdf)")); });
    menu->addAction(tr("Its &numbers (CSV) …"), this, [this] { saveChart("csv", tr("CSV (*.csv)")); });
}

void ReliabilityDock::open()
{
    QDockWidget::show();
    raise();
    emit openWanted();
}

void ReliabilityDock::showPage(Page page)
{
    tabs_->setCurrentIndex(static_cast<int>(page));
}

void ReliabilityDock::findAvailability()
{
    open();
    showPage(Page::Availability);
    availability_->study().start();
}

void ReliabilityDock::runJob()
{
    open();
    showPage(Page::Goodput);
    goodput_->study().start();
}

void ReliabilityDock::setRates(const QString& file)
{
    rates_ = ratesFileAt(file);
    ratesButton_->setText(file.isEmpty() ? tr("Rates of the class")
                                         : tr("Rates: %1").arg(QFileInfo(file).fileName()));
    follow();
}

void ReliabilityDock::begin()
{
    availability_->study().clear();
    goodput_->study().clear();
    if (document_->isOpen())
        goodput_->suggest(static_cast<std::size_t>(document_->committedSite()->gpuCount()));
    setRates({});
}

void ReliabilityDock::follow()
{
    availability_->study().follow();
    goodput_->study().follow();
}

bool ReliabilityDock::isIdle() const
{
    return availability_->study().isIdle() && goodput_->study().isIdle();
}

void ReliabilityDock::setTheme(style::Theme theme)
{
    goodput_->chart()->setTheme(theme);
}

void ReliabilityDock::showOtherUnits()
{
    availability_->panel()->setAvailability(availability_->study().answer());
    follow();
}

void ReliabilityDock::copy()
{
    QStringList parts;
    if (availability_->study().answer())
        parts << availability_->panel()->words() << availability_->panel()->asText();
    if (goodput_->study().answer())
        parts << goodput_->panel()->words() << goodput_->panel()->asText();
    if (parts.isEmpty()) {
        emit said(tr("Nothing is found yet: “Find the availability” or “Run the job” begins."));
        return;
    }
    QGuiApplication::clipboard()->setText(parts.join(QStringLiteral("\n\n")));
    emit said(tr("The tables are in the clipboard"));
}

void ReliabilityDock::saveChart(const char* suffix, const QString& kind)
{
    if (!goodput_->study().answer()) {
        emit said(tr("There is no chart yet: “Run the job” draws it."));
        return;
    }
    QString file =
        askWhereToSave(QStringLiteral("%1.%2").arg(tr("Goodput"), QString::fromLatin1(suffix)), kind);
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += QLatin1Char('.') + QString::fromLatin1(suffix);
    emit said(goodput_->chart()->save(file) ? tr("The chart is written to %1").arg(file)
                                            : tr("The chart could not be written to %1").arg(file));
}

} // namespace hallwright::app
