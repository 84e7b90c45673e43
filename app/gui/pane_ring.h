// The parts of a window in the order in which a key goes from one to the next. The part that a key came to has a frame as
// long as the keys stay in it.
#pragma once

#include <QHash>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QWidget>

namespace hallwright::app {

class PaneRing : public QObject
{
    Q_OBJECT

public:
    explicit PaneRing(QObject* parent);

    void add(QWidget* pane); // after those before it
    void next() { go(1); }
    void previous() { go(-1); }
    bool enter(QWidget* pane, Qt::FocusReason reason = Qt::TabFocusReason); // false: nothing there takes keys

    QWidget*
    framed() const; // the part that has the frame; none, if the keys were put elsewhere by other means

private:
    void go(int by);
    void look();                          // where the keys are now
    QWidget* keysOf(QWidget* pane) const; // what takes them there: as they were there last, else the first

    QList<QPointer<QWidget>> panes_;
    QHash<QWidget*, QPointer<QWidget>> last_; // that had the keys in each pane
    QPointer<QWidget> frame_;
};

} // namespace hallwright::app
