// What the reader looks at: one hall, and in it perhaps one rack. All views and panels share it.
#pragma once

#include "core/model/site.h"

#include <QObject>

namespace hallwright::app {

class Selection : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    RackId rack() const { return rack_; }
    HallId hall() const { return hall_; }

    void selectRack(const Site& site, RackId id); // and its hall; none keeps the hall
    void selectHall(HallId id);                   // none shows the campus
    // Drops what a version no longer has.
    void keepWithin(const Site* site);

signals:
    void changed();

private:
    void set(RackId rack, HallId hall);

    RackId rack_;
    HallId hall_;
};

} // namespace hallwright::app
