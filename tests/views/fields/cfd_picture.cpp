// Hall H20 by our field and by CFD, side by side in one picture: the one of docs/air.md.
//
//     cfd_picture CASE.vtk PICTURE.png
//
// CASE.vtk: of the H20 case that tst_openfoam_case writes, by foamToVTK -legacy -latestTime -fields '(T U)'.
#include "core/exchange/sampled_temperature.h"
#include "tests/support/hall_h20.h"
#include "views/fields/field_view.h"

#include <QApplication>
#include <QPainter>

#include <cmath>
#include <cstdio>
#include <limits>

using namespace hallwright;
using namespace hallwright::fields;

namespace {

// The CFD result in the cells of our field.
struct Resampled {
    AirFieldPtr ours;
    std::vector<float> temperatureC;
    std::array<std::vector<float>, 3> velocityMs;
};

FieldDataPtr dataOf(const AirFieldPtr& ours, const SampledTemperature& cfd)
{
    const auto values = std::make_shared<Resampled>();
    values->ours = ours;
    const AirGrid& grid = ours->grid();
    for (int k = 0; k < grid.cells[2]; ++k) {
        for (int j = 0; j < grid.cells[1]; ++j) {
            for (int i = 0; i < grid.cells[0]; ++i) {
                const Point3 centre = {(i + 0.5) * grid.cellM, (j + 0.5) * grid.cellM,
                                       (k + 0.5) * grid.cellM};
                const bool solid = ours->solid()[grid.index(i, j, k)] != 0;
                constexpr double none = std::numeric_limits<double>::quiet_NaN();
                values->temperatureC.push_back(
                    static_cast<float>(solid ? none : cfd.at(centre).value_or(none)));
                const Point3 velocity = solid ? Point3{} : cfd.velocityAt(centre).value_or(Point3{});
                values->velocityMs[0].push_back(static_cast<float>(velocity.x));
                values->velocityMs[1].push_back(static_cast<float>(velocity.y));
                values->velocityMs[2].push_back(static_cast<float>(velocity.z));
            }
        }
    }
    FieldData data = *fieldDataOf(ours);
    data.owner = values;
    data.temperatureC = values->temperatureC;
    data.velocityMs = {values->velocityMs[0], values->velocityMs[1], values->velocityMs[2]};
    return std::make_shared<const FieldData>(data);
}

QImage pictureOf(const FieldDataPtr& data, const FieldOptions& options, FieldPreset preset, QSize size)
{
    FieldView view;
    view.resize(size);
    view.show();
    view.setTheme(style::Theme::Light);
    view.setData(data);
    view.setOptions(options);
    view.showPreset(preset);
    for (int i = 0; i < 20; ++i) {
        QApplication::processEvents(QEventLoop::AllEvents, 50);
        view.grabImage();
    }
    return view.grabImage();
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc != 3) {
        std::fprintf(stderr, "cfd_picture CASE.vtk PICTURE.png\n");
        return 2;
    }
    AirFieldOptions solver;
    solver.cellM = 0.15;
    const AirFieldPtr field = AirField::solve(test::hallH20(0.8), solver);
    const FieldDataPtr ours = fieldDataOf(field);
    const FieldDataPtr theirs = dataOf(field, readSampledTemperature(argv[1]));

    struct Cut {
        const char* title;
        FieldPreset preset;
        FieldOptions options;
        int height;
    };
    FieldOptions plan;
    plan.range = {18.0, 34.0};
    FieldOptions section = plan;
    section.plan = false;
    section.longSection = true;
    const std::array<Cut, 2> cuts = {{{"plan, 1.5 m above the floor", FieldPreset::Plan, plan, 540},
                                      {"along the cold aisle, y = 4.5 m", FieldPreset::Front, section, 300}}};
    constexpr int width = 720;
    constexpr int bar = 44; // over each view's own title, which knows nothing of CFD
    QImage picture(2 * width, cuts[0].height + cuts[1].height, QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    int top = 0;
    for (const Cut& cut : cuts) {
        int left = 0;
        for (const FieldDataPtr& data : {ours, theirs}) {
            const QImage view = pictureOf(data, cut.options, cut.preset, {width, cut.height});
            painter.drawImage(QPoint(left, top), view);
            painter.fillRect(left, top, width, bar, view.pixelColor(width / 2, bar));
            painter.drawText(QRect(left + 14, top, width - 28, bar), Qt::AlignVCenter,
                             QStringLiteral("%1: %2").arg(data == ours
                                                              ? "Potential flow, this program"
                                                              : "CFD, buoyantSimpleFoam with k-\u03b5",
                                                          cut.title));
            left += width;
        }
        top += cut.height;
    }
    painter.end();
    return picture.save(QString::fromLocal8Bit(argv[2])) ? 0 : 3;
}
