#include "views/shared/capacity_text.h"

#include "core/model/object_names.h"
#include "views/shared/format.h"
#include "views/shared/position_marks.h"

#include <QCoreApplication>
#include <QStringList>

namespace hallwright::style {

namespace {

QString text(std::string_view words)
{
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

QString translated(const char* words)
{
    return QCoreApplication::translate("Capacity", words);
}

QString counted(std::size_t count)
{
    return formatCount(static_cast<long long>(count));
}

// A row is named by its letter, which says nothing without its hall.
QString whatIsShort(const Site& site, ObjectRef object)
{
    const QString what = text(describe(site, object));
    if (object.kind != ObjectKind::Row)
        return what;
    const auto hall = hallWith(site, object);
    return hall && hall->valid() ? translated("%1 of %2").arg(what, text(site.hall(*hall).name)) : what;
}

} // namespace

QString amountText(CapacityResource resource, const std::optional<double>& value, std::string_view unit)
{
    if (!value)
        return dash();
    if (unit == "W")
        return formatPower(*value);
    if (unit == "Pa")
        return resource == CapacityResource::FloorLoad ? formatFloorLoad(*value) : formatPressure(*value);
    if (unit == "m3/s")
        return resource == CapacityResource::Air ? formatAirflow(*value) : formatLiquidFlow(*value);
    if (unit == "m")
        return formatLength(*value);
    return QStringLiteral("%1\u00a0%2").arg(formatCount(static_cast<long long>(*value)), text(unit));
}

QString bindingText(const Site& site, const PlaceCapacity& place)
{
    if (place.free == 0)
        return translated("No free position");
    if (place.blocked == 0)
        return translated("Nothing: all fit");
    const QString resource = resourceText(place.binding.resource);
    return place.binding.object.valid() && exists(site, place.binding.object)
               ? QStringLiteral("%1: %2").arg(resource, whatIsShort(site, place.binding.object))
               : resource;
}

QString answerText(const PlaceCapacity& place)
{
    if (place.free == 0)
        return translated("No position is free.");
    const QString free = place.free == 1 ? translated("1 free position")
                                         : translated("%1 free positions").arg(counted(place.free));
    if (place.fits == 0)
        return translated("No more rack fits on %1.").arg(free);
    const QString racks = place.fits == 1 ? translated("1 more rack fits")
                                          : translated("%1 more racks fit").arg(counted(place.fits));
    return translated("%1 on %2, %3.").arg(racks, free, formatPower(place.usableW));
}

QString statusesText(const StatusCounts& counts)
{
    QStringList parts;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const std::string_view word = planningWordFor(static_cast<LifecycleStatus>(i));
        if (counts[i].racks > 0)
            parts << translated("%1 %2 (%3)")
                         .arg(counted(counts[i].racks), text(word), formatPower(counts[i].powerW));
    }
    return parts.isEmpty() ? translated("No racks stand here.")
                           : translated("Racks: %1").arg(parts.join(QStringLiteral(", ")));
}

} // namespace hallwright::style
