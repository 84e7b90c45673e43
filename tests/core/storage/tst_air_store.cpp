// Flows that are kept: found by exactly their room, never taken from a file that is not sound.
#include "core/physics/buoyant_flow.h"
#include "core/storage/air_store.h"
#include "tests/core/storage/temporary_directory.h"
#include "tests/support/hall_h20.h"

#include <QTest>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fstream>
#include <functional>

using namespace hallwright;
using namespace hallwright::test;

namespace {

RecirculationLayout layoutOf(const AirRoom& room)
{
    RecirculationLayout layout;
    layout.racks.resize(room.racks.size());
    return layout;
}

// Each rack draws half of the next one's air.
std::shared_ptr<const RecirculationMatrix> ring(const AirRoom& room)
{
    const auto count = static_cast<std::uint32_t>(room.racks.size());
    std::vector<std::uint32_t> rowStart{0}, sources;
    for (std::uint32_t i = 0; i < count; ++i) {
        sources.push_back((i + 1) % count);
        rowStart.push_back(i + 1);
    }
    return RecirculationMatrix::fromRows(layoutOf(room), rowStart, sources, std::vector<double>(count, 0.5),
                                         std::vector<double>(count, 0.5));
}

} // namespace

class AirStoreTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        directory_ = std::make_unique<TemporaryDirectory>();
        file_ = *directory_ / "cache/flows.db";
    }

    void whatWasKeptIsFoundByAnotherProgram()
    {
        const AirRoom room = hallH20(0.8);
        AirStore(file_).keep(room, *ring(room));
        const auto found = AirStore(file_).find(room, layoutOf(room));
        QVERIFY(found);
        QCOMPARE(found->rackCount(), room.racks.size());
        for (std::size_t i = 0; i < room.racks.size(); ++i) {
            QCOMPARE(found->share(i, (i + 1) % room.racks.size()), 0.5);
            QCOMPARE(found->supplyShare(i), 0.5);
        }
    }

    void namesAndIdsAreNoPartOfARoom()
    {
        AirRoom room = hallH20(0.8);
        AirStore store(file_);
        store.keep(room, *ring(room));
        room.racks[3].name = "another";
        room.racks[3].id = RackId{77};
        room.supplies[0].name = "another";
        QVERIFY(store.find(room, layoutOf(room)));
    }

    void anyOtherNumberIsAnotherRoom()
    {
        const AirRoom room = hallH20(0.8);
        AirStore store(file_);
        store.keep(room, *ring(room));
        const std::vector<std::function<void(AirRoom&)>> changes = {
            [](AirRoom& r) { r.heightM += 1e-9; },
            [](AirRoom& r) { r.heatPerVolume += 1.0; },
            [](AirRoom& r) { r.racks[5].heatW += 1e-6; },
            [](AirRoom& r) { r.racks[5].body.least.x += 1e-9; },
            [](AirRoom& r) { r.racks[5].leakage = 0.01; },
            [](AirRoom& r) { r.racks[5].rear.towardsPositive = !r.racks[5].rear.towardsPositive; },
            [](AirRoom& r) { r.supplies[0].temperatureC += 0.1; },
            [](AirRoom& r) { r.supplies[0].openShare = 0.3; },
            [](AirRoom& r) { r.supplies[0].plenum = 9; },
            [](AirRoom& r) { r.returns[0].patch.area.most.x -= 0.1; },
            [](AirRoom& r) { r.panels.push_back({}); },
            [](AirRoom& r) { r.solids.push_back({}); },
        };
        for (const auto& change : changes) {
            AirRoom other = room;
            change(other);
            QVERIFY(!store.find(other, layoutOf(other)));
        }
        QVERIFY(store.find(room, layoutOf(room)));
    }

    void theOldestGo()
    {
        AirRoom room = hallH20(0.8);
        AirStore store(file_);
        for (int i = 0; i <= AirStore::mostRooms; ++i) {
            room.racks[0].heatW = 1000.0 + i;
            store.keep(room, *ring(room));
        }
        QVERIFY(store.find(room, layoutOf(room)));
        room.racks[0].heatW = 1000.0;
        QVERIFY(!store.find(room, layoutOf(room)));
        room.racks[0].heatW = 1001.0;
        QVERIFY(store.find(room, layoutOf(room)));
    }

    void whatIsNotSoundIsNotFound()
    {
        const AirRoom room = hallH20(0.8);
        AirStore(file_).keep(room, *ring(room));
        for (const char* damage : {"substr(matrix, 1, length(matrix) - 8)", "zeroblob(40)", "x'ffffffff'",
                                   "x''", "matrix || x'00'"}) {
            const std::filesystem::path copy = *directory_ / "damaged.db";
            std::filesystem::copy_file(file_, copy, std::filesystem::copy_options::overwrite_existing);
            SQLite::Database(copy.string(), SQLite::OPEN_READWRITE)
                .exec(std::string("UPDATE air SET matrix = CAST(") + damage + " AS BLOB)");
            QVERIFY2(!AirStore(copy).find(room, layoutOf(room)), damage);
        }
    }

    void aFileOfAnotherProgramIsLeftAlone()
    {
        const AirRoom room = hallH20(0.8);
        std::filesystem::create_directories(file_.parent_path());
        for (const bool isDatabase : {true, false}) {
            std::filesystem::remove(file_);
            if (isDatabase)
                SQLite::Database(file_.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
                    .exec("CREATE TABLE theirs (a)");
            else
                std::ofstream(file_) << "no database, but more than a header of one hundred bytes: "
                                     << std::string(200, 'x');
            const std::string before = bytesOf(file_);
            AirStore store(file_);
            store.keep(room, *ring(room));
            QVERIFY(!store.find(room, layoutOf(room)));
            QVERIFY(bytesOf(file_) == before);
        }
    }

private:
    std::unique_ptr<TemporaryDirectory> directory_;
    std::filesystem::path file_;
};

QTEST_GUILESS_MAIN(AirStoreTest)

#include "tst_air_store.moc"
