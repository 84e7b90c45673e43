// What a menu entry or an edited field does to the site: each makes the next version and commits it as one undo step.
#pragma once

#include "app/project/document.h"
#include "app/project/selection.h"
#include "core/model/object_fields.h"
#include "core/rules/finding.h"

#include <QObject>

#include <functional>
#include <vector>

namespace hallwright::app {

// A value that cannot be accepted is refused: the site stays, refused() tells why. Without an open site nothing happens.
class SiteCommands : public QObject
{
    Q_OBJECT

public:
    SiteCommands(Document* document, Selection* selection, QObject* parent = nullptr);

    void changeRack(const Rack& changed, const QString& what);
    void moveRack(RackId id, const Pose& to);
    void setRackPower(RackId id, double powerW);
    void setRackStatus(RackId id, LifecycleStatus status);
    void setHallSupply(HallId id, double supplyC);
    void setOutdoor(double outdoorC);
    void renameSite(const QString& name);
    // Of objects of one kind (core/model/object_fields.h). What stands in a hall must have room where it is then.
    // One value for each object.
    void setField(const std::vector<ObjectRef>& objects, const QString& field,
                  const std::vector<FieldValue>& values);
    // Accepts what rules find, all for one reason, or accepts it no longer; at least one finding.
    void waive(const std::vector<Finding>& findings, const QString& reason);
    void endWaiver(const std::vector<Finding>& findings);

signals:
    void done(const QString& what);
    void refused(const QString& reason);

private:
    void apply(const QString& what, const std::function<SitePtr(const SitePtr&)>& edit);

    Document* document_;
    Selection* selection_;
};

} // namespace hallwright::app
