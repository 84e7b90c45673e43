// Reliability in the window: availability place by place with what the rest is spent on, and the goodput of a training job.
// What is found stays until it is asked for again, and says so once the site or its conditions are others.
#pragma once

#include "app/gui/rates_file.h"
#include "app/gui/results.h"
#include "views/shared/theme.h"

#include <QDockWidget>

#include <functional>

class QMenu;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace hallwright::app {

class AvailabilityPage;
class GoodputPage;

class ReliabilityDock : public QDockWidget
{
    Q_OBJECT

public:
    enum class Page { Availability, Goodput };

    ReliabilityDock(Document* document, Results* results, QWidget* parent); // both outlive it

    void open(); // in front of its neighbours
    void showPage(Page page);
    void findAvailability();
    void runJob();
    void setRates(const QString& file); // empty: those of the class
    void setTheme(style::Theme theme);
    void showOtherUnits(); // after the reader has chosen SI or IP

    bool isIdle() const;
    AvailabilityPage* availability() { return availability_; }
    GoodputPage* goodput() { return goodput_; }

    // Which file of rates, where to write a chart; empty if the reader thinks better of it. Replaced by tests.
    std::function<QString()> askWhichRates;
    std::function<QString(const QString& suggestion, const QString& kind)> askWhereToSave;

signals:
    void chosen(hallwright::ObjectRef object); // select it and go there; the site's data: the campus
    void openWanted();
    void said(const QString& message);

private:
    QWidget* buildReliabilityBar();
    void addSaving(QMenu* menu);
    void begin(); // another site, or none
    void follow();
    void copy();
    void saveChart(const char* suffix, const QString& kind);

    Document* document_;
    Results* results_;
    RatesFile rates_;
    QTabBar* tabs_ = nullptr;
    QToolButton* ratesButton_ = nullptr;
    QToolButton* save_ = nullptr;
    QStackedWidget* pages_;
    AvailabilityPage* availability_;
    GoodputPage* goodput_;
};

} // namespace hallwright::app
