// Halls built again from the menu: another one like the chosen one, one kept as a template, one out of a template beside
// the others or in the place of one of them.
#pragma once

#include "app/gui/results.h"
#include "app/project/document.h"
#include "app/project/selection.h"
#include "core/design/hall_parameters.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <optional>

class QWidget;

namespace hallwright::app {

// A template is a site file with one hall in it; any other site file serves as one too.
class TemplateCommands : public QObject
{
    Q_OBJECT

public:
    // All outlive it.
    TemplateCommands(Document* document, Selection* selection, const Results* results, QWidget* window);

    void buildAnother();      // like the chosen hall, in its building
    void saveAsTemplate();    // the chosen hall, in a file that the reader names
    void buildFromTemplate(); // one that the reader chooses, in the building looked at or the first
    void replaceByTemplate(); // the chosen hall, by such a one

    // Replaced by tests. Empty: the reader thinks better of it.
    std::function<QString(const QString& suggestion)> askWhereToSave;
    std::function<QString()> askWhichFile;
    // One of several by name.
    std::function<QString(const QString& question, const QStringList& names)> askWhich;
    // With which rows and racks; nothing if the reader thinks better of it. `describe` throws InputError for what cannot be.
    using Describe = std::function<QString(const design::HallParameters&)>;
    std::function<std::optional<design::HallParameters>(
        const design::HallParameters& has, const std::vector<RackType>& types, const Describe& describe)>
        askParameters;
    std::function<bool(const QString& question)> confirm; // that things go

signals:
    void reported(const QString& what, const QStringList& choices);
    void refused(const QString& what, const QString& reason); // the site is as it was
    void said(const QString& message);

private:
    struct Template {
        SitePtr site;
        HallId hall;
    };
    // What is put and what connects it are two edits: where the second cannot be done the hall stands all the same.
    struct BuiltHall {
        SitePtr site;
        HallId hall;
        QStringList choices;
    };
    HallId chosenHall(const QString& what);
    // One that comes with the program, a hall of this site or of a file. Throws InputError, StorageError.
    std::optional<Template> askForTemplate();
    std::optional<Template> askForFile();
    // With other numbers, if the reader wants. `fits` throws InputError where it has no room.
    std::optional<Template> askForParameters(const Template& from,
                                             const std::function<void(const Hall&)>& fits);
    BuildingId chosenBuilding();
    void build(const QString& what, const Site& from, HallId hall, BuildingId building);
    void feedAndCool(BuiltHall& built) const;

    Document* document_;
    Selection* selection_;
    const Results* results_;
    QWidget* window_;
    HallId replaced_; // while its successor is asked for
};

} // namespace hallwright::app
