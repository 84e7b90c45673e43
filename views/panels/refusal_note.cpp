#include "views/panels/refusal_note.h"

#include <QApplication>
#include <QPainter>
#include <QTimer>

#include <algorithm>

namespace hallwright::panels {

namespace {

constexpr int marginPx = 6;

} // namespace

RefusalNote::RefusalNote(QWidget* page) : QLabel(page)
{
    setObjectName(QStringLiteral("refusal"));
    setWordWrap(true);
    setMargin(marginPx);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setForegroundRole(QPalette::ToolTipText);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void RefusalNote::showAt(const QRect& field, const QString& sentence)
{
    constexpr int leastWidth = 160;
    const QRect page = parentWidget()->rect();
    setText(sentence);
    const int width = std::min(page.width(), std::max(leastWidth, page.right() - field.left() + 1));
    const QSize size(width, heightForWidth(width));
    const bool below = field.bottom() + size.height() <= page.bottom();
    const int top = below ? field.bottom() + 1 : std::max(page.top(), field.top() - size.height());
    setGeometry(QRect(QPoint(page.right() - width + 1, top), size));
    show();
    raise();
    // The key that entered it may still be on its way from one part to the next.
    QTimer::singleShot(0, this, [this] {
        if (isVisible())
            qApp->installEventFilter(this);
    });
}

void RefusalNote::hideEvent(QHideEvent* event)
{
    qApp->removeEventFilter(this);
    QLabel::hideEvent(event);
}

// Escape, which a menu may take for its own, is heard before anybody takes it.
bool RefusalNote::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::KeyPress ||
        event->type() == QEvent::ShortcutOverride || event->type() == QEvent::Wheel)
        hide();
    return QLabel::eventFilter(watched, event);
}

void RefusalNote::paintEvent(QPaintEvent* event)
{
    QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setPen(QPen(palette().color(QPalette::BrightText), 2.0));
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

} // namespace hallwright::panels
