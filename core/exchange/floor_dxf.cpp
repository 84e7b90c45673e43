#include "core/exchange/floor_dxf.h"

#include "core/layout/clearances.h"
#include "core/model/errors.h"

#include <dxflib/dl_dxf.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace hallwright {

namespace {

// Colours are AutoCAD's numbers: 7 is the ink, 1 red, 5 blue and so on.
struct Layer {
    const char* name;
    int colour;
    bool hasText = false;
};
constexpr std::array layers = {
    Layer{"ROOM", 7},        Layer{"WALLS", 7, true},     Layer{"DOORS", 3, true},
    Layer{"COLUMNS", 8},     Layer{"AISLES", 9, true},    Layer{"ROWS", 9, true},
    Layer{"TILES", 4, true}, Layer{"RACKS", 7, true},     Layer{"AIR_HANDLERS", 5, true},
    Layer{"CDUS", 4, true},  Layer{"PATHWAYS", 30, true}, Layer{"PIPES", 6, true}};

std::string textLayer(const std::string& layer)
{
    return layer + "_TEXT";
}

// Release 12 knows no other letters.
std::string inAscii(std::string_view utf8)
{
    std::string text;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (bytes == 1) {
            text += lead < 0x20 ? ' ' : utf8[i];
        } else {
            unsigned code = lead & (0xffU >> (bytes + 1));
            for (std::size_t k = 1; k < bytes && i + k < utf8.size(); ++k)
                code = (code << 6) | (static_cast<unsigned char>(utf8[i + k]) & 0x3fU);
            text += fmt::format("\\U+{:04X}", code);
        }
        i += bytes;
    }
    return text;
}

// A file that is gone with it: the library writes to files alone.
class ScratchFile
{
public:
    ScratchFile() : path_((std::filesystem::temp_directory_path() / "hallwright-XXXXXX").string())
    {
        const int file = mkstemp(path_.data());
        if (file < 0)
            throw InputError(
                fmt::format("No file can be made in {}.", std::filesystem::temp_directory_path().string()));
        close(file);
    }
    ~ScratchFile()
    {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;

    const std::string& path() const { return path_; }
    std::string text() const
    {
        std::ifstream file(path_, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

private:
    std::string path_;
};

class Drawing
{
public:
    explicit Drawing(const std::string& path) : out_(dxf_.out(path.c_str(), DL_VERSION_R12))
    {
        if (!out_)
            throw InputError(fmt::format("{} cannot be written.", path));
        dxf_.writeHeader(*out_);
        out_->dxfString(9, "$INSUNITS");
        out_->dxfInt(70, metres);
        out_->sectionEnd();
        writeTables();
        out_->sectionEntities();
    }

    void outline(const std::string& layer, const std::vector<Point2>& points, bool closed)
    {
        const DL_Attributes look(layer, DL_Codes::bylayer, -1, "BYLAYER", 1.0);
        dxf_.writePolyline(*out_, DL_PolylineData(static_cast<int>(points.size()), 0, 0, closed ? 1 : 0),
                           look);
        for (const Point2 point : points)
            dxf_.writeVertex(*out_, DL_VertexData(point.x, point.y, 0.0, 0.0));
        dxf_.writePolylineEnd(*out_);
    }

    void rectangle(const std::string& layer, const Rect& area)
    {
        outline(layer,
                {{area.x, area.y}, {area.right(), area.y}, {area.right(), area.top()}, {area.x, area.top()}},
                true);
    }

    // About its middle, turned so that it is read from below or from the right.
    void text(const std::string& layer, Point2 middle, const std::string& words, double heightM, bool upright)
    {
        constexpr int centred = 1, halfUp = 2;
        constexpr double quarter = 1.5707963267948966;
        if (words.empty())
            return;
        dxf_.writeText(*out_,
                       DL_TextData(middle.x, middle.y, 0.0, middle.x, middle.y, 0.0, heightM, 1.0, 0, centred,
                                   halfUp, inAscii(words), "STANDARD", upright ? quarter : 0.0),
                       DL_Attributes(textLayer(layer), DL_Codes::bylayer, -1, "BYLAYER", 1.0));
    }

    void end()
    {
        out_->sectionEnd();
        out_->dxfEOF();
        out_->close();
    }

private:
    static constexpr int metres = 6;

    void writeLayer(const std::string& name, int colour)
    {
        dxf_.writeLayer(*out_, DL_LayerData(name, 0), DL_Attributes("", colour, -1, "CONTINUOUS", 1.0));
    }

    void writeTables()
    {
        out_->sectionTables();
        dxf_.writeVPort(*out_);
        out_->tableLinetypes(1);
        dxf_.writeLinetype(*out_, DL_LinetypeData("CONTINUOUS", "Continuous", 0, 0, 0.0));
        out_->tableEnd();
        out_->tableLayers(2 * static_cast<int>(layers.size()) + 1);
        writeLayer("0", 7);
        for (const Layer& layer : layers) {
            writeLayer(layer.name, layer.colour);
            if (layer.hasText)
                writeLayer(textLayer(layer.name), layer.colour);
        }
        out_->tableEnd();
        out_->tableStyle(1);
        dxf_.writeStyle(*out_, DL_StyleData("STANDARD", 0, 0.0, 1.0, 0.0, 0, 0.2, "txt", ""));
        out_->tableEnd();
        out_->sectionEnd();
    }

    DL_Dxf dxf_;
    std::unique_ptr<DL_WriterA> out_;
};

// As large as goes into the footprint, along its longer side.
void label(Drawing& drawing, const std::string& layer, const Rect& bounds, const std::string& words)
{
    constexpr double largestM = 0.25, widthOfLetter = 0.8;
    const bool upright = bounds.depth > bounds.width;
    const double lengthM = std::max(bounds.width, bounds.depth),
                 acrossM = std::min(bounds.width, bounds.depth);
    const double fitting =
        0.9 * lengthM / (widthOfLetter * static_cast<double>(std::max<std::size_t>(words.size(), 1)));
    drawing.text(layer, bounds.centre(), words, std::min({largestM, 0.6 * acrossM, fitting}), upright);
}

void thing(Drawing& drawing, const std::string& layer, const Pose& pose, double widthM, double depthM,
           const std::string& name)
{
    const auto corners = footprintCorners(pose, widthM, depthM);
    drawing.outline(layer, {corners.begin(), corners.end()}, true);
    label(drawing, layer, footprintBounds(pose, widthM, depthM), name);
}

template <class List>
void areas(Drawing& drawing, const std::string& layer, const List& list)
{
    for (const auto& part : list) {
        drawing.rectangle(layer, part.area);
        if constexpr (requires { part.name; })
            label(drawing, layer, part.area, part.name);
    }
}

// The jambs' line, in its wall.
void door(Drawing& drawing, const Hall& hall, const Door& door)
{
    const double from = door.offsetM, to = door.offsetM + door.widthM;
    const bool level = door.wall == WallSide::South || door.wall == WallSide::North;
    const double at = door.wall == WallSide::North  ? hall.depthM
                      : door.wall == WallSide::East ? hall.widthM
                                                    : 0.0;
    drawing.outline(
        "DOORS",
        level ? std::vector<Point2>{{from, at}, {to, at}} : std::vector<Point2>{{at, from}, {at, to}}, false);
    label(drawing, "DOORS", clearAreaOf(hall, door).bounds, door.name);
}

// What of a stretch lies in the hall, by Liang and Barsky.
std::optional<std::array<Point2, 2>> inside(const Hall& hall, Point2 a, Point2 b)
{
    double from = 0.0, to = 1.0;
    const Point2 way = b - a;
    const auto cut = [&](double rise, double room) {
        if (rise == 0.0)
            return room >= 0.0;
        const double at = room / rise;
        (rise < 0.0 ? from : to) = rise < 0.0 ? std::max(from, at) : std::min(to, at);
        return from <= to;
    };
    if (!cut(-way.x, a.x) || !cut(way.x, hall.widthM - a.x) || !cut(-way.y, a.y) ||
        !cut(way.y, hall.depthM - a.y))
        return std::nullopt;
    return std::array{a + way * from, a + way * to};
}

void way(Drawing& drawing, const std::string& layer, const Building& building, const Hall& hall,
         const std::vector<Point3>& path, const std::string& name)
{
    constexpr double textM = 0.15;
    constexpr double besideM = 2.0; // below a floor and above a ceiling: a trench, a tray over the roof
    const double lowest = hall.floorElevationM - besideM;
    const double highest = hall.floorElevationM + hall.heightM + besideM;
    bool isNamed = false;
    for (std::size_t i = 1; i < path.size(); ++i) {
        const auto [below, above] = std::minmax(path[i - 1].z, path[i].z);
        if (above < lowest || below > highest) // of another storey
            continue;
        const Point2 a = campusToHall(building, hall, {path[i - 1].x, path[i - 1].y});
        const Point2 b = campusToHall(building, hall, {path[i].x, path[i].y});
        const auto part = a == b ? std::nullopt : inside(hall, a, b);
        if (!part || part->front() == part->back())
            continue;
        drawing.outline(layer, {part->front(), part->back()}, false);
        const Point2 along = part->back() - part->front();
        if (!isNamed)
            drawing.text(layer, part->front() + along * 0.5, name, textM,
                         std::abs(along.y) > std::abs(along.x));
        isNamed = true;
    }
}

} // namespace

std::string floorDxf(const Site& site, const Hall& hall)
{
    const ScratchFile file;
    Drawing drawing(file.path());
    drawing.rectangle("ROOM", hall.room());
    for (const Door& each : hall.doors)
        door(drawing, hall, each);
    areas(drawing, "WALLS", hall.walls);
    areas(drawing, "COLUMNS", hall.columns);
    areas(drawing, "AISLES", hall.aisles);
    areas(drawing, "ROWS", hall.rows);
    areas(drawing, "TILES", hall.tileFields);
    for (const Rack& rack : hall.racks)
        thing(drawing, "RACKS", rack.pose, site.typeOf(rack).widthM, site.typeOf(rack).depthM, rack.name);
    for (const AirHandler& unit : hall.airHandlers)
        thing(drawing, "AIR_HANDLERS", unit.pose, unit.widthM, unit.depthM, unit.name);
    for (const Cdu& unit : hall.cdus)
        thing(drawing, "CDUS", unit.pose, unit.widthM, unit.depthM, unit.name);
    const Building& building = site.buildingOf(hall.id);
    for (const Pathway& pathway : site.pathways->pathways)
        way(drawing, "PATHWAYS", building, hall, pathway.pathM, pathway.name);
    for (const PipeRun& pipe : site.cooling->pipes)
        way(drawing, "PIPES", building, hall, pipe.pathM, pipe.name);
    drawing.end();
    return file.text();
}

} // namespace hallwright
