// Pictures of a hall's air for someone to look at: no test, for no program can tell whether they are good.
//
//     field_pictures RECIPE HALL FOLDER
#include "core/exchange/recipe.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/hall_air_room.h"
#include "core/simulation/recirculation_layout.h"
#include "views/fields/field_controls.h"
#include "views/fields/field_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPainter>
#include <QVBoxLayout>

#include <cstdio>
#include <vector>

using namespace hallwright;
using namespace hallwright::fields;

namespace {

struct Solved {
    SitePtr site;
    SnapshotPtr snapshot;
    HallPtr hall;
    AirFieldPtr field;
    std::shared_ptr<const RecirculationMatrix> matrix;
};

Solved solvedHall(const char* recipe, const std::string& name)
{
    Solved solved;
    solved.site = buildSite(recipe);
    solved.snapshot = evaluate(solved.site, conditionsOf(*solved.site));
    for (const auto& building : solved.site->buildings)
        for (const HallPtr& hall : building->halls)
            if (hall->name == name)
                solved.hall = hall;
    if (!solved.hall)
        return solved;
    const HallResult& result = *solved.snapshot->hallResult(solved.hall->id);
    solved.field = AirField::solve(
        airRoomOf(*solved.hall, *solved.site->catalogue, result, solved.site->info.elevationM));
    if (solved.field->report().usable())
        solved.matrix = solved.field->matrix(recirculationLayoutOf(*solved.hall, *solved.site->catalogue));
    return solved;
}

struct Picture {
    const char* name;
    FieldPreset preset = FieldPreset::Iso;
    style::Theme theme = style::Theme::Light;
    FieldOptions options;
};

FieldOptions showing(FieldQuantity quantity)
{
    FieldOptions options;
    options.quantity = quantity;
    return options;
}

FieldOptions withoutSlices()
{
    FieldOptions options;
    options.plan = false;
    return options;
}

FieldOptions following(StreamlinesFrom from)
{
    FieldOptions options = withoutSlices();
    options.streamlines = from;
    return options;
}

std::vector<Picture> allPictures()
{
    using enum FieldPreset;
    using style::Theme;
    FieldOptions speed = showing(FieldQuantity::Speed);
    speed.planM = 0.3;
    FieldOptions recirculated = showing(FieldQuantity::RecirculatedShare);
    recirculated.crossSection = true;
    FieldOptions sources = withoutSlices();
    sources.inletSources = true;
    FieldOptions front = withoutSlices();
    front.longSection = true;
    FieldOptions surface = withoutSlices();
    surface.isosurface = true;
    surface.isosurfaceC = 30.0;
    FieldOptions throughRack = following(StreamlinesFrom::Rack);
    throughRack.plan = true;
    throughRack.planM = 0.05;
    throughRack.quantity = FieldQuantity::Speed;
    return {{"plan", Plan, Theme::Light, {}},
            {"plan_dark", Plan, Theme::Dark, {}},
            {"iso", Iso, Theme::Light, {}},
            {"classes", Iso, Theme::Light, showing(FieldQuantity::AshraeBands)},
            {"speed", Plan, Theme::Dark, speed},
            {"recirculated", Iso, Theme::Light, recirculated},
            {"share", Plan, Theme::Light, showing(FieldQuantity::ShareFromRack)},
            {"sources", Iso, Theme::Light, sources},
            {"density", Plan, Theme::Light, showing(FieldQuantity::PowerDensity)},
            {"front", Front, Theme::Light, front},
            {"surface", Iso, Theme::Light, surface},
            {"streamlines", Iso, Theme::Dark, following(StreamlinesFrom::Supplies)},
            {"one_supply", Iso, Theme::Dark, following(StreamlinesFrom::Supply)},
            {"through_rack", Iso, Theme::Light, throughRack}};
}

void take(QWidget& window, FieldView& view, const QString& folder, const char* name)
{
    for (int i = 0; i < 20; ++i) {
        QApplication::processEvents(QEventLoop::AllEvents, 50);
        view.grabImage();
    }
    QElapsedTimer clock;
    clock.start();
    const QImage picture = view.grabImage();
    const double smoothMs = static_cast<double>(clock.nsecsElapsed()) * 1e-6;
    FieldOptions moved = view.options();
    moved.planM += 0.01;
    view.setOptions(moved); // from now on, for a moment, frames are quick
    clock.restart();
    view.repaint();
    std::printf("%-14s %4.0f ms a smooth frame, %3.0f ms a quick one  %s\n", name, smoothMs,
                static_cast<double>(clock.nsecsElapsed()) * 1e-6, qPrintable(view.status()));
    QPixmap whole = window.grab(); // its OpenGL part lacks the words
    QPainter(&whole).drawImage(view.geometry(), picture);
    whole.save(QStringLiteral("%1/%2.png").arg(folder, QString::fromLatin1(name)));
}

// The strip alone, as narrow and as wide as panes are.
void takeControls(FieldControls* controls, const QString& folder)
{
    QWidget alone;
    (new QVBoxLayout(&alone))->addWidget(controls);
    alone.layout()->setContentsMargins(0, 0, 0, 0);
    alone.show();
    for (const int width : {360, 600, 1000}) {
        alone.resize(width, 10);
        for (int i = 0; i < 5; ++i)
            QApplication::processEvents(QEventLoop::AllEvents, 50);
        std::printf("controls at %4d px: %d px high\n", width, controls->height());
        controls->grab().save(QStringLiteral("%1/controls_%2.png").arg(folder).arg(width));
    }
}

// Everything of the hall, in one window.
void takeAll(const Solved& solved, const QString& folder)
{
    QWidget window;
    auto* view = new FieldView;
    auto* controls = new FieldControls;
    auto* column = new QVBoxLayout(&window);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(controls);
    column->addWidget(view, 1);
    window.resize(1280, 860);
    window.show();
    view->setErrorStatement(QStringLiteral("±0.9 K against CFD on the reference hall"));
    view->setHall(solved.site, solved.snapshot, solved.hall->id);
    controls->setRoomSize(solved.hall->widthM, solved.hall->depthM, solved.field->room().heightM);
    QObject::connect(view, &FieldView::rangeShown, controls, &FieldControls::setAutomaticRange);
    QElapsedTimer clock;
    clock.start();
    view->setData(fieldDataOf(solved.field));
    std::printf("setData %.1f ms\n", static_cast<double>(clock.nsecsElapsed()) * 1e-6);
    view->setMatrix(solved.matrix);

    const Rack& rack = solved.hall->racks[solved.hall->racks.size() / 3];
    controls->setRack(rack.id, QString::fromStdString(rack.name));
    for (Picture picture : allPictures()) {
        FieldOptions& options = picture.options;
        qApp->setPalette(style::palette(picture.theme));
        qApp->setStyleSheet(style::styleSheet(picture.theme));
        view->setTheme(picture.theme);
        if (options.streamlines == StreamlinesFrom::Rack || options.inletSources ||
            options.quantity == FieldQuantity::ShareFromRack)
            options.rack = rack.id;
        view->showPreset(picture.preset);
        view->setOptions(options);
        controls->setOptions(options);
        take(window, *view, folder, picture.name);
    }
    takeControls(controls, folder);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc != 4) {
        std::fprintf(stderr, "field_pictures RECIPE HALL FOLDER\n");
        return 2;
    }
    const Solved solved = solvedHall(argv[1], argv[2]);
    if (!solved.hall) {
        std::fprintf(stderr, "The site has no hall %s.\n", argv[2]);
        return 3;
    }
    for (const AirProblem& problem : solved.field->report().problems)
        std::printf("%s\n", problem.sentence.c_str());
    takeAll(solved, QString::fromLocal8Bit(argv[3]));
    return 0;
}
