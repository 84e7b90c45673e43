// A study in the window: a button that starts and stops it, how far it is, what it is of, and below what it found, or how to
// begin.
#pragma once

#include <QString>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QStackedWidget;
class QToolButton;

namespace hallwright::app {

class StudyFrame : public QWidget
{
    Q_OBJECT

public:
    struct Words {
        QString start;    // "Fail each pair"
        QString again;    // "Fail each pair again"
        QString tip;      // of the button
        QString underWay; // "failing pairs …"
        QString empty;    // until there is an answer
    };
    struct State {
        bool isOpen = false; // there is a site
        bool isUnderWay = false;
        bool isCurrent = false; // what is shown answers what would be asked now
        bool hasAnswer = false;
        QString refusal; // why there is none
        QString summary; // what the answer is of: conditions, how long it took
    };

    // Its parts are named NAMEStart, NAMEProgress, NAMEState, NAMEEmpty.
    StudyFrame(const QString& name, const Words& words, QWidget* content, QWidget* parent);

    // One that fills the page, which is its parent.
    static StudyFrame* filling(QWidget* page, const QString& name, const Words& words, QWidget* content);

    void addChoice(QWidget* choice); // above the button, behind those that there are
    void showState(const State& state);
    void showProgress(int done, int all, const QString& words);

signals:
    void startOrStop();

private:
    QWidget* buildStudyBar(const QString& name);

    Words words_;
    QHBoxLayout* choices_ = nullptr;
    QToolButton* start_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QLabel* state_ = nullptr;
    QStackedWidget* pages_;
    QLabel* empty_;
};

} // namespace hallwright::app
