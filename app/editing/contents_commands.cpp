#include "app/editing/contents_commands.h"

#include "core/exchange/device_table.h"
#include "core/model/errors.h"
#include "core/model/object_names.h"
#include "core/model/rack_slots.h"

#include <QClipboard>
#include <QGuiApplication>

namespace hallwright::app {

namespace {

QString nameOfDevice(const Site& site, DeviceId device)
{
    return QString::fromStdString(nameOf(site, refTo(device)));
}

QString nameOfRack(const Site& site, RackId rack)
{
    return QString::fromStdString(site.rack(rack).name);
}

// "node 3", "4 devices"
QString countedDevices(const Site& site, const std::vector<DeviceId>& devices)
{
    return devices.size() == 1 ? nameOfDevice(site, devices.front())
                               : ContentsCommands::tr("%1 devices").arg(devices.size());
}

QString placeWords(const Site& site, const design::DevicePlace& place)
{
    if (place.positionU == 0.0)
        return ContentsCommands::tr("rack %1").arg(nameOfRack(site, place.rack));
    const QString unit = QString::fromStdString(unitText(place.positionU));
    return place.face == DeviceFace::Rear
               ? ContentsCommands::tr("%1 of rack %2, rear").arg(unit, nameOfRack(site, place.rack))
               : ContentsCommands::tr("%1 of rack %2").arg(unit, nameOfRack(site, place.rack));
}

std::vector<DeviceId> devicesOf(const std::vector<design::DeviceMove>& moves)
{
    std::vector<DeviceId> devices;
    for (const design::DeviceMove& move : moves)
        devices.push_back(move.device);
    return devices;
}

} // namespace

ContentsCommands::ContentsCommands(Document* document, Selection* selection, QObject* parent)
    : QObject(parent), document_(document), selection_(selection)
{
}

QString ContentsCommands::whyNot(const Edit& edit) const
{
    if (!document_->isOpen() || document_->isPreviewing())
        return tr("Something else is being moved.");
    try {
        SiteEdit trial(document_->committedSite());
        edit(trial);
        trial.done();
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

bool ContentsCommands::apply(const Edit& edit,
                             const std::function<QString(const Site&, const std::vector<DeviceId>&)>& words)
{
    if (!document_->isOpen() || document_->isPreviewing())
        return false;
    try {
        SiteEdit next(document_->committedSite());
        const std::vector<DeviceId> devices = edit(next);
        const SitePtr site = next.done();
        if (site == document_->committedSite())
            return false;
        const QString what = words(*site, devices);
        document_->commit(site, what);
        select(devices);
        emit done(what);
        return true;
    } catch (const InputError& error) {
        emit refused(QString::fromUtf8(error.what()));
        return false;
    }
}

void ContentsCommands::select(const std::vector<DeviceId>& devices)
{
    SelectionSet chosen{{}, selection_->hall()};
    for (const DeviceId device : devices)
        chosen.objects.push_back(refTo(device));
    if (!chosen.empty())
        selection_->setTo(within(*document_->committedSite(), std::move(chosen)));
}

namespace {

std::vector<DeviceId> added(SiteEdit& edit, DeviceTypeId type, const design::DevicePlace& place)
{
    return {design::putDevice(edit, place.rack, type, place.positionU, place.face, place.side)};
}

} // namespace

QString ContentsCommands::whyNotAdd(DeviceTypeId type, const design::DevicePlace& place) const
{
    return whyNot([&](SiteEdit& edit) { return added(edit, type, place); });
}

QString ContentsCommands::whyNotMove(const std::vector<design::DeviceMove>& moves) const
{
    return whyNot([&](SiteEdit& edit) {
        design::moveDevices(edit, moves);
        return std::vector<DeviceId>();
    });
}

void ContentsCommands::add(DeviceTypeId type, const design::DevicePlace& place)
{
    apply([&](SiteEdit& edit) { return added(edit, type, place); },
          [&](const Site& site, const std::vector<DeviceId>& devices) {
              const Device& device = *find(site, devices.front());
              const design::DevicePlace at{place.rack, device.positionU, device.face, device.side};
              return tr("Add %1 to %2").arg(nameOfDevice(site, device.id), placeWords(site, at));
          });
}

void ContentsCommands::addAnywhere(DeviceTypeId type, RackId rack)
{
    add(type, {rack});
}

void ContentsCommands::move(const std::vector<design::DeviceMove>& moves)
{
    if (moves.empty())
        return;
    apply(
        [&](SiteEdit& edit) {
            design::moveDevices(edit, moves);
            return devicesOf(moves);
        },
        [&](const Site& site, const std::vector<DeviceId>& devices) {
            return tr("Move %1 to %2").arg(countedDevices(site, devices), placeWords(site, moves.front().to));
        });
}

// Where units are counted from the top, upward is towards the lower numbers. What stands in no slot stays.
void ContentsCommands::nudge(double upU)
{
    if (!document_->isOpen())
        return;
    const Site& site = *document_->committedSite();
    std::vector<design::DeviceMove> moves;
    for (const DeviceId id : selectedDevices()) {
        const Device& device = *find(site, id);
        const RackId rack = rackWith(site, id);
        const double by = site.typeOf(site.rack(rack)).unitsFromTop ? -upU : upU;
        if (device.positionU != 0.0)
            moves.push_back({id, {rack, device.positionU + by, device.face, device.side}});
    }
    const bool atTheFloor =
        std::ranges::any_of(moves, [](const design::DeviceMove& move) { return move.to.positionU <= 0.0; });
    if (atTheFloor)
        emit refused(tr("There is no unit beyond the first of the rack."));
    else
        move(moves);
}

void ContentsCommands::remove()
{
    const std::vector<DeviceId> devices = selectedDevices();
    if (devices.empty())
        return;
    const Site& before = *document_->committedSite();
    const RackId rack = rackWith(before, devices.front());
    const QString what =
        tr("Remove %1 from rack %2").arg(countedDevices(before, devices), nameOfRack(before, rack));
    const bool removed = apply(
        [&](SiteEdit& edit) {
            for (const DeviceId device : devices)
                edit.remove(refTo(device));
            return std::vector<DeviceId>();
        },
        [&](const Site&, const std::vector<DeviceId>&) { return what; });
    if (removed)
        selection_->select(*document_->committedSite(), refTo(rack)); // so that the next may be put there
}

void ContentsCommands::copy()
{
    const std::vector<DeviceId> devices = selectedDevices();
    if (devices.empty()) {
        emit refused(tr("No device is selected; the clipboard is as it was."));
        return;
    }
    const Site& site = *document_->committedSite();
    QGuiApplication::clipboard()->setText(QString::fromStdString(deviceTableOf(site, devices)));
    emit done(tr("Copied %1").arg(countedDevices(site, devices)));
}

void ContentsCommands::paste(RackId rack)
{
    if (!document_->isOpen() || !document_->committedSite()->findRack(rack)) {
        emit refused(tr("Choose the rack first that the devices go into."));
        return;
    }
    const std::string text = QGuiApplication::clipboard()->text().toStdString();
    apply([&](SiteEdit& edit) { return addDevices(edit, rack, text); },
          [&](const Site& site, const std::vector<DeviceId>& devices) {
              return tr("Paste %1 into rack %2").arg(countedDevices(site, devices), nameOfRack(site, rack));
          });
}

std::vector<DeviceId> ContentsCommands::selectedDevices() const
{
    std::vector<DeviceId> devices;
    if (!document_->isOpen())
        return devices;
    for (const ObjectRef object : selection_->set().objects) {
        if (object.kind == ObjectKind::Device && exists(*document_->committedSite(), object))
            devices.push_back({object.id});
    }
    return devices;
}

} // namespace hallwright::app
