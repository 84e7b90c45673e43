// What a rack's state looks like: each its own, and told by its shape where colours are not.
#include "core/model/edits.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "views/shared/legend.h"
#include "views/shared/legend_bar.h"
#include "views/shared/rack_marks.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace hallwright;

namespace {

constexpr std::array marked = {RackState::Dark, RackState::OverLimit, RackState::OneFeed,
                               RackState::Undecided};

// A rack of 30 x 60 pixels on mid-grey, in grey: a print without colours.
QImage printed(RackState state)
{
    QImage image(40, 70, QImage::Format_RGB32);
    image.fill(0xff808080);
    QPainter painter(&image);
    const QPolygonF corners({{5, 65}, {35, 65}, {35, 5}, {5, 5}});
    if (state == RackState::Dark) {
        painter.setBrush(QColor(style::darkRackColour));
        painter.drawPolygon(corners);
    }
    style::paintRackMark(painter, corners, state);
    painter.end();
    return image.convertToFormat(QImage::Format_Grayscale8);
}

int pixelsThatDiffer(const QImage& a, const QImage& b)
{
    constexpr int visible = 24; // of 255 greys
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            count += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > visible;
    }
    return count;
}

} // namespace

class RackMarksTest : public QObject
{
    Q_OBJECT

private slots:
    void statesDifferInAPrintWithoutColours()
    {
        constexpr int least = 60; // pixels of 1,800
        for (const RackState state : marked) {
            QVERIFY2(pixelsThatDiffer(printed(state), printed(RackState::Fine)) > least,
                     qPrintable(style::rackStateText(state)));
            for (const RackState other : marked) {
                if (other != state)
                    QVERIFY2(
                        pixelsThatDiffer(printed(state), printed(other)) > least,
                        qPrintable(style::rackStateText(state) + " is like " + style::rackStateText(other)));
            }
        }
    }

    void theLegendHasOnlyStatesThatOccurWithTheirCounts()
    {
        RackStateCounts counts;
        counts.racks[static_cast<std::size_t>(RackState::Fine)] = 100;
        QVERIFY(!style::rackStateScale(counts));
        counts.racks[static_cast<std::size_t>(RackState::OneFeed)] = 3;
        counts.racks[static_cast<std::size_t>(RackState::Dark)] = 28;
        const auto legend = style::rackStateScale(counts);
        QVERIFY(legend);
        QCOMPARE(legend->entries.size(), 2u);
        QCOMPARE(legend->entries[0].text, QStringLiteral("Dark: 28"));
        QCOMPARE(legend->entries[1].text, QStringLiteral("One feed only: 3"));
        QVERIFY(!legend->meaning.contains(QStringLiteral("3D air")));
        counts.racks[static_cast<std::size_t>(RackState::Undecided)] =
            682; // is explained, with what to do about it
        const auto undecided = style::rackStateScale(counts);
        QCOMPARE(undecided->entries[2].text, QStringLiteral("Undecided (limit within ±): 682"));
        QVERIFY(undecided->meaning.contains(QStringLiteral("3D air")));
    }

    void racksThatAWhatIfTurnsDarkAreBlackWhateverTheyAreColouredBy()
    {
        const SitePtr site = test::smallCampus();
        const Hall& hall = *site->buildings.back()->halls.front(); // with liquid-cooled racks on two CDUs
        Conditions conditions = conditionsOf(*site);
        for (const Cdu& cdu : hall.cdus)
            conditions.outages = conditions.outages.with(refTo(cdu.id), true);
        const SnapshotPtr snapshot = evaluate(site, conditions);
        const std::vector<RackState> states = style::rackStates(snapshot.get(), hall);
        const auto dark = std::count(states.begin(), states.end(), RackState::Dark);
        QVERIFY(dark > 0);
        for (const auto colouring : {style::RackColouring::Power, style::RackColouring::InletTemperature,
                                     style::RackColouring::Status, style::RackColouring::Role,
                                     style::RackColouring::Type, style::RackColouring::Neutral}) {
            std::vector<QRgb> colours =
                style::rackColours(colouring, style::colourScale(colouring, *site), hall, *site->records,
                                   snapshot->hallResult(hall.id));
            style::darken(colours, states);
            QCOMPARE(std::count(colours.begin(), colours.end(), style::darkRackColour), dark);
        }
    }

    void racksOfARoleOrATypeHaveItsColourAndNeutralOnesAllTheSame()
    {
        const SitePtr site = test::smallCampus();
        const Hall& hall = *site->buildings.front()->halls.front();
        const auto coloursBy = [&](style::RackColouring colouring) {
            return style::rackColours(colouring, style::colourScale(colouring, *site), hall, *site->records,
                                      nullptr);
        };
        const std::vector<QRgb> byRole = coloursBy(style::RackColouring::Role);
        const std::vector<QRgb> byType = coloursBy(style::RackColouring::Type);
        const std::vector<QRgb> neutral = coloursBy(style::RackColouring::Neutral);
        for (std::size_t i = 0; i < hall.racks.size(); ++i) {
            QCOMPARE(byRole[i] == byRole[0], hall.racks[i].role == hall.racks[0].role);
            QCOMPARE(byType[i] == byType[0], hall.racks[i].type == hall.racks[0].type);
            QCOMPARE(neutral[i], neutral[0]);
        }
        const style::ColourScale types = style::colourScale(style::RackColouring::Type, *site);
        for (const style::LegendEntry& entry : types.entries)
            QVERIFY(!entry.text.isEmpty());
    }

    // A legend of types that has no room for all counts those left out, and its tip names them.
    void aLegendThatIsTooNarrowCountsWhatItLeavesOut()
    {
        style::ColourScale scale;
        scale.title = "Rack type";
        for (const char* type : {"GB200 NVL72", "H100 air-cooled", "Storage", "Network", "CPU", "Spare"})
            scale.entries.push_back({type, Qt::gray});
        style::LegendBar bar;
        const QFontMetricsF metrics(bar.font());
        const double height = metrics.height();
        QCOMPARE(style::categoriesShown(scale, {4000.0, height}, metrics), scale.entries.size());
        const std::size_t shown = style::categoriesShown(scale, {360.0, height}, metrics);
        QVERIFY(shown > 0 && shown < scale.entries.size());
        QVERIFY(style::categoriesShown(scale, {360.0, 3.0 * height}, metrics) > shown);
        bar.setScale(scale);
        QVERIFY(bar.toolTip().contains("Spare"));
    }

    // During a drag a picture shows a version that has not been evaluated yet.
    void statesFollowTheirRacksIntoAnotherVersion()
    {
        const SitePtr site = test::smallCampus();
        const Hall& hall = *site->buildings.back()->halls.front();
        Conditions conditions = conditionsOf(*site);
        for (const Cdu& cdu : hall.cdus)
            conditions.outages = conditions.outages.with(refTo(cdu.id), true);
        const SnapshotPtr snapshot = evaluate(site, conditions);
        const std::vector<RackState> before = style::rackStates(snapshot.get(), hall);
        const SitePtr next = withoutRack(site, hall.racks.front().id);
        const std::vector<RackState> after =
            style::rackStates(snapshot.get(), *next->buildings.back()->halls.front());
        QVERIFY(std::equal(before.begin() + 1, before.end(), after.begin(), after.end()));
    }
};

QTEST_MAIN(RackMarksTest)
#include "tst_rack_marks.moc"
