// The failure pane's pages of studies: pairs failed together, and each hall's verdict on what can be taken out of service.
#pragma once

#include "app/gui/failure_session.h"
#include "app/gui/study.h"
#include "core/studies/failure/pair_sweep.h"
#include "views/panels/redundancy_panel.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace hallwright::panels {
class PairPanel;
}

namespace hallwright::app {

class PairsPage : public QWidget
{
    Q_OBJECT

public:
    using Wanted = std::function<std::optional<SweepAsked>()>;
    PairsPage(Wanted wanted, QWidget* parent);

    Study<SweepAsked, PairSweepPtr>& study() { return study_; }
    const Study<SweepAsked, PairSweepPtr>& study() const { return study_; }
    panels::PairPanel* panel() { return panel_; }
    void showOtherUnits();

signals:
    void chosen(const std::vector<hallwright::ObjectRef>& both);
    void activated(const std::vector<hallwright::ObjectRef>& both);

private:
    panels::PairPanel* panel_;
    Study<SweepAsked, PairSweepPtr> study_; // last: it shows in the members above
};

class MaintenancePage : public QWidget
{
    Q_OBJECT

public:
    using Wanted = std::function<std::optional<SiteAsked>()>;
    MaintenancePage(Wanted wanted, QWidget* parent);

    Study<SiteAsked, panels::RedundancyPtr>& study() { return study_; }
    const Study<SiteAsked, panels::RedundancyPtr>& study() const { return study_; }
    panels::RedundancyPanel* panel() { return panel_; }

signals:
    void chosen(const std::vector<hallwright::ObjectRef>& elements); // what breaks a verdict

private:
    panels::RedundancyPanel* panel_;
    Study<SiteAsked, panels::RedundancyPtr> study_;
};

} // namespace hallwright::app
