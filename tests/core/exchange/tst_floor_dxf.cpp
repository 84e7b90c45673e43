// A hall's floor plan as DXF, read back by the library that CAD programs use.
#include "core/exchange/floor_dxf.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"

#include <dxflib/dl_creationadapter.h>
#include <dxflib/dl_dxf.h>

#include <QTest>

#include <map>
#include <set>
#include <sstream>

using namespace hallwright;
using namespace hallwright::test;

namespace {

// What a CAD program sees: its layers, and the corners and words on each.
class Drawn : public DL_CreationAdapter
{
public:
    explicit Drawn(const std::string& dxf)
    {
        std::istringstream stream(dxf);
        DL_Dxf reader;
        isRead = reader.in(stream, this);
    }

    void addLayer(const DL_LayerData& layer) override { layers.insert(layer.name); }
    void addPolyline(const DL_PolylineData& line) override
    {
        outlines[attributes.getLayer()].emplace_back();
        closed[attributes.getLayer()] = (line.flags & 1) != 0;
    }
    void addVertex(const DL_VertexData& vertex) override
    {
        outlines[attributes.getLayer()].back().push_back({vertex.x, vertex.y});
    }
    void addText(const DL_TextData& text) override { words[attributes.getLayer()].push_back(text.text); }

    bool isRead = false;
    std::set<std::string> layers;
    std::map<std::string, std::vector<std::vector<Point2>>> outlines;
    std::map<std::string, bool> closed;
    std::map<std::string, std::vector<std::string>> words;
};

bool near(Point2 a, Point2 b)
{
    constexpr double writtenM = 1e-6; // what the digits in the file hold
    return std::abs(a.x - b.x) < writtenM && std::abs(a.y - b.y) < writtenM;
}

} // namespace

class TestFloorDxf : public QObject
{
    Q_OBJECT

private slots:
    void everyRackStandsWhereItIs()
    {
        const SitePtr site = smallCampus();
        const Hall& hall = *site->buildings[0]->halls[0];
        const Drawn drawn(floorDxf(*site, hall));
        QVERIFY(drawn.isRead);
        const auto& racks = drawn.outlines.at("RACKS");
        QCOMPARE(racks.size(), hall.racks.size());
        QVERIFY(drawn.closed.at("RACKS"));
        for (std::size_t i = 0; i < racks.size(); ++i) {
            const RackType& type = site->typeOf(hall.racks[i]);
            const auto corners = footprintCorners(hall.racks[i].pose, type.widthM, type.depthM);
            QCOMPARE(racks[i].size(), corners.size());
            for (std::size_t k = 0; k < corners.size(); ++k)
                QVERIFY(near(racks[i][k], corners[k]));
            QCOMPARE(drawn.words.at("RACKS_TEXT")[i], hall.racks[i].name);
        }
    }

    void allThatStandsInAHallHasItsLayer()
    {
        SiteEdit edit(smallCampus());
        Hall& changed = edit.change(HallId{1});
        changed.walls = {{{1}, "Cage", {1.0, 8.0, 4.0, 0.1}}};
        const SitePtr site = edit.done();
        const Hall& hall = site->hall(HallId{1});
        const Drawn drawn(floorDxf(*site, hall));
        const auto counted = [&](const char* layer) {
            const auto found = drawn.outlines.find(layer);
            return found == drawn.outlines.end() ? std::size_t{0} : found->second.size();
        };
        QCOMPARE(counted("ROOM"), std::size_t{1});
        QCOMPARE(counted("WALLS"), std::size_t{1});
        QCOMPARE(counted("DOORS"), hall.doors.size());
        QCOMPARE(counted("COLUMNS"), hall.columns.size());
        QCOMPARE(counted("AISLES"), hall.aisles.size());
        QCOMPARE(counted("ROWS"), hall.rows.size());
        QCOMPARE(counted("AIR_HANDLERS"), hall.airHandlers.size());
        QCOMPARE(counted("CDUS"), hall.cdus.size());
        for (const auto& [layer, outlines] : drawn.outlines)
            QVERIFY2(drawn.layers.contains(layer), layer.c_str());
        for (const auto& [layer, words] : drawn.words)
            QVERIFY2(drawn.layers.contains(layer), layer.c_str());
    }

    // The tray of the small campus goes from within Hall A to beyond its building.
    void ofAWayThePartInTheHallIsDrawn()
    {
        const SitePtr site = smallCampus();
        const Hall& hall = *site->buildings[0]->halls[0];
        const Drawn drawn(floorDxf(*site, hall));
        const auto& ways = drawn.outlines.at("PATHWAYS");
        QCOMPARE(ways.size(), std::size_t{1});
        QVERIFY(near(ways[0].front(), campusToHall(*site->buildings[0], hall, {16.0, 6.0})));
        QVERIFY(std::abs(ways[0].back().x - hall.widthM) < 1e-6);
        QVERIFY(drawn.words.at("PATHWAYS_TEXT") == std::vector<std::string>{"Tray 1"});
        for (const auto& pipe : drawn.outlines.at("PIPES")) {
            for (const Point2 point : pipe)
                QVERIFY(point.x > -1e-6 && point.x < hall.widthM + 1e-6 && point.y > -1e-6 &&
                        point.y < hall.depthM + 1e-6);
        }
    }

    void lettersThatTheFormatLacksAreEscaped()
    {
        SiteEdit edit(smallCampus());
        edit.change(RackId{1}).name = "Größe 1";
        const SitePtr site = edit.done();
        const std::string dxf = floorDxf(*site, site->hall(HallId{1}));
        QVERIFY(dxf.find("Gr\\U+00F6\\U+00DFe 1") != std::string::npos);
        QVERIFY(std::ranges::all_of(dxf, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    }
};

QTEST_GUILESS_MAIN(TestFloorDxf)
#include "tst_floor_dxf.moc"
