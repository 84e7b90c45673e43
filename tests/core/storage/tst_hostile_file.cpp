// What is not a sound site file is refused in one sentence, and left as it is.
#include "core/storage/site_file.h"
#include "temporary_directory.h"
#include "tests/support/campus.h"

#include <QTest>
#include <functional>
#include <sys/stat.h>

using namespace hallwright;
using namespace hallwright::test;

namespace {

using Damage = std::function<void(const std::filesystem::path&)>;

Damage sql(const std::string& statement)
{
    return [statement](const std::filesystem::path& file) { editByHand(file, statement); };
}

// Writes other bytes at a place of the file.
Damage patch(std::streamoff at, const std::string& bytes)
{
    return [at, bytes](const std::filesystem::path& file) {
        std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
        out.seekp(at);
        out << bytes;
    };
}

Damage content(const std::string& bytes)
{
    return [bytes](const std::filesystem::path& file) { writeBytes(file, bytes); };
}

Damage shortenedTo(std::uintmax_t bytes)
{
    return [bytes](const std::filesystem::path& file) { std::filesystem::resize_file(file, bytes); };
}

} // namespace

Q_DECLARE_METATYPE(Damage)

class TestHostileFile : public QObject
{
    Q_OBJECT

private slots:
    void aFileThatIsNoSiteFileIsRefused_data()
    {
        QTest::addColumn<Damage>("damage");
        QTest::addColumn<QString>("sentence"); // after "Cannot open FILE: "

        const auto row = [](const char* name, const Damage& damage, const char* sentence) {
            QTest::newRow(name) << damage << QString::fromUtf8(sentence);
        };
        row(
            "missing", [](const auto& file) { std::filesystem::remove(file); }, "there is no such file.");
        row(
            "directory",
            [](const auto& file) {
                std::filesystem::remove(file);
                std::filesystem::create_directory(file);
            },
            "it is a directory, not a site file.");
        row(
            "pipe",
            [](const auto& file) {
                std::filesystem::remove(file);
                QCOMPARE(::mkfifo(file.c_str(), 0600), 0);
            },
            "it is not a regular file.");
        row("empty", content(""), "it is empty.");
        row("text", content("name: Campus\n"), "it is not a Hallwright site file.");
        row("only the first bytes", shortenedTo(50), "it is truncated, with 50 bytes of *.");
        row("one page missing", shortenedTo(3 * 4096), "it is truncated, with 12288 bytes of *.");
        row("another program's database", sql("PRAGMA application_id = 0"),
            "it is an SQLite database but not a Hallwright site file (application id 0x00000000 instead of "
            "0x48575254).");
        row("newer version", sql("PRAGMA user_version = 9"),
            "a newer Hallwright wrote it, in version 9 of the format, and this one reads up to version 8; "
            "please update "
            "Hallwright.");
        row("version zero", sql("PRAGMA user_version = 0"),
            "its format version 0 is below 1, the first there is.");
        row("tables of another version than it says", sql("PRAGMA user_version = 1"),
            "its table * is not defined as in a Hallwright site file.");
        row("trigger", sql("CREATE TRIGGER spy AFTER UPDATE ON rack BEGIN DELETE FROM rack; END"),
            "it holds the trigger spy, which is no part of a Hallwright site file.");
        row("view", sql("CREATE VIEW spy AS SELECT 1"),
            "it holds the view spy, which is no part of a Hallwright site file.");
        row("extra table", sql("CREATE TABLE extra (a)"),
            "it holds the table extra, which is no part of a Hallwright site file.");
        row("missing table", sql("DROP TABLE door"), "its table door is missing.");
        row("loosened table",
            sql("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, "
                "'yaw_deg REAL NOT NULL', 'yaw_deg REAL') WHERE name = 'rack'"),
            "its table rack is not defined as in a Hallwright site file.");
        row("changed table", sql("ALTER TABLE rack ADD COLUMN colour TEXT"),
            "its table rack is not defined as in a Hallwright site file.");
        row("view in place of a table", sql("DROP TABLE door; CREATE VIEW door AS SELECT 1"),
            "it holds the view door, which is no part of a Hallwright site file.");
        row("overwritten page", patch(5 * 4096, std::string(4096, '\xA5')), "it is damaged (*).");
        row("schema page overwritten", patch(100, std::string(2000, '\xA5')), "it is damaged (*).");
        row(
            "left in the middle of a change",
            [](const auto& file) {
                editByHand(file, "PRAGMA journal_mode = WAL");
                writeBytes(file.string() + "-wal", "not yet in the file");
            },
            "another program is changing it or left *.hallwright-wal behind; close that program, or open and "
            "close the "
            "file with the sqlite3 shell.");
        row(
            "left in the middle of a rollback",
            [](const auto& file) { writeBytes(file.string() + "-journal", "pages to roll back"); },
            "another program was interrupted while writing it; open it once with that program, or with the "
            "sqlite3 "
            "shell, to restore it.");
    }
    void aFileThatIsNoSiteFileIsRefused()
    {
        QFETCH(Damage, damage);
        QFETCH(QString, sentence);
        TemporaryDirectory directory;
        const auto file = directory / "campus.hallwright";
        saveSite(*smallCampus(), file);
        damage(file);
        const std::string before = bytesOf(file);
        const QString message = messageOf<StorageError>([&] { loadSite(file); });
        const QString expected =
            QStringLiteral("Cannot open %1: %2").arg(QString::fromStdString(file.string()), sentence);
        // '*' stands for what differs from one SQLite to the next.
        const QStringList parts = expected.split('*');
        QVERIFY2(message.startsWith(parts.first()) && message.endsWith(parts.last()),
                 qPrintable("got:      " + message + "\nexpected: " + expected));
        QVERIFY(bytesOf(file) == before);
    }

    void aValueNoSiteHoldsIsRefused_data()
    {
        QTest::addColumn<QString>("edit");
        QTest::addColumn<QString>("sentence"); // after "FILE: "

        QTest::newRow("negative power") << "UPDATE rack SET power_w = -5 WHERE id = 3"
                                        << "Rack A03 in hall Hall A: power -5 W is below 0 W.";
        QTest::newRow("outside its hall")
            << "UPDATE rack SET x_m = 15.5 WHERE id = 3"
            << "Rack A03 in hall Hall A: its footprint reaches x = 15.8 m, outside the room of 0 to 15.6 m.";
        QTest::newRow("infinite") << "UPDATE rack SET power_w = 9e999 WHERE id = 3"
                                  << "Rack A03 in hall Hall A: power is not a finite number.";
        QTest::newRow("unknown role")
            << "UPDATE rack SET role = 'spy' WHERE id = 3"
            << "Row 3 of table rack: role \"spy\" is none of compute, network, storage, management.";
        QTest::newRow("more GPUs than an int holds")
            << "UPDATE rack SET gpu_count = 3000000000 WHERE id = 3"
            << "Row 3 of table rack: gpu_count 3000000000 is not between -2147483648 and 2147483647.";
        QTest::newRow("neither true nor false")
            << "UPDATE hall SET ceiling_return = 2 WHERE id = 1"
            << "Row 1 of table hall: ceiling_return 2 is not between 0 and 1.";
        QTest::newRow("hall that is not there")
            << "UPDATE rack SET hall_id = 99 WHERE id = 3"
            << "Row 3 of table rack: it belongs to hall 99, which does not exist.";
        QTest::newRow("rack type that is not there")
            << "UPDATE rack SET rack_type_id = 99 WHERE id = 3"
            << "Row 3 of table rack: power_w is missing, and there is no type 99 to have it from.";
        QTest::newRow("power chain in a circle") << "UPDATE power_feed SET feeder_id = 4 WHERE node_id = 2"
                                                 << "Power node Building 1 transformer A: its power chain "
                                                    "leads in a circle, but every chain must start at a "
                                                    "utility, a generator or a battery.";
        QTest::newRow("no site") << "DELETE FROM site_info"
                                 << "Table site_info is empty and must have one row.";
        QTest::newRow("negative id")
            << "UPDATE fibre_run_route SET fibre_run_id = -1; UPDATE fibre_run SET id = -1"
            << "Fibre run Backbone 1: id -1 is not between 1 and 1000000000000000.";
    }
    void aValueNoSiteHoldsIsRefused()
    {
        QFETCH(QString, edit);
        QFETCH(QString, sentence);
        TemporaryDirectory directory;
        const auto file = directory / "campus.hallwright";
        saveSite(*smallCampus(), file);
        editByHand(file, edit.toStdString());
        QCOMPARE(messageOf<InputError>([&] { loadSite(file); }),
                 QString::fromStdString(file.string()) + ": " + sentence);
    }

    void noSingleChangedByteDoesHarm()
    {
        // Every 211th byte inverted: each file is either refused in a sentence or read as a valid site.
        TemporaryDirectory directory;
        const auto file = directory / "campus.hallwright";
        saveSite(*smallCampus(), file);
        const std::string sound = bytesOf(file);
        int refused = 0;
        for (std::size_t at = 0; at < sound.size(); at += 211) {
            std::string damaged = sound;
            damaged[at] = static_cast<char>(~damaged[at]);
            writeBytes(file, damaged);
            try {
                loadSite(file);
            } catch (const StorageError&) {
                ++refused;
            } catch (const InputError&) {
                ++refused;
            }
        }
        QVERIFY(refused > 0);
    }

    void aLogThatIsNotItsOwnIsNotReplayed()
    {
        TemporaryDirectory directory;
        const auto file = directory / "campus.hallwright";
        saveSite(*smallCampus(), file);
        {
            const auto other = directory / "other.hallwright";
            std::filesystem::copy(file, other);
            SQLite::Database database(other.string(), SQLite::OPEN_READWRITE);
            database.exec("PRAGMA journal_mode = WAL; UPDATE site_info SET name = 'Theirs'");
            std::filesystem::copy(other.string() + "-wal", file.string() + "-wal");
        }
        std::filesystem::remove(directory / "other.hallwright");
        const auto names = directory.names();
        const std::string wal = file.string() + "-wal";
        QCOMPARE(messageOf<StorageError>([&] { loadSite(file); }),
                 QString::fromStdString("Cannot open " + file.string() + ": " + wal +
                                        " beside it is the log of some other file and would change what it "
                                        "says; move that log away."));
        QVERIFY(directory.names() == names);
        std::filesystem::remove(wal);
        QCOMPARE(loadSite(file)->info.name, std::string("Small campus"));
    }

    void aFileOfAProgramThatClosedInOrderOpens()
    {
        TemporaryDirectory directory;
        const auto file = directory / "campus.hallwright";
        saveSite(*smallCampus(), file);
        editByHand(file, "PRAGMA journal_mode = WAL; UPDATE rack SET power_w = 1234.5 WHERE id = 3");
        QCOMPARE(loadSite(file)->rack({3}).powerW, 1234.5);
        QCOMPARE(directory.names(), std::set<std::string>{"campus.hallwright"});
    }

    void aFileBeingWrittenByAnotherProgramIsNotReadHalfway()
    {
        TemporaryDirectory directory;
        const auto file = directory / "campus.hallwright";
        saveSite(*smallCampus(), file);
        SQLite::Database other(file.string(), SQLite::OPEN_READWRITE);
        other.exec("BEGIN EXCLUSIVE; UPDATE rack SET power_w = 1");
        QCOMPARE(messageOf<StorageError>([&] { loadSite(file); }),
                 QStringLiteral("Cannot open %1: another program is writing it; try again when that is done.")
                     .arg(QString::fromStdString(file.string())));
        other.exec("ROLLBACK");
        QVERIFY(*loadSite(file) == *smallCampus());
    }
};

QTEST_GUILESS_MAIN(TestHostileFile)
#include "tst_hostile_file.moc"
