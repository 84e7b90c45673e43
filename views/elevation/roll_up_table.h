// What a rack's devices come to, as a table with its remarks under it.
#pragma once

#include "views/elevation/rack_roll_up.h"

#include <QTreeWidget>

namespace hallwright::elevation {

class RollUpTable : public QTreeWidget
{
    Q_OBJECT

public:
    explicit RollUpTable(QWidget* parent = nullptr);

    void show(const SitePtr& site, RackId rack, const SnapshotPtr& snapshot); // no rack: it is empty
    QString text() const; // all of it, a line a row, for the clipboard

private:
    void addLine(const QString& line, bool dim);
};

} // namespace hallwright::elevation
