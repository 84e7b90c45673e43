#include "app/gui/template_commands.h"

#include "app/gui/hall_names.h"
#include "app/gui/template_dialog.h"
#include "core/design/hall_templates.h"
#include "core/design/new_site.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/storage/site_file.h"
#include "core/studies/remedies.h"
#include "views/shared/format.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QScopedValueRollback>

#include <algorithm>
#include <array>
#include <utility>

namespace hallwright::app {

namespace {

Point2 placeFor(const Building& building, const Hall& hall)
{
    const auto place = design::freeHallPlace(building, hall.widthM, hall.depthM);
    if (!place)
        throw InputError(
            TemplateCommands::tr("Building %1 has no room for a hall of %2 m by %3 m; make it larger, or "
                                 "choose another building.")
                .arg(QString::fromStdString(building.name))
                .arg(hall.widthM)
                .arg(hall.depthM)
                .toStdString());
    return *place;
}

// Types of both catalogues, those of one name and one content once.
std::vector<RackType> typesOf(const Site& from, const Site& site)
{
    std::vector<RackType> types = from.catalogue->rackTypes;
    for (RackType type : site.catalogue->rackTypes) {
        const bool known = std::ranges::any_of(types, [&](const RackType& other) {
            type.id = other.id;
            return other == type;
        });
        if (!known)
            types.push_back(type);
    }
    return types;
}

QString sizeText(const Hall& hall)
{
    double powerW = 0.0;
    for (const Rack& rack : hall.racks)
        powerW += rack.powerW;
    return TemplateCommands::tr("A hall of %1 by %2 with %3 and %4 of nominal IT power.")
        .arg(style::formatLength(hall.widthM), style::formatLength(hall.depthM),
             QString::fromStdString(counted(hall.racks.size(), "rack")), style::formatPower(powerW));
}

} // namespace

TemplateCommands::TemplateCommands(Document* document, Selection* selection, const Results* results,
                                   QWidget* window)
    : QObject(window), document_(document), selection_(selection), results_(results), window_(window)
{
    const QString kind = tr("Sites and templates (*.hallwright)");
    askWhereToSave = [this, kind](const QString& suggestion) {
        QString path = QFileDialog::getSaveFileName(window_, tr("Save hall as template"), suggestion, kind);
        if (!path.isEmpty() && !path.endsWith(QStringLiteral(".hallwright")))
            path += QStringLiteral(".hallwright");
        return path;
    };
    askWhichFile = [this, kind] {
        return QFileDialog::getOpenFileName(window_, tr("Hall from a template"), {}, kind);
    };
    askWhich = [this](const QString& question, const QStringList& names) {
        bool given = false;
        const QString name = QInputDialog::getItem(window_, question, question, names, 0, false, &given);
        return given ? name : QString();
    };
    askParameters = [this](const design::HallParameters& has, const std::vector<RackType>& types,
                           const Describe& describe) -> std::optional<design::HallParameters> {
        TemplateDialog dialog(has, types, describe, window_);
        if (replaced_.valid()) {
            const Hall& hall = document_->committedSite()->hall(replaced_);
            dialog.setReplaced(QString::fromStdString(hall.name), sizeText(hall));
        }
        return dialog.exec() == QDialog::Accepted ? std::optional(dialog.parameters()) : std::nullopt;
    };
    confirm = [this](const QString& question) {
        return QMessageBox::question(window_, tr("Replace hall"), question,
                                     QMessageBox::Yes | QMessageBox::Cancel) == QMessageBox::Yes;
    };
}

HallId TemplateCommands::chosenHall(const QString& what)
{
    if (!document_->isOpen() || document_->isPreviewing())
        return {};
    if (!selection_->hall().valid())
        emit refused(what, tr("Look at a hall first: choose it in the site tree."));
    return selection_->hall();
}

BuildingId TemplateCommands::chosenBuilding()
{
    const Site& site = *document_->committedSite();
    if (selection_->hall().valid())
        return site.buildingOf(selection_->hall()).id;
    QStringList names;
    for (const BuildingPtr& building : site.buildings)
        names << QString::fromStdString(building->name);
    const QString name = names.size() > 1 ? askWhich(tr("In which building?"), names) : names.value(0);
    const auto at = names.indexOf(name);
    return at < 0 ? BuildingId{} : site.buildings[static_cast<std::size_t>(at)]->id;
}

void TemplateCommands::build(const QString& what, const Site& from, HallId hall, BuildingId building)
{
    try {
        const SitePtr site = document_->committedSite();
        SiteEdit edit(site);
        const HallId put = design::putHallLike(edit, building, from, hall,
                                               placeFor(*site->findBuilding(building), from.hall(hall)));
        BuiltHall built{edit.done(), put, {}};
        feedAndCool(built);
        built.choices.prepend(tr("Hall %1 stands in building %2, with %3 racks.")
                                  .arg(QString::fromStdString(built.site->hall(built.hall).name),
                                       QString::fromStdString(built.site->buildingOf(built.hall).name))
                                  .arg(built.site->hall(built.hall).racks.size()));
        document_->commit(built.site, what);
        selection_->selectHall(built.hall);
        emit reported(what, built.choices);
    } catch (const InputError& error) {
        emit refused(what, QString::fromUtf8(error.what()));
    }
}

void TemplateCommands::buildAnother()
{
    const QString what = tr("Another hall like this");
    const HallId hall = chosenHall(what);
    if (hall.valid())
        build(what, *document_->committedSite(), hall, document_->committedSite()->buildingOf(hall).id);
}

void TemplateCommands::feedAndCool(BuiltHall& built) const
{
    const Remedied done = withHallFedAndCooled(built.site, results_->conditions(), built.hall);
    built.site = done.site;
    for (const std::string& choice : done.told)
        built.choices << QString::fromStdString(choice);
    for (const std::string& finding : done.left)
        built.choices << tr("Still open: %1").arg(QString::fromStdString(finding));
}

void TemplateCommands::saveAsTemplate()
{
    const QString what = tr("Save hall as template");
    const HallId hall = chosenHall(what);
    if (!hall.valid())
        return;
    const Site& site = *document_->committedSite();
    const QString path =
        askWhereToSave(QString::fromStdString(site.hall(hall).name) + QStringLiteral(".hallwright"));
    if (path.isEmpty())
        return;
    try {
        saveSite(*design::templateOf(site, hall), path.toStdString());
        emit said(tr("Saved hall %1 as template %2").arg(QString::fromStdString(site.hall(hall).name), path));
    } catch (const std::exception& error) { // InputError, StorageError
        emit refused(what, QString::fromUtf8(error.what()));
    }
}

// Those that come with the program take their height and floor from the hall that goes, or else from the one looked at.
std::optional<TemplateCommands::Template> TemplateCommands::askForTemplate()
{
    constexpr std::array starts{design::HallStart::AirCooled, design::HallStart::LiquidCooled};
    const SitePtr site = document_->committedSite();
    QStringList names;
    for (const design::HallStart start : starts)
        names << QString::fromUtf8(design::nameOf(start).data());
    names << tr("A file …");
    const auto ownFrom = names.size();
    std::vector<HallId> own;
    for (const NamedHall& hall : namedHalls(*site)) {
        if (hall.id == replaced_)
            continue;
        own.push_back(hall.id);
        names << tr("As %1 of this site").arg(hall.name);
    }
    const auto at = names.indexOf(askWhich(tr("Which template?"), names));
    if (at < 0)
        return std::nullopt;
    if (at >= ownFrom)
        return Template{site, own[static_cast<std::size_t>(at - ownFrom)]};
    if (at == ownFrom - 1)
        return askForFile();
    const design::NewHall values =
        selection_->hall().valid() ? design::alike(site->hall(selection_->hall())) : design::NewHall{};
    const SitePtr from = design::hallTemplate(starts[static_cast<std::size_t>(at)], values);
    return Template{from, from->buildings.front()->halls.front()->id};
}

std::optional<TemplateCommands::Template> TemplateCommands::askForFile()
{
    const QString path = askWhichFile();
    if (path.isEmpty())
        return std::nullopt;
    const SitePtr from = loadSite(path.toStdString());
    const std::vector<NamedHall> halls = namedHalls(*from);
    QStringList names;
    for (const NamedHall& hall : halls)
        names << hall.name;
    if (halls.empty())
        throw InputError(tr("%1 has no hall in it.").arg(path).toStdString());
    const auto at = halls.size() == 1 ? 0 : names.indexOf(askWhich(tr("Which hall?"), names));
    return at < 0 ? std::nullopt : std::optional(Template{from, halls[static_cast<std::size_t>(at)].id});
}

// What has no rows that could be laid out otherwise is built as it is.
std::optional<TemplateCommands::Template>
TemplateCommands::askForParameters(const Template& from, const std::function<void(const Hall&)>& fits)
{
    design::HallParameters has;
    try {
        has = design::parametersOf(*from.site, from.hall);
    } catch (const InputError&) {
        return from;
    }
    const auto describe = [&](const design::HallParameters& parameters) {
        const SitePtr site = design::withParameters(from.site, from.hall, parameters);
        fits(site->hall(from.hall));
        return sizeText(site->hall(from.hall));
    };
    const auto wanted = askParameters(has, typesOf(*from.site, *document_->committedSite()), describe);
    if (!wanted)
        return std::nullopt;
    return Template{design::withParameters(from.site, from.hall, *wanted), from.hall};
}

void TemplateCommands::buildFromTemplate()
{
    const QString what = tr("Hall from a template");
    if (!document_->isOpen() || document_->isPreviewing())
        return;
    try {
        const auto from = askForTemplate();
        const BuildingId building = from ? chosenBuilding() : BuildingId{};
        if (!building.valid())
            return;
        const Building& into = *document_->committedSite()->findBuilding(building);
        if (const auto wanted = askForParameters(*from, [&](const Hall& hall) { placeFor(into, hall); }))
            build(what, *wanted->site, wanted->hall, building);
    } catch (const std::exception& error) { // InputError, StorageError
        emit refused(what, QString::fromUtf8(error.what()));
    }
}

void TemplateCommands::replaceByTemplate()
{
    const QString what = tr("Replace hall by template");
    const HallId old = chosenHall(what);
    if (!old.valid())
        return;
    const QScopedValueRollback replacing(replaced_, old);
    try {
        const SitePtr site = document_->committedSite();
        const QString name = QString::fromStdString(site->hall(old).name);
        const auto from = askForTemplate();
        const auto wanted =
            from ? askForParameters(*from,
                                    [&](const Hall& hall) { design::requireRoomInstead(*site, old, hall); })
                 : std::nullopt;
        const QString losses = QString::fromStdString(design::lossesOf(*site, old));
        if (!wanted || (!losses.isEmpty() && !confirm(tr("With hall %1 as it is go: %2. Replace it? Undo "
                                                         "brings all of it back.\n\nNow: %3\nThen: %4")
                                                          .arg(name, losses, sizeText(site->hall(old)),
                                                               sizeText(wanted->site->hall(wanted->hall))))))
            return;
        SiteEdit edit(site);
        const design::ReplacedHall replaced = design::replaceHall(edit, old, *wanted->site, wanted->hall);
        BuiltHall built{edit.done(), replaced.hall, {}};
        for (const std::string& choice : replaced.choices)
            built.choices << QString::fromStdString(choice);
        feedAndCool(built);
        document_->commit(built.site, tr("Replace hall %1 by a template").arg(name));
        selection_->selectHall(built.hall);
        emit reported(what, built.choices);
    } catch (const std::exception& error) { // InputError, StorageError
        emit refused(what, QString::fromUtf8(error.what()));
    }
}

} // namespace hallwright::app
