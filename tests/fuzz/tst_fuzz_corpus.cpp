// Every seed, and every input that a fuzz target ever found a fault with, through the reader it is for: tests/fuzz/corpus.
#include "tests/fuzz/readers.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace hallwright::fuzz;

class FuzzCorpusTest : public QObject
{
    Q_OBJECT

private slots:
    void theReaderReadsOrRefuses_data()
    {
        QTest::addColumn<int>("reader");
        for (std::size_t i = 0; i < readers.size(); ++i)
            QTest::newRow(std::string(readers[i].name).c_str()) << static_cast<int>(i);
    }

    void theReaderReadsOrRefuses()
    {
        QFETCH(int, reader);
        const Reader& of = readers[static_cast<std::size_t>(reader)];
        const QString tests = QStringLiteral(HALLWRIGHT_SOURCE_DIR "/tests/");
        const auto text = [](std::string_view view) {
            return QString::fromUtf8(view.data(), qsizetype(view.size()));
        };
        int count = 0;
        if (!of.seeds.empty())
            count += feed(of, tests + text(of.seeds), "*" + text(of.ending));
        feed(of, tests + "fuzz/corpus/" + text(of.name), "*");
        QVERIFY(count > 0 || of.seeds.empty());
        for (const char* bytes : {"", "x", "\n", "{", "<", "# vtk DataFile Version 3.0\n", "SQLite format 3"})
            of.read(bytes);
    }

private:
    static int feed(const Reader& reader, const QString& folder, const QString& pattern)
    {
        int count = 0;
        for (const QString& name : QDir(folder).entryList({pattern}, QDir::Files, QDir::Name)) {
            QFile file(folder + '/' + name);
            if (!file.open(QIODevice::ReadOnly))
                qFatal("cannot read %s", qPrintable(file.fileName()));
            reader.read(file.readAll().toStdString());
            ++count;
        }
        return count;
    }
};

QTEST_APPLESS_MAIN(FuzzCorpusTest)
#include "tst_fuzz_corpus.moc"
