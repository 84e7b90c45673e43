#include "app/editing/site_commands.h"

#include "app/editing/required_room.h"
#include "core/design/next_name.h"
#include "core/layout/hall_frame.h"
#include "core/layout/placement.h"
#include "core/model/edits.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "core/rules/rules.h"
#include "core/simulation/weather.h"

#include <algorithm>
#include <fmt/format.h>
#include <span>

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

void SiteCommands::moveRack(RackId id, const Pose& to)
{
    if (!document_->isOpen() || !document_->committedSite()->findRack(id))
        return;
    Rack moved = document_->committedSite()->rack(id);
    moved.pose = to;
    changeRack(moved, tr("Move rack %1").arg(QString::fromStdString(moved.name)));
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

namespace {

// Objects side by side with the same value change at once.
SitePtr withFields(SitePtr site, std::span<const ObjectRef> objects, const std::string& field,
                   std::span<const FieldValue> values)
{
    for (std::size_t from = 0; from < objects.size();) {
        std::size_t to = from + 1;
        while (to < objects.size() && values[to] == values[from])
            ++to;
        site = withFieldInHall(site,
                               {objects.begin() + static_cast<std::ptrdiff_t>(from),
                                objects.begin() + static_cast<std::ptrdiff_t>(to)},
                               field, values[from]);
        from = to;
    }
    return site;
}

} // namespace

void SiteCommands::setField(const std::vector<ObjectRef>& objects, const QString& field,
                            const std::vector<FieldValue>& values)
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
        SitePtr next = withFields(site, objects, field.toStdString(), values);
        requireRoom(site, next, objects);
        return next;
    });
}

namespace {

// "a finding of rack A43", "14 findings “Door blocked”"
QString findingsText(const Site& site, const std::vector<Finding>& findings)
{
    if (findings.size() == 1)
        return SiteCommands::tr("a finding of %1")
            .arg(QString::fromStdString(describe(site, findings.front().subject)));
    const Rule* rule = findRule(findings.front().rule);
    return SiteCommands::tr("%1 findings “%2”")
        .arg(QString::fromStdString(grouped(static_cast<double>(findings.size()))),
             rule ? QString::fromUtf8(rule->title) : QString());
}

} // namespace

void SiteCommands::waive(const std::vector<Finding>& findings, const QString& reason)
{
    if (!document_->isOpen())
        return;
    apply(tr("Waive %1").arg(findingsText(*document_->committedSite(), findings)), [&](const SitePtr& site) {
        SiteEdit edit(site);
        for (const Finding& finding : findings)
            edit.changeRecord(finding.subject).waivers[std::string(finding.rule)] = reason.toStdString();
        return edit.done();
    });
}

void SiteCommands::endWaiver(const std::vector<Finding>& findings)
{
    if (!document_->isOpen())
        return;
    apply(tr("End the waiver of %1").arg(findingsText(*document_->committedSite(), findings)),
          [&](const SitePtr& site) {
              SiteEdit edit(site);
              for (const Finding& finding : findings)
                  edit.changeRecord(finding.subject).waivers.erase(std::string(finding.rule));
              return edit.done();
          });
}

} // namespace hallwright::app
