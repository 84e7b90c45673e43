// Where one more rack of the type asked about would stand, and what stops it: under the racks, which cover those that
// were taken since.
#include "core/layout/standing.h"
#include "views/plan/hall_layers.h"

namespace hallwright::plan {

void paintPositions(Canvas& canvas, const Hall& hall)
{
    for (const style::PositionMark& mark : canvas.options.positions) {
        if (mark.hall != hall.id)
            continue;
        const style::Theme theme = canvas.options.theme;
        const QColor colour =
            mark.stoppedBy ? style::resourceColour(*mark.stoppedBy, theme) : canvas.colours.accent;
        style::paintPosition(
            canvas.painter,
            canvas.polygon(footprintCorners(mark.standing.pose, mark.standing.widthM, mark.standing.depthM)),
            mark.stoppedBy ? style::PositionLook::Hatched : style::PositionLook::Ghost, colour,
            canvas.mm(mediumMm));
    }
}

} // namespace hallwright::plan
