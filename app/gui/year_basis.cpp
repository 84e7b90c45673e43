#include "app/gui/year_basis.h"

#include "core/exchange/heat_demand_file.h"
#include "core/exchange/maintenance_file.h"
#include "core/exchange/price_file.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSettings>

#include <tuple>

namespace hallwright::app {

namespace {

std::filesystem::path basisPath(const QString& file)
{
    return file.toStdString();
}

auto fieldsOf(const YearChoices& c)
{
    return std::tie(c.gridFile, c.priceFile, c.pricesFile, c.loadFile, c.maintenanceFile, c.heatFile,
                    c.own.solarW, c.own.windW, c.own.constantW, c.batch.share, c.batch.deadlineH,
                    c.batch.mostFacilityW, c.batch.by);
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
        basis->grid = readGrid(basisPath(choices.gridFile), GridQuantity::CarbonIntensity);
    if (!choices.priceFile.isEmpty())
        basis->price = readGrid(basisPath(choices.priceFile), GridQuantity::Price);
    if (!choices.pricesFile.isEmpty())
        basis->prices = readPrices(basisPath(choices.pricesFile));
    if (!choices.loadFile.isEmpty())
        basis->load = readLoadShares(basisPath(choices.loadFile));
    if (!choices.maintenanceFile.isEmpty())
        basis->maintenance = readMaintenance(basisPath(choices.maintenanceFile));
    if (!choices.heatFile.isEmpty())
        basis->heat = readHeatDemand(basisPath(choices.heatFile));
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

void keepChoices(const QString& siteFile, const YearChoices& c)
{
    if (siteFile.isEmpty())
        return;
    QSettings kept;
    kept.beginGroup(groupOf(siteFile));
    kept.setValue(QStringLiteral("grid"), c.gridFile);
    kept.setValue(QStringLiteral("price"), c.priceFile);
    kept.setValue(QStringLiteral("prices"), c.pricesFile);
    kept.setValue(QStringLiteral("load"), c.loadFile);
    kept.setValue(QStringLiteral("maintenance"), c.maintenanceFile);
    kept.setValue(QStringLiteral("heat"), c.heatFile);
    kept.setValue(QStringLiteral("solarW"), c.own.solarW);
    kept.setValue(QStringLiteral("windW"), c.own.windW);
    kept.setValue(QStringLiteral("constantW"), c.own.constantW);
    kept.setValue(QStringLiteral("batchShare"), c.batch.share);
    kept.setValue(QStringLiteral("deadlineH"), static_cast<qulonglong>(c.batch.deadlineH));
    kept.setValue(QStringLiteral("byPrice"), c.batch.by == ShiftBy::Price);
}

YearChoices keptChoices(const QString& siteFile)
{
    if (siteFile.isEmpty())
        return {};
    QSettings kept;
    kept.beginGroup(groupOf(siteFile));
    YearChoices c;
    c.gridFile = kept.value(QStringLiteral("grid")).toString();
    c.priceFile = kept.value(QStringLiteral("price")).toString();
    c.pricesFile = kept.value(QStringLiteral("prices")).toString();
    c.loadFile = kept.value(QStringLiteral("load")).toString();
    c.maintenanceFile = kept.value(QStringLiteral("maintenance")).toString();
    c.heatFile = kept.value(QStringLiteral("heat")).toString();
    c.own = {kept.value(QStringLiteral("solarW")).toDouble(), kept.value(QStringLiteral("windW")).toDouble(),
             kept.value(QStringLiteral("constantW")).toDouble()};
    c.batch.share = kept.value(QStringLiteral("batchShare")).toDouble();
    const BatchWork standard;
    c.batch.deadlineH =
        kept.value(QStringLiteral("deadlineH"), static_cast<qulonglong>(standard.deadlineH)).toULongLong();
    c.batch.by = kept.value(QStringLiteral("byPrice")).toBool() ? ShiftBy::Price : ShiftBy::Carbon;
    return c;
}

} // namespace hallwright::app
