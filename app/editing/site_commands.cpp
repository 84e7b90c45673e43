#include "app/editing/site_commands.h"

#include "core/design/next_name.h"
#include "core/layout/free_floor.h"
#include "core/layout/placement.h"
#include "core/model/edits.h"
#include "core/model/errors.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "core/simulation/weather.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace hallwright::app {

namespace {

void refuseNameTwice(const Site& site, const Rack& changed)
{
    const Hall& hall = site.hallOf(changed.id);
    const bool renamed = site.rack(changed.id).name != changed.name;
    const bool taken = std::any_of(hall.racks.begin(), hall.racks.end(), [&](const Rack& other) {
        return other.id != changed.id && other.name == changed.name;
    });
    if (renamed && taken)
        throw InputError(fmt::format("Hall {} already has a rack named {}; names of its racks differ.",
                                     hall.name, changed.name));
}

// Of those that stand elsewhere, or are larger, than before.
void requireRoom(const SitePtr& before, const SitePtr& after, const std::vector<ObjectRef>& objects)
{
    std::map<HallId, std::vector<Standing>> changed;
    for (const ObjectRef object : objects) {
        const auto standing = standingOf(*after, object);
        if (standing && standing != standingOf(*before, object))
            changed[hallWith(*after, object).value()].push_back(*standing);
    }
    for (const auto& [hall, standings] : changed) {
        std::vector<Contact> contacts = FreeFloor(after, hall, standings).contacts(standings);
        const std::vector<Contact> among = contactsAmong(*after, standings);
        contacts.insert(contacts.end(), among.begin(), among.end());
        if (!contacts.empty())
            throw InputError(refusal(*after, after->hall(hall), standings, contacts));
    }
}

} // namespace

SiteCommands::SiteCommands(Document* document, Selection* selection, QObject* parent)
    : QObject(parent), document_(document), selection_(selection)
{
}

void SiteCommands::apply(const QString& what, const std::function<SitePtr(const SitePtr&)>& edit)
{
    if (!document_->isOpen() || document_->isPreviewing())
        return;
    try {
        document_->commit(edit(document_->committedSite()), what);
        emit done(what);
    } catch (const InputError& error) {
        emit refused(QString::fromUtf8(error.what()));
    }
}

void SiteCommands::changeRack(const Rack& changed, const QString& what)
{
    apply(what, [&changed](const SitePtr& site) {
        refuseNameTwice(*site, changed);
        const bool moved = !(changed.pose == site->rack(changed.id).pose);
        if (const auto reason = moved ? obstruction(*site, site->hallOf(changed.id), changed) : std::nullopt)
            throw InputError(*reason);
        return withRack(site, changed);
    });
}

void SiteCommands::setRackPower(RackId id, double powerW)
{
    if (!document_->isOpen())
        return;
    apply(tr("Set power of rack %1").arg(QString::fromStdString(document_->committedSite()->rack(id).name)),
          [&](const SitePtr& site) { return withRackPower(site, id, powerW); });
}

void SiteCommands::setRackStatus(RackId id, LifecycleStatus status)
{
    if (!document_->isOpen())
        return;
    apply(tr("Set status of rack %1").arg(QString::fromStdString(document_->committedSite()->rack(id).name)),
          [&](const SitePtr& site) {
              SiteEdit edit(site);
              edit.changeRecord(refTo(id)).status = status;
              return edit.done();
          });
}

void SiteCommands::setHallSupply(HallId id, double supplyC)
{
    if (!document_->isOpen())
        return;
    apply(tr("Set supply of hall %1").arg(QString::fromStdString(document_->committedSite()->hall(id).name)),
          [&](const SitePtr& site) { return withHallSupply(site, id, supplyC); });
}

void SiteCommands::setOutdoor(double outdoorC)
{
    apply(tr("Set outdoor temperature"), [outdoorC](const SitePtr& site) {
        return withOutdoor(site, outdoorC, wetBulbAt(site->info, outdoorC));
    });
}

void SiteCommands::renameSite(const QString& name)
{
    apply(tr("Rename site"), [&name](const SitePtr& site) { return withSiteName(site, name.toStdString()); });
}

void SiteCommands::setField(const std::vector<ObjectRef>& objects, const QString& field,
                            const FieldValue& value)
{
    if (!document_->isOpen() || objects.empty())
        return;
    const Site& before = *document_->committedSite();
    const QString label = QString::fromStdString(labelOf(field.toStdString()));
    const QString whose =
        objects.size() > 1
            ? tr("%1 objects").arg(objects.size())
            : (objects.front() == siteData() ? tr("the site")
                                             : QString::fromStdString(describe(before, objects.front())));
    apply(tr("Set %1 of %2").arg(label, whose), [&](const SitePtr& site) {
        SitePtr next = withField(site, objects, field.toStdString(), value);
        requireRoom(site, next, objects);
        return next;
    });
}

void SiteCommands::waive(ObjectRef object, std::string_view rule, const QString& reason)
{
    if (!document_->isOpen())
        return;
    apply(tr("Waive a finding of %1").arg(QString::fromStdString(describe(*document_->committedSite(), object))),
          [&](const SitePtr& site) {
              SiteEdit edit(site);
              edit.changeRecord(object).waivers[std::string(rule)] = reason.toStdString();
              return edit.done();
          });
}

void SiteCommands::endWaiver(ObjectRef object, std::string_view rule)
{
    if (!document_->isOpen())
        return;
    apply(tr("End a waiver of %1").arg(QString::fromStdString(describe(*document_->committedSite(), object))),
          [&](const SitePtr& site) {
              SiteEdit edit(site);
              edit.changeRecord(object).waivers.erase(std::string(rule));
              return edit.done();
          });
}

} // namespace hallwright::app
