#include "core/storage/air_store.h"

#include "core/physics/buoyant_flow.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

namespace hallwright {

namespace {

constexpr int storeId = 0x48574169; // "HWAi"
constexpr int busyMs = 200;
constexpr double ofSums = 1e-6;

class Bytes
{
public:
    template <class Number>
    requires std::is_arithmetic_v<Number>
    void add(Number value)
    {
        char raw[sizeof value];
        std::memcpy(raw, &value, sizeof value);
        bytes_.append(raw, sizeof value);
    }
    template <class Number>
    void add(const std::vector<Number>& values)
    {
        add(static_cast<std::uint32_t>(values.size()));
        for (const Number value : values)
            add(value);
    }
    void add(const AirBox& box)
    {
        for (const double value : {box.least.x, box.least.y, box.least.z, box.most.x, box.most.y, box.most.z})
            add(value);
    }
    void add(const AirPatch& patch)
    {
        add(patch.area);
        add(static_cast<int>(patch.normal));
        add(static_cast<int>(patch.towardsPositive));
    }
    std::string take() { return std::move(bytes_); }

private:
    std::string bytes_;
};

// A member more, and these bytes lack it.
static_assert(sizeof(AirBox) == 48 && sizeof(AirPatch) == 56 && sizeof(AirSupplyPatch) == 120 &&
              sizeof(AirReturnPatch) == 88 && sizeof(AirPanel) == 72 && sizeof(AirRack) == 224 &&
              sizeof(AirRoom) == 176);

// All that the flow of a room depends on: no names and no ids.
std::string bytesOf(const AirRoom& room)
{
    Bytes bytes;
    bytes.add(buoyantFlowVersion);
    for (const double value : {room.widthM, room.depthM, room.heightM, room.heatPerVolume})
        bytes.add(value);
    const auto count = [&](const auto& list) { bytes.add(static_cast<std::uint32_t>(list.size())); };
    count(room.solids);
    for (const AirBox& solid : room.solids)
        bytes.add(solid);
    count(room.panels);
    for (const AirPanel& panel : room.panels) {
        bytes.add(panel.area);
        bytes.add(static_cast<int>(panel.normal));
        bytes.add(panel.openShare);
        bytes.add(static_cast<int>(panel.closedSide));
    }
    count(room.supplies);
    for (const AirSupplyPatch& supply : room.supplies) {
        bytes.add(supply.patch);
        for (const double value : {supply.flowM3s, supply.temperatureC, supply.openShare})
            bytes.add(value);
        bytes.add(supply.plenum);
    }
    count(room.returns);
    for (const AirReturnPatch& back : room.returns)
        bytes.add(back.patch);
    count(room.racks);
    for (const AirRack& rack : room.racks) {
        bytes.add(rack.body);
        bytes.add(rack.front);
        bytes.add(rack.rear);
        for (const double value : {rack.flowM3s, rack.heatW, rack.leakage})
            bytes.add(value);
    }
    return bytes.take();
}

std::string bytesOf(const RecirculationMatrix& matrix)
{
    std::vector<std::uint32_t> rowStart{0}, sources;
    std::vector<double> shares, supplyShares;
    for (std::size_t i = 0; i < matrix.rackCount(); ++i) {
        sources.insert(sources.end(), matrix.sources(i).begin(), matrix.sources(i).end());
        shares.insert(shares.end(), matrix.shares(i).begin(), matrix.shares(i).end());
        rowStart.push_back(static_cast<std::uint32_t>(sources.size()));
        supplyShares.push_back(matrix.supplyShare(i));
    }
    Bytes bytes;
    bytes.add(rowStart);
    bytes.add(sources);
    bytes.add(shares);
    bytes.add(supplyShares);
    return bytes.take();
}

class Reader
{
public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}

    template <class Number>
    bool take(std::vector<Number>& values)
    {
        std::uint32_t count = 0;
        if (bytes_.size() < sizeof count)
            return false;
        std::memcpy(&count, bytes_.data(), sizeof count);
        bytes_.remove_prefix(sizeof count);
        if (bytes_.size() / sizeof(Number) < count)
            return false;
        values.resize(count);
        if (count > 0)
            std::memcpy(values.data(), bytes_.data(), count * sizeof(Number));
        bytes_.remove_prefix(count * sizeof(Number));
        return true;
    }
    bool isAtEnd() const { return bytes_.empty(); }

private:
    std::string_view bytes_;
};

struct Rows {
    std::vector<std::uint32_t> rowStart, sources;
    std::vector<double> shares, supplyShares;
};

bool isShare(double share)
{
    return share >= 0.0 && share <= 1.0 + ofSums;
}

// Whether these are shares of so many racks, whose rows sum to one.
bool areSound(const Rows& rows, std::size_t racks)
{
    if (rows.rowStart.size() != racks + 1 || rows.supplyShares.size() != racks ||
        rows.rowStart.front() != 0 || rows.rowStart.back() != rows.sources.size() ||
        rows.shares.size() != rows.sources.size())
        return false;
    for (std::size_t i = 0; i < racks; ++i) {
        if (rows.rowStart[i] > rows.rowStart[i + 1] || !isShare(rows.supplyShares[i]))
            return false;
        double sum = rows.supplyShares[i];
        for (std::size_t n = rows.rowStart[i]; n < rows.rowStart[i + 1]; ++n) {
            if (rows.sources[n] >= racks || !isShare(rows.shares[n]))
                return false;
            sum += rows.shares[n];
        }
        if (!(std::abs(sum - 1.0) <= ofSums))
            return false;
    }
    return true;
}

std::optional<Rows> rowsIn(std::string_view bytes, std::size_t racks)
{
    Rows rows;
    Reader reader(bytes);
    const bool whole = reader.take(rows.rowStart) && reader.take(rows.sources) && reader.take(rows.shares) &&
                       reader.take(rows.supplyShares) && reader.isAtEnd();
    return whole && areSound(rows, racks) ? std::optional(std::move(rows)) : std::nullopt;
}

std::int64_t digestOf(const std::string& bytes)
{
    return static_cast<std::int64_t>(std::hash<std::string>{}(bytes));
}

} // namespace

struct AirStore::Private {
    std::filesystem::path file;
    std::mutex mutex;
    bool isTried = false;
    std::optional<SQLite::Database> database;

    SQLite::Database* opened();
};

// nullptr where there is none to be had.
SQLite::Database* AirStore::Private::opened()
{
    if (!std::exchange(isTried, true)) {
        std::error_code ignored;
        std::filesystem::create_directories(file.parent_path(), ignored);
        database.emplace(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOFOLLOW,
                         busyMs);
        const int id = database->execAndGet("PRAGMA application_id").getInt();
        const bool isNew = database->execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
        if (id != storeId && !(id == 0 && isNew)) {
            database.reset(); // of another program
            return nullptr;
        }
        std::filesystem::permissions(
            file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, ignored);
        database->exec("PRAGMA application_id = " + std::to_string(storeId) +
                       "; PRAGMA synchronous = OFF;"
                       "CREATE TABLE IF NOT EXISTS air (id INTEGER PRIMARY KEY, digest INTEGER NOT NULL,"
                       " room BLOB NOT NULL, matrix BLOB NOT NULL);"
                       "CREATE INDEX IF NOT EXISTS air_by_digest ON air (digest)");
    }
    return database ? &*database : nullptr;
}

AirStore::AirStore(std::filesystem::path file) : d_(std::make_unique<Private>())
{
    d_->file = std::move(file);
}

AirStore::~AirStore() = default;

std::shared_ptr<const RecirculationMatrix> AirStore::find(const AirRoom& room, RecirculationLayout layout)
{
    const std::string key = bytesOf(room);
    const std::lock_guard lock(d_->mutex);
    try {
        SQLite::Database* database = d_->opened();
        if (!database || layout.racks.size() != room.racks.size())
            return nullptr;
        SQLite::Statement found(*database, "SELECT matrix FROM air WHERE digest = ? AND room = ?");
        found.bind(1, digestOf(key));
        found.bindNoCopy(2, key.data(), static_cast<int>(key.size()));
        if (!found.executeStep())
            return nullptr;
        const SQLite::Column matrix = found.getColumn(0);
        auto rows =
            rowsIn({static_cast<const char*>(matrix.getBlob()), static_cast<std::size_t>(matrix.getBytes())},
                   room.racks.size());
        if (!rows)
            return nullptr;
        return RecirculationMatrix::fromRows(std::move(layout), std::move(rows->rowStart),
                                             std::move(rows->sources), std::move(rows->shares),
                                             std::move(rows->supplyShares));
    } catch (const SQLite::Exception&) {
        return nullptr;
    }
}

void AirStore::keep(const AirRoom& room, const RecirculationMatrix& matrix)
{
    const std::string key = bytesOf(room);
    const std::string rows = bytesOf(matrix);
    const std::lock_guard lock(d_->mutex);
    try {
        SQLite::Database* database = d_->opened();
        if (!database)
            return;
        SQLite::Transaction transaction(*database);
        SQLite::Statement old(*database, "DELETE FROM air WHERE (digest = ? AND room = ?) OR id <= "
                                         "(SELECT max(id) FROM air) - ?");
        old.bind(1, digestOf(key));
        old.bindNoCopy(2, key.data(), static_cast<int>(key.size()));
        old.bind(3, mostRooms - 1);
        old.exec();
        SQLite::Statement added(*database, "INSERT INTO air (digest, room, matrix) VALUES (?, ?, ?)");
        added.bind(1, digestOf(key));
        added.bindNoCopy(2, key.data(), static_cast<int>(key.size()));
        added.bindNoCopy(3, rows.data(), static_cast<int>(rows.size()));
        added.exec();
        transaction.commit();
    } catch (const SQLite::Exception&) {
        return; // solved again the next time
    }
}

} // namespace hallwright
