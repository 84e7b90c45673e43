// What the menu offers to have designed: feeds, cooling and loops for what is drawn. Each is one undo step, and says what
// it chose.
#pragma once

#include "app/project/document.h"
#include "app/project/selection.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <string>
#include <vector>

namespace hallwright {
class SiteEdit;
}

namespace hallwright::app {

class DesignCommands : public QObject
{
    Q_OBJECT

public:
    DesignCommands(Document* document, Selection* selection, QWidget* window);

    void feedHall(HallId hall);
    void coolHall(HallId hall);
    void resizeLoop(CoolantLoopId loop);

    // The chosen one, or the only one; else the reader is asked which.
    void feedChosenHall();
    void coolChosenHall();
    void resizeChosenLoop();

signals:
    // What was done, and a sentence for each choice; where nothing was to do, one that says so and no undo step.
    void reported(const QString& what, const QStringList& choices);
    void refused(const QString& what, const QString& reason); // the site is as it was

private:
    using Design = std::function<std::vector<std::string>(SiteEdit&)>;
    void apply(const QString& what, const QString& nothingToDo, const Design& design);
    void onChosenHall(const QString& what, const QString& question, void (DesignCommands::*design)(HallId));

    Document* document_;
    Selection* selection_;
    QWidget* window_;
};

} // namespace hallwright::app
