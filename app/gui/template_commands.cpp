#include "app/gui/template_commands.h"

#include "core/design/equip.h"
#include "core/design/hall_templates.h"
#include "core/model/errors.h"
#include "core/storage/site_file.h"

#include <QFileDialog>
#include <QInputDialog>

#include <utility>

namespace hallwright::app {

namespace {

// What is put and what connects it are two edits: where the second cannot be done the hall stands all the same.
struct BuiltHall {
    SitePtr site;
    HallId hall;
    QStringList choices;
};

BuiltHall builtHall(const SitePtr& site, const Site& from, HallId like, const Building& building)
{
    const Hall& hall = from.hall(like);
    const auto place = design::freeHallPlace(building, hall.widthM, hall.depthM);
    if (!place)
        throw InputError(
            TemplateCommands::tr("Building %1 has no room for a hall of %2 m by %3 m; make it larger, or "
                                 "choose another building.")
                .arg(QString::fromStdString(building.name))
                .arg(hall.widthM)
                .arg(hall.depthM)
                .toStdString());
    SiteEdit edit(site);
    const HallId put = design::putHallLike(edit, building.id, from, like, *place);
    return {edit.done(), put, {}};
}

void feedAndCool(BuiltHall& built)
{
    try {
        SiteEdit edit(built.site);
        for (const auto& choices : {design::feedHall(edit, built.hall), design::coolHall(edit, built.hall)}) {
            for (const std::string& choice : choices)
                built.choices << QString::fromStdString(choice);
        }
        built.site = edit.done();
    } catch (const InputError& error) {
        built.choices = {TemplateCommands::tr("It stands, but is not fed and cooled yet: %1")
                             .arg(QString::fromUtf8(error.what()))};
    }
}

} // namespace

TemplateCommands::TemplateCommands(Document* document, Selection* selection, QWidget* window)
    : QObject(window), document_(document), selection_(selection), window_(window)
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
        BuiltHall built = builtHall(document_->committedSite(), from, hall,
                                    *document_->committedSite()->findBuilding(building));
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

void TemplateCommands::buildFromFile()
{
    const QString what = tr("Hall from a template");
    if (!document_->isOpen() || document_->isPreviewing())
        return;
    const QString path = askWhichFile();
    if (path.isEmpty())
        return;
    try {
        const SitePtr from = loadSite(path.toStdString());
        QStringList names;
        std::vector<HallId> halls;
        for (const BuildingPtr& building : from->buildings) {
            for (const HallPtr& hall : building->halls) {
                names << QString::fromStdString(hall->name);
                halls.push_back(hall->id);
            }
        }
        if (halls.empty())
            throw InputError(tr("%1 has no hall in it.").arg(path).toStdString());
        const auto at = halls.size() == 1 ? 0 : names.indexOf(askWhich(tr("Which hall?"), names));
        const BuildingId building = at < 0 ? BuildingId{} : chosenBuilding();
        if (building.valid())
            build(what, *from, halls[static_cast<std::size_t>(at)], building);
    } catch (const std::exception& error) { // InputError, StorageError
        emit refused(what, QString::fromUtf8(error.what()));
    }
}

} // namespace hallwright::app
