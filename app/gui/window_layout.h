// How the reader has laid the window out: docks, tool bars and panes, kept from one session to the next.
#pragma once

#include <QByteArray>
#include <QList>

class QAction;
class QMainWindow;

namespace hallwright::app {

class WindowLayout
{
public:
    // `panes` show and hide the pictures. All outlive it.
    WindowLayout(QMainWindow* window, QList<QAction*> panes);

    // Called before a site closes and before one is shown: docks are hidden while none is open.
    void remember();
    void restore();
    void forget(); // back to how the program begins, from the next site on
    void save();   // as it was remembered last
    bool isKnown() const { return !state_.isEmpty(); }

private:
    QMainWindow* window_;
    QList<QAction*> panes_;
    QByteArray state_;
    QList<bool> shown_; // panes
};

} // namespace hallwright::app
