#include "app/gui/pane_ring.h"

#include "app/gui/focus_pane.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>
#include <QWindow>

#include <algorithm>

namespace hallwright::app {

// Over all of a part: many a field shows the keys by a blinking line alone, and a tool button not at all.
class PaneFrame : public QWidget
{
public:
    explicit PaneFrame(QWidget* pane) : QWidget(pane)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setGeometry(pane->rect());
        pane->installEventFilter(this);
        raise();
        show();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Resize)
            setGeometry(parentWidget()->rect());
        return QWidget::eventFilter(watched, event);
    }

    void paintEvent(QPaintEvent*) override
    {
        constexpr int widthPx = 2;
        QPainter painter(this);
        painter.setPen(QPen(palette().color(QPalette::Highlight), widthPx));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
};

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
    connect(qApp, &QApplication::focusChanged, this, &PaneRing::look);
    connect(qApp, &QGuiApplication::focusWindowChanged, this, &PaneRing::look);
}

void PaneRing::look()
{
    QWidget* now = widgetWithKeys();
    if (!now)
        return; // a menu, or another program: they come back
    for (const QPointer<QWidget>& pane : panes_) {
        if (holds(pane, now))
            last_[pane] = now;
    }
    if (frame_ && !holds(frame_->parentWidget(), now))
        delete frame_;
}

QWidget* PaneRing::framed() const
{
    return frame_ ? frame_->parentWidget() : nullptr;
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

bool PaneRing::enter(QWidget* pane, Qt::FocusReason reason)
{
    QWidget* keys = isSeen(pane) ? keysOf(pane) : nullptr;
    if (!keys)
        return false;
    keys->window()->activateWindow();                         // of a dock that floats
    keys->window()->setAttribute(Qt::WA_KeyboardFocusChange); // styles then draw where they are
    keys->setFocus(reason);
    if (framed() != pane) {
        delete frame_;
        if (!qobject_cast<FocusPane*>(pane)) // which has one of its own, beside 3D
            frame_ = new PaneFrame(pane);
    }
    return true;
}

void PaneRing::go(int by)
{
    const auto count = panes_.size();
    const QWidget* now = widgetWithKeys();
    const auto at =
        std::find_if(panes_.begin(), panes_.end(), [now](QWidget* pane) { return holds(pane, now); });
    const qsizetype from = at != panes_.end() ? at - panes_.begin() : by > 0 ? -1 : count;
    for (qsizetype step = 1; step <= count; ++step) {
        if (enter(panes_[((from + by * step) % count + count) % count],
                  by > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason))
            return;
    }
}

} // namespace hallwright::app
