// The strip beside a view that says what its colours mean: legend.h as a widget.
#pragma once

#include "views/shared/rack_colours.h"

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

} // namespace hallwright::style
