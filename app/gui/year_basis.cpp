#include "app/gui/year_basis.h"

#include "core/exchange/price_file.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSettings>

#include <tuple>

namespace hallwright::app {

namespace {

std::filesystem::path pathOf(const QString& file)
{
    return file.toStdString();
}

auto fieldsOf(const YearChoices& c)
{
    return std::tie(c.gridFile, c.priceFile, c.pricesFile, c.loadFile, c.own.solarW, c.own.windW,
                    c.own.constantW, c.batch.share, c.batch.deadlineH, c.batch.mostFacilityW, c.batch.by);
}

QString groupOf(const QString& siteFile)
{
    const QByteArray path = QFileInfo(siteFile).absoluteFilePath().toUtf8();
    return QStringLiteral("years/") +
           QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().left(16));
}

} // namespace

bool YearChoices::operator==(const YearChoices& other) const
{
    return fieldsOf(*this) == fieldsOf(other);
}

YearBasisPtr basisOf(const YearChoices& choices)
{
    auto basis = std::make_shared<YearBasis>();
    basis->choices = choices;
    if (!choices.gridFile.isEmpty())
        basis->grid = readGrid(pathOf(choices.gridFile), GridQuantity::CarbonIntensity);
    if (!choices.priceFile.isEmpty())
        basis->price = readGrid(pathOf(choices.priceFile), GridQuantity::Price);
    if (!choices.pricesFile.isEmpty())
        basis->prices = readPrices(pathOf(choices.pricesFile));
    if (!choices.loadFile.isEmpty())
        basis->load = readLoadShares(pathOf(choices.loadFile));
    return basis;
}

GridQuestion gridQuestion(const YearBasis& basis, const WeatherSeries& weather)
{
    GridQuestion question;
    if (basis.grid)
        question.carbonKgPerKwh = basis.grid->atClock(weather.utcOffsetH, weather.leapYear);
    if (basis.price)
        question.pricePerKwh = basis.price->atClock(weather.utcOffsetH, weather.leapYear);
    question.own = basis.choices.own;
    question.batch = basis.choices.batch;
    return question;
}

LoadProfile loadProfile(const YearBasis& basis)
{
    LoadProfile profile;
    if (basis.load) {
        profile.shares = basis.load->shares;
        profile.source = "by hour of the day and role, " + basis.load->source;
    }
    return profile;
}

void keepYear(const QString& siteFile, const KeptYear& year)
{
    if (siteFile.isEmpty())
        return;
    QSettings kept;
    kept.beginGroup(groupOf(siteFile));
    const YearChoices& c = year.choices;
    kept.setValue(QStringLiteral("weather"), year.weatherFile);
    kept.setValue(QStringLiteral("grid"), c.gridFile);
    kept.setValue(QStringLiteral("price"), c.priceFile);
    kept.setValue(QStringLiteral("prices"), c.pricesFile);
    kept.setValue(QStringLiteral("load"), c.loadFile);
    kept.setValue(QStringLiteral("solarW"), c.own.solarW);
    kept.setValue(QStringLiteral("windW"), c.own.windW);
    kept.setValue(QStringLiteral("constantW"), c.own.constantW);
    kept.setValue(QStringLiteral("batchShare"), c.batch.share);
    kept.setValue(QStringLiteral("deadlineH"), static_cast<qulonglong>(c.batch.deadlineH));
    kept.setValue(QStringLiteral("byPrice"), c.batch.by == ShiftBy::Price);
}

KeptYear keptYear(const QString& siteFile)
{
    if (siteFile.isEmpty())
        return {};
    QSettings kept;
    kept.beginGroup(groupOf(siteFile));
    KeptYear year;
    YearChoices& c = year.choices;
    year.weatherFile = kept.value(QStringLiteral("weather")).toString();
    c.gridFile = kept.value(QStringLiteral("grid")).toString();
    c.priceFile = kept.value(QStringLiteral("price")).toString();
    c.pricesFile = kept.value(QStringLiteral("prices")).toString();
    c.loadFile = kept.value(QStringLiteral("load")).toString();
    c.own = {kept.value(QStringLiteral("solarW")).toDouble(), kept.value(QStringLiteral("windW")).toDouble(),
             kept.value(QStringLiteral("constantW")).toDouble()};
    c.batch.share = kept.value(QStringLiteral("batchShare")).toDouble();
    const BatchWork standard;
    c.batch.deadlineH =
        kept.value(QStringLiteral("deadlineH"), static_cast<qulonglong>(standard.deadlineH)).toULongLong();
    c.batch.by = kept.value(QStringLiteral("byPrice")).toBool() ? ShiftBy::Price : ShiftBy::Carbon;
    return year;
}

} // namespace hallwright::app
