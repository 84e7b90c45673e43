#include "app/gui/failure_pages.h"

#include "core/simulation/evaluate.h"
#include "core/studies/failure/failure_words.h"
#include "views/panels/pair_panel.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <algorithm>

namespace hallwright::app {

namespace {

using PairStudy = Study<SweepAsked, PairSweepPtr>;
using VerdictStudy = Study<SiteAsked, panels::RedundancyPtr>;

StudyFrame::Words pairWords()
{
    return {PairsPage::tr("Fail each pair"), PairsPage::tr("Fail each pair again"),
            PairsPage::tr(
                "Every element by itself, then every pair that some rack has in its paths, all followed"),
            PairsPage::tr("failing one by one, then pairs …"),
            PairsPage::tr(
                "“Fail each pair” fails together every two elements that some rack hangs on both of, and "
                "ranks them by what neither takes alone: what the campus loses by one failure while "
                "another element is out. It begins with each by itself.")};
}

StudyFrame::Words maintenanceWords()
{
    return {MaintenancePage::tr("Find the verdicts"), MaintenancePage::tr("Find the verdicts again"),
            MaintenancePage::tr("The fewest elements that take a rack of each hall down together"),
            MaintenancePage::tr("finding what racks hang on …"),
            MaintenancePage::tr(
                "“Find the verdicts” says of each hall whether it is N, N+1, concurrently maintainable "
                "or fault tolerant, and which elements break that verdict.")};
}

PairSweepPtr sweepPairsOf(const SweepAsked& asked, const PairStudy::Tell& tell, const std::stop_token& stop)
{
    FailureOptions options;
    options.horizonS = asked.horizonS;
    return sweepPairs(
        asked.site, asked.conditions, options,
        [&](SweepStage stage, std::size_t done, std::size_t all) {
            tell(done, all,
                 (stage == SweepStage::Singles ? PairsPage::tr("%1 of %2 failed by themselves, pairs follow")
                                               : PairsPage::tr("%1 of %2 pairs failed"))
                     .arg(style::formatCount(static_cast<long long>(done)),
                          style::formatCount(static_cast<long long>(all))));
        },
        stop);
}

panels::RedundancyPtr verdictsOf(const SiteAsked& asked, const std::stop_token& stop)
{
    const SnapshotPtr snapshot = evaluate(asked.site, asked.conditions, stop);
    if (!snapshot)
        return nullptr;
    auto found = std::make_shared<Redundancy>(redundancyOf(*snapshot));
    return stop.stop_requested() ? nullptr : std::move(found);
}

} // namespace

PairsPage::PairsPage(Wanted wanted, QWidget* parent)
    : QWidget(parent), panel_(new panels::PairPanel(this)),
      study_(StudyFrame::filling(this, QStringLiteral("pairs"), pairWords(), panel_),
             {std::move(wanted), sweepPairsOf,
              [this](const PairSweepPtr& sweep) {
                  panel_->setSweep(sweep);
                  if (sweep)
                      panel_->showOnly(sweep->withLossBeyond() > 0 ? panels::PairPanel::Shown::Beyond
                                                                   : panels::PairPanel::Shown::All);
              },
              [](const PairSweepPtr& sweep) {
                  return tr("%1; in %2 s")
                      .arg(style::sentence(conditionsText(sweep->conditions)))
                      .arg(sweep->seconds, 0, 'f', 1);
              }})
{
    connect(panel_, &panels::PairPanel::chosen, this, &PairsPage::chosen);
    connect(panel_, &panels::PairPanel::activated, this, &PairsPage::activated);
}

void PairsPage::showOtherUnits()
{
    panel_->setSweep(study_.answer());
    study_.follow();
}

MaintenancePage::MaintenancePage(Wanted wanted, QWidget* parent)
    : QWidget(parent), panel_(new panels::RedundancyPanel(this)),
      study_(StudyFrame::filling(this, QStringLiteral("maintenance"), maintenanceWords(), panel_),
             {std::move(wanted),
              [](const SiteAsked& asked, const VerdictStudy::Tell&, const std::stop_token& stop) {
                  return verdictsOf(asked, stop);
              },
              [this](const panels::RedundancyPtr& found) { panel_->setRedundancy(found); },
              [](const panels::RedundancyPtr& found) {
                  return style::sentence(conditionsText(found->conditions));
              }})
{
    connect(panel_, &panels::RedundancyPanel::chosen, this, &MaintenancePage::chosen);
}

} // namespace hallwright::app
