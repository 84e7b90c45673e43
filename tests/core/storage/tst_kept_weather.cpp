// The weather of a site in its file: kept once by its content, named by each version.
#include "core/model/calendar.h"
#include "core/model/change_set.h"
#include "core/model/edits.h"
#include "core/model/errors.h"
#include "core/model/site_edit.h"
#include "core/storage/packed_weather.h"
#include "core/storage/recovery.h"
#include "core/storage/sha256.h"
#include "core/storage/site_file.h"
#include "temporary_directory.h"
#include "tests/support/campus.h"

#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

// A day that comes back, with an irradiance that no source has given at night.
std::shared_ptr<WeatherSeries> plainYear(const char* place, double warmerK = 0.0)
{
    auto series = std::make_shared<WeatherSeries>();
    series->place = place;
    series->source = "TMY3 725300";
    series->latitudeDeg = 41.98;
    series->elevationM = 201.0;
    series->utcOffsetH = -6.0;
    series->notes = {"The dry bulb of 2 hours was missing.", "Its place is near."};
    for (std::size_t h = 0; h < hoursOfYear(false); ++h) {
        WeatherHour hour;
        hour.dryBulbC = warmerK + 10.0 + 8.1 * std::sin(static_cast<double>(h % 24));
        hour.wetBulbC = hour.dryBulbC - 3.3;
        hour.windMs = 4.0;
        hour.globalWm2 = h % 24 > 6 ? 300.0 : std::nan("");
        series->hours.push_back(hour);
    }
    return series;
}

KeptWeather kept(const char* place, double warmerK = 0.0)
{
    return keptWeather(plainYear(place, warmerK), "/home/n/weather/chicago.epw", "2026-12-01T12:00:00Z");
}

bool same(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

bool sameYear(const WeatherSeries& a, const WeatherSeries& b)
{
    const auto sameHour = [](const WeatherHour& x, const WeatherHour& y) {
        return same(x.dryBulbC, y.dryBulbC) && same(x.wetBulbC, y.wetBulbC) && same(x.windMs, y.windMs) &&
               same(x.globalWm2, y.globalWm2);
    };
    return a.place == b.place && a.source == b.source && same(a.latitudeDeg, b.latitudeDeg) &&
           same(a.longitudeDeg, b.longitudeDeg) && a.elevationM == b.elevationM &&
           a.utcOffsetH == b.utcOffsetH && a.leapYear == b.leapYear && a.notes == b.notes &&
           std::equal(a.hours.begin(), a.hours.end(), b.hours.begin(), b.hours.end(), sameHour);
}

} // namespace

class KeptWeatherTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        directory_ = std::make_unique<TemporaryDirectory>();
        file_ = *directory_ / "campus.hallwright";
    }

    // FIPS 180-4's examples, and a million of one letter, which goes through every length of the last block's
    // neighbours.
    void theDigestIsThatOfTheStandard()
    {
        QCOMPARE(sha256(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(sha256("abc"),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
                 std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
        QCOMPARE(sha256(std::string(1'000'000, 'a')),
                 std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    }

    void aYearIsKnownByItsContentAndNotByItsFile()
    {
        const KeptWeather one = kept("Chicago");
        const KeptWeather other = keptWeather(plainYear("Chicago"), "another.epw", "2027-01-01T00:00:00Z");
        QVERIFY(one == other);
        QCOMPARE(one.fileName, std::string("chicago.epw"));
        QVERIFY(!(kept("Chicago", 0.1) == one));
        QVERIFY(!(kept("Boston") == one));
    }

    void aSiteFileBringsItsWeather()
    {
        const KeptWeather chicago = kept("Chicago");
        const SitePtr site = withWeather(smallCampus(), nameOf(chicago));
        saveSite(site, {}, {}, {chicago}, file_, nullptr);
        const SiteImagePtr image = loadSiteImage(file_);
        QVERIFY(*image->site == *site);
        const KeptWeather* found = findWeather(image->weather, *image->site);
        QVERIFY(found != nullptr);
        QVERIFY(sameYear(*found->series, *chicago.series));
        QCOMPARE(found->keptAt, chicago.keptAt);
        QCOMPARE(found->fileName, chicago.fileName);
        QVERIFY(loadWeather(file_, *image->site).value() == chicago);
        QVERIFY(!loadWeather(file_, *smallCampus()));
    }

    // Some 140 kB of dry bulbs, wet bulbs, wind and sun at most, and no more with each version.
    void oneYearIsKeptOnceForAllVersions()
    {
        const KeptWeather chicago = kept("Chicago");
        const SitePtr site = withWeather(smallCampus(), nameOf(chicago));
        const Branch branch{{1, BranchKind::Branch, "Renamed", {}, {}, 0}, withSiteName(site, "Renamed")};
        saveSite(site, {branch}, {}, {chicago}, file_, nullptr);
        SQLite::Database database(file_.string());
        QCOMPARE(database.execAndGet("SELECT count(*) FROM weather").getInt(), 1);
        QVERIFY(database.execAndGet("SELECT length(hours) FROM weather").getInt() < 150'000);
        QCOMPARE(database.execAndGet("SELECT place FROM weather").getString(), std::string("Chicago"));
        QVERIFY(database.execAndGet("SELECT longitude_deg IS NULL FROM weather").getInt() == 1);
    }

    void aBranchHasAWeatherOfItsOwn()
    {
        const KeptWeather chicago = kept("Chicago"), boston = kept("Boston");
        const SitePtr site = withWeather(smallCampus(), nameOf(chicago));
        const Branch branch{{1, BranchKind::Branch, "Elsewhere", {}, {}, 0},
                            withWeather(site, nameOf(boston))};
        saveSite(site, {branch}, {}, {chicago, boston}, file_, nullptr);
        const SiteImagePtr image = loadSiteImage(file_);
        QCOMPARE(image->weather.size(), std::size_t{2});
        QCOMPARE(findWeather(image->weather, *image->branches.at(0).site)->series->place,
                 std::string("Boston"));
        QCOMPARE(findWeather(image->weather, *image->site)->series->place, std::string("Chicago"));
    }

    void whatNoVersionNamesIsNotSaved()
    {
        const KeptWeather chicago = kept("Chicago"), boston = kept("Boston");
        const SitePtr site = withWeather(smallCampus(), nameOf(chicago));
        SiteImagePtr image = saveSite(site, {}, {}, {chicago, boston}, file_, nullptr);
        QCOMPARE(loadSiteImage(file_)->weather.size(), std::size_t{1});
        // Into the bytes of before: another year goes in, the first one goes out.
        image = saveSite(withWeather(site, nameOf(boston)), {}, {}, {chicago, boston}, file_, image);
        QVERIFY(loadSiteImage(file_)->weather == std::vector<KeptWeather>{boston});
        saveSite(withWeather(site, std::nullopt), {}, {}, {chicago, boston}, file_, image);
        QVERIFY(loadSiteImage(file_)->weather.empty());
    }

    void whoKnowsOfNoneKeepsIt()
    {
        const KeptWeather chicago = kept("Chicago");
        const SitePtr site = withWeather(smallCampus(), nameOf(chicago));
        saveSite(site, {}, {}, {chicago}, file_, nullptr);
        const SiteImagePtr image = loadSiteImage(file_);
        saveSite(withSiteName(image->site, "Renamed"), file_, image);
        QVERIFY(loadSiteImage(file_)->weather == std::vector<KeptWeather>{chicago});
    }

    void anUnsavedWeatherSurvivesACrash()
    {
        const KeptWeather chicago = kept("Chicago");
        saveSite(*smallCampus(), file_);
        {
            RecoveryFile recovery(file_);
            recovery.write(withWeather(smallCampus(), nameOf(chicago)), {}, {}, stampOf(file_), {chicago});
        }
        const auto recovered = findRecovery(file_);
        QVERIFY(recovered.has_value());
        QVERIFY(findWeather(recovered->weather, *recovered->site) != nullptr);
    }

    void aDamagedYearIsRefusedInASentence_data()
    {
        QTest::addColumn<QString>("damage");
        QTest::newRow("an hour") << "UPDATE weather SET hours = zeroblob(1000)";
        QTest::newRow("its place") << "UPDATE weather SET place = 'Cairo'";
        QTest::newRow("its length") << "UPDATE weather SET leap_year = 1";
    }
    void aDamagedYearIsRefusedInASentence()
    {
        QFETCH(QString, damage);
        const KeptWeather chicago = kept("Chicago");
        saveSite(withWeather(smallCampus(), nameOf(chicago)), {}, {}, {chicago}, file_, nullptr);
        SQLite::Database(file_.string(), SQLite::OPEN_READWRITE).exec(damage.toStdString());
        try {
            loadSiteImage(file_);
            QFAIL("it was read");
        } catch (const InputError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains("is damaged"), error.what());
        }
        loadSite(file_); // the site itself can be read
    }

    void whatIsNoYearIsNotKept()
    {
        auto shortened = plainYear("Chicago");
        shortened->hours.pop_back();
        QVERIFY_EXCEPTION_THROWN(keptWeather(shortened, "a.epw", ""), InputError);
        auto wet = plainYear("Chicago");
        wet->hours[5].wetBulbC = wet->hours[5].dryBulbC + 0.1;
        QVERIFY_EXCEPTION_THROWN(keptWeather(wet, "a.epw", ""), InputError);
    }

    void aChangeOfItIsSaidInWords()
    {
        const SitePtr bare = smallCampus();
        const SitePtr first = withWeather(bare, nameOf(kept("Chicago")));
        const SitePtr second = withWeather(bare, nameOf(kept("Boston")));
        const SitePtr newer = withWeather(bare, nameOf(kept("Boston", 0.5)));
        const auto said = [](const SitePtr& a, const SitePtr& b) {
            const std::vector<std::string> all = sentences(diff(*a, *b), *a, *b);
            return all.size() == 1 ? QString::fromStdString(all.front()) : QString();
        };
        QVERIFY(said(bare, first).endsWith("weather Chicago (TMY3 725300) added."));
        QVERIFY(
            said(first, second).endsWith("weather Chicago (TMY3 725300) replaced by Boston (TMY3 725300)."));
        QVERIFY(said(second, newer).endsWith("replaced by another year of Boston (TMY3 725300)."));
        QVERIFY(said(second, bare).endsWith("weather Boston (TMY3 725300) taken out."));
        QVERIFY(diff(*bare, *withWeather(second, std::nullopt)).empty());
        QVERIFY(*withChanges(bare, diff(*bare, *first)) == *first);
    }

    void theSameWeatherIsNoEdit()
    {
        const SitePtr site = withWeather(smallCampus(), nameOf(kept("Chicago")));
        QVERIFY(withWeather(site, nameOf(kept("Chicago"))) == site);
        const SitePtr bare = smallCampus();
        QVERIFY(withWeather(bare, std::nullopt) == bare);
        QVERIFY(withWeather(site, std::nullopt)->buildings == site->buildings); // nothing is evaluated anew
    }

    // A place's name may be as long as it likes; an identifier may not.
    void aLongPlaceIsShortened()
    {
        const KeptWeather weather = kept(std::string(500, 'x').c_str());
        const SitePtr site = withWeather(smallCampus(), nameOf(weather));
        QCOMPARE(weatherNameOf(*site)->title, std::string(120, 'x'));
        QCOMPARE(weatherNameOf(*site)->digest, weather.digest);
    }

    void anIdentifierOfAnotherFormIsNoWeather()
    {
        SiteEdit edit(smallCampus());
        edit.changeRecord(siteData()).identifiers["weather"] = "KORD";
        QVERIFY(!weatherNameOf(*edit.done()));
        QCOMPARE(weatherTitle("KORD"), std::string("KORD"));
    }

private:
    std::unique_ptr<TemporaryDirectory> directory_;
    std::filesystem::path file_;
};

QTEST_GUILESS_MAIN(KeptWeatherTest)
#include "tst_kept_weather.moc"
