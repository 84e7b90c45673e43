// What the menu and the findings offer to have designed: feeds, cooling, loops and larger power equipment for what is drawn.
// Each is one undo step, and says what it chose and what is still wrong after it.
#pragma once

#include "app/gui/results.h"
#include "app/project/document.h"
#include "app/project/selection.h"
#include "core/rules/finding.h"
#include "core/studies/remedies.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <optional>
#include <set>
#include <vector>

namespace hallwright::app {

class DesignCommands : public QObject
{
    Q_OBJECT

public:
    DesignCommands(Document* document, Selection* selection, const Results* results, QWidget* window);

    void feedHall(HallId hall);
    void coolHall(HallId hall);
    void resizeLoops(const std::set<CoolantLoopId>& loops);
    // Of these and what they hang on; of all of the site where none are given.
    void enlargePower(const std::optional<std::vector<PowerNodeId>>& nodes);
    // What the rule of these findings offers (core/rules/rules.h), for all places that they are at.
    void remedy(const std::vector<Finding>& findings);

    // The chosen one, or the only one; else the reader is asked which.
    void feedChosenHall();
    void coolChosenHall();
    void resizeChosenLoop();
    void enlargeChosenPower(); // the chosen equipment's, else what feeds the chosen hall, else the site's

signals:
    // What was done, and a sentence for each choice; where nothing was to do, one that says so and no undo step.
    void reported(const QString& what, const QStringList& choices);
    void refused(const QString& what, const QString& reason); // the site is as it was

private:
    using Design = std::function<Remedied(const SitePtr&)>;
    void apply(const QString& what, const QString& nothingToDo, const Design& design);
    void onChosenHall(const QString& what, const QString& question, void (DesignCommands::*design)(HallId));

    Document* document_;
    Selection* selection_;
    const Results* results_;
    QWidget* window_;
};

} // namespace hallwright::app
