// What a hand does to what stands in racks: devices put in, moved, copied and taken out, each one undo step.
#pragma once

#include "app/project/document.h"
#include "app/project/selection.h"
#include "core/design/rack_contents.h"

#include <QObject>

#include <functional>
#include <string>
#include <vector>

namespace hallwright::app {

// What cannot be done is refused in a sentence, and changes nothing.
class ContentsCommands : public QObject
{
    Q_OBJECT

public:
    ContentsCommands(Document* document, Selection* selection, QObject* parent = nullptr);

    // Why it cannot be; empty if it can. For a ghost under the hand.
    QString whyNotAdd(DeviceTypeId type, const design::DevicePlace& place) const;
    QString whyNotMove(const std::vector<design::DeviceMove>& moves) const;

    void add(DeviceTypeId type, const design::DevicePlace& place); // it becomes the selection
    void addAnywhere(DeviceTypeId type, RackId rack);              // at the lowest place that is free
    void move(const std::vector<design::DeviceMove>& moves);
    void nudge(double upU); // the selected devices, upward in their racks
    void remove();          // the selected devices

    // Through the clipboard, as a table that a spreadsheet takes too (core/exchange/device_table.h).
    void copy(); // the selected devices
    void paste(RackId rack);

    std::vector<DeviceId> selectedDevices() const;

signals:
    void done(const QString& what);
    void refused(const QString& reason);

private:
    using Edit = std::function<std::vector<DeviceId>(SiteEdit&)>;
    QString whyNot(const Edit& edit) const;
    // The devices that the edit gives become the selection; it says what was done of them.
    bool apply(const Edit& edit,
               const std::function<QString(const Site&, const std::vector<DeviceId>&)>& words);
    void select(const std::vector<DeviceId>& devices);

    Document* document_;
    Selection* selection_;
};

} // namespace hallwright::app
