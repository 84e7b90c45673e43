// The picture of a heatmap, painted in the picture thread.
#pragma once

#include "core/simulation/snapshot.h"
#include "views/fields/heatmap_plot.h"

#include <QImage>

#include <memory>
#include <optional>
#include <vector>

namespace hallwright::fields {

// What is to be seen of a hall with its result.
struct HeatmapScene {
    // Counted up by who changes a part: the painter makes anew only what has another number.
    struct Revisions {
        int field = 0;
        int hall = 0;
        int selection = 0;
    };

    SitePtr site;
    SnapshotPtr snapshot; // keeps the result
    HallPtr hall;
    const HallResult* result = nullptr;
    std::shared_ptr<const HeatmapGrid> grid;
    std::optional<HeatmapScale> scale;
    bool isolines = true;
    std::vector<RackId> selected;
    style::Theme theme = style::Theme::Light;
    Revisions revisions;
    PlanCamera camera;
    QSize pixels;
    double pixelRatio = 1.0;
    VtkCanvas::Finish finish = VtkCanvas::Finish::Quick;
};

struct HeatmapFrame {
    HeatmapScene scene;
    QImage image; // null where there is no OpenGL
    std::shared_ptr<const std::vector<Isoline>> isolines;
};

class HeatmapPainter
{
public:
    using Scene = HeatmapScene;
    using Frame = HeatmapFrame;

    HeatmapFrame paint(HeatmapScene scene);

private:
    HeatmapPlot plot_;
    HeatmapScene::Revisions shown_; // nothing is shown at first: revisions count from 1
    std::shared_ptr<const std::vector<Isoline>> isolines_;
};

} // namespace hallwright::fields
