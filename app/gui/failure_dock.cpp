#include "app/gui/failure_dock.h"

#include "app/gui/failure_choice_dialog.h"
#include "app/gui/failure_pages.h"
#include "core/model/errors.h"
#include "core/model/object_names.h"
#include "core/studies/failure/failure_sentences.h"
#include "core/studies/failure/failure_words.h"
#include "views/charts/failure_chart.h"
#include "views/panels/failure_timeline.h"
#include "views/panels/quantity_field.h"
#include "views/panels/sweep_panel.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QProgressBar>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hallwright::app {

namespace {

constexpr double minuteS = 60.0;

QString inWords(const std::string& sentence)
{
    return QString::fromStdString(sentence);
}

} // namespace

FailureDock::FailureDock(Document* document, Results* results, QWidget* parent)
    : QDockWidget(tr("Failure"), parent), document_(document), results_(results), session_(this),
      sweepSession_(this)
{
    setObjectName(QStringLiteral("failureDock"));
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(6, 2, 6, 4);
    column->setSpacing(4);
    column->addWidget(buildBar());
    pages_ = new QStackedWidget(page);
    pages_->addWidget(buildFollows());
    pages_->addWidget(buildSingles());
    addStudyPages();
    column->addWidget(pages_, 1);
    setWidget(page);
    askWhatFails = [](FailureChoiceDialog& dialog) { return dialog.exec() == QDialog::Accepted; };
    askWhereToSave = [this](const QString& suggestion, const QString& kind) {
        return QFileDialog::getSaveFileName(this, tr("Save"), suggestion, kind);
    };
    join();
    begin();
}

void FailureDock::join()
{
    connect(tabs_, &QTabBar::currentChanged, pages_, &QStackedWidget::setCurrentIndex);
    connect(minutes_, &QSpinBox::valueChanged, this, &FailureDock::follow);
    connect(timeline_, &panels::FailureTimeline::eventChosen, this, &FailureDock::chooseEvent);
    connect(chart_, &charts::FailureChart::momentChosen, this, &FailureDock::setMoment);
    connect(chart_, &charts::FailureChart::pointedAt, this, &FailureDock::showReading);
    connect(singles_, &panels::SweepPanel::chosen, this, [this](ObjectRef element) {
        if (!document_->isOpen() || !exists(*document_->committedSite(), element))
            return;
        emit chosen(element);
        fail({element});
    });
    connect(singles_, &panels::SweepPanel::activated, this, [this](ObjectRef element) {
        fail({element});
        showPage(Page::Follows);
    });
    constexpr int frameMs = 100;
    playing_.setInterval(frameMs);
    connect(&playing_, &QTimer::timeout, this, &FailureDock::playOn);
    connect(play_, &QToolButton::clicked, this, &FailureDock::playOrPause);
    connect(pictures_, &QToolButton::toggled, this, &FailureDock::showInPictures);
    connect(&session_, &FailureSession::progressed, this, [this](double timeS) {
        if (asked_)
            busy_->setValue(static_cast<int>(100.0 * timeS / asked_->horizonS));
    });
    connect(&session_, &FailureSession::followed, this,
            qOverload<const FailureFollowed&>(&FailureDock::take));
    connect(&session_, &FailureSession::failed, this, [this](const QString& sentence) {
        refusal_ = sentence;
        showState();
    });
    connect(&sweepSession_, &SweepSession::progressed, this, [this](int done, int all) {
        sweepBusy_->setRange(0, all);
        sweepBusy_->setValue(done);
        sweepState_->setText(tr("%1 of %2 failed").arg(style::formatCount(done), style::formatCount(all)));
    });
    connect(&sweepSession_, &SweepSession::swept, this, qOverload<const SweepDone&>(&FailureDock::take));
    connect(&sweepSession_, &SweepSession::failed, this, [this](const QString& sentence) {
        sweepAsked_.reset();
        sweepRefusal_ = sentence;
        showSweepState();
    });
    connect(document_, &Document::opened, this, &FailureDock::begin);
    connect(document_, &Document::committedSiteChanged, this, &FailureDock::follow);
    connect(results_, &Results::scenarioChanged, this, &FailureDock::follow);
    connect(this, &QDockWidget::visibilityChanged, this, [this](bool seen) {
        if (!seen)
            pictures_->setChecked(false);
        follow();
    });
}

void FailureDock::open()
{
    QDockWidget::show();
    raise();
    emit openWanted();
}

void FailureDock::showPage(Page page)
{
    tabs_->setCurrentIndex(static_cast<int>(page));
}

void FailureDock::begin()
{
    pictures_->setChecked(false);
    session_.clear();
    sweepSession_.clear();
    failed_.clear();
    outdoorC_.reset();
    asked_.reset();
    answer_.reset();
    refusal_.clear();
    isStopped_ = false;
    sweepAsked_.reset();
    swept_.reset();
    sweepRefusal_.clear();
    timeline_->setCascade(nullptr);
    chart_->setCascade(nullptr);
    singles_->setSweep(nullptr);
    single_->clear();
    clearStudies();
    follow();
}

void FailureDock::fail(const std::vector<ObjectRef>& elements)
{
    if (!document_->isOpen())
        return;
    std::vector<ObjectRef> next;
    for (const ObjectRef& element : elements) {
        if (canFail(element.kind) && exists(*document_->committedSite(), element) &&
            std::ranges::find(next, element) == next.end())
            next.push_back(element);
    }
    if (next.empty()) {
        emit said(tr("Nothing chosen here can fail: choose power nodes, plant units, air handlers or CDUs."));
        return;
    }
    failed_ = std::move(next);
    isStopped_ = false;
    follow();
}

void FailureDock::choose()
{
    if (!document_->isOpen())
        return;
    FailureChoiceDialog dialog(*document_->committedSite(), failed_, this);
    if (!askWhatFails(dialog))
        return;
    showPage(Page::Follows);
    fail(dialog.chosen());
}

// The scenario's, in other weather if the reader chose one. A wet bulb that goes with no such air is left to what goes with it.
Conditions FailureDock::conditions() const
{
    Scenario scenario = results_->scenario();
    if (outdoorC_) {
        scenario.outdoorC = outdoorC_;
        scenario.wetBulbC.reset();
    }
    try {
        return conditionsOf(*document_->committedSite(), scenario);
    } catch (const InputError&) {
        scenario.wetBulbC.reset();
        return conditionsOf(*document_->committedSite(), scenario);
    }
}

std::optional<FailureAsked> FailureDock::wanted() const
{
    if (!document_->isOpen() || failed_.empty())
        return std::nullopt;
    return FailureAsked{document_->committedSite(), conditions(), failed_, minuteS * minutes_->value()};
}

std::optional<SweepAsked> FailureDock::sweepWanted() const
{
    if (!document_->isOpen())
        return std::nullopt;
    return SweepAsked{document_->committedSite(), conditions(), minuteS * minutes_->value()};
}

bool FailureDock::isCurrent() const
{
    return answer_ && answer_->asked == wanted();
}

bool FailureDock::isSweepCurrent() const
{
    return swept_ && swept_->asked == sweepWanted();
}

// Only while it is seen. What an edit has removed fails no more.
void FailureDock::follow()
{
    if (document_->isOpen()) {
        std::erase_if(failed_,
                      [this](ObjectRef element) { return !exists(*document_->committedSite(), element); });
        showOutdoor();
    }
    const auto now = wanted();
    if (!now) {
        session_.clear();
        asked_.reset();
    } else if (isVisible() && !isStopped_ && asked_ != now) {
        asked_ = now;
        refusal_.clear();
        busy_->setValue(0);
        session_.request(*now);
    }
    showChoice();
    showState();
    showSweepState();
    followStudies();
}

void FailureDock::stopOrResume()
{
    isStopped_ = !isStopped_;
    asked_.reset();
    if (isStopped_)
        session_.clear();
    follow();
}

void FailureDock::take(const FailureFollowed& answer)
{
    const bool isAnother = !answer_ || answer_->asked.failed != answer.asked.failed;
    answer_ = answer;
    timeline_->setCascade(answer.cascade);
    chart_->setCascade(answer.cascade);
    const FailureAnswer words = answerOf(*answer.cascade);
    single_->setText(style::sentence(words.what + ' ' + words.timeLeft));
    if (isAnother)
        setMoment(answer.cascade->firstLossS().value_or(0.0));
    showState();
    showSweepState();
}

void FailureDock::sweep()
{
    open();
    showPage(Page::Singles);
    if (!sweepAsked_ && !isSweepCurrent())
        sweepOrStop();
}

void FailureDock::sweepOrStop()
{
    if (sweepAsked_) {
        sweepSession_.clear();
        sweepAsked_.reset();
    } else if (const auto now = sweepWanted()) {
        sweepAsked_ = now;
        sweepRefusal_.clear();
        sweepBusy_->setRange(0, 0);
        sweepSession_.request(*now);
    }
    showSweepState();
}

void FailureDock::take(const SweepDone& answer)
{
    sweepAsked_.reset();
    swept_ = answer;
    singles_->setSweep(answer.sweep);
    singles_->showOnly(
        std::ranges::any_of(answer.sweep->entries, [](const SweepEntry& entry) { return entry.follows(); })
            ? panels::SweepPanel::Shown::Consequences
            : panels::SweepPanel::Shown::All);
    showSweepState();
}

// What the event is about is gone to, and so is its second.
void FailureDock::chooseEvent(std::size_t event)
{
    const FailureEvent& chosenEvent = answer_->cascade->events.at(event);
    chart_->setMoment(chosenEvent.timeS);
    showReading({});
    tellMoment();
    if (document_->isOpen() && exists(*document_->committedSite(), chosenEvent.subject))
        emit chosen(chosenEvent.subject);
}

void FailureDock::setMoment(double timeS)
{
    chart_->setMoment(timeS);
    timeline_->setMoment(timeS);
    showReading({});
    tellMoment();
}

// Figures and findings stay those of the steady state: the pictures alone go through the failure.
void FailureDock::showInPictures(bool on)
{
    if (!on)
        playing_.stop();
    tellMoment();
    if (!on && std::exchange(isShown_, false))
        emit momentLeft();
    showState();
}

void FailureDock::tellMoment()
{
    if (!pictures_->isChecked() || !answer_ || !isCurrent())
        return;
    isShown_ = true;
    emit momentShown(answer_->cascade, chart_->moment().value_or(0.0));
}

void FailureDock::playOrPause()
{
    if (playing_.isActive()) {
        playing_.stop();
    } else {
        if (chart_->moment().value_or(chart_->untilS()) >= chart_->untilS())
            setMoment(chart_->fromS());
        pictures_->setChecked(true);
        playing_.start();
    }
    showState();
}

// The time that is seen, in a quarter of a minute.
void FailureDock::playOn()
{
    constexpr double frames = 150.0;
    const double nextS = chart_->moment().value_or(0.0) + (chart_->untilS() - chart_->fromS()) / frames;
    setMoment(std::min(nextS, chart_->untilS()));
    if (nextS >= chart_->untilS()) {
        playing_.stop();
        showState();
    }
}

void FailureDock::showReading(const QString& pointedAt)
{
    const auto& momentS = chart_->moment();
    reading_->setText(!pointedAt.isEmpty() ? pointedAt : momentS ? chart_->readingAt(*momentS) : QString());
    reading_->setToolTip(reading_->text());
}

void FailureDock::showChoice()
{
    if (failed_.empty()) {
        choice_->setText(tr("nothing yet"));
    } else {
        const FailureSentences say(*document_->committedSite());
        choice_->setText(inWords(say.namesOf(failed_)));
    }
    QStringList names;
    for (const ObjectRef& element : failed_)
        names << inWords(describe(*document_->committedSite(), element));
    choice_->setToolTip(names.join(QLatin1Char('\n')));
}

void FailureDock::showState()
{
    const bool current = isCurrent();
    const bool any = !failed_.empty();
    const bool underWay = any && !current && !isStopped_ && refusal_.isEmpty();
    const bool hasAnswer = answer_.has_value() && any;
    follows_->setCurrentIndex(hasAnswer ? 1 : 0);
    if (!current)
        pictures_->setChecked(false);
    pictures_->setEnabled(current);
    play_->setEnabled(current);
    play_->setText(playing_.isActive() ? tr("Pause") : tr("Play"));
    busy_->setVisible(underWay);
    stop_->setVisible(underWay || (any && isStopped_));
    stop_->setText(isStopped_ ? tr("Follow") : tr("Stop"));
    save_->setEnabled(hasAnswer);
    timeline_->setEnabled(current || !hasAnswer);
    const QString before = hasAnswer ? tr("Shown is the answer before: ") : QString();
    if (!any || current)
        state_->clear();
    else if (!refusal_.isEmpty())
        state_->setText(refusal_);
    else if (isStopped_)
        state_->setText(before + tr("stopped"));
    else
        state_->setText(before + tr("following what fails …"));
    state_->setToolTip(state_->text());
    empty_->setText(!any ? tr("Choose what fails: select a UPS, a chiller, a CDU or other equipment and take "
                              "“Fail this” from its menu, or press “Choose …”. Here then stands what goes "
                              "dark or hot, why, how long is left, and what survives.")
                    : refusal_.isEmpty()
                        ? (isStopped_ ? tr("Stopped; “Follow” begins again.") : tr("Following what fails …"))
                        : refusal_);
}

void FailureDock::showSweepState()
{
    const bool open = document_->isOpen();
    const bool underWay = sweepAsked_.has_value();
    const bool current = isSweepCurrent();
    sweep_->setText(underWay ? tr("Stop") : swept_ ? tr("Fail each again") : tr("Fail each"));
    sweep_->setEnabled(open && (underWay || !current));
    sweepBusy_->setVisible(underWay);
    sweepPages_->setCurrentIndex(swept_ ? 1 : 0);
    if (underWay)
        sweepState_->setText(tr("failing one by one …"));
    else if (!sweepRefusal_.isEmpty())
        sweepState_->setText(sweepRefusal_);
    else if (swept_ && !current)
        sweepState_->setText(tr("The site or its conditions have changed since"));
    else if (swept_)
        sweepState_->setText(tr("%1; in %2 s")
                                 .arg(style::sentence(conditionsText(swept_->sweep->conditions)))
                                 .arg(swept_->sweep->seconds, 0, 'f', 1));
    else
        sweepState_->clear();
    sweepState_->setToolTip(sweepState_->text());
    single_->setVisible(swept_.has_value() && answer_.has_value() && isCurrent());
}

void FailureDock::showOutdoor()
{
    outdoor_->setSi(conditions().outdoorC);
    asScenario_->setVisible(outdoorC_.has_value());
}

void FailureDock::setTheme(style::Theme theme)
{
    chart_->setTheme(theme);
}

void FailureDock::showOtherUnits()
{
    makeOutdoor();
    chart_->showOtherUnits();
    showReading({});
    if (document_->isOpen())
        showOutdoor();
    if (answer_)
        timeline_->setCascade(answer_->cascade);
    if (swept_)
        singles_->setSweep(swept_->sweep);
    pairs_->showOtherUnits();
    showSweepState();
}

void FailureDock::saveAs(const char* suffix, const QString& kind)
{
    if (!answer_)
        return;
    QString file =
        askWhereToSave(QStringLiteral("%1.%2").arg(tr("Failure"), QString::fromLatin1(suffix)), kind);
    if (file.isEmpty())
        return;
    if (QFileInfo(file).suffix().isEmpty())
        file += QLatin1Char('.') + QString::fromLatin1(suffix);
    emit said(chart_->save(file) ? tr("The charts are written to %1").arg(file)
                                 : tr("The charts could not be written to %1").arg(file));
}

} // namespace hallwright::app
