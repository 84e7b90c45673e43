#include "views/fields/inlet_sources.h"

#include "views/fields/value_scale.h"
#include "views/fields/words.h"
#include "views/shared/colour_map.h"
#include "views/shared/format.h"

#include <algorithm>
#include <numeric>
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

InletSources inletSourcesOf(const RecirculationMatrix& matrix, const AirRoom& room, std::size_t rack,
                            const std::function<QString(RackId)>& nameOf)
{
    InletSources found{nameOf(room.racks[rack].id), {}};
    if (matrix.rackCount() != room.racks.size())
        return found;
    std::vector<InletSource>& sources = found.sources;
    sources.push_back({matrix.supplyShare(rack), text("supply air"), {}});
    for (std::size_t k = 0; k < matrix.sources(rack).size(); ++k) {
        const RackId from = room.racks[matrix.sources(rack)[k]].id;
        sources.push_back({matrix.shares(rack)[k], nameOf(from), from});
    }
    constexpr double leastWritten = 0.0005; // is written as 0.1 %
    const auto small = std::stable_partition(sources.begin(), sources.end(), [](const InletSource& source) {
        return source.share >= leastWritten;
    });
    const double others = std::accumulate(
        small, sources.end(), 0.0, [](double sum, const InletSource& source) { return sum + source.share; });
    sources.erase(small, sources.end());
    std::stable_sort(sources.begin(), sources.end(),
                     [](const InletSource& a, const InletSource& b) { return a.share > b.share; });
    if (others >= leastWritten)
        sources.push_back({others, text("from others"), {}});
    return found;
}

} // namespace hallwright::fields
