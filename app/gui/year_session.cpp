#include "app/gui/year_session.h"

#include "core/model/shown_text.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace hallwright::app {

namespace {

constexpr double handRestsMs = 500.0;

// Each of a year's hundreds of points of the weather keeps some kilobytes a rack to go on from.
constexpr std::size_t mostRacksKept = 6000;

std::size_t racksOf(const Site& site)
{
    std::size_t count = 0;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls)
            count += hall->racks.size();
    }
    return count;
}

// What is dragged meanwhile is evaluated beside it.
int threadsBesideTheHand()
{
    constexpr unsigned most = 8;
    return static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 2U, most + 1U) - 1U);
}

} // namespace

YearSession::YearSession(QObject* parent)
    : QObject(parent), worker_(this, [this](const Worker::Job& job) { carryOut(job); })
{
}

YearQuestion YearSession::questionOf(const Worker::Job& job)
{
    const YearAsked& asked = job.question;
    YearQuestion question;
    question.weather = asked.weather;
    question.conditions = asked.conditions;
    question.load = loadProfile(*asked.basis);
    if (asked.basis->maintenance)
        question.maintenance = windowsOf(*asked.basis->maintenance, *asked.site, asked.weather->leapYear);
    if (asked.basis->heat)
        question.heat = *asked.basis->heat;
    question.threads = threadsBesideTheHand();
    question.progress = [this, &job](std::size_t evaluations) {
        worker_.tellIfNewest(job, [this, evaluations] { emit progressed(evaluations); });
    };
    return question;
}

YearReportPtr YearSession::evaluated(const Worker::Job& job, const YearQuestion& question,
                                     PreparedYearPtr& kept)
{
    const bool tooMany = racksOf(*job.question.site) > mostRacksKept;
    if (job.epoch != epoch_ || tooMany)
        kept = nullptr;
    const std::stop_token& stop = tookMs_ > handRestsMs ? job.superseded : job.cancelled;
    YearReportPtr year = evaluateYear(job.question.site, question, kept, stop);
    if (tooMany)
        kept = nullptr;
    return year;
}

// Against the same year with everything in service.
void YearSession::addMaintenance(const Worker::Job& job, YearQuestion question, const GridQuestion& grid,
                                 YearAnswer& answer)
{
    const std::vector<MaintenanceWindow> windows = std::exchange(question.maintenance, {});
    if (windows.empty())
        return;
    const YearReportPtr usual = evaluated(job, question, keptInService_);
    if (!usual) {
        answer.year = nullptr;
        return;
    }
    answer.maintained = effectOf(windows, *answer.year, *usual);
    if (answer.cost)
        answer.maintenanceCost =
            answer.cost->runningPerYear - costOf(*usual, grid, *job.question.basis->prices).runningPerYear;
}

YearAnswer YearSession::answerOf(const Worker::Job& job)
{
    const YearBasis& basis = *job.question.basis;
    const YearQuestion question = questionOf(job);
    YearAnswer answer{job.question, evaluated(job, question, kept_), {}, {}, {}, {}, {}, 0.0};
    if (!answer.year)
        return answer;
    const GridQuestion grid = gridQuestion(basis, *job.question.weather);
    answer.carbon = carbonOf(*answer.year, grid);
    if (basis.prices) {
        answer.cost = costOf(*answer.year, grid, *basis.prices);
        answer.phases = capitalPhases(*answer.year->site, *basis.prices, *answer.cost);
    }
    addMaintenance(job, question, grid, answer);
    return answer;
}

void YearSession::carryOut(const Worker::Job& job)
{
    const auto start = std::chrono::steady_clock::now();
    try {
        YearAnswer answer = answerOf(job);
        epoch_ = job.epoch;
        if (!answer.year)
            return;
        tookMs_ = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        answer.tookMs = tookMs_;
        worker_.tell(job, [this, answer = std::move(answer)] { emit solved(answer); });
    } catch (const std::exception& error) {
        worker_.tell(
            job, [this, asked = job.question, sentence = QString::fromStdString(shortMessage(error.what()))] {
                emit failed(asked, sentence);
            });
    }
}

} // namespace hallwright::app
