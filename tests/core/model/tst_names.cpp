// Every enumerator has one name, and the name leads back to it.
#include "core/model/names.h"

#include <QStringList>
#include <QTest>

using namespace hallwright;

namespace {

// The enumerators count up from 0, so the last one says how many names there must be.
template <class Enum>
void requireRoundTrip(Enum last)
{
    const QStringList all = QString::fromStdString(namesOf<Enum>()).split(", ");
    QCOMPARE(all.size(), static_cast<int>(last) + 1);
    QCOMPARE(QSet<QString>(all.begin(), all.end()).size(), all.size());
    for (int i = 0; i <= static_cast<int>(last); ++i) {
        const auto value = static_cast<Enum>(i);
        QVERIFY(
            all.contains(QString::fromUtf8(nameOf(value).data(), static_cast<int>(nameOf(value).size()))));
        QVERIFY(fromName<Enum>(nameOf(value)) == value);
    }
    QVERIFY(!fromName<Enum>("no such thing"));
    QVERIFY(!fromName<Enum>(""));
}

} // namespace

class TestNames : public QObject
{
    Q_OBJECT

private slots:
    void abbreviationsOfTheTradeAreNoWords()
    {
        QCOMPARE(wordFor(PowerNodeKind::Ups), std::string_view("UPS"));
        QCOMPARE(wordFor(PowerNodeKind::Pdu), std::string_view("PDU"));
        QCOMPARE(wordFor(PowerNodeKind::MechanicalPanel), std::string_view("mechanical panel"));
        QCOMPARE(wordFor(PowerNodeKind::Utility), std::string_view("utility"));
    }

    void everyNameLeadsBack()
    {
        requireRoundTrip(RackRole::Management);
        requireRoundTrip(LifecycleStatus::Decommissioning);
        requireRoundTrip(FloorKind::RaisedFloor);
        requireRoundTrip(AisleKind::Hot);
        requireRoundTrip(AirHandlerKind::FanWall);
        requireRoundTrip(WallSide::West);
        requireRoundTrip(RoomKind::Corridor);
        requireRoundTrip(PowerNodeKind::MechanicalPanel);
        requireRoundTrip(FeedSide::B);
        requireRoundTrip(PipeRole::Return);
        requireRoundTrip(PlantKind::WatersideEconomiser);
        requireRoundTrip(Coolant::Pg25);
        requireRoundTrip(UpsMode::Eco);
        requireRoundTrip(PathwayKind::Trench);
    }

    void aListOfNamesReadsAsASentenceWould()
    {
        QCOMPARE(namesOf<RackRole>(), std::string("compute, network, storage, management"));
    }
};

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
