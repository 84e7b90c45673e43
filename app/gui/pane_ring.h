// The parts of a window in the order in which a key goes from one to the next.
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

private:
    void go(int by);
    QWidget* keysOf(QWidget* pane) const; // what takes them there: as they were there last, else the first

    QList<QPointer<QWidget>> panes_;
    QHash<QWidget*, QPointer<QWidget>> last_; // that had the keys in each pane
};

} // namespace hallwright::app
