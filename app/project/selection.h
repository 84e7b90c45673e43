// What the reader looks at and has chosen. All views and panels share it.
#pragma once

#include "core/model/selection_set.h"

#include <QObject>

namespace hallwright::app {

class Selection : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const SelectionSet& set() const { return set_; }
    HallId hall() const { return set_.hall; }
    RackId rack() const { return set_.primaryOf<RackId>(); } // the primary, if it is one
    ObjectRef equipment() const;                             // the primary, if it is no rack

    // Alone, and the hall it stands in; outside halls the hall stays, and so it does with none and with what the site
    // does not have. A hall is looked at, with nothing chosen in it.
    void select(const Site& site, ObjectRef object);
    void selectHall(HallId id); // none shows the campus
    // With it chosen too; without it, if it was chosen. One that stands in another hall is chosen alone.
    void toggle(const Site& site, ObjectRef object);
    void setTo(const SelectionSet& selection);
    // Drops what a version no longer has.
    void keepWithin(const Site* site);

signals:
    void changed();

private:
    SelectionSet set_;
};

} // namespace hallwright::app
