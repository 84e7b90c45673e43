#include "app/gui/legend_strip.h"

#include <QEvent>
#include <QGridLayout>

#include <algorithm>
#include <utility>

namespace hallwright::app {

LegendStrip::LegendStrip(QWidget* parent) : QWidget(parent), grid_(new QGridLayout(this))
{
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setSpacing(0);
    for (style::LegendBar*& bar : bars_) {
        bar = new style::LegendBar(this);
        bar->setVisible(bar == bars_.front());
    }
    layOut();
}

void LegendStrip::setLegend(Legend which, const std::optional<style::ColourScale>& scale)
{
    style::LegendBar* bar = bars_[static_cast<std::size_t>(which)];
    bar->setVisible(scale.has_value());
    if (scale)
        bar->setScale(*scale);
}

bool LegendStrip::event(QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        layOut();
    return QWidget::event(event);
}

void LegendStrip::layOut()
{
    constexpr int leastWidth = 300;
    std::vector<style::LegendBar*> shown;
    for (style::LegendBar* bar : bars_) {
        if (!bar->isHidden())
            shown.push_back(bar);
    }
    const int columns = std::clamp(width() / leastWidth, 1, std::max(1, static_cast<int>(shown.size())));
    if (columns == columns_ && shown == laidOut_)
        return;
    for (style::LegendBar* bar : bars_)
        grid_->removeWidget(bar);
    int place = 0;
    for (style::LegendBar* bar : shown) {
        grid_->addWidget(bar, place / columns, place % columns);
        ++place;
    }
    for (int column = 0; column < static_cast<int>(bars_.size()); ++column)
        grid_->setColumnStretch(column, column < columns ? 1 : 0);
    columns_ = columns;
    laidOut_ = std::move(shown);
}

} // namespace hallwright::app
