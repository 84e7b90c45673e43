// Evaluates a year of a site on a worker thread: newest wins, nothing queues, a version goes on from the one before.
#pragma once

#include "app/gui/latest_wins.h"
#include "app/gui/year_basis.h"
#include "core/studies/year/capital_phases.h"
#include "core/studies/year/maintenance.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace hallwright::app {

struct YearAsked {
    SitePtr site;
    Conditions conditions; // without weather, which is the hours'
    std::shared_ptr<const WeatherSeries> weather;
    YearBasisPtr basis; // not null

    bool operator==(const YearAsked&) const = default;
};

struct YearAnswer {
    YearAsked of;
    YearReportPtr year;
    CarbonReport carbon;
    std::optional<CostReport> cost;              // where there are prices
    std::vector<CapitalPhase> phases;            // of its capital
    std::optional<MaintenanceEffect> maintained; // where work is planned
    std::optional<double> maintenanceCost;       // more of running cost a year, where there are prices too
    double tookMs = 0.0;
};

class YearSession : public QObject
{
    Q_OBJECT

public:
    explicit YearSession(QObject* parent = nullptr);

    // A request that has not started yet is replaced. One that runs is finished where a year takes no longer than a
    // hand rests: what it leaves makes the next one cheap. A longer one is given up.
    void request(YearAsked asked) { worker_.ask(std::move(asked)); }
    void clear() { worker_.clear(); } // what runs is stopped

    bool isIdle() const { return worker_.isIdle(); } // GUI thread

signals:
    void progressed(std::size_t evaluations);
    void solved(const hallwright::app::YearAnswer& answer);
    void failed(const hallwright::app::YearAsked& asked, const QString& sentence);

private:
    using Worker = LatestWins<YearAsked>;
    void carryOut(const Worker::Job& job);
    YearReportPtr evaluated(const Worker::Job& job, const YearQuestion& question, PreparedYearPtr& kept);
    YearQuestion questionOf(const Worker::Job& job);
    YearAnswer answerOf(const Worker::Job& job); // without a year if it was stopped
    void addMaintenance(const Worker::Job& job, YearQuestion question, const GridQuestion& grid,
                        YearAnswer& answer);

    // The worker's: what the last year left, and how long it took.
    PreparedYearPtr kept_;
    PreparedYearPtr keptInService_; // of the year without maintenance
    double tookMs_ = 0.0;
    int epoch_ = 0;
    Worker worker_;
};

} // namespace hallwright::app
