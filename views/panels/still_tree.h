// A tree whose figures change ten times a second while things are dragged: it paints again only the rows in sight that
// read otherwise than before.
#pragma once

#include <QTreeView>

#include <vector>

namespace hallwright::panels {

class StillTree : public QTreeView
{
    Q_OBJECT

public:
    using QTreeView::QTreeView;

    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles = {}) override;

private:
    struct Line {
        QRect area; // of the viewport
        QStringList words;
        std::vector<qint64> icons;

        bool operator==(const Line&) const = default;
    };
    std::vector<Line> linesInSight() const;

    std::vector<Line> lines_; // as of the last change
};

} // namespace hallwright::panels
