// The year of the site in the window: the site's weather, annual figures, charts of its hours. It follows edits, drags
// and the scenario while it is seen, and an hour that is clicked puts its weather into the scenario.
#pragma once

#include "app/gui/results.h"
#include "app/gui/year_comparison_dialog.h"
#include "app/gui/year_figures.h"
#include "app/gui/year_session.h"
#include "app/project/document.h"
#include "core/model/site_weather.h"
#include "views/report/reported_year.h"
#include "views/shared/theme.h"

#include <QDockWidget>

#include <functional>
#include <optional>
#include <vector>

class QAction;
class QComboBox;
class QLabel;
class QMenu;
class QStackedWidget;
class QToolButton;
class QTreeWidget;

namespace hallwright::charts {
class Chart;
class MatchingChart;
} // namespace hallwright::charts

namespace hallwright::app {

class YearDock : public QDockWidget
{
    Q_OBJECT

public:
    YearDock(Document* document, Results* results, QWidget* parent); // both outlive it

    void open(); // in front of its neighbours
    void chooseWeather();
    void
    readWeatherOf(const QString& file); // on another thread, into the site: an edit, which undo takes back
    void takeOutWeather();              // likewise
    void chooseBasis();
    void setBasis(const YearChoices& choices); // its files are read on another thread
    void remember() const;                     // the choices for this site's file, when it is opened again
    void compareWith(const YearSide& other);
    void compareWithFile(const QString& file); // read on another thread
    void setTheme(style::Theme theme);
    void showOtherUnits(); // after the reader has chosen SI or IP

    const YearSession& session() const { return session_; }
    const std::optional<YearAnswer>& answer() const { return answer_; }
    std::optional<report::ReportedYear>
    reported() const;     // what is shown, for the report; none while it is stale
    bool isStale() const; // what is shown is of another version, scenario or weather than is asked for
    QString value(const QString& key) const; // of a figure, as it is shown; empty for one that is not
    charts::Chart* chart() const;            // that is shown

    // Which weather file, and where to write a chart; empty if the reader thinks better of it. Replaced by tests.
    std::function<QString()> askWhichFile;
    std::function<std::optional<YearChoices>(const YearChoices& now, double siteCarbonKgPerKwh)> askBasis;
    std::function<QString(const QString& suggestion, const QString& kind)> askWhereToSave;

    // The open site's file, by whose path the choices are remembered; empty for a new site.
    std::function<QString()> whichSite = [] { return QString(); };
    // Where the years of weather are kept that versions of the site name.
    std::function<const KeptWeather*(const Site& site)> weatherOf = [](const Site&) { return nullptr; };
    std::function<void(const KeptWeather& weather)> keepWeather = [](const KeptWeather&) {};

    // Branches and kept versions of the open file, but for the line of work that is shown; and another file.
    std::function<std::vector<YearSide>()> otherVersions = [] { return std::vector<YearSide>(); };
    std::function<QString()> askWhichOther;

signals:
    void said(const QString& message);
    void openWanted();

private:
    QWidget* buildBar();
    QWidget* buildYear();
    QWidget* buildFoot();
    QToolButton* buildSaveButton(QWidget* parent);
    QToolButton* buildCompareButton(QWidget* parent);
    void fillOthers(QMenu* menu);
    void joinCharts();

    void begin(); // another site, or none
    void follow();
    void takeWeather(const KeptWeather& weather);
    void followWeather(); // that of the committed version
    void showWeather(const KeptWeather* weather);
    void recall(); // what was chosen for this site before
    void showBasis();
    void take(const YearAnswer& answer);
    void stopOrResume();
    std::optional<YearAsked> wanted() const; // nothing without a site or weather
    void fillFigures();
    void fillQuantities();
    void showChart(int index);
    void showState();
    void showRefusal(const QString& sentence); // empty: none
    void chooseHour(std::size_t hour);
    void leaveHour(); // once the scenario has another weather
    void saveAs(const char* suffix, const QString& kind);

    Document* document_;
    Results* results_;
    std::shared_ptr<const WeatherSeries> weather_;
    YearBasisPtr basis_ = std::make_shared<YearBasis>();
    std::optional<YearAsked> asked_;   // last, of the session
    std::optional<YearAsked> refused_; // what no year can be made of
    std::optional<YearAnswer> answer_;
    std::vector<YearFigure> figures_;
    std::optional<std::size_t> hour_; // whose weather is in the scenario
    std::size_t evaluations_ = 0;     // of what is under way
    bool isStopped_ = false;          // by the reader: nothing is computed until asked for
    bool awaitsHand_ = false;         // a drag is too quick for a year of this site

    QLabel* place_ = nullptr;
    QAction* takeOut_ = nullptr;
    QToolButton* basisButton_ = nullptr;
    QLabel* refusal_ = nullptr;
    QComboBox* chartChoice_ = nullptr;
    QComboBox* quantity_ = nullptr;
    QToolButton* save_ = nullptr;
    QToolButton* compare_ = nullptr;
    QStackedWidget* pages_ = nullptr; // how to begin; the year
    QTreeWidget* list_ = nullptr;
    QStackedWidget* chartPages_ = nullptr;
    std::vector<charts::Chart*> charts_;
    charts::MatchingChart* matching_ = nullptr; // one of them
    QLabel* reading_ = nullptr;
    QLabel* state_ = nullptr;
    QToolButton* stop_ = nullptr;
    YearSession session_;
};

} // namespace hallwright::app
