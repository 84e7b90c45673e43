// What a tool has to show over the picture while it works, drawn alike by every view of the hall: ghosts, guides,
// dimensions, what is in the way.
#pragma once

#include "core/layout/snapping.h"
#include "core/layout/standing.h"

#include <QString>

#include <optional>
#include <vector>

namespace hallwright::style {

struct EditOverlay {
    struct Ghost {
        Standing standing;
        double heightM = 0.0;
        bool mayStand = true;
    };
    struct Dimension {
        Point2 from, to;
        QString text; // "1.20 m"
    };

    struct Handle { // to take hold of, on the floor
        Point2 at;
        Point2 way; // unit vector along which it is pulled
    };

    HallId hall;          // in whose frame all places are; none: the campus
    double turnDeg = 0.0; // of `areas`, about their least corners: as a building is turned on the campus
    std::vector<Ghost> ghosts;
    std::vector<Standing> blockers; // what is in the way of a ghost
    std::vector<Guide> guides;
    std::vector<Dimension> dimensions;
    std::vector<Rect> areas;  // drawn by the hand: a selection's band, an aisle to be
    bool areasMayBe = true;   // false: what is drawn will be refused
    std::vector<Point2> path; // of a measurement, of a way to be
    std::vector<Handle> handles;
    QString words;  // beside the hand: what is the matter, what it leads to
    QString remark; // above the words, whatever they are: what of the selection stays behind
    Point2 wordsAt;

    bool empty() const
    {
        return ghosts.empty() && blockers.empty() && guides.empty() && dimensions.empty() && areas.empty() &&
               path.empty() && handles.empty() && words.isEmpty();
    }

    // The position of the handle under the hand; nothing if there is none.
    std::optional<std::size_t> handleAt(Point2 place, double metresPerPixel) const;
};

} // namespace hallwright::style
