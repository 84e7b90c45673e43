// hallwright --screenshot: one view of a site as a picture, without a person at the window.
#pragma once

#include "views/scene/scene_view.h"
#include "views/shared/rack_colours.h"
#include "views/shared/theme.h"

#include <QSize>
#include <QString>

namespace hallwright::app {

struct ScreenshotOptions {
    QString site;                           // a site file or a recipe
    QString target;                         // the picture; its suffix chooses the format
    QString view = QStringLiteral("scene"); // scene, plan, heatmap or window
    QString hall;                           // name; empty for the campus
    scene::ViewPreset preset = scene::ViewPreset::Hall;
    style::RackColouring colouring = style::RackColouring::InletTemperature;
    style::Theme theme = style::Theme::Light;
    scene::LookChoice look = scene::LookChoice::Plain; // the same picture on every machine
    QSize size{1600, 1000};
};

// Throws StorageError or InputError with one sentence; the target is then untouched.
void takeScreenshot(const ScreenshotOptions& options);

} // namespace hallwright::app
