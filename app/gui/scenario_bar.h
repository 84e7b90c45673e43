// Beside the key figures: under which scenario they hold. The chosen one may be changed here and kept with the site.
#pragma once

#include "app/gui/results.h"
#include "app/project/project.h"

#include <QFrame>

#include <functional>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace hallwright::panels {
class QuantityField;
}

namespace hallwright::app {

class ScenarioBar : public QFrame
{
    Q_OBJECT

public:
    // Both outlive it.
    ScenarioBar(Project* project, Results* results, QWidget* parent = nullptr);

    void showOtherUnits(); // after the reader has chosen SI or IP
    void saveAs(const QString& name);

private:
    void makeRows();
    void makeMenu(QToolButton* button);
    void makeOutdoor();
    void choose(int index);
    void change(const std::function<void(Scenario&)>& change);
    void askForName();
    void save();
    void remove();
    void refresh();
    void showChanged(const Scenario* named, bool isChanged);
    void showState();
    const Scenario* kept() const; // the one in the project of the chosen one's name
    double outdoorC() const;

    Project* project_;
    Results* results_;
    QComboBox* choice_;
    QLabel* changed_; // beside it, where the scenario differs from what is kept under its name
    QComboBox* loads_;
    QComboBox* inlets_;
    QHBoxLayout* conditions_ = nullptr;
    panels::QuantityField* outdoor_ = nullptr;
    QLabel* state_;
    QAction* save_ = nullptr;
    QAction* remove_ = nullptr;
};

} // namespace hallwright::app
