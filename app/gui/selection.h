// What the reader looks at: one hall, and in it perhaps one rack; or a piece of equipment. All views and panels share it.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <QObject>

#include <optional>

namespace hallwright::app {

class Selection : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    RackId rack() const { return rack_; }
    HallId hall() const { return hall_; }
    const ObjectRef& equipment() const { return equipment_; } // never beside a rack

    void selectRack(const Site& site, RackId id); // and its hall; none keeps the hall
    void selectHall(HallId id);                   // none shows the campus
    // And the hall it stands in; outside halls the hall stays, and so it does with none.
    void selectEquipment(const Site& site, const ObjectRef& equipment);
    // Drops what a version no longer has.
    void keepWithin(const Site* site);

signals:
    void changed();

private:
    void set(RackId rack, HallId hall, const ObjectRef& equipment = {});

    RackId rack_;
    HallId hall_;
    ObjectRef equipment_;
};

// The hall a piece of equipment stands in, none for one outside halls; nothing if the site does not have it.
std::optional<HallId> hallOf(const Site& site, const ObjectRef& equipment);

} // namespace hallwright::app
