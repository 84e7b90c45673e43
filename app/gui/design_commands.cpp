#include "app/gui/design_commands.h"

#include "core/design/equip.h"
#include "core/model/errors.h"

#include <QInputDialog>

#include <utility>

namespace hallwright::app {

namespace {

template <class IdType>
struct Named {
    IdType id;
    QString name;
};

// The chosen one, the only one, or the one that the reader picks; none if the reader picks none.
template <class IdType>
IdType pick(IdType chosen, const std::vector<Named<IdType>>& from, const QString& question, QWidget* window)
{
    if (chosen.valid())
        return chosen;
    if (from.size() == 1)
        return from.front().id;
    QStringList names;
    for (const Named<IdType>& each : from)
        names << each.name;
    bool given = false;
    const QString name = QInputDialog::getItem(window, question, question, names, 0, false, &given);
    return given ? from[static_cast<std::size_t>(names.indexOf(name))].id : IdType{};
}

} // namespace

DesignCommands::DesignCommands(Document* document, Selection* selection, QWidget* window)
    : QObject(window), document_(document), selection_(selection), window_(window)
{
}

void DesignCommands::apply(const QString& what, const QString& nothingToDo, const Design& design)
{
    if (document_->isPreviewing())
        return;
    try {
        SiteEdit edit(document_->committedSite());
        QStringList choices;
        for (const std::string& choice : design(edit))
            choices << QString::fromStdString(choice);
        const SitePtr next = edit.done();
        if (next == document_->committedSite())
            choices = {nothingToDo};
        else
            document_->commit(next, what);
        emit reported(what, choices);
    } catch (const InputError& error) {
        emit refused(what, QString::fromUtf8(error.what()));
    }
}

void DesignCommands::feedHall(HallId id)
{
    const QString name = QString::fromStdString(document_->committedSite()->hall(id).name);
    apply(tr("Feed hall %1").arg(name),
          tr("Every rack of hall %1 has an A and a B feed, and every unit its own; nothing was added.")
              .arg(name),
          [id](SiteEdit& edit) { return design::feedHall(edit, id); });
}

void DesignCommands::coolHall(HallId id)
{
    const QString name = QString::fromStdString(document_->committedSite()->hall(id).name);
    apply(tr("Cool hall %1").arg(name),
          tr("Hall %1 has air handlers, CDUs and plant for its racks, with one of each to spare; nothing was "
             "added.")
              .arg(name),
          [id](SiteEdit& edit) { return design::coolHall(edit, id); });
}

void DesignCommands::resizeLoop(CoolantLoopId id)
{
    const QString name = QString::fromStdString(document_->committedSite()->cooling->find(id)->name);
    apply(tr("Re-size %1").arg(name),
          tr("The plant and pipes of %1 carry its heat, with one unit to spare; nothing was changed.")
              .arg(name),
          [id](SiteEdit& edit) { return design::resizeLoop(edit, id); });
}

void DesignCommands::onChosenHall(const QString& what, const QString& question,
                                  void (DesignCommands::*design)(HallId))
{
    if (!document_->isOpen())
        return;
    std::vector<Named<HallId>> halls;
    for (const BuildingPtr& building : document_->committedSite()->buildings) {
        for (const HallPtr& hall : building->halls)
            halls.push_back({hall->id, QString::fromStdString(hall->name)});
    }
    if (halls.empty())
        emit refused(what, tr("The site has no hall yet."));
    else if (const HallId hall = pick(selection_->hall(), halls, question, window_); hall.valid())
        (this->*design)(hall);
}

void DesignCommands::feedChosenHall()
{
    onChosenHall(tr("Feed a hall"), tr("Which hall is to be fed?"), &DesignCommands::feedHall);
}

void DesignCommands::coolChosenHall()
{
    onChosenHall(tr("Cool a hall"), tr("Which hall is to be cooled?"), &DesignCommands::coolHall);
}

void DesignCommands::resizeChosenLoop()
{
    if (!document_->isOpen())
        return;
    const QString what = tr("Re-size a loop");
    std::vector<Named<CoolantLoopId>> loops;
    for (const CoolantLoop& loop : document_->committedSite()->cooling->loops)
        loops.push_back({loop.id, QString::fromStdString(loop.name)});
    const auto chosen = idIn<CoolantLoopId>(selection_->equipment());
    if (loops.empty())
        emit refused(what, tr("The site has no coolant loop yet; cool a hall first."));
    else if (const auto loop = pick(chosen, loops, tr("Which loop is to be re-sized?"), window_);
             loop.valid())
        resizeLoop(loop);
}

} // namespace hallwright::app
