// The picture of a hall's air, painted in the picture thread: slices, surface and streamlines are cut out of the field
// there as well.
#pragma once

#include "core/simulation/snapshot.h"
#include "views/fields/field_options.h"
#include "views/fields/field_plot.h"
#include "views/fields/orbit_camera.h"
#include "views/fields/slice.h"
#include "views/shared/theme.h"

#include <QImage>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace hallwright::fields {

// What is to be seen of a usable field, or of the power density, which needs none.
struct FieldScene {
    // Counted up by who changes a part: the painter makes anew only what has another number.
    struct Revisions {
        int room = 0;
        int slices = 0;
        int surface = 0;
        int streamlines = 0;
        int marks = 0;
    };

    FieldDataPtr data;
    SnapshotPtr snapshot; // keeps the result
    const HallResult* result = nullptr;
    FieldOptions options;
    std::shared_ptr<const std::vector<float>> shares; // of a share quantity
    std::optional<ValueScale> scale;
    std::optional<ValueScale> temperatureScale; // of the surface and the streamlines
    style::Theme theme = style::Theme::Light;
    std::vector<QRgb> rackColours; // none: all alike
    std::vector<AirBox> selected;
    std::vector<AirBox> moved;
    std::vector<AirBox> leftOut; // of the field
    Revisions revisions;
    OrbitCamera camera;
    FieldPreset preset = FieldPreset::Iso;
    QSize pixels;
    double pixelRatio = 1.0;
    VtkCanvas::Finish finish = VtkCanvas::Finish::Quick;

    std::span<const float> shareValues() const
    {
        return shares ? std::span(*shares) : std::span<const float>();
    }
};

// A slice with the isolines on it.
struct CutAir {
    Slice slice;
    std::vector<Isoline> isolines;
};

struct FieldFrame {
    FieldScene scene;
    QImage image;                                      // null where there is no OpenGL
    std::array<std::shared_ptr<const CutAir>, 3> cuts; // those shown, by normal

    const CutAir* cut(Axis normal) const { return cuts[static_cast<std::size_t>(normal)].get(); }
};

class FieldPainter
{
public:
    using Scene = FieldScene;
    using Frame = FieldFrame;

    FieldFrame paint(FieldScene scene);

private:
    void setSlices(const FieldScene& scene);
    void showSlice(const FieldScene& scene, Axis normal, double atM);
    void showPowerDensity(const FieldScene& scene);
    void show(const FieldScene& scene, Slice slice);
    void setSurface(const FieldScene& scene);
    void setStreamlines(const FieldScene& scene);
    void chooseCut(const FieldScene& scene);

    FieldPlot plot_;
    FieldScene::Revisions shown_; // nothing is shown at first: revisions count from 1
    std::array<std::shared_ptr<const CutAir>, 3> cuts_;
};

} // namespace hallwright::fields
