// Two branches or versions of the open site side by side: both drawn, how the heat differs, every figure, what was
// changed and which findings come and go.
#pragma once

#include "app/gui/difference_picture.h"
#include "app/gui/results.h"
#include "app/gui/simulation_session.h"
#include "app/project/project.h"
#include "core/rules/findings.h"
#include "views/shared/rack_colours.h"
#include "views/shared/theme.h"

#include <QDialog>

#include <array>
#include <cstdint>

class QComboBox;
class QLabel;
class QTreeWidget;

namespace hallwright::plan {
class PlanView;
}

namespace hallwright::app {

class BranchComparison : public QDialog
{
    Q_OBJECT

public:
    BranchComparison(Project* project, Results* results, QWidget* parent); // both outlive it

    void compare(std::int64_t before, std::int64_t after, HallId hall);
    void setTheme(style::Theme theme);
    bool isIdle() const; // both are evaluated, checked and shown

signals:
    void chosen(hallwright::ObjectRef object); // in a list: go there

private:
    struct Side {
        QComboBox* choice = nullptr;
        QLabel* title = nullptr;
        plan::PlanView* plan = nullptr;
        SimulationSession* session = nullptr;
        SitePtr site;
        SnapshotPtr snapshot;
        FindingsPtr findings;
    };
    QLayout* makeChoices();
    QWidget* makePictures();
    QWidget* makeLists();
    void makeSide(Side& side, const QString& name);
    void fillChoices();
    void fillHalls();
    void ask(); // both sides to be evaluated
    void showAll();
    void showPictures();
    void showFigures();
    void showChanges();
    void showFindings();
    QString replacedText() const;
    std::int64_t lineOf(const Side& side) const;
    HallId hall() const;                   // of the later side
    HallId hallOn(std::size_t side) const; // the same, or the one that it came in place of
    DifferencePicture::Side hallOf(std::size_t side) const;
    bool isReady() const;

    Project* project_;
    Results* results_;
    std::array<Side, 2> sides_; // before, after
    QComboBox* hall_;
    QComboBox* quantity_;
    QLabel* summary_;
    DifferencePicture* difference_;
    QTreeWidget* figures_;
    QTreeWidget* changes_;
    QTreeWidget* findings_;
    bool filling_ = false;
};

} // namespace hallwright::app
