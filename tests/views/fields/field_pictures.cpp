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
#include <stop_token>

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
    std::printf("setField %.1f ms\n", static_cast<double>(clock.nsecsElapsed()) * 1e-6);
    view->setMatrix(solved.matrix);

    const Rack& rack = solved.hall->racks[solved.hall->racks.size() / 3];
    controls->setRack(rack.id, QString::fromStdString(rack.name));
    const QString folder = QString::fromLocal8Bit(argv[3]);
    const auto show = [&](const char* name, FieldPreset preset, style::Theme theme, FieldOptions options) {
        application.setPalette(style::palette(theme));
        application.setStyleSheet(style::styleSheet(theme));
        view->setTheme(theme);
        if (options.streamlines == StreamlinesFrom::Rack || options.inletSources ||
            options.quantity == FieldQuantity::ShareFromRack)
            options.rack = rack.id;
        view->showPreset(preset);
        view->setOptions(options);
        controls->setOptions(options);
        take(window, *view, folder, name);
    };
    using style::Theme;
    FieldOptions options;
    show("plan", FieldPreset::Plan, Theme::Light, options);
    show("plan_dark", FieldPreset::Plan, Theme::Dark, options);
    show("iso", FieldPreset::Iso, Theme::Light, options);
    options.quantity = FieldQuantity::AshraeBands;
    show("classes", FieldPreset::Iso, Theme::Light, options);
    options.quantity = FieldQuantity::Speed;
    options.planM = 0.3;
    show("speed", FieldPreset::Plan, Theme::Dark, options);
    options = {};
    options.quantity = FieldQuantity::RecirculatedShare;
    options.crossSection = true;
    show("recirculated", FieldPreset::Iso, Theme::Light, options);
    options = {};
    options.quantity = FieldQuantity::ShareFromRack;
    show("share", FieldPreset::Plan, Theme::Light, options);
    options = {};
    options.inletSources = true;
    options.plan = false;
    show("sources", FieldPreset::Iso, Theme::Light, options);
    options = {};
    options.quantity = FieldQuantity::PowerDensity;
    show("density", FieldPreset::Plan, Theme::Light, options);
    options = {};
    options.plan = false;
    options.longSection = true;
    show("front", FieldPreset::Front, Theme::Light, options);
    options = {};
    options.plan = false;
    options.isosurface = true;
    options.isosurfaceC = 30.0;
    show("surface", FieldPreset::Iso, Theme::Light, options);
    options = {};
    options.plan = false;
    options.streamlines = StreamlinesFrom::Supplies;
    show("streamlines", FieldPreset::Iso, Theme::Dark, options);
    options.streamlines = StreamlinesFrom::Supply;
    show("one_supply", FieldPreset::Iso, Theme::Dark, options);
    options.streamlines = StreamlinesFrom::Rack;
    options.plan = true;
    options.planM = 0.05;
    options.quantity = FieldQuantity::Speed;
    show("through_rack", FieldPreset::Iso, Theme::Light, options);
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
    return 0;
}
