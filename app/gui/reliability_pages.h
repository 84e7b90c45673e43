// The reliability pane's pages: how much of a year racks have power and cooling, and what of a job's time becomes work that counts.
#pragma once

#include "app/gui/rates_file.h"
#include "app/gui/study.h"
#include "core/studies/availability/availability.h"
#include "core/studies/goodput/placements_compared.h"
#include "views/shared/theme.h"

#include <QWidget>

#include <cstddef>
#include <functional>
#include <optional>

class QDoubleSpinBox;
class QSpinBox;

namespace hallwright::charts {
class GoodputChart;
}

namespace hallwright::panels {
class AvailabilityPanel;
class GoodputPanel;
} // namespace hallwright::panels

namespace hallwright::app {

// What the whole pane asks about.
struct ReliabilityAsked {
    SiteAsked of;
    RatesFile rates;

    bool operator==(const ReliabilityAsked&) const = default;
};

struct AvailabilityAsked {
    ReliabilityAsked of;
    int inferencePercent = 95; // of its racks, that inference needs

    bool operator==(const AvailabilityAsked&) const = default;
};

struct GoodputAsked {
    ReliabilityAsked of;
    int accelerators = 0;
    double checkpointS = 0.0;
    double restartS = 0.0;
    int spares = -1; // servers of each job; -1: as many as keep waiting rare
    int jobs = 0;    // equal ones; 0: as many as fit, at most 8

    bool operator==(const GoodputAsked&) const = default;
};

class AvailabilityPage : public QWidget
{
    Q_OBJECT

public:
    using Wanted = std::function<std::optional<ReliabilityAsked>()>;
    AvailabilityPage(Wanted wanted, QWidget* parent);

    Study<AvailabilityAsked, SiteAvailabilityPtr>& study() { return study_; }
    const Study<AvailabilityAsked, SiteAvailabilityPtr>& study() const { return study_; }
    panels::AvailabilityPanel* panel() { return panel_; }

private:
    std::optional<AvailabilityAsked> wanted() const;

    Wanted wanted_;
    QSpinBox* inference_;
    panels::AvailabilityPanel* panel_;
    Study<AvailabilityAsked, SiteAvailabilityPtr> study_; // last: it shows in the members above
};

class GoodputPage : public QWidget
{
    Q_OBJECT

public:
    using Wanted = std::function<std::optional<ReliabilityAsked>()>;
    GoodputPage(Wanted wanted, QWidget* parent);

    Study<GoodputAsked, GoodputComparisonPtr>& study() { return study_; }
    const Study<GoodputAsked, GoodputComparisonPtr>& study() const { return study_; }
    panels::GoodputPanel* panel() { return panel_; }
    charts::GoodputChart* chart() { return chart_; }
    void suggest(std::size_t gpus); // a job for a site with so many: most of them, with some to spare

private:
    void addChoices(StudyFrame* frame);
    std::optional<GoodputAsked> wanted() const;

    Wanted wanted_;
    QSpinBox* accelerators_;
    QDoubleSpinBox* checkpoint_;
    QDoubleSpinBox* restart_;
    QSpinBox* spares_;
    QSpinBox* jobs_;
    panels::GoodputPanel* panel_;
    charts::GoodputChart* chart_;
    StudyFrame* frame_;
    Study<GoodputAsked, GoodputComparisonPtr> study_;
};

} // namespace hallwright::app
