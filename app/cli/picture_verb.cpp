#include "app/cli/choice.h"
#include "app/cli/evaluated.h"
#include "app/cli/named_object.h"
#include "app/cli/painting.h"
#include "app/cli/verbs.h"
#include "core/model/errors.h"
#include "core/rules/findings.h"
#include "core/storage/durable_file.h"
#include "views/plan/plan_picture.h"
#include "views/shared/site_scales.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <string_view>

namespace hallwright::cli {

namespace {

constexpr int leastWidthPx = 320, leastHeightPx = 240, mostPx = 16'384;
constexpr double planShape = 0.6;   // height to width, where only the width is given
constexpr double readAtPx = 1600.0; // lines and letters are as large for the eye in a picture of any width

using style::RackColouring;

struct PictureArguments {
    Evaluated input;
    std::filesystem::path output;
    std::optional<std::string> hall; // none: the campus
    int widthPx = 1600;
    std::optional<int> heightPx;
    RackColouring colouring = RackColouring::InletTemperature;
    style::Theme theme = style::Theme::Light;
};

QSize sizeOf(const PictureArguments& arguments)
{
    const int height = arguments.heightPx.value_or(static_cast<int>(arguments.widthPx * planShape));
    if (arguments.widthPx < leastWidthPx || arguments.widthPx > mostPx)
        throw UsageError(fmt::format("--width is {} pixels, but must lie between {} and {}.",
                                     arguments.widthPx, leastWidthPx, mostPx));
    if (height < leastHeightPx || height > mostPx)
        throw UsageError(fmt::format("--height is {} pixels, but must lie between {} and {}.", height,
                                     leastHeightPx, mostPx));
    return {arguments.widthPx, height};
}

plan::PlanPicture pictureOf(const Snapshot& snapshot, const PictureArguments& arguments)
{
    plan::PlanPicture picture;
    picture.site = snapshot.site.get();
    picture.snapshot = &snapshot;
    if (arguments.hall)
        picture.hall = HallId{objectNamed(*snapshot.site, ObjectKind::Hall, *arguments.hall, "--hall").id};
    picture.options.colouring = arguments.colouring;
    picture.options.theme = arguments.theme;
    picture.options.scaleEnds = style::inletEndsOf(snapshot);
    picture.options.findings = style::findingMarks(*findingsOf(snapshot));
    picture.options.unitsPerMm *= std::max(1.0, arguments.widthPx / readAtPx);
    return picture;
}

// A picture of one kind under the name of another opens nowhere.
void requirePng(const std::filesystem::path& output)
{
    std::string ending = output.extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
    if (ending != ".png")
        throw UsageError(fmt::format("{}: pictures are written as PNG; give it a name that ends in \".png\".",
                                     output.string()));
}

std::string pngOf(const QImage& image)
{
    QBuffer buffer;
    if (!buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
        throw StorageError("The picture cannot be made as PNG.");
    return buffer.data().toStdString();
}

ExitCode writePicture(const PictureArguments& arguments)
{
    requireDistinct(arguments.input.file, arguments.output);
    requirePng(arguments.output);
    const QSize size = sizeOf(arguments);
    const SnapshotPtr snapshot = arguments.input.run();
    const plan::PlanPicture picture = pictureOf(*snapshot, arguments);
    const Painting painting;
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    picture.paint(painter, QRectF(QPointF(0, 0), QSizeF(size)));
    painter.end();
    replaceFile(arguments.output, pngOf(image));
    return ExitCode::Fine;
}

void addOptions(CLI::App& verb, PictureArguments& arguments)
{
    addSiteAndScenario(verb, arguments.input);
    addInlets(verb, arguments.input);
    verb.add_option("-o,--output", arguments.output, "the PNG file to write")->required();
    verb.add_option("--hall", arguments.hall, "the plan of this hall; without it, of the campus")
        ->option_text("NAME");
    verb.add_option("--width", arguments.widthPx, "pixels, 1600 unless told")->option_text("PX");
    verb.add_option("--height", arguments.heightPx, "pixels, three fifths of the width unless told")
        ->option_text("PX");
    const std::map<std::string, RackColouring> colourings = {
        {"power", RackColouring::Power},   {"inlet", RackColouring::InletTemperature},
        {"status", RackColouring::Status}, {"role", RackColouring::Role},
        {"type", RackColouring::Type},     {"neutral", RackColouring::Neutral}};
    addChoice(verb, "--colour", arguments.colouring, colourings,
              "racks by inlet (default), power, status, role or type, or all alike (neutral)");
    const std::map<std::string, style::Theme> themes = {{"light", style::Theme::Light},
                                                        {"dark", style::Theme::Dark}};
    addChoice(verb, "--theme", arguments.theme, themes, "light (default) or dark");
}

} // namespace

void addPicture(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<PictureArguments>();
    CLI::App* verb =
        program.add_subcommand("picture", "Write the plan of a hall or of the campus as a picture.");
    addOptions(*verb, *arguments);
    verb->footer("Of the 3D view and the heatmap: hallwright --screenshot.\n"
                 "Example:\n  hallwright-cli picture site.hallwright --hall \"Hall 1\" -o hall.png");
    verbs["picture"] = [arguments] { return writePicture(*arguments); };
}

} // namespace hallwright::cli
