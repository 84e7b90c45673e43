#include "app/gui/reliability_pages.h"

#include "core/simulation/evaluate.h"
#include "core/studies/failure/failure_words.h"
#include "views/charts/goodput_chart.h"
#include "views/panels/availability_panel.h"
#include "views/panels/goodput_panel.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <QDoubleSpinBox>
#include <QLabel>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace hallwright::app {

namespace {

using AvailabilityStudy = Study<AvailabilityAsked, SiteAvailabilityPtr>;
using GoodputStudyOf = Study<GoodputAsked, GoodputComparisonPtr>;

template <class Box>
Box* choiceBox(const char* name, const QString& tip, QWidget* parent)
{
    auto* box = new Box(parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setToolTip(tip);
    box->setAccessibleName(tip);
    box->setKeyboardTracking(false);
    box->setFocusPolicy(Qt::StrongFocus);
    return box;
}

void addLabelled(StudyFrame* frame, const QString& caption, QWidget* box)
{
    auto* label = new QLabel(caption, frame);
    label->setBuddy(box);
    frame->addChoice(label);
    frame->addChoice(box);
}

StudyFrame::Words availabilityWords()
{
    return {AvailabilityPage::tr("Find the availability"), AvailabilityPage::tr("Find it again"),
            AvailabilityPage::tr("Of each hall, building and the campus, from the rates of all equipment"),
            AvailabilityPage::tr("finding what racks hang on …"),
            AvailabilityPage::tr(
                "“Find the availability” says how much of a year the racks of each hall have power and "
                "cooling, and which equipment the rest is spent on. 99.99 % is 52.6 minutes a year.")};
}

StudyFrame::Words goodputPageWords()
{
    return {GoodputPage::tr("Run the job"), GoodputPage::tr("Run it again"),
            GoodputPage::tr(
                "A synchronous job on this site, by formulas and by throwing dice, packed and spread"),
            GoodputPage::tr("running the job …"),
            GoodputPage::tr(
                "“Run the job” says how much of a synchronous training job's time becomes work that counts, "
                "where the rest goes, and what one failure costs jobs that are packed or spread.")};
}

SnapshotPtr evaluatedFor(const ReliabilityAsked& asked, const std::stop_token& stop)
{
    return evaluate(asked.of.site, asked.of.conditions, stop);
}

SiteAvailabilityPtr availabilityFor(const AvailabilityAsked& asked, const AvailabilityStudy::Tell& tell,
                                    const std::stop_token& stop)
{
    AvailabilityOptions options;
    options.rates = ratesOf(*asked.of.of.site, asked.of.rates);
    options.inferenceShare = asked.inferencePercent / 100.0;
    const SnapshotPtr snapshot = evaluatedFor(asked.of, stop);
    if (!snapshot)
        return nullptr;
    const auto all = static_cast<std::size_t>(options.simulation.years);
    return availabilityOf(
        *snapshot, options,
        [&](double years) {
            tell(static_cast<std::size_t>(years), all,
                 AvailabilityPage::tr("too many paths for an exact answer: %1 of %2 years simulated")
                     .arg(style::formatCount(static_cast<long long>(years)),
                          style::formatCount(static_cast<long long>(all))));
        },
        stop);
}

GoodputComparisonPtr goodputFor(const GoodputAsked& asked, const GoodputStudyOf::Tell& tell,
                                const std::stop_token& stop)
{
    GoodputOptions options;
    options.rates = ratesOf(*asked.of.of.site, asked.of.rates);
    options.accelerators = static_cast<std::size_t>(asked.accelerators);
    options.checkpointS = asked.checkpointS;
    options.restartS = asked.restartS;
    if (asked.spares >= 0)
        options.spares = static_cast<std::size_t>(asked.spares);
    if (asked.jobs > 0)
        options.jobs = static_cast<std::size_t>(asked.jobs);
    const SnapshotPtr snapshot = evaluatedFor(asked.of, stop);
    if (!snapshot)
        return nullptr;
    constexpr std::size_t placements = 2;
    return comparePlacements(
        *snapshot, options,
        [&](std::size_t done) { tell(done, placements, GoodputPage::tr("packed is done, spread follows")); },
        stop);
}

} // namespace

AvailabilityPage::AvailabilityPage(Wanted asks, QWidget* parent)
    : QWidget(parent), wanted_(std::move(asks)),
      inference_(choiceBox<QSpinBox>(
          "availabilityInference", tr("Share of the racks tagged inference that their service needs"), this)),
      panel_(new panels::AvailabilityPanel(this)),
      study_(StudyFrame::filling(this, QStringLiteral("availability"), availabilityWords(), panel_),
             {[this] { return wanted(); }, availabilityFor,
              [this](const SiteAvailabilityPtr& found) { panel_->setAvailability(found); },
              [](const SiteAvailabilityPtr& found) {
                  return tr("%1; %2").arg(style::sentence(conditionsText(found->conditions)),
                                          found->isExact ? tr("exact") : tr("simulated in part"));
              }})
{
    constexpr int least = 50, most = 100, usual = 95;
    inference_->setRange(least, most);
    inference_->setValue(usual);
    inference_->setSuffix(tr(" % of its racks"));
    addLabelled(findChild<StudyFrame*>(), tr("Inference needs"), inference_);
    connect(inference_, &QSpinBox::valueChanged, this, [this] { study_.follow(); });
}

std::optional<AvailabilityAsked> AvailabilityPage::wanted() const
{
    const auto of = wanted_();
    return of ? std::optional(AvailabilityAsked{*of, inference_->value()}) : std::nullopt;
}

GoodputPage::GoodputPage(Wanted asks, QWidget* parent)
    : QWidget(parent), wanted_(std::move(asks)),
      accelerators_(choiceBox<QSpinBox>("goodputAccelerators", tr("Accelerators of the job"), this)),
      checkpoint_(choiceBox<QDoubleSpinBox>("goodputCheckpoint",
                                            tr("Writing a checkpoint, in which no work is done"), this)),
      restart_(choiceBox<QDoubleSpinBox>(
          "goodputRestart", tr("From an interruption until work goes on, once there are servers"), this)),
      spares_(choiceBox<QSpinBox>("goodputSpares", tr("Servers that stand by for each job"), this)),
      jobs_(choiceBox<QSpinBox>("goodputJobs", tr("Equal jobs on the site"), this)),
      panel_(new panels::GoodputPanel(this)), chart_(new charts::GoodputChart(this)),
      frame_(StudyFrame::filling(this, QStringLiteral("goodput"), goodputPageWords(), panel_)),
      study_(frame_, {[this] { return wanted(); }, goodputFor,
                      [this](const GoodputComparisonPtr& found) {
                          panel_->setGoodput(found);
                          chart_->setGoodput(found);
                      },
                      [](const GoodputComparisonPtr& found) {
                          return style::sentence(conditionsText(found->packed->conditions));
                      }})
{
    panel_->addPicture(chart_);
    addChoices(frame_);
}

void GoodputPage::addChoices(StudyFrame* frame)
{
    constexpr double leastS = 0.1, mostS = 86'400.0;
    const GoodputOptions usual;
    accelerators_->setRange(1, std::numeric_limits<int>::max());
    accelerators_->setGroupSeparatorShown(true);
    checkpoint_->setRange(leastS, mostS);
    checkpoint_->setValue(usual.checkpointS);
    restart_->setRange(0.0, mostS);
    restart_->setValue(usual.restartS);
    for (QDoubleSpinBox* box : {checkpoint_, restart_}) {
        box->setSuffix(tr(" s"));
        box->setDecimals(1);
    }
    constexpr int mostSpares = 100'000, mostJobs = 1'000;
    spares_->setRange(-1, mostSpares);
    spares_->setSpecialValueText(tr("as it takes"));
    spares_->setValue(-1);
    jobs_->setRange(0, mostJobs);
    jobs_->setSpecialValueText(tr("as many as fit"));
    addLabelled(frame, tr("Accelerators"), accelerators_);
    addLabelled(frame, tr("checkpoint"), checkpoint_);
    addLabelled(frame, tr("restart"), restart_);
    addLabelled(frame, tr("spares"), spares_);
    addLabelled(frame, tr("jobs"), jobs_);
    for (QSpinBox* box : {accelerators_, spares_, jobs_})
        connect(box, &QSpinBox::valueChanged, this, [this] { study_.follow(); });
    for (QDoubleSpinBox* box : {checkpoint_, restart_})
        connect(box, &QDoubleSpinBox::valueChanged, this, [this] { study_.follow(); });
}

void GoodputPage::suggest(std::size_t gpus)
{
    constexpr double inUse = 0.95;
    constexpr int perServer = 8;
    const int most = static_cast<int>(inUse * static_cast<double>(gpus)) / perServer * perServer;
    accelerators_->setValue(std::max(1, most));
}

std::optional<GoodputAsked> GoodputPage::wanted() const
{
    const auto of = wanted_();
    return of ? std::optional(GoodputAsked{*of, accelerators_->value(), checkpoint_->value(),
                                           restart_->value(), spares_->value(), jobs_->value()})
              : std::nullopt;
}

} // namespace hallwright::app
