// The strip beside a view that says what its colours mean.
#pragma once

#include "views/style/rack_colours.h"

#include <QWidget>

namespace hallwright::style {

class LegendBar : public QWidget
{
    Q_OBJECT

public:
    explicit LegendBar(QWidget* parent = nullptr);

    void setScale(const ColourScale& scale);
    QSize sizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ColourScale scale_;
};

// Paints the scale into `area`: title, colour ramp with ticks and unit, or the categories' swatches.
void paintLegend(QPainter& painter, const QRectF& area, const ColourScale& scale, const QColor& text);

} // namespace hallwright::style
