#include "views/panels/site_page.h"

#include "core/model/check_site.h"
#include "views/panels/quantity_field.h"
#include "views/panels/words.h"
#include "views/shared/figure_text.h"
#include "views/shared/format.h"

#include <QLineEdit>

#include <array>
#include <span>

namespace hallwright::panels {

namespace {

using namespace style;

// A row for a figure of the campus.
struct FigureRow {
    const char* key;
    const char* explanation = "";
};

constexpr std::array powers = {
    FigureRow{"it_power_w"},
    FigureRow{"cooling_power_w", QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Fans, pumps and plant.")},
    FigureRow{"distribution_loss_w",
              QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Transformers, UPS, busways.")},
    FigureRow{"other_power_w",
              QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Lighting, offices, security.")},
    FigureRow{"facility_power_w"}};

constexpr std::array efficiencies = {
    FigureRow{"pue", QT_TRANSLATE_NOOP("hallwright::panels::SitePage",
                                       "Power usage effectiveness: facility power divided by IT power.")},
    FigureRow{"wue_l_per_kwh", QT_TRANSLATE_NOOP("hallwright::panels::SitePage",
                                                 "Water usage effectiveness: make-up water per IT energy.")},
    FigureRow{"water_kg_s",
              QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Make-up of towers and adiabatic coolers.")},
    FigureRow{"cue_kg_per_kwh",
              QT_TRANSLATE_NOOP("hallwright::panels::SitePage",
                                "Carbon usage effectiveness: carbon dioxide per IT energy.")},
    FigureRow{"ere", QT_TRANSLATE_NOOP("hallwright::panels::SitePage",
                                       "Energy reuse effectiveness: PUE less the heat given to others.")},
    FigureRow{"itue",
              QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "The PUE of the servers themselves.")},
    FigureRow{"tue", QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "ITUE and PUE together.")}};

constexpr std::array overheads = {
    FigureRow{"overhead/air_handler_fans_w"}, FigureRow{"overhead/cdu_pumps_w"},
    FigureRow{"overhead/loop_pumps_w"},       FigureRow{"overhead/chillers_w"},
    FigureRow{"overhead/condenser_pumps_w"},  FigureRow{"overhead/heat_rejection_w"},
    FigureRow{"overhead/distribution_w"},     FigureRow{"overhead/other_w"}};

constexpr const char* residualMeaning =
    QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Largest relative residual; at most 0.0001 %.");
constexpr std::array balances = {FigureRow{"energy_residual", residualMeaning},
                                 FigureRow{"mass_residual", residualMeaning},
                                 FigureRow{"power_residual", residualMeaning}};

QString placeText(const SiteInfo& info)
{
    const QString elevation = SitePage::tr("%1 above sea level").arg(formatDistance(info.elevationM));
    return info.place.empty() ? elevation : QStringLiteral("%1, %2").arg(text(info.place), elevation);
}

QString countsText(const Site& site)
{
    std::size_t halls = 0;
    for (const auto& building : site.buildings)
        halls += building->halls.size();
    return SitePage::tr("%1, %2, %3 racks, %4 GPUs")
        .arg(site.buildings.size() == 1 ? SitePage::tr("1 building")
                                        : SitePage::tr("%1 buildings").arg(site.buildings.size()),
             halls == 1 ? SitePage::tr("1 hall") : SitePage::tr("%1 halls").arg(halls),
             formatCount(static_cast<long long>(site.rackCount())), formatCount(site.gpuCount()));
}

QString fibreText(const Site& site)
{
    double cableM = 0.0;
    for (const FibreRun& run : site.pathways->runs)
        cableM += site.pathways->cableLengthM(run) * run.cableCount;
    return SitePage::tr("%1 runs, %2 of cable").arg(site.pathways->runs.size()).arg(formatDistance(cableM));
}

SheetGroup groupOf(const QString& caption, std::span<const FigureRow> rows, const Snapshot* snapshot,
                   QString (*explained)(const QString& text, const QString& key))
{
    SheetGroup group{caption, {}};
    for (const FigureRow& row : rows) {
        const CampusFigure& figure = campusFigure(row.key);
        group.rows.push_back(
            {titleText(figure.shortTitle),
             snapshot ? explained(valueText(figure, *snapshot), QString::fromLatin1(row.key)) : dash,
             *row.explanation ? SitePage::tr(row.explanation) : QString()});
    }
    return group;
}

} // namespace

SitePage::SitePage(QWidget* parent)
    : InspectorPage(parent), name_(new QLineEdit(this)),
      outdoor_(new QuantityField(temperatureField(), -60.0, 60.0, 1.0, this))
{
    name_->setMaxLength(static_cast<int>(longestNameCharacters));
    outdoor_->setObjectName(QStringLiteral("outdoor"));
    connect(outdoor_, &QuantityField::edited, this, &SitePage::outdoorEdited);
    connect(name_, &QLineEdit::editingFinished, this, [this] {
        const bool modified = name_->isModified();
        name_->setModified(false);
        if (modified)
            emit nameEdited(name_->text().trimmed());
    });
}

void SitePage::setSite(const Site& site, const Snapshot* snapshot)
{
    if (!name_->isModified()) {
        name_->setText(text(site.info.name));
        name_->setCursorPosition(0); // a long name shows its beginning
    }
    outdoor_->setSi(site.info.outdoorC);
    showSheet({text(site.info.name),
               text(site.info.description),
               {identity(site), groupOf(tr("Power"), powers, snapshot, explained),
                groupOf(tr("Efficiency"), efficiencies, snapshot, explained),
                groupOf(tr("Overhead: power beyond IT"), overheads, snapshot, explained),
                groupOf(tr("Balances"), balances, snapshot, explained), buildings(snapshot)}});
}

SheetGroup SitePage::identity(const Site& site) const
{
    return {
        tr("Site"),
        {SheetRow::ofField(tr("Name"), name_),
         SheetRow::ofField(tr("Outdoor temperature"), outdoor_,
                           tr("Dry bulb of the site's design day. A scenario may have another.")),
         {tr("Wet bulb"), formatTemperature(site.info.wetBulbC), {}},
         {tr("Place"), placeText(site.info), {}},
         {tr("Inventory"), countsText(site), {}},
         {tr("Fibre"), fibreText(site), tr("Runs between buildings, and the length of all their cables.")}}};
}

SheetGroup SitePage::buildings(const Snapshot* snapshot)
{
    QStringList lines;
    constexpr const char* key = "facility_power_w";
    for (std::size_t b = 0; snapshot && b < snapshot->buildings.size(); ++b) {
        const BuildingResult& building = snapshot->buildings[b];
        lines << tr("%1: %2 of %3")
                     .arg(text(snapshot->site->buildings[b]->name).toHtmlEscaped(),
                          explained(valueText(buildingFigure(key), building),
                                    text(buildingKey(*snapshot, b, key))),
                          formatPower(building.capacityW));
    }
    return {tr("Buildings: load of capacity"),
            {{QString(), snapshot ? lines.join(QStringLiteral("<br>")) : dash, {}}}};
}

} // namespace hallwright::panels
