#include "app/editing/layout_commands.h"

#include "core/design/by_hand.h"
#include "core/design/copies.h"
#include "core/design/hall_places.h"
#include "core/design/row_copies.h"
#include "core/design/row_places.h"
#include "core/layout/row_objects.h"
#include "core/layout/rows.h"
#include "core/model/errors.h"
#include "core/model/locks.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

namespace hallwright::app {

namespace {

constexpr double reachM = 30.0; // of a duplicate

}

QString lockRefusal(const Site& site, const std::vector<Standing>& standings)
{
    const auto locked = std::find_if(standings.begin(), standings.end(), [&](const Standing& standing) {
        return isLocked(site.records->of(standing.object));
    });
    if (locked == standings.end())
        return {};
    return QObject::tr("%1 is locked; unlock it (Edit > Unlock) to move, turn or remove it.")
        .arg(QString::fromStdString(sentenceCase(describe(site, locked->object))));
}

LayoutCommands::LayoutCommands(Document* document, Selection* selection, QObject* parent)
    : QObject(parent), document_(document), selection_(selection)
{
}

namespace {

std::vector<ObjectRef> objectsOf(const std::vector<Standing>& standings)
{
    std::vector<ObjectRef> objects;
    objects.reserve(standings.size());
    for (const Standing& standing : standings)
        objects.push_back(standing.object);
    return objects;
}

} // namespace

QString LayoutCommands::counted(const QString& verb, const std::vector<ObjectRef>& all) const
{
    const std::vector<ObjectRef> objects = withoutRows(all);
    const ObjectRef first = objects.front();
    if (objects.size() == 1)
        return tr("%1 %2").arg(verb, QString::fromStdString(describe(*document_->committedSite(), first)));
    const bool alike = std::all_of(objects.begin(), objects.end(),
                                   [&](ObjectRef object) { return object.kind == first.kind; });
    const std::string_view word = wordFor(first.kind);
    const QString kind =
        alike ? QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())) + 's' : tr("objects");
    return tr("%1 %2 %3").arg(verb).arg(objects.size()).arg(kind);
}

std::vector<Standing> LayoutCommands::toArrange()
{
    if (!document_->isOpen() || document_->isPreviewing())
        return {};
    const Site& site = *document_->committedSite();
    std::vector<Standing> standings = standingsOf(site, selection_->set().objects, selection_->hall());
    if (standings.empty()) {
        emit refused(
            tr("Nothing is selected that stands in a hall; select racks, equipment or aisles first."));
    } else if (const QString locked = lockRefusal(site, standings); !locked.isEmpty()) {
        emit refused(locked);
        standings.clear();
    }
    return standings;
}

QString LayoutCommands::apply(const QString& what, const std::function<SitePtr(const SitePtr&)>& edit)
{
    try {
        document_->commit(edit(document_->committedSite()), what);
        emit done(what);
        return {};
    } catch (const InputError& error) {
        QString reason = QString::fromUtf8(error.what());
        emit refused(reason);
        return reason;
    }
}

bool LayoutCommands::requireFree(const FreeFloor& floor, const std::vector<Standing>& put)
{
    const Site& site = *document_->committedSite();
    std::vector<Contact> contacts = floor.contacts(put);
    const std::vector<Contact> among = contactsAmong(site, put);
    contacts.insert(contacts.end(), among.begin(), among.end());
    if (!contacts.empty())
        emit refused(QString::fromStdString(refusal(site, floor.hall(), put, contacts)));
    return contacts.empty();
}

void LayoutCommands::arrange(const QString& what, const Arrange& how)
{
    const std::vector<Standing> standings = toArrange();
    if (standings.empty())
        return;
    const std::vector<Standing> put = how(standings);
    const FreeFloor floor(document_->committedSite(), selection_->hall(), standings);
    if (put == standings || !requireFree(floor, put))
        return;
    apply(counted(what, objectsOf(standings)), [&put](const SitePtr& site) {
        SiteEdit edit(site);
        place(edit, put);
        return edit.done();
    });
}

namespace {

using Arrangement = std::function<std::vector<Standing>(const std::vector<Standing>&)>;

// Of the things alone: the floor of a row, which is chosen with its racks, lies under them and is none beside them.
std::vector<Standing> besideRows(std::vector<Standing> standings, const Arrangement& how)
{
    std::vector<std::size_t> things;
    std::vector<Standing> each;
    for (std::size_t i = 0; i < standings.size(); ++i) {
        if (standings[i].object.kind == ObjectKind::Row)
            continue;
        things.push_back(i);
        each.push_back(standings[i]);
    }
    const std::vector<Standing> put = how(each);
    for (std::size_t i = 0; i < things.size(); ++i)
        standings[things[i]] = put[i];
    return standings;
}

// The racks of each row for themselves, and what stands in none together.
std::vector<Standing> rowByRow(const Hall& hall, std::vector<Standing> standings, const Arrangement& how)
{
    std::map<std::optional<std::size_t>, std::vector<std::size_t>> byRow;
    for (std::size_t i = 0; i < standings.size(); ++i)
        byRow[standings[i].object.kind == ObjectKind::Rack ? rowAt(hall, standings[i].pose.position())
                                                           : std::nullopt]
            .push_back(i);
    for (const auto& [row, members] : byRow) {
        std::vector<Standing> each;
        for (const std::size_t i : members)
            each.push_back(standings[i]);
        const std::vector<Standing> put = how(each);
        for (std::size_t k = 0; k < members.size(); ++k)
            standings[members[k]] = put[k];
    }
    return standings;
}

} // namespace

void LayoutCommands::moveBy(Point2 byM)
{
    arrange(tr("Move"), [byM](const auto& standings) { return moved(standings, byM); });
}

void LayoutCommands::nudge(Point2 way, bool fine)
{
    constexpr double fineM = 0.01;
    if (!document_->isOpen() || !selection_->hall().valid() || selection_->set().empty())
        return;
    const double stepM = fine ? fineM : document_->committedSite()->hall(selection_->hall()).tilePitchM;
    moveBy(way * stepM);
}

void LayoutCommands::turn(double byDeg)
{
    arrange(tr("Turn"), [byDeg](const auto& standings) {
        return turned(standings, boundsOf(standings).centre(), byDeg);
    });
}

void LayoutCommands::turnEach(double byDeg)
{
    arrange(tr("Turn each of"), [byDeg](const auto& standings) { return turnedEach(standings, byDeg); });
}

void LayoutCommands::mirror(FloorAxis along)
{
    arrange(
        along == FloorAxis::X ? tr("Mirror north to south:") : tr("Mirror west to east:"),
        [along](const auto& standings) { return mirrored(standings, along, boundsOf(standings).centre()); });
}

void LayoutCommands::align(Alignment to)
{
    arrange(tr("Align"), [to](const auto& standings) {
        return besideRows(standings, [to](const auto& each) { return aligned(each, to); });
    });
}

void LayoutCommands::distribute(FloorAxis along)
{
    arrange(tr("Distribute"), [along](const auto& standings) {
        return besideRows(standings, [along](const auto& each) { return distributed(each, along); });
    });
}

// Each row along itself: racks of two rows are not pulled across the aisle between them.
void LayoutCommands::closeUp()
{
    constexpr double leastM = 1e-6;
    std::optional<bool> isGap; // none: it was refused before
    arrange(tr("Close up"), [&](const auto& standings) {
        const auto put = besideRows(standings, [&](const auto& each) {
            return rowByRow(document_->committedSite()->hall(selection_->hall()), each,
                            [](const auto& row) { return closedUp(row, axisOf(row)); });
        });
        isGap = !std::ranges::equal(put, standings, [](const Standing& a, const Standing& b) {
            return std::hypot(a.pose.x - b.pose.x, a.pose.y - b.pose.y) < leastM;
        });
        return *isGap ? put : standings;
    });
    if (isGap == false)
        emit refused(tr("There is no gap to close up: select racks of one row, or things in line, with room "
                        "between them."));
}

void LayoutCommands::swap()
{
    if (const std::size_t count = withoutRows(selection_->set().objects).size(); count != 2) {
        emit refused(tr("Two things change places; %1 are selected.").arg(count));
        return;
    }
    arrange(tr("Swap"), [](const auto& standings) {
        return besideRows(standings,
                          [](const auto& each) { return each.size() == 2 ? swapped(each) : each; });
    });
}

QString LayoutCommands::addCopies(const QString& what, HallId hall,
                                  const std::vector<std::vector<Standing>>& copies)
{
    return add(what, hall, [&](SiteEdit& edit) {
        std::vector<ObjectRef> added;
        for (const std::vector<Standing>& group : copies) {
            const std::vector<ObjectRef> refs = design::addCopies(edit, hall, group);
            added.insert(added.end(), refs.begin(), refs.end());
        }
        return added;
    });
}

// What is added becomes the selection.
QString LayoutCommands::add(const QString& what, HallId hall,
                            const std::function<std::vector<ObjectRef>(SiteEdit&)>& how)
{
    std::vector<ObjectRef> added;
    QString reason = apply(what, [&](const SitePtr& site) {
        SiteEdit edit(site);
        added = how(edit);
        return edit.done();
    });
    if (!added.empty() && exists(*document_->committedSite(), added.front()))
        selection_->setTo({added, hall});
    return reason;
}

void LayoutCommands::duplicate()
{
    chooseRacksOfRows();
    const std::vector<Standing> group = toArrange();
    if (group.empty())
        return;
    const SitePtr site = document_->committedSite();
    const HallId hall = selection_->hall();
    const QString what = counted(tr("Duplicate"), objectsOf(group));
    const QString another =
        group.size() == 1 ? tr("another of it") : tr("another %1 of them").arg(group.size());
    if (design::standInRows(site->hall(hall), group)) {
        if (const auto put = design::placesInRows(*site, site->hall(hall), group))
            add(what, hall, [&](SiteEdit& edit) { return design::addCopiesInRows(edit, hall, *put); });
        else
            emit refused(
                tr("No free place for %1 in its row, at its ends or in a row like it; make room, or draw "
                   "another row.")
                    .arg(another));
        return;
    }
    if (std::ranges::any_of(group, [](const Standing& s) { return s.object.kind == ObjectKind::Row; })) {
        duplicateRows(what, group);
        return;
    }
    const bool onAisles =
        design::lieOnAisles(site->hall(hall), group); // then there is nothing to keep them from
    const auto offAisles = [&](const std::vector<Standing>& put) {
        return onAisles || !design::lieOnAisles(site->hall(hall), put);
    };
    const FreeFloor floor(site, hall, {});
    if (const auto by = design::nearestFreeMove(floor, group, false, reachM, offAisles))
        addCopies(what, hall, {moved(group, *by)});
    else
        emit refused(
            tr("No free place for %1 beside the aisles within %2 m; make room, or choose another hall.")
                .arg(another)
                .arg(reachM));
}

void LayoutCommands::duplicateRows(const QString& what, const std::vector<Standing>& group)
{
    const FreeFloor floor(document_->committedSite(), selection_->hall(), {});
    if (const auto by = design::nextRowMove(*document_->committedSite(), floor, group))
        addCopies(what, selection_->hall(), {moved(group, *by)});
    else
        emit refused(
            tr("Hall %1 has no free place for another row in the pitch of its rows, with room before "
               "and behind it; make room, or use Array with another pitch.")
                .arg(QString::fromStdString(floor.hall().name)));
}

// The first that cannot stand, counted from the group itself. All copies have the name of what they copy.
QString LayoutCommands::refusalOfCopies(const std::vector<Standing>& group,
                                        const std::vector<std::vector<Standing>>& copies) const
{
    const Site& site = *document_->committedSite();
    const FreeFloor floor(document_->committedSite(), selection_->hall(), group);
    const auto refuse = [&](std::size_t copy, const Contact& contact) {
        const auto& put = copies[copy];
        const auto at = std::ranges::find(put, contact.moved, &Standing::object);
        const Standing& standing = at != put.end() ? *at : put.front();
        return QString::fromStdString(
            refusal("copy " + std::to_string(copy + 1) + " of " + describe(site, standing.object),
                    floor.hall(), standing, contact));
    };
    std::vector<std::size_t> upTo{group.size()}; // how many of all stand there with each copy
    std::vector<Standing> all = group;
    for (const std::vector<Standing>& copy : copies) {
        all.insert(all.end(), copy.begin(), copy.end());
        upTo.push_back(all.size());
    }
    const auto among = [&](std::size_t copiesPut) {
        return contactsAmong(site, {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(upTo[copiesPut])});
    };
    for (std::size_t copy = 0; copy < copies.size(); ++copy) {
        if (const std::vector<Contact> contacts = floor.contacts(copies[copy], 1); !contacts.empty())
            return refuse(copy, contacts.front());
    }
    if (among(copies.size()).empty())
        return {};
    std::size_t free = 0, blocked = copies.size(); // more copies never make room
    while (free + 1 < blocked) {
        const std::size_t middle = (free + blocked) / 2;
        (among(middle).empty() ? free : blocked) = middle;
    }
    return refuse(blocked - 1, among(blocked).front());
}

QString LayoutCommands::makeArray(const ArrayRule& rule)
{
    const std::vector<Standing> group = toArrange();
    if (group.empty())
        return {};
    const std::vector<std::vector<Standing>> copies = arrayOf(group, rule);
    if (copies.empty())
        return {};
    if (QString reason = refusalOfCopies(group, copies); !reason.isEmpty()) {
        emit refused(reason);
        return reason;
    }
    return addCopies(tr("Array of %1").arg(copies.size() + 1), selection_->hall(), copies);
}

void LayoutCommands::remove()
{
    if (!document_->isOpen() || document_->isPreviewing() || selection_->set().empty())
        return;
    chooseRacksOfRows(); // a row is its racks, for a hand
    std::vector<ObjectRef> objects = selection_->set().objects;
    const Site& site = *document_->committedSite();
    if (const QString locked = lockRefusal(site, standingsOf(site, objects)); !locked.isEmpty()) {
        emit refused(locked);
        return;
    }
    QString what = counted(tr("Remove"), objects);
    try {
        const std::vector<ObjectRef> busways = design::buswaysOfRows(document_->committedSite(), objects);
        if (!busways.empty())
            what = busways.size() == 1 ? tr("%1 and the busway over them").arg(what)
                                       : tr("%1 and the %2 busways over them").arg(what).arg(busways.size());
        objects.insert(objects.end(), busways.begin(), busways.end());
    } catch (const InputError& error) {
        emit refused(QString::fromUtf8(error.what()));
        return;
    }
    apply(what, [&objects](const SitePtr& before) {
        SiteEdit edit(before);
        edit.remove(objects);
        return edit.done();
    });
}

void LayoutCommands::removeHall()
{
    const HallId hall = selection_->hall();
    if (!document_->isOpen() || document_->isPreviewing() || !hall.valid())
        return;
    const SitePtr before = document_->committedSite();
    const QString what = tr("Remove %1").arg(QString::fromStdString(describe(*before, refTo(hall))));
    apply(what, [hall](const SitePtr& site) {
        SiteEdit edit(site);
        edit.remove(refTo(hall), OnReference::Clear);
        return edit.done();
    });
    if (document_->committedSite() != before)
        selection_->selectHall({});
}

// Beside the rows that are selected, before the primary.
void LayoutCommands::chooseRacksOfRows()
{
    if (!document_->isOpen() || !selection_->hall().valid())
        return;
    const Hall& hall = document_->committedSite()->hall(selection_->hall());
    const auto racks = racksByRow(hall);
    SelectionSet selection = selection_->set();
    for (std::size_t row = 0; row < hall.rows.size(); ++row) {
        if (!selection.contains(refTo(hall.rows[row].id)))
            continue;
        for (const std::size_t rack : racks[row]) {
            if (const ObjectRef object = refTo(hall.racks[rack].id); !selection.contains(object))
                selection.objects.insert(selection.objects.end() - 1, object);
        }
    }
    selection_->setTo(selection);
}

void LayoutCommands::moveToHall(HallId hall)
{
    if (hall == selection_->hall() || document_->isPreviewing())
        return;
    chooseRacksOfRows();
    const std::vector<Standing> group = toArrange();
    if (group.empty())
        return;
    const auto put = design::placesInHall(document_->committedSite(), hall, group);
    const QString name = QString::fromStdString(nameOf(*document_->committedSite(), refTo(hall)));
    if (!put) {
        emit refused(tr("Hall %1 has no place in its rows or beside its aisles where all %2 are free; make "
                        "room there, or move fewer at once.")
                         .arg(name)
                         .arg(group.size()));
        return;
    }
    const std::vector<ObjectRef> objects = selection_->set().objects;
    const SitePtr before = document_->committedSite();
    apply(tr("%1 to hall %2").arg(counted(tr("Move"), objectsOf(group)), name), [&](const SitePtr& site) {
        SiteEdit edit(site);
        design::moveToHall(edit, hall, *put);
        return edit.done();
    });
    if (document_->committedSite() != before)
        selection_->setTo({objects, hall});
}

void LayoutCommands::setLocked(bool locked)
{
    const std::vector<ObjectRef> objects = selection_->set().objects;
    if (!document_->isOpen() || document_->isPreviewing() || objects.empty())
        return;
    apply(counted(locked ? tr("Lock") : tr("Unlock"), objects), [&](const SitePtr& site) {
        SiteEdit edit(site);
        for (const ObjectRef object : objects) {
            if (isLocked(site->records->of(object)) == locked)
                continue;
            std::vector<std::string>& tags = edit.changeRecord(object).tags;
            if (locked)
                tags.push_back(lockTag);
            else
                std::erase(tags, lockTag);
        }
        return edit.done();
    });
}

} // namespace hallwright::app
