// hallwright-cli picture: the plan of a hall or of the campus as a PNG file.
#include "tests/cli/cli_run.h"

#include <QImage>

#include <set>

using namespace hallwright;
using namespace hallwright::test;

class PictureTest : public QObject
{
    Q_OBJECT

private slots:
    void itIsOfTheSizeAskedFor()
    {
        const QImage hall = pictureOf({"--hall", hallName(), "--width", "1000", "--height", "500"});
        QCOMPARE(hall.size(), QSize(1000, 500));
        QCOMPARE(pictureOf({"--width", "800"}).size(), QSize(800, 480));
    }

    void itShowsWhatItIsAskedFor()
    {
        const QImage hall = pictureOf({"--hall", hallName()});
        QVERIFY(coloursIn(hall) > 50);
        QVERIFY(hall != pictureOf({}));
        QVERIFY(hall != pictureOf({"--hall", hallName(), "--colour", "power"}));
        const QImage dark = pictureOf({"--hall", hallName(), "--theme", "dark"});
        QVERIFY(qGray(dark.pixel(2, 2)) < qGray(hall.pixel(2, 2)));
        QCOMPARE(pictureOf({"--hall", hallName()}), hall); // the same each time
    }

    void whatIsWrongIsToldInASentence_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("hall") << QStringList{"--hall", "Hall 77"} << 2 << "--hall";
        QTest::newRow("too small") << QStringList{"--width", "10"} << 2 << "must lie between 320 and 16384";
        QTest::newRow("too large") << QStringList{"--height", "100000"} << 2 << "--height";
        QTest::newRow("colour") << QStringList{"--colour", "pink"} << 2
                                << "inlet or neutral or power or role or status or type";
    }
    void whatIsWrongIsToldInASentence()
    {
        QFETCH(QStringList, options);
        QFETCH(int, code);
        QFETCH(QString, words);
        verifySentence(cli(QStringList{"picture", folder_.file, "-o", output_} + options), code, words);
        QVERIFY(!QFile::exists(output_));
    }

    void aFileThatCannotBeWrittenIsNamed()
    {
        const QString nowhere = folder_.path("no-such-folder/plan.png");
        verifySentence(cli({"picture", folder_.file, "-o", nowhere}), 3, "no-such-folder");
    }

    void anotherEndingIsRefused()
    {
        for (const char* name : {"plan.jpg", "plan", "plan.svg"}) {
            const QString other = folder_.path(name);
            verifySentence(cli({"picture", folder_.file, "-o", other}), 2, "pictures are written as PNG");
            QVERIFY(!QFile::exists(other));
        }
        QCOMPARE(cli({"picture", folder_.file, "-o", folder_.path("PLAN.PNG")}).code, 0);
    }

    void init() { QFile::remove(output_); }

private:
    QString hallName() const
    {
        return QString::fromStdString(folder_.site->buildings.front()->halls.front()->name);
    }
    QImage pictureOf(const QStringList& options)
    {
        const Outcome outcome = cli(QStringList{"picture", folder_.file, "-o", output_} + options);
        if (outcome.code != 0)
            qWarning("%s", outcome.err.constData());
        return QImage(output_);
    }
    static std::size_t coloursIn(const QImage& image)
    {
        std::set<QRgb> colours;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                colours.insert(image.pixel(x, y));
        return colours.size();
    }

    CliFolder folder_;
    QString output_ = folder_.path("plan.png");
};

QTEST_GUILESS_MAIN(PictureTest)
#include "tst_picture.moc"
