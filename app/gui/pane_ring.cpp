#include "app/gui/pane_ring.h"

#include <QApplication>

#include <algorithm>

namespace hallwright::app {

namespace {

bool holds(const QWidget* pane, const QWidget* widget)
{
    return pane && widget && (pane == widget || pane->isAncestorOf(widget));
}

// A dock behind another one is visible, but none of it is seen.
bool isSeen(const QWidget* widget)
{
    return widget && widget->isVisible() && !widget->visibleRegion().isEmpty();
}

bool takesKeys(const QWidget* widget)
{
    return isSeen(widget) && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0;
}

} // namespace

PaneRing::PaneRing(QObject* parent) : QObject(parent)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        for (const QPointer<QWidget>& pane : panes_) {
            if (holds(pane, now))
                last_[pane] = now;
        }
    });
}

void PaneRing::add(QWidget* pane)
{
    panes_ << pane;
}

QWidget* PaneRing::keysOf(QWidget* pane) const
{
    if (QWidget* last = last_.value(pane); takesKeys(last) && holds(pane, last))
        return last;
    QWidget* widget = pane;
    do {
        if (takesKeys(widget) && holds(pane, widget))
            return widget;
        widget = widget->nextInFocusChain();
    } while (widget != pane);
    return nullptr;
}

void PaneRing::go(int by)
{
    const auto count = panes_.size();
    const QWidget* now = QApplication::focusWidget();
    const auto at =
        std::find_if(panes_.begin(), panes_.end(), [now](QWidget* pane) { return holds(pane, now); });
    const qsizetype from = at != panes_.end() ? at - panes_.begin() : by > 0 ? -1 : count;
    for (qsizetype step = 1; step <= count; ++step) {
        QWidget* pane = panes_[((from + by * step) % count + count) % count];
        if (QWidget* keys = isSeen(pane) ? keysOf(pane) : nullptr) {
            keys->window()->activateWindow(); // of a dock that floats
            keys->setFocus(by > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return;
        }
    }
}

} // namespace hallwright::app
