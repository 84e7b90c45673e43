// hallwright --screenshot, as a script calls it.
#include "core/storage/site_file.h"
#include "tests/support/campus.h"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace hallwright;

namespace {

constexpr int longestMs = 60000;

struct Outcome {
    int exitCode = -1;
    QString error;
};

} // namespace

class ScreenshotTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        site_ = folder_.filePath("small.hallwright");
        saveSite(*test::smallCampus(), site_.toStdString());
    }

    void everyViewIsAPictureOfItsSize_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("scene, campus") << QStringList{"--view", "scene"};
        QTest::newRow("scene, hall") << QStringList{"--view", "scene", "--hall", "Hall A"};
        QTest::newRow("scene, from above") << QStringList{"--hall", "Hall A", "--camera", "top"};
        QTest::newRow("scene, full look") << QStringList{"--hall", "Hall A", "--look", "full"};
        QTest::newRow("plan, campus") << QStringList{"--view", "plan"};
        QTest::newRow("plan, hall") << QStringList{"--view", "plan", "--hall", "Hall B"};
        QTest::newRow("heatmap") << QStringList{"--view", "heatmap", "--hall", "Hall A", "--theme", "dark"};
    }

    void everyViewIsAPictureOfItsSize()
    {
        QFETCH(QStringList, options);
        const QString target = folder_.filePath("picture.png");
        QFile::remove(target);
        const Outcome outcome =
            run(QStringList{"--screenshot", target, "--size", "800x500"} + options + QStringList{site_});
        QCOMPARE(outcome.exitCode, 0);
        const QImage picture(target);
        QCOMPARE(picture.size(), QSize(800, 500));
        QSet<QRgb> colours;
        for (int y = 0; y < picture.height(); y += 5) {
            for (int x = 0; x < picture.width(); x += 5)
                colours.insert(picture.pixel(x, y));
        }
        constexpr int fewestOfAPicture = 12; // an empty view has one or two
        QVERIFY(colours.size() >= fewestOfAPicture);
    }

    void slipsAreToldInOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("sentence");
        const QString target = folder_.filePath("never.png");
        QTest::newRow("no site") << QStringList{"--screenshot", target} << 2 << "needs a SITE";
        QTest::newRow("unknown view")
            << QStringList{"--screenshot", target, "--view", "map", site_} << 2 << "map";
        QTest::newRow("no size") << QStringList{"--screenshot", target, "--size", "big", site_} << 2 << "big";
        QTest::newRow("unknown hall")
            << QStringList{"--screenshot", target, "--hall", "Hall Z", site_} << 3 << "Hall A, Hall B";
        QTest::newRow("missing file")
            << QStringList{"--screenshot", target, folder_.filePath("none.hallwright")} << 3
            << "none.hallwright";
        QTest::newRow("unwritable target")
            << QStringList{"--screenshot", "/proc/nowhere/a.png", "--view", "plan", site_} << 3
            << "/proc/nowhere";
    }

    void slipsAreToldInOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QString, sentence);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.exitCode, exitCode);
        QVERIFY2(outcome.error.contains(sentence), qPrintable(outcome.error));
        QCOMPARE(outcome.error.count('\n'), 1);
        QVERIFY(!QFile::exists(folder_.filePath("never.png")));
    }

private:
    Outcome run(const QStringList& arguments)
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_CONFIG_HOME", folder_.path());
        environment.insert("XDG_RUNTIME_DIR", folder_.path());
        environment.insert(
            "ASAN_OPTIONS",
            "detect_leaks=0"); // the unloaded graphics driver's; tst_main_window looks for ours
        program.setProcessEnvironment(environment);
        program.start(HALLWRIGHT_PROGRAM, arguments);
        if (!program.waitForFinished(longestMs))
            return {};
        QString error;
        for (const QString& line : QString::fromUtf8(program.readAllStandardError()).split('\n')) {
            if (line.startsWith("hallwright: ")) // what the graphics libraries say is not ours
                error += line + '\n';
        }
        return {program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1, error};
    }

    QTemporaryDir folder_;
    QString site_;
};

QTEST_GUILESS_MAIN(ScreenshotTest)
#include "tst_screenshot.moc"
