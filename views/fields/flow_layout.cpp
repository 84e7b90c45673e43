#include "views/fields/flow_layout.h"

#include <QWidget>

#include <algorithm>

namespace hallwright::fields {

namespace {

constexpr int besideGap = 16;
constexpr int lineGap = 4;

} // namespace

FlowLayout::FlowLayout(QWidget* parent) : QLayout(parent) {}

FlowLayout::~FlowLayout()
{
    for (QLayoutItem* item : items_)
        delete item;
}

void FlowLayout::addItem(QLayoutItem* item)
{
    items_.push_back(item);
}

int FlowLayout::count() const
{
    return static_cast<int>(items_.size());
}

QLayoutItem* FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? items_[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    QLayoutItem* item = itemAt(index);
    if (item)
        items_.erase(items_.begin() + index);
    return item;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : items_)
        size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

QSize FlowLayout::sizeHint() const
{
    constexpr int comfortable = 900;
    return {comfortable, heightForWidth(comfortable)};
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool place) const
{
    const QMargins margins = contentsMargins();
    const QRect area = rect.marginsRemoved(margins);
    std::vector<QLayoutItem*> line;
    int x = area.left();
    int y = area.top();
    int height = 0;
    const auto finishLine = [&] {
        int at = area.left();
        for (QLayoutItem* item : line) {
            const QSize size = item->sizeHint();
            if (place)
                item->setGeometry(QRect(QPoint(at, y + (height - size.height()) / 2), size));
            at += size.width() + besideGap;
        }
        line.clear();
    };
    for (QLayoutItem* item : items_) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint();
        if (!line.empty() && x + size.width() > area.right() + 1) {
            finishLine();
            x = area.left();
            y += height + lineGap;
            height = 0;
        }
        line.push_back(item);
        x += size.width() + besideGap;
        height = std::max(height, size.height());
    }
    finishLine();
    return y + height - rect.top() + margins.bottom();
}

} // namespace hallwright::fields
