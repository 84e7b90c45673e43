// Dragging a rack: previews while the hand moves, one commit or a revert at the end.
#pragma once

#include "app/gui/document.h"
#include "core/layout/placement.h"

#include <QObject>

namespace hallwright::app {

class RackDrag : public QObject
{
    Q_OBJECT

public:
    explicit RackDrag(Document* document, QObject* parent = nullptr);

    bool isActive() const { return rack_.valid(); }
    RackId rack() const { return rack_; }

    void begin(RackId rack);
    // The rack's centre follows the hand: snapped to the tile grid, at the nearest place that is free. Where nothing
    // near is free it stays where it last was, and legalChanged tells so.
    void moveTo(Point2 centreInHall);
    void finish();
    void cancel();

signals:
    void legalChanged(bool legal);
    void
    blocked(const QString& reason); // one sentence: what is in the way under the hand; empty when nothing is

private:
    Document* document_;
    SitePtr start_;
    RackId rack_;
};

} // namespace hallwright::app
