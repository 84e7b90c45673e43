#include "views/panels/still_tree.h"

#include <QIcon>

#include <utility>

namespace hallwright::panels {

std::vector<StillTree::Line> StillTree::linesInSight() const
{
    std::vector<Line> lines;
    const QRect sight = viewport()->rect();
    for (QModelIndex index = indexAt(sight.topLeft()); index.isValid(); index = indexBelow(index)) {
        const QRect area = visualRect(index);
        if (area.top() > sight.bottom())
            break;
        Line line{QRect(sight.left(), area.top(), sight.width(), area.height()), {}, {}};
        for (int column = 0; column < model()->columnCount(); ++column) {
            if (isColumnHidden(column))
                continue;
            const QModelIndex cell = index.siblingAtColumn(column);
            line.words << cell.data().toString();
            line.icons.push_back(cell.data(Qt::DecorationRole).value<QIcon>().cacheKey());
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

// The base would paint the whole viewport. Rows keep their height, and none of them is edited in the tree.
void StillTree::dataChanged(const QModelIndex&, const QModelIndex&, const QList<int>&)
{
    std::vector<Line> lines = linesInSight();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (i >= lines_.size() || lines[i] != lines_[i])
            viewport()->update(lines[i].area);
    }
    lines_ = std::move(lines);
}

} // namespace hallwright::panels
