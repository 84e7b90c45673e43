// The year of the site beside that of a branch, a kept version or another file: figures in two columns with the
// difference.
#pragma once

#include "app/gui/year_session.h"
#include "app/project/project.h"

#include <QDialog>

class QLabel;
class QTableWidget;

namespace hallwright::app {

// A site to hold the year against, with the weather that belongs to it.
struct YearSide {
    QString name;
    SitePtr site;
    std::shared_ptr<const WeatherSeries> weather; // null: that of the year it is held against
    bool isOfThisFile = true; // its equipment has the same ids, so that the scenario's outages are its own
};

// The lines of work of the open file but for the one that is shown.
std::vector<YearSide> otherYearSides(const Project& project);

class YearComparisonDialog : public QDialog
{
    Q_OBJECT

public:
    // Evaluates the other side on another thread, under the same scenario and choices; closing gives it up.
    YearComparisonDialog(const YearAnswer& of, const QString& name, const YearSide& other,
                         QWidget* parent = nullptr);

    QString value(const QString& key,
                  int column) const; // as it is shown; column 1 of this site, 2 of the other, 3 difference

private:
    void fill(const YearAnswer& other);
    void copy() const;

    YearAnswer of_;
    QTableWidget* table_;
    QLabel* state_;
    YearSession session_;
};

} // namespace hallwright::app
