#include "app/gui/screenshot.h"

#include "app/gui/main_window.h"
#include "core/exchange/recipe.h"
#include "core/model/errors.h"
#include "core/storage/site_file.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QScreen>

#include <fmt/format.h>

namespace hallwright::app {

namespace {

HallId hallNamed(const Site& site, const QString& name)
{
    std::string known;
    for (const auto& building : site.buildings) {
        for (const auto& hall : building->halls) {
            if (hall->name == name.toStdString())
                return hall->id;
            known += (known.empty() ? "" : ", ") + hall->name;
        }
    }
    throw InputError(fmt::format("Site {} has no hall named {}; its halls are {}.", site.info.name,
                                 name.toStdString(), known));
}

SitePtr siteFrom(const QString& path)
{
    const bool recipe = path.endsWith(QStringLiteral(".yaml")) || path.endsWith(QStringLiteral(".yml"));
    return recipe ? buildSite(path.toStdString()) : loadSite(path.toStdString());
}

// Lets the window draw for a while: layout, first frames, camera movements.
void settle(int ms)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < ms)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
}

template <class View>
QImage pictureOf(View& view, const QSize& size)
{
    view.resize(size);
    view.show();
    settle(300);
    return view.grabImage();
}

QImage windowPicture(const SitePtr& site, const ScreenshotOptions& options, HallId hall)
{
    MainWindow window;
    window.resize(options.size);
    window.show();
    window.setTheme(options.theme);
    window.workspace()->sceneView()->setLook(options.look);
    window.project()->open(site, {});
    window.workspace()->sceneView()->setAnimated(false);
    window.workspace()->setColouring(options.colouring);
    QElapsedTimer timer;
    timer.start();
    while (!window.session()->latest() && timer.elapsed() < 10000)
        settle(20);
    if (hall.valid()) {
        window.selection()->selectHall(hall);
        window.workspace()->sceneView()->showPreset(options.preset);
    }
    settle(1500);
    return window.screen()->grabWindow(window.winId()).toImage();
}

QImage picture(const SitePtr& site, const ScreenshotOptions& options)
{
    const HallId hall = options.hall.isEmpty() ? HallId{} : hallNamed(*site, options.hall);
    if (options.view == QStringLiteral("window"))
        return windowPicture(site, options, hall);

    const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
    if (options.view == QStringLiteral("plan")) {
        plan::PlanView view;
        view.setTheme(options.theme);
        view.setColouring(options.colouring);
        view.setSite(site);
        view.setSnapshot(snapshot);
        view.setSelection({{}, hall});
        return view.grabImage(options.size);
    }
    if (options.view == QStringLiteral("heatmap")) {
        fields::HeatmapView view;
        view.setTheme(options.theme);
        view.setQuantity(options.colouring == style::RackColouring::Power
                             ? HeatmapQuantity::PowerDensity
                             : HeatmapQuantity::InletTemperature);
        const HallId shown =
            hall.valid() || snapshot->halls.empty() ? hall : snapshot->halls.front()->hall->id;
        view.setHall(site, snapshot, shown);
        return pictureOf(view, options.size);
    }
    scene::SceneView view;
    view.setAnimated(false);
    view.setLook(options.look);
    view.setTheme(options.theme);
    view.setColouring(options.colouring);
    view.resize(options.size);
    view.show();
    settle(200);
    view.setSite(site);
    view.setSnapshot(snapshot);
    view.setSelection({{}, hall});
    view.showPreset(hall.valid() ? options.preset : scene::ViewPreset::Campus);
    return pictureOf(view, options.size);
}

} // namespace

void takeScreenshot(const ScreenshotOptions& options)
{
    const QImage image = picture(siteFrom(options.site), options);
    if (image.isNull())
        throw StorageError("No picture could be taken: the view did not draw; is there a display?");
    if (!image.save(options.target))
        throw StorageError(
            fmt::format("{} could not be written; choose a folder you may write to and a name ending "
                        "in .png or .jpg.",
                        options.target.toStdString()));
}

} // namespace hallwright::app
