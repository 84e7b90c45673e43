#include "app/gui/year_session.h"

#include "core/model/shown_text.h"

#include <algorithm>
#include <chrono>
#include <thread>

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

YearReportPtr YearSession::evaluated(const Worker::Job& job)
{
    const YearAsked& asked = job.question;
    YearQuestion question;
    question.weather = asked.weather;
    question.conditions = asked.conditions;
    question.load = loadProfile(*asked.basis);
    question.threads = threadsBesideTheHand();
    question.progress = [&](std::size_t evaluations) {
        worker_.tellIfNewest(job, [this, evaluations] { emit progressed(evaluations); });
    };
    if (job.epoch != epoch_ || racksOf(*asked.site) > mostRacksKept)
        kept_ = nullptr;
    epoch_ = job.epoch;
    const std::stop_token& stop = tookMs_ > handRestsMs ? job.superseded : job.cancelled;
    YearReportPtr year = evaluateYear(asked.site, question, kept_, stop);
    if (racksOf(*asked.site) > mostRacksKept)
        kept_ = nullptr;
    return year;
}

void YearSession::carryOut(const Worker::Job& job)
{
    const auto start = std::chrono::steady_clock::now();
    try {
        const YearReportPtr year = evaluated(job);
        if (!year)
            return;
        const YearBasis& basis = *job.question.basis;
        const GridQuestion grid = gridQuestion(basis, *job.question.weather);
        YearAnswer answer{job.question, year, carbonOf(*year, grid), {}, 0.0};
        if (basis.prices)
            answer.cost = costOf(*year, grid, *basis.prices);
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
