// What mouse and keys do in the strips of a failure.
#include "views/charts/failure_chart.h"

#include <QKeyEvent>
#include <QLineF>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace hallwright::charts {

namespace {

constexpr double leastTimeS = 5.0; // that is seen

} // namespace

void FailureChart::stretchTime(double aboutS, double factor)
{
    const double leastS = std::min(leastTimeS, cascade_->endS);
    const double spanS = std::clamp((untilS_ - fromS_) * factor, leastS, cascade_->endS);
    const double share = (aboutS - fromS_) / std::max(untilS_ - fromS_, leastS);
    const double fromS = std::clamp(aboutS - share * spanS, 0.0, cascade_->endS - spanS);
    showTime(fromS, fromS + spanS);
}

bool FailureChart::eventFilter(QObject* watched, QEvent* event)
{
    constexpr double stillPx = 4.0; // a hand is never quite still
    switch (event->type()) {
    case QEvent::MouseMove: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const auto timeS = timeAt(mouse->position());
        if (timeS && (mouse->buttons() & Qt::LeftButton))
            emit momentChosen(*timeS);
        emit pointedAt(timeS ? readingAt(*timeS) : QString());
        break;
    }
    case QEvent::MouseButtonPress:
        pressedAt_ = static_cast<QMouseEvent*>(event)->position();
        setFocus(Qt::MouseFocusReason);
        break;
    case QEvent::MouseButtonRelease: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const auto timeS = timeAt(mouse->position());
        if (timeS && mouse->button() == Qt::LeftButton &&
            QLineF(pressedAt_, mouse->position()).length() <= stillPx)
            emit momentChosen(*timeS);
        break;
    }
    case QEvent::MouseButtonDblClick:
        showAllTime();
        break;
    case QEvent::Wheel: {
        const auto* wheel = static_cast<QWheelEvent*>(event);
        constexpr double perNotch = 0.8, notch = 120.0;
        if (const auto timeS = timeAt(wheel->position()))
            stretchTime(*timeS, std::pow(perNotch, wheel->angleDelta().y() / notch));
        return true;
    }
    case QEvent::ContextMenu:
        emit menuWanted(static_cast<QContextMenuEvent*>(event)->globalPos());
        return true;
    case QEvent::Leave:
        emit pointedAt({});
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

// Left and right to the next sample, Home and End to the ends, + and - stretch the time.
void FailureChart::keyPressEvent(QKeyEvent* event)
{
    constexpr double closer = 0.8;
    if (!cascade_) {
        QWidget::keyPressEvent(event);
        return;
    }
    const std::vector<FailureSample>& samples = cascade_->samples;
    const std::size_t now = sampleAt(*cascade_, momentS_.value_or(0.0)).value_or(0);
    switch (event->key()) {
    case Qt::Key_Left:
        emit momentChosen(samples[now > 0 ? now - 1 : 0].timeS);
        break;
    case Qt::Key_Right:
        emit momentChosen(samples[std::min(now + 1, samples.size() - 1)].timeS);
        break;
    case Qt::Key_Home:
        emit momentChosen(0.0);
        break;
    case Qt::Key_End:
        emit momentChosen(cascade_->endS);
        break;
    case Qt::Key_Plus:
        stretchTime(momentS_.value_or(fromS_), closer);
        break;
    case Qt::Key_Minus:
        stretchTime(momentS_.value_or(fromS_), 1.0 / closer);
        break;
    case Qt::Key_0:
        showAllTime();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void FailureChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    drawSoon();
}

void FailureChart::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!isDrawn_)
        drawNow();
}

void FailureChart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        drawSoon();
}

} // namespace hallwright::charts
