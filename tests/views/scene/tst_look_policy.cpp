// What is drawn beyond the plain look, by made-up frame times.
#include "views/scene/look_policy.h"

#include <QTest>

using namespace hallwright::scene;

namespace {

constexpr double quickMs = 4.0;
constexpr double middlingMs = 13.0; // neither short enough to go up nor long enough to go down
constexpr double slowMs = 25.0;
constexpr int aSecond = 60;
constexpr int aMinute = 60 * aSecond;
constexpr int settled = 8; // frames after a change that do not count

void draw(LookPolicy& policy, int frames, double milliseconds)
{
    for (int i = 0; i < frames; ++i)
        policy.frameTook(milliseconds);
}

LookPolicy onACard()
{
    LookPolicy policy;
    policy.setRenderer("NVIDIA GeForce RTX 3060/PCIe/SSE2");
    return policy;
}

LookPolicy atFull()
{
    LookPolicy policy = onACard();
    draw(policy, 4 * (aSecond + settled), quickMs);
    return policy;
}

} // namespace

class LookPolicyTest : public QObject
{
    Q_OBJECT

private slots:
    void beforeTheRendererIsKnownItIsPlain();
    void aSteadySecondBringsOneLevel();
    void oneLongFrameBeginsTheSecondAnew();
    void threeSecondsBringAllOfIt();
    void middlingFramesChangeNothing();
    void severalLongFramesTakeTheLastLevelBack();
    void aFewLongFramesAreForgiven();
    void theFirstFramesOfALevelDoNotCount();
    void aFailedLevelIsNotTriedForAMinute();
    void framesAreWantedWhileALevelCanBeTried();
    void softwareStaysPlain_data();
    void softwareStaysPlain();
    void whatIsChosenHoldsWhateverFramesTake();
    void automaticAgainGoesOnFromWhereItWas();
};

void LookPolicyTest::beforeTheRendererIsKnownItIsPlain()
{
    LookPolicy policy;
    draw(policy, aMinute, quickMs);
    QCOMPARE(policy.look(), Look::Plain);
    QVERIFY(!policy.isMeasuring());
}

void LookPolicyTest::aSteadySecondBringsOneLevel()
{
    LookPolicy policy = onACard();
    draw(policy, aSecond - 1, quickMs);
    QCOMPARE(policy.look(), Look::Plain);
    draw(policy, 1, quickMs);
    QCOMPARE(policy.look(), Look::Smooth);
}

void LookPolicyTest::oneLongFrameBeginsTheSecondAnew()
{
    LookPolicy policy = onACard();
    draw(policy, aSecond - 1, quickMs);
    draw(policy, 1, slowMs);
    draw(policy, aSecond - 1, quickMs);
    QCOMPARE(policy.look(), Look::Plain);
}

void LookPolicyTest::threeSecondsBringAllOfIt()
{
    LookPolicy policy = onACard();
    for (const Look next : {Look::Smooth, Look::Shadows, Look::Full}) {
        draw(policy, aSecond + settled, quickMs);
        QCOMPARE(policy.look(), next);
    }
    draw(policy, aMinute, quickMs);
    QCOMPARE(policy.look(), Look::Full);
}

void LookPolicyTest::middlingFramesChangeNothing()
{
    LookPolicy policy = onACard();
    draw(policy, aSecond, quickMs);
    draw(policy, aMinute, middlingMs);
    QCOMPARE(policy.look(), Look::Smooth);
}

void LookPolicyTest::severalLongFramesTakeTheLastLevelBack()
{
    LookPolicy policy = atFull();
    QCOMPARE(policy.look(), Look::Full);
    draw(policy, 4, slowMs);
    QCOMPARE(policy.look(), Look::Shadows);
    draw(policy, settled + 4, slowMs);
    QCOMPARE(policy.look(), Look::Smooth);
    draw(policy, 10 * (settled + 4), slowMs);
    QCOMPARE(policy.look(), Look::Plain);
}

void LookPolicyTest::aFewLongFramesAreForgiven()
{
    LookPolicy policy = atFull();
    for (int i = 0; i < 100; ++i) {
        draw(policy, 3, slowMs);
        draw(policy, 1, quickMs);
    }
    QCOMPARE(policy.look(), Look::Full);
}

void LookPolicyTest::theFirstFramesOfALevelDoNotCount()
{
    LookPolicy policy = onACard();
    draw(policy, aSecond, quickMs);
    draw(policy, settled, 200.0); // programs are compiled
    draw(policy, 3, slowMs);
    QCOMPARE(policy.look(), Look::Smooth);
}

void LookPolicyTest::aFailedLevelIsNotTriedForAMinute()
{
    LookPolicy policy = atFull();
    draw(policy, 4, slowMs);
    draw(policy, settled + aMinute - 1, quickMs);
    QCOMPARE(policy.look(), Look::Shadows);
    draw(policy, 1, quickMs);
    QCOMPARE(policy.look(), Look::Full);
}

void LookPolicyTest::framesAreWantedWhileALevelCanBeTried()
{
    LookPolicy policy;
    QVERIFY(!policy.wantsFrames());
    policy = onACard();
    QVERIFY(policy.wantsFrames());
    draw(policy, 1, middlingMs);
    QVERIFY(!policy.wantsFrames()); // a scene that is too much is not drawn for nothing
    draw(policy, 1, quickMs);
    QVERIFY(policy.wantsFrames());
    policy = atFull();
    QVERIFY(!policy.wantsFrames());
    draw(policy, 4, slowMs);
    QVERIFY(!policy.wantsFrames());
    policy.setChoice(LookChoice::Plain);
    QVERIFY(!policy.wantsFrames());
}

void LookPolicyTest::softwareStaysPlain_data()
{
    QTest::addColumn<QByteArray>("renderer");
    QTest::addColumn<bool>("software");
    QTest::newRow("llvmpipe") << QByteArray("llvmpipe (LLVM 15.0.6, 256 bits)") << true;
    QTest::newRow("softpipe") << QByteArray("softpipe") << true;
    QTest::newRow("swiftshader") << QByteArray("Google SwiftShader") << true;
    QTest::newRow("windows") << QByteArray("D3D12 (Microsoft Basic Render Driver)") << true;
    QTest::newRow("nameless") << QByteArray() << true;
    QTest::newRow("nvidia") << QByteArray("NVIDIA RTX A2000/PCIe/SSE2") << false;
    QTest::newRow("intel") << QByteArray("Mesa Intel(R) UHD Graphics 620 (KBL GT2)") << false;
    QTest::newRow("amd") << QByteArray("AMD Radeon RX 6600 (navi23, LLVM 15.0.6, DRM 3.49)") << false;
}

void LookPolicyTest::softwareStaysPlain()
{
    QFETCH(QByteArray, renderer);
    QFETCH(bool, software);
    QCOMPARE(isSoftwareRenderer(renderer.toStdString()), software);
    LookPolicy policy;
    policy.setRenderer(renderer.toStdString());
    draw(policy, aMinute, 0.1);
    QCOMPARE(policy.look(), software ? Look::Plain : Look::Full);
}

void LookPolicyTest::whatIsChosenHoldsWhateverFramesTake()
{
    LookPolicy policy;
    policy.setRenderer("llvmpipe");
    policy.setChoice(LookChoice::Full);
    draw(policy, aMinute, 500.0);
    QCOMPARE(policy.look(), Look::Full);
    policy = onACard();
    policy.setChoice(LookChoice::Plain);
    draw(policy, aMinute, quickMs);
    QCOMPARE(policy.look(), Look::Plain);
}

void LookPolicyTest::automaticAgainGoesOnFromWhereItWas()
{
    LookPolicy policy = atFull();
    policy.setChoice(LookChoice::Plain);
    draw(policy, aSecond, quickMs);
    policy.setChoice(LookChoice::Automatic);
    QCOMPARE(policy.look(), Look::Full);
}

QTEST_APPLESS_MAIN(LookPolicyTest)

#include "tst_look_policy.moc"
