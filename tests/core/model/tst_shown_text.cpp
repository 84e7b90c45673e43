// What a file says reaches people as text, and as no more of it than can be read.
#include "core/model/characters.h"
#include "core/model/shown_text.h"

#include <QTest>

#include <string>

using namespace hallwright;

class ShownTextTest : public QObject
{
    Q_OBJECT

private slots:
    void controlsAreShown_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char* name, const QByteArray& text, const QByteArray& shown) {
            QTest::newRow(name) << text << shown;
        };
        row("plain", "Rack R1: 40 kW\n\tof 44\n", "Rack R1: 40 kW\n\tof 44\n");
        row("letters of the world", "Größe – 機房 🖥 21 °C", "Größe – 機房 🖥 21 °C");
        row("colour", "\x1B[31mred", "\\u001B[31mred");
        row("bell and return", "a\a\rb", "a\\u0007\\u000Db");
        row("end of text", QByteArray("a\0b", 3), "a\\u0000b");
        row("delete", "a\x7F", "a\\u007F");
        row("C1 of 8-bit terminals",
            "a\xC2\x9B"
            "31m",
            "a\\u009B31m");
        row("turned writing",
            "a\xE2\x80\xAE"
            "b",
            "a\\u202Eb");
        row("no UTF-8",
            "a\x9B"
            "31m\xFF",
            "a\\x9B31m\\xFF");
        row("cut short", "a\xE6\xA9", "a\\xE6\\xA9");
        row("overlong", "\xC0\x9B", "\\xC0\\x9B");
        row("half a pair", "\xED\xA0\x80", "\\xED\\xA0\\x80");
    }

    void controlsAreShown()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(withControlsShown(text.toStdString())), shown);
    }

    void aMessageIsOneLine() { QCOMPARE(shortMessage("a\nb\r\tc\x1B"), std::string("a b  c\\u001B")); }

    void aLongMessageKeepsItsStartAndItsEnd()
    {
        const std::string kept =
            "Rack R1 in hall A: its role is \"" + std::string(100, 'x') + "\"; name a role.";
        QCOMPARE(shortMessage(kept), kept);
        const std::string cut = shortMessage("Rack R1 in hall A: its role is \"" +
                                             std::string(1'000'000, 'x') + "\"; name a role.");
        QCOMPARE(charactersOf(cut), longestMessageCharacters);
        QVERIFY(cut.starts_with("Rack R1 in hall A: its role is \"xxx"));
        QVERIFY(cut.ends_with("xxx\"; name a role."));
        QVERIFY(cut.find("x…x") != std::string::npos);
    }

    void noCharacterIsCutThrough()
    {
        std::string text;
        for (int i = 0; i < 1000; ++i)
            text += "機";
        const std::string cut = shortMessage(text);
        QCOMPARE(charactersOf(cut), longestMessageCharacters);
        QCOMPARE(withControlsShown(cut), cut);
    }
};

QTEST_APPLESS_MAIN(ShownTextTest)
#include "tst_shown_text.moc"
