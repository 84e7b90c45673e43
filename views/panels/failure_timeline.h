// What follows a failure in words: the answer first, then event after event with its cause. A click on an event goes to what it
// is about.
#pragma once

#include "core/studies/failure/failure_words.h"

#include <QWidget>

#include <cstddef>
#include <vector>

class QSplitter;
class QTableWidget;
class QTextBrowser;

namespace hallwright::panels {

class FailureTimeline : public QWidget
{
    Q_OBJECT

public:
    explicit FailureTimeline(QWidget* parent = nullptr);

    void setCascade(const CascadePtr& cascade); // null: nothing
    void setMoment(double timeS);               // the last line until then is current
    QString words() const;                      // of the answer, plain
    QTableWidget* table() { return table_; }
    QString asText() const; // the lines, fields apart by tabulators

signals:
    // By a click or Enter.
    void eventChosen(std::size_t event); // a position in Cascade::events

protected:
    void changeEvent(QEvent* event) override; // another palette

private:
    void showWords();
    void fill();
    void giveWordsRoom();
    void choose(int row);
    void unfold(int row);

    CascadePtr cascade_;
    std::vector<TimelineLine> lines_; // as the table has them
    QSplitter* halves_ = nullptr;
    QTextBrowser* words_;
    QTableWidget* table_;
};

} // namespace hallwright::panels
