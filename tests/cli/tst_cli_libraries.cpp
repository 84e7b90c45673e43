// What the command line loads: it runs on servers without a screen and is copied to machines without our libraries.
#include <QProcess>
#include <QTest>

namespace {

// The libraries that the program loads, those of its libraries included.
QString librariesOf(const QString& program)
{
    QProcess ldd;
    ldd.start(QStringLiteral("ldd"), {program});
    if (!ldd.waitForFinished() || ldd.exitCode() != 0)
        return {};
    return QString::fromLocal8Bit(ldd.readAllStandardOutput());
}

} // namespace

class CliLibrariesTest : public QObject
{
    Q_OBJECT

private slots:
    void theReportIsDrawnWithQtGui()
    {
        QVERIFY(librariesOf(QStringLiteral(HALLWRIGHT_CLI)).contains(QStringLiteral("libQt6Gui")));
    }

    void noWidgetNoSceneAndNoVtkIsLoaded_data()
    {
        QTest::addColumn<QString>("library");
        for (const char* library : {"libQt6Widgets", "libQt6OpenGL", "libQt63D", "libvtk"})
            QTest::newRow(library) << QString::fromLatin1(library);
    }

    void noWidgetNoSceneAndNoVtkIsLoaded()
    {
        QFETCH(QString, library);
        const QString libraries = librariesOf(QStringLiteral(HALLWRIGHT_CLI));
        QVERIFY(!libraries.isEmpty());
        QVERIFY2(!libraries.contains(library), qPrintable(libraries));
    }
};

QTEST_GUILESS_MAIN(CliLibrariesTest)
#include "tst_cli_libraries.moc"
