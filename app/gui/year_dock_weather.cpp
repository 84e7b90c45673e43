// The weather of the site in the dock of the year: read from a file into the site, taken out of it, followed; and
// other sites to hold its year against.
#include "app/gui/year_dock.h"

#include "app/gui/background.h"
#include "core/exchange/weather_file.h"
#include "core/storage/packed_weather.h"
#include "core/storage/site_file.h"
#include "views/charts/chart.h"
#include "views/shared/format.h"

#include <QAction>
#include <QDateTime>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QSettings>

namespace hallwright::app {

void YearDock::chooseWeather()
{
    open();
    const QString file = askWhichFile();
    if (!file.isEmpty())
        readWeatherOf(file);
}

void YearDock::readWeatherOf(const QString& file)
{
    if (!document_->isOpen())
        return;
    QSettings().setValue(QStringLiteral("weatherFolder"), QFileInfo(file).absolutePath());
    const SitePtr site = document_->committedSite();
    const auto read = [site, name = file.toStdString()] {
        return keptWeather(readWeatherFor(site->info, std::filesystem::path(name)), name, utcNowText());
    };
    runInBackground(
        this, read,
        [this, opened = document_->undoStack()](const KeptWeather& weather) {
            if (document_->isOpen() && document_->undoStack() == opened) // not of another site meanwhile
                takeWeather(weather);
        },
        [this](const QString& sentence) { showRefusal(sentence); });
}

// Into the site; what it has already is no edit.
void YearDock::takeWeather(const KeptWeather& weather)
{
    showRefusal({});
    isStopped_ = false;
    keepWeather(weather);
    const SitePtr before = document_->committedSite();
    const SitePtr after = withWeather(before, nameOf(weather));
    if (after != before)
        document_->commit(after, tr("Weather: %1").arg(QString::fromStdString(nameOf(weather).title)));
    else
        follow();
}

void YearDock::takeOutWeather()
{
    if (!document_->isOpen())
        return;
    const SitePtr before = document_->committedSite();
    const SitePtr after = withWeather(before, std::nullopt);
    if (after != before)
        document_->commit(after, tr("Take out the weather"));
}

void YearDock::followWeather()
{
    const SitePtr& site = document_->committedSite();
    const KeptWeather* kept = site ? weatherOf(*site) : nullptr;
    const std::shared_ptr<const WeatherSeries> weather = kept ? kept->series : nullptr;
    if (weather == weather_)
        return;
    weather_ = weather;
    hour_.reset();
    isStopped_ = false;
    if (!weather_) {
        session_.clear();
        asked_.reset();
        answer_.reset();
        for (charts::Chart* chart : charts_)
            chart->setYear(nullptr);
        fillFigures();
    }
    showWeather(kept);
    follow();
}

void YearDock::compareWith(const YearSide& other)
{
    if (!answer_ || isStale())
        return;
    const QString name = QString::fromStdString(answer_->of.site->info.name);
    auto* dialog = new YearComparisonDialog(*answer_, name, other, this);
    dialog->show();
}

void YearDock::compareWithFile(const QString& file)
{
    const auto read = [name = file.toStdString()] { return loadSiteImage(name); };
    runInBackground(
        this, read,
        [this](const SiteImagePtr& image) {
            const KeptWeather* kept = findWeather(image->weather, *image->site);
            compareWith({QString::fromStdString(image->site->info.name), image->site,
                         kept ? kept->series : nullptr, false});
        },
        [this](const QString& sentence) { showRefusal(sentence); });
}

// What it is and where it comes from.
void YearDock::showWeather(const KeptWeather* kept)
{
    takeOut_->setEnabled(kept != nullptr);
    if (!kept) {
        place_->clear();
        place_->setToolTip({});
        return;
    }
    const WeatherSeries& weather = *kept->series;
    place_->setText(QStringLiteral("%1 (%2)").arg(QString::fromStdString(weather.place),
                                                  QString::fromStdString(weather.source)));
    QStringList lines{
        tr("%1, %2 above the sea").arg(place_->text(), style::formatDistance(weather.elevationM)),
        tr("Belongs to the site since %1, from %2")
            .arg(QLocale().toString(
                     QDateTime::fromString(QString::fromStdString(kept->keptAt), Qt::ISODate).toLocalTime(),
                     QLocale::ShortFormat),
                 QString::fromStdString(kept->fileName)),
        tr("SHA-256 %1").arg(QString::fromStdString(kept->digest))};
    for (const std::string& note : weather.notes)
        lines << QString::fromStdString(note);
    place_->setToolTip(lines.join(QLatin1Char('\n')));
}

} // namespace hallwright::app
