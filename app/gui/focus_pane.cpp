#include "app/gui/focus_pane.h"

#include <QApplication>
#include <QPainter>
#include <QVBoxLayout>
#include <QWindow>

#include <utility>

namespace hallwright::app {

namespace {

constexpr int framePx = 2;

} // namespace

QWidget* widgetWithKeys()
{
    if (QWidget* widget = QApplication::focusWidget())
        return widget;
    const QWindow* window = QGuiApplication::focusWindow();
    return window ? window->property("container").value<QWidget*>() : nullptr;
}

FocusPane::FocusPane(QWidget* picture, std::initializer_list<QWidget*> footers, QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(framePx, framePx, framePx,
                               framePx); // beside 3D, which nothing can be drawn over
    column->setSpacing(0);
    column->addWidget(picture, 1);
    for (QWidget* footer : footers)
        column->addWidget(footer);
    connect(qApp, &QApplication::focusChanged, this, &FocusPane::look);
    connect(qApp, &QGuiApplication::focusWindowChanged, this, &FocusPane::look);
}

void FocusPane::look()
{
    const QWidget* now = widgetWithKeys();
    if (std::exchange(hasKeys_, now && isAncestorOf(now)) != hasKeys_)
        update();
}

void FocusPane::paintEvent(QPaintEvent*)
{
    if (!hasKeys_)
        return;
    QPainter painter(this);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().highlight());
    for (const QRect& side : {QRect(0, 0, width(), framePx), QRect(0, height() - framePx, width(), framePx),
                              QRect(0, 0, framePx, height()), QRect(width() - framePx, 0, framePx, height())})
        painter.drawRect(side);
}

} // namespace hallwright::app
