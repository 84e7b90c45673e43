#include "app/cli/report_options.h"

#include "app/cli/choice.h"
#include "app/cli/cli.h"
#include "core/model/errors.h"

#include <CLI/CLI.hpp>
#include <QImageReader>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace hallwright::cli {

namespace {

// "ansi-d" for "ANSI D"
std::string plain(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)))
            result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return result;
}

report::PaperSize paperNamed(const std::string& name)
{
    std::string names;
    for (const report::Paper& paper : report::papers()) {
        if (plain(paper.name) == plain(name))
            return paper.size;
        names += fmt::format("{}{}", names.empty() ? "" : ", ", paper.name);
    }
    throw UsageError(fmt::format("--paper is \"{}\", but must be one of {}.", name, names));
}

// A whole number and nothing behind it.
std::optional<int> numberIn(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(value)
                                                                                     : std::nullopt;
}

std::optional<int> scaleFrom(const std::string& text)
{
    constexpr int most = 1000000;
    if (text.empty())
        return {};
    const std::string_view number =
        text.starts_with("1:") ? std::string_view(text).substr(2) : std::string_view(text);
    const std::optional<int> scale = numberIn(number);
    if (!scale || *scale < 1 || *scale > most)
        throw UsageError(
            fmt::format("--scale is \"{}\", but must be a drawing scale between 1:1 and 1:{}, such as 1:100.",
                        text, most));
    return scale;
}

std::optional<report::SheetRange> pagesFrom(const std::string& text)
{
    if (text.empty())
        return {};
    const std::size_t dash = text.find('-');
    const std::optional<int> first = numberIn(std::string_view(text).substr(0, dash));
    const std::optional<int> last =
        dash == std::string::npos ? first : numberIn(std::string_view(text).substr(dash + 1));
    if (!first || !last || *first < 1 || *last < *first)
        throw UsageError(fmt::format(
            "--pages is \"{}\", but must be a page or a range of pages, such as 4 or 3-7.", text));
    return report::SheetRange{*first, *last};
}

QImage logoFrom(const std::filesystem::path& file)
{
    constexpr int mostPixels = 4096; // to a side: a logo is small on paper, and counts in the PDF's size
    if (file.empty())
        return {};
    QImageReader reader(QString::fromStdString(file.string()));
    const QSize size = reader.size();
    if (size.width() > mostPixels || size.height() > mostPixels)
        throw InputError(fmt::format("Logo {}: it has {} by {} pixels, above the limit of {} to a side.",
                                     file.string(), size.width(), size.height(), mostPixels));
    QImage image = reader.read();
    if (image.isNull())
        throw InputError(fmt::format("Logo {}: cannot be read as a picture: {}.", file.string(),
                                     reader.errorString().toStdString()));
    return image;
}

} // namespace

report::ReportOptions ReportLook::options() const
{
    report::ReportOptions options;
    options.pack = pack;
    options.orientation = orientation;
    options.units = units;
    options.paper = paperNamed(paper);
    options.scale = scaleFrom(scale);
    options.sheets = pagesFrom(pages);
    options.fields = {QString::fromStdString(title),    QString::fromStdString(project),
                      QString::fromStdString(author),   QString::fromStdString(checked),
                      QString::fromStdString(revision), logoFrom(logo)};
    return options;
}

void addReportLook(CLI::App& verb, ReportLook& look)
{
    addChoice(
        verb, "--pack", look.pack,
        {{"full", report::Pack::Full}, {"plan", report::Pack::Plan}, {"capacity", report::Pack::Capacity}},
        "what it holds: full (default); plan, the drawings; capacity, what is left and what stops the next "
        "rack");
    verb.add_option("--paper", look.paper, "A3 (default), A4 to A0, ANSI A to ANSI E")->option_text("SIZE");
    addChoice(verb, "--orientation", look.orientation,
              {{"landscape", report::Orientation::Landscape}, {"portrait", report::Orientation::Portrait}},
              "landscape (default) or portrait");
    verb.add_option("--scale", look.scale,
                    "drawing scale of the floor plans; otherwise for each the largest that fits the paper")
        ->option_text("1:N");
    verb.add_option("--pages", look.pages, "only these pages, by the numbers they have in the whole report")
        ->option_text("A-B");
    addChoice(verb, "--units", look.units, {{"si", style::UnitSystem::Si}, {"ip", style::UnitSystem::Ip}},
              "si (default) or ip: °F, ft, CFM, gpm");
    verb.add_option("--title", look.title, "of the cover and of the document; otherwise the site's name");
    verb.add_option("--project", look.project, "for the title blocks");
    verb.add_option("--author", look.author, "for the title blocks and the document");
    verb.add_option("--checked", look.checked, "who checked it, for the title blocks");
    verb.add_option("--revision", look.revision, "for the title blocks");
    verb.add_option("--logo", look.logo, "a picture for the cover and the title blocks (PNG or JPEG)")
        ->option_text("FILE");
}

} // namespace hallwright::cli
