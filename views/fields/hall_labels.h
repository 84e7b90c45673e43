// The words on the plan: rows, racks, air handlers and isolines, none over another.
#pragma once

#include "core/model/site.h"
#include "views/fields/heatmap_scale.h"
#include "views/fields/isolines.h"
#include "views/fields/label_chips.h"
#include "views/fields/plan_camera.h"
#include "views/shared/hall_rows.h"
#include "views/shared/theme.h"

#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace hallwright::fields {

// What is written on one hall, prepared when the hall changes and painted each frame.
class HallLabels
{
public:
    void setHall(const Site& site, const Hall& hall);
    // Later labels give way to earlier ones: rows, equipment, racks, then isolines.
    void paint(QPainter& painter, const PlanCamera& camera, const style::Colours& colours,
               const HeatmapScale& scale, const HeatmapGrid& grid, const std::vector<Isoline>& isolines);

private:
    struct Named {
        QString name;
        Rect bounds;
    };

    void paintRows(QPainter& painter, const PlanCamera& camera, const style::Colours& colours);
    void paintEquipment(QPainter& painter, const PlanCamera& camera, const style::Colours& colours);
    void paintRacks(QPainter& painter, const PlanCamera& camera, const HeatmapScale& scale,
                    const HeatmapGrid& grid);
    void paintIsolines(QPainter& painter, const PlanCamera& camera, const HeatmapScale& scale,
                       const std::vector<Isoline>& isolines);

    std::vector<style::HallRow> rows_;
    std::vector<Named> equipment_;
    std::vector<Named> racks_;
    TakenPlaces taken_;
};

} // namespace hallwright::fields
