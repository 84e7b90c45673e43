#include "app/gui/design_commands.h"

#include "app/gui/hall_names.h"
#include "core/design/equip.h"
#include "core/model/errors.h"
#include "core/model/site_edit.h"
#include "core/rules/rules.h"

#include <QInputDialog>

#include <set>
#include <utility>

namespace hallwright::app {

namespace {

struct NamedLoop {
    CoolantLoopId id;
    QString name;
};

// The chosen one, the only one, or the one that the reader picks; none if the reader picks none.
template <class Named>
auto pick(decltype(Named::id) chosen, const std::vector<Named>& from, const QString& question,
          QWidget* window) -> decltype(Named::id)
{
    if (chosen.valid())
        return chosen;
    if (from.size() == 1)
        return from.front().id;
    QStringList names;
    for (const Named& each : from)
        names << each.name;
    bool given = false;
    const QString name = QInputDialog::getItem(window, question, question, names, 0, false, &given);
    return given ? from[static_cast<std::size_t>(names.indexOf(name))].id : decltype(Named::id){};
}

} // namespace

DesignCommands::DesignCommands(Document* document, Selection* selection, const Results* results,
                               QWidget* window)
    : QObject(window), document_(document), selection_(selection), results_(results), window_(window)
{
}

void DesignCommands::apply(const QString& what, const QString& nothingToDo, const Design& design)
{
    if (document_->isPreviewing())
        return;
    try {
        const SitePtr before = document_->committedSite();
        const Remedied done = design(before);
        QStringList lines;
        for (const std::string& choice : done.told)
            lines << QString::fromStdString(choice);
        if (done.site == before && lines.isEmpty())
            lines << (done.left.empty() ? nothingToDo : tr("There was nothing that could be added."));
        for (const std::string& finding : done.left)
            lines << tr("Still open: %1").arg(QString::fromStdString(finding));
        if (done.site != before)
            document_->commit(done.site, what);
        emit reported(what, lines);
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
          [this, id](const SitePtr& site) { return withHallFed(site, results_->conditions(), id); });
}

void DesignCommands::coolHall(HallId id)
{
    const QString name = QString::fromStdString(document_->committedSite()->hall(id).name);
    apply(tr("Cool hall %1").arg(name),
          tr("Hall %1 has air handlers, CDUs and plant for its racks, with one of each to spare; nothing was "
             "added.")
              .arg(name),
          [this, id](const SitePtr& site) { return withHallCooled(site, results_->conditions(), id); });
}

void DesignCommands::resizeLoops(const std::set<CoolantLoopId>& ids)
{
    QStringList names;
    for (const CoolantLoopId id : ids)
        names << QString::fromStdString(document_->committedSite()->cooling->find(id)->name);
    const QString name = names.join(QStringLiteral(", "));
    apply(tr("Re-size %1").arg(name),
          tr("The plant and pipes of %1 carry its heat, with one unit to spare; nothing was changed.")
              .arg(name),
          [ids](const SitePtr& site) {
              SiteEdit edit(site);
              std::vector<std::string> told;
              for (const CoolantLoopId id : ids) {
                  const std::vector<std::string> choices = design::resizeLoop(edit, id);
                  told.insert(told.end(), choices.begin(), choices.end());
              }
              return Remedied{edit.done(), std::move(told), {}};
          });
}

void DesignCommands::enlargePower(const std::optional<std::vector<PowerNodeId>>& nodes)
{
    apply(tr("Use larger power equipment"),
          tr("Nothing of it delivers more than its rating, or would after the loss of a side; nothing was "
             "changed."),
          [this, nodes](const SitePtr& site) {
              return withPowerEnlarged(site, results_->conditions(), nodes);
          });
}

void DesignCommands::remedy(const std::vector<Finding>& findings)
{
    if (findings.empty())
        return;
    std::set<HallId> halls;
    std::set<CoolantLoopId> loops;
    std::vector<PowerNodeId> nodes;
    const DesignRemedy remedy = remedyFor(findings.front());
    for (const Finding& finding : findings) {
        if (remedyFor(finding) != remedy)
            continue;
        halls.insert(finding.hall);
        loops.insert(idIn<CoolantLoopId>(finding.subject));
        nodes.push_back(idIn<PowerNodeId>(finding.subject));
    }
    switch (remedy) {
    case DesignRemedy::None:
        break;
    case DesignRemedy::Feed:
        feedHall(*halls.begin()); // a group is of one hall
        break;
    case DesignRemedy::Cool:
        coolHall(*halls.begin());
        break;
    case DesignRemedy::Resize:
        resizeLoops(loops);
        break;
    case DesignRemedy::Enlarge:
        enlargePower(nodes);
        break;
    }
}

void DesignCommands::onChosenHall(const QString& what, const QString& question,
                                  void (DesignCommands::*design)(HallId))
{
    if (!document_->isOpen())
        return;
    const std::vector<NamedHall> halls = namedHalls(*document_->committedSite());
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
    std::vector<NamedLoop> loops;
    for (const CoolantLoop& loop : document_->committedSite()->cooling->loops)
        loops.push_back({loop.id, QString::fromStdString(loop.name)});
    const auto chosen = idIn<CoolantLoopId>(selection_->equipment());
    if (loops.empty())
        emit refused(what, tr("The site has no coolant loop yet; cool a hall first."));
    else if (const auto loop = pick(chosen, loops, tr("Which loop is to be re-sized?"), window_);
             loop.valid())
        resizeLoops({loop});
}

void DesignCommands::enlargeChosenPower()
{
    if (!document_->isOpen())
        return;
    const Site& site = *document_->committedSite();
    if (const auto node = idIn<PowerNodeId>(selection_->equipment()); node.valid())
        enlargePower(std::vector{node});
    else if (selection_->hall().valid())
        enlargePower(feedsOf(site.hall(selection_->hall())));
    else
        enlargePower(std::nullopt);
}

} // namespace hallwright::app
