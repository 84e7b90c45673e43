// What fails, what follows, how long is left: of the elements that the reader chose, in words, event by event and over time;
// of each element by itself, of pairs, and of what each hall can spare. It follows edits and the scenario while it is seen.
#pragma once

#include "app/gui/failure_session.h"
#include "app/gui/results.h"
#include "views/shared/theme.h"

#include <QDockWidget>
#include <QTimer>

#include <functional>
#include <optional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QScrollArea;
class QSpinBox;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace hallwright::charts {
class FailureChart;
}

namespace hallwright::panels {
class FailureTimeline;
class QuantityField;
class SweepPanel;
} // namespace hallwright::panels

namespace hallwright::app {

class FailureChoiceDialog;
class MaintenancePage;
class PairsPage;

class FailureDock : public QDockWidget
{
    Q_OBJECT

public:
    enum class Page { Follows, Singles, Pairs, Maintenance };

    FailureDock(Document* document, Results* results, QWidget* parent); // both outlive it

    void open(); // in front of its neighbours
    void showPage(Page page);
    void fail(const std::vector<ObjectRef>& elements); // together; what cannot fail is left aside
    void choose();                                     // asks what fails
    void sweep();                                      // each element by itself
    void sweepBoth();                                  // pairs of them
    void findVerdicts();                               // what each hall can spare
    void tellMoment(); // again, if pictures show it: they have shown something else since
    void setTheme(style::Theme theme);
    void showOtherUnits(); // after the reader has chosen SI or IP

    const std::vector<ObjectRef>& failed() const { return failed_; }
    const std::optional<FailureFollowed>& answer() const { return answer_; }
    const std::optional<SweepDone>& swept() const { return swept_; }
    bool isCurrent() const;      // the answer is of what is asked now
    bool isSweepCurrent() const; // so is the sweep
    bool isIdle() const;
    PairsPage* pairs() { return pairs_; }
    MaintenancePage* maintenance() { return maintenance_; }
    panels::FailureTimeline* timeline() { return timeline_; }
    panels::SweepPanel* singles() { return singles_; }
    charts::FailureChart* chart() { return chart_; }

    // False if the reader thinks better of it; where to write a file, empty likewise. Replaced by tests.
    std::function<bool(FailureChoiceDialog&)> askWhatFails;
    std::function<QString(const QString& suggestion, const QString& kind)> askWhereToSave;

signals:
    void chosen(hallwright::ObjectRef object); // select it and go there
    void openWanted();
    void said(const QString& message);
    // The pictures are to show what is off at a second of the failure; or no longer.
    void momentShown(const hallwright::CascadePtr& cascade, double timeS);
    void momentLeft();

private:
    QWidget* buildBar();
    QWidget* buildFollows();
    QWidget* buildFollowsBar();
    QWidget* buildSingles();
    QWidget* buildFoot(QWidget* parent);
    QToolButton* buildSaveButton(QWidget* parent);
    void makeOutdoor();
    void join();
    void addStudyPages();
    void clearStudies();
    void followStudies();
    void followTogether(const std::vector<ObjectRef>& elements);

    void begin();  // another site, or none
    void follow(); // asks for what is wanted and not there
    void stopOrResume();
    void sweepOrStop();
    void chooseEvent(std::size_t event);
    void setMoment(double timeS);
    void showInPictures(bool on);
    void playOrPause();
    void playOn();
    void take(const FailureFollowed& answer);
    void take(const SweepDone& answer);
    Conditions conditions() const;
    std::optional<FailureAsked> wanted() const; // none without a site or a choice
    std::optional<SweepAsked> sweepWanted() const;
    void showState();
    void showChoice();
    void showSweepState();
    void showOutdoor();
    void showReading(const QString& pointedAt);
    void saveAs(const char* suffix, const QString& kind);

    Document* document_;
    Results* results_;
    std::vector<ObjectRef> failed_;
    std::optional<double> outdoorC_; // instead of the scenario's
    std::optional<FailureAsked> asked_;
    std::optional<FailureFollowed> answer_;
    QString refusal_;                      // why what was asked has no answer
    bool isStopped_ = false;               // by the reader: nothing is followed until asked for
    std::optional<SweepAsked> sweepAsked_; // under way
    std::optional<SweepDone> swept_;
    QString sweepRefusal_;

    QTabBar* tabs_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    QHBoxLayout* conditionsRow_ = nullptr;
    panels::QuantityField* outdoor_ = nullptr;
    QToolButton* asScenario_ = nullptr;
    QSpinBox* minutes_ = nullptr;

    QLabel* choice_ = nullptr;
    QLabel* state_ = nullptr;
    QProgressBar* busy_ = nullptr;
    QToolButton* stop_ = nullptr;
    QToolButton* save_ = nullptr;
    QStackedWidget* follows_ = nullptr; // how to begin; the answer
    QLabel* empty_ = nullptr;
    panels::FailureTimeline* timeline_ = nullptr;
    charts::FailureChart* chart_ = nullptr;
    QLabel* reading_ = nullptr;
    QToolButton* play_ = nullptr;
    QToolButton* pictures_ = nullptr;
    QTimer playing_;
    bool isShown_ = false; // a moment, in the pictures

    QToolButton* sweep_ = nullptr;
    QProgressBar* sweepBusy_ = nullptr;
    QLabel* sweepState_ = nullptr;
    QStackedWidget* sweepPages_ = nullptr;
    QLabel* sweepEmpty_ = nullptr;
    panels::SweepPanel* singles_ = nullptr;
    QLabel* single_ = nullptr; // what follows from the one that is current
    PairsPage* pairs_ = nullptr;
    MaintenancePage* maintenance_ = nullptr;
    FailureSession session_;
    SweepSession sweepSession_;
};

} // namespace hallwright::app
