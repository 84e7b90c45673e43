#include "views/fields/inlet_sources.h"

#include "views/fields/value_scale.h"
#include "views/shared/colour_map.h"
#include "views/shared/format.h"

#include <algorithm>
#include <unordered_map>

namespace hallwright::fields {

QString InletSource::text() const
{
    return QStringLiteral("%1  %2").arg(style::formatShare(share), name);
}

QRgb InletSources::colourOf(const InletSource& source) const
{
    double largest = 0.0; // of a rack
    for (const InletSource& other : sources)
        if (other.rack.valid())
            largest = std::max(largest, other.share);
    return source.rack.valid() && largest > 0.0 ? style::ColourMap::cividis().at(source.share / largest) : 0;
}

std::vector<QRgb> InletSources::rackColours(const AirRoom& room, const style::Colours& colours) const
{
    if (sources.empty())
        return {};
    std::unordered_map<std::int64_t, QRgb> given;
    for (const InletSource& source : sources)
        if (source.rack.valid())
            given[source.rack.value] = colourOf(source);
    const QRgb pale = blended(colours.background.rgb(), colours.text.rgb(), 0.12);
    std::vector<QRgb> racks;
    for (const AirRack& rack : room.racks) {
        const auto found = given.find(rack.id.value);
        racks.push_back(found == given.end() ? pale : found->second);
    }
    return racks;
}

} // namespace hallwright::fields
