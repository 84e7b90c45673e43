// hallwright: the window, or with --screenshot one picture.

#include "app/gui/diagnostics.h"
#include "app/gui/main_window.h"
#include "app/gui/screenshot.h"
#include "core/model/shown_text.h"
#include "views/report/reader_locale.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QStatusBar>
#include <QStyleFactory>

#include <csignal>
#include <cstdio>
#include <optional>

namespace {

using namespace hallwright;

constexpr int exitBadUsage = 2;
constexpr int exitBadInput = 3;

void setUpOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        QStringLiteral("The digital twin of a data-centre campus. Opens a site file or a recipe."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("SITE"),
                                 QStringLiteral("a .hallwright file or a site.yaml recipe"),
                                 QStringLiteral("[SITE]"));
    parser.addOptions({
        {QStringLiteral("screenshot"), QStringLiteral("Write a picture of SITE to FILE and exit."),
         QStringLiteral("FILE")},
        {QStringLiteral("view"), QStringLiteral("scene, plan, heatmap or window."), QStringLiteral("VIEW"),
         QStringLiteral("scene")},
        {QStringLiteral("hall"), QStringLiteral("The hall to show; the campus without it."),
         QStringLiteral("NAME")},
        {QStringLiteral("camera"), QStringLiteral("hall, top, inside, south or east, with --hall."),
         QStringLiteral("CAMERA"), QStringLiteral("hall")},
        {QStringLiteral("colour"),
         QStringLiteral("Colour racks by inlet, power, status, role, type or neutral."),
         QStringLiteral("WHAT"), QStringLiteral("inlet")},
        {QStringLiteral("theme"), QStringLiteral("light or dark."), QStringLiteral("THEME"),
         QStringLiteral("light")},
        {QStringLiteral("look"), QStringLiteral("The 3D scene plain, or full with shadows and occlusion."),
         QStringLiteral("LOOK"), QStringLiteral("plain")},
        {QStringLiteral("size"), QStringLiteral("Size of the picture in pixels."), QStringLiteral("WxH"),
         QStringLiteral("1600x1000")},
    });
}

// The value of an option among its choices, or nothing after telling which there are.
template <class Choice>
std::optional<Choice> chosen(const QCommandLineParser& parser, const char* option,
                             std::initializer_list<std::pair<const char*, Choice>> choices)
{
    const QString value = parser.value(QString::fromLatin1(option));
    QStringList names;
    for (const auto& [name, choice] : choices) {
        if (value == QLatin1String(name))
            return choice;
        names << QString::fromLatin1(name);
    }
    std::fprintf(stderr, "hallwright: --%s %s is none of %s.\n", option, qPrintable(value),
                 qPrintable(names.join(QStringLiteral(", "))));
    return std::nullopt;
}

int screenshot(const QCommandLineParser& parser)
{
    using scene::ViewPreset;
    using style::RackColouring;
    app::ScreenshotOptions options;
    options.target = parser.value(QStringLiteral("screenshot"));
    options.hall = parser.value(QStringLiteral("hall"));
    if (parser.positionalArguments().isEmpty()) {
        std::fprintf(stderr, "hallwright: --screenshot needs a SITE to show.\n");
        return exitBadUsage;
    }
    options.site = parser.positionalArguments().first();
    const auto view = chosen<QString>(parser, "view",
                                      {{"scene", QStringLiteral("scene")},
                                       {"plan", QStringLiteral("plan")},
                                       {"heatmap", QStringLiteral("heatmap")},
                                       {"window", QStringLiteral("window")}});
    const auto camera = chosen<ViewPreset>(parser, "camera",
                                           {{"hall", ViewPreset::Hall},
                                            {"top", ViewPreset::TopDown},
                                            {"inside", ViewPreset::Inside},
                                            {"south", ViewPreset::South},
                                            {"east", ViewPreset::East}});
    const auto colour = chosen<RackColouring>(parser, "colour",
                                              {{"inlet", RackColouring::InletTemperature},
                                               {"power", RackColouring::Power},
                                               {"status", RackColouring::Status},
                                               {"role", RackColouring::Role},
                                               {"type", RackColouring::Type},
                                               {"neutral", RackColouring::Neutral}});
    const auto theme =
        chosen<style::Theme>(parser, "theme", {{"light", style::Theme::Light}, {"dark", style::Theme::Dark}});
    const auto look = chosen<scene::LookChoice>(
        parser, "look", {{"plain", scene::LookChoice::Plain}, {"full", scene::LookChoice::Full}});
    const QStringList size = parser.value(QStringLiteral("size")).split(QLatin1Char('x'));
    options.size = size.size() == 2 ? QSize(size[0].toInt(), size[1].toInt()) : QSize();
    constexpr int largest = 8192;
    if (options.size.width() < 64 || options.size.height() < 64 || options.size.width() > largest ||
        options.size.height() > largest) {
        std::fprintf(stderr, "hallwright: --size %s is no size from 64x64 to %dx%d.\n",
                     qPrintable(parser.value(QStringLiteral("size"))), largest, largest);
        return exitBadUsage;
    }
    if (!view || !camera || !colour || !theme || !look)
        return exitBadUsage;
    options.view = *view;
    options.preset = *camera;
    options.colouring = *colour;
    options.theme = *theme;
    options.look = *look;
    try {
        app::takeScreenshot(options);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "hallwright: %s\n", shortMessage(error.what()).c_str());
        return exitBadInput;
    }
    return 0;
}

} // namespace

int main(int argc, char* argv[])
{
    std::signal(SIGXFSZ,
                SIG_IGN); // a file as large as the system allows is a write that fails, and is told as one
    scene::prepareGraphics();
    QApplication application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setApplicationName(QStringLiteral("hallwright"));
    QApplication::setApplicationDisplayName(QStringLiteral("Hallwright"));
    QApplication::setOrganizationName(QStringLiteral("hallwright"));
    QApplication::setApplicationVersion(QStringLiteral(HALLWRIGHT_VERSION));

    report::useReaderLocale();

    QCommandLineParser parser;
    setUpOptions(parser);
    parser.process(application);
    if (parser.isSet(QStringLiteral("screenshot")))
        return screenshot(parser);

    app::startDiagnostics();
    app::MainWindow window;
    window.show();
    if (const QString crash = app::takeCrashReport(); !crash.isEmpty())
        window.statusBar()->showMessage(
            QCoreApplication::translate("main",
                                        "Hallwright ended unexpectedly; a report stays on this machine in %1")
                .arg(crash));
    window.offerUnsavedSite();
    if (!parser.positionalArguments().isEmpty()) // if that was restored, it is offered to be saved first
        window.openFile(parser.positionalArguments().first());
    return QApplication::exec();
}
