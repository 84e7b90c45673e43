// Where the inlet air of one rack comes from, as a picture shows it and a list tells it.
#pragma once

#include "core/physics/air_room.h"
#include "core/physics/recirculation.h"
#include "views/shared/theme.h"

#include <QRgb>
#include <QString>

#include <functional>
#include <vector>

namespace hallwright::fields {

struct InletSource {
    double share = 0.0; // of the inlet air
    QString name;
    RackId rack; // none: the supplies, or all that are not listed

    QString text() const; // "12.3 %  A07"
};

struct InletSources {
    QString of;                       // the rack's name
    std::vector<InletSource> sources; // the largest share first; none while nobody knows

    QRgb colourOf(const InletSource& source) const; // 0 of none in particular
    // Of each rack of the room, those that give nothing pale; empty without sources.
    std::vector<QRgb> rackColours(const AirRoom& room, const style::Colours& colours) const;
};

// Of a rack of the room, which the matrix knows; those too small to be written are one line together. None if the matrix
// is of another room.
InletSources inletSourcesOf(const RecirculationMatrix& matrix, const AirRoom& room, std::size_t rack,
                            const std::function<QString(RackId)>& nameOf);

} // namespace hallwright::fields
