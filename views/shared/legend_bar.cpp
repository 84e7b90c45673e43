#include "views/shared/legend_bar.h"

#include "views/shared/legend.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hallwright::style {

namespace {

constexpr double widestBar = 640.0;
constexpr QMargins barMargins(10, 6, 10, 4);

} // namespace

LegendBar::LegendBar(QWidget* parent) : QWidget(parent)
{
    // Not fixed: a fixed height is that of the size hint, whatever the width needs.
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void LegendBar::setScale(const ColourScale& scale)
{
    scale_ = scale;
    const QString title =
        scale.unit.isEmpty() ? scale.title : QStringLiteral("%1 [%2]").arg(scale.title, scale.unit);
    QStringList words{scale.meaning.isEmpty() ? title : scale.meaning};
    if (!scale.map && scale.meaning.isEmpty()) { // all of them, for which there may be no room
        for (const LegendEntry& entry : scale.entries)
            words << entry.text;
    }
    setToolTip(words.join(QLatin1Char('\n')));
    updateGeometry();
    update();
}

QSize LegendBar::sizeHint() const
{
    constexpr int width = 420;
    return {width, heightForWidth(width)};
}

// A narrow one has its title in a line of its own; one without a ramp may do with a single line.
int LegendBar::heightForWidth(int width) const
{
    const QFontMetricsF metrics(font());
    const double inner = std::min<double>(width - barMargins.left() - barMargins.right(), widestBar);
    const bool beside = titleFitsBeside(scale_, inner, metrics);
    const double lines = categoriesFit(scale_, inner, metrics) ? 1.3 : beside ? 2.0 : 3.0;
    return static_cast<int>(std::ceil(lines * metrics.height())) + barMargins.top() + barMargins.bottom();
}

void LegendBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF area = QRectF(rect()).marginsRemoved(barMargins);
    area.setWidth(std::min(area.width(), widestBar));
    paintLegend(painter, area, scale_, palette().color(QPalette::WindowText));
}

} // namespace hallwright::style
