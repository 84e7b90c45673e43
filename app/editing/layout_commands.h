// What a menu entry does to all that is selected in a hall: where it stands, how many there are of it. Each is one undo
// step; what cannot be done is refused in a sentence and changes nothing.
#pragma once

#include "app/project/document.h"
#include "app/project/selection.h"
#include "core/layout/arrangement.h"
#include "core/layout/free_floor.h"

#include <QObject>

#include <functional>

namespace hallwright::app {

class LayoutCommands : public QObject
{
    Q_OBJECT

public:
    LayoutCommands(Document* document, Selection* selection, QObject* parent = nullptr);

    void moveBy(Point2 byM);
    void nudge(Point2 way, bool fine); // by a tile, or by a centimetre
    void turn(double byDeg);           // counter-clockwise about the middle of all; by right angles
    void turnEach(double byDeg);       // each about its own middle
    void mirror(FloorAxis along);      // about the middle of all
    void align(Alignment to);
    void distribute(FloorAxis along);
    void closeUp(); // along the way they lie
    void swap();
    // Racks into the nearest free places of their rows and of rows like these, rows with their racks to the next free
    // place in the pitch of the hall's rows, all else into the nearest place beside the aisles where all of it is free;
    // the copies become the selection.
    void duplicate();
    QString
    makeArray(const ArrayRule& rule); // why it was refused, of the copy that cannot stand; empty: it is made
    void remove(); // a row with the racks in it, and with the busways over it that serve nothing else
    void
    removeHall(); // the one that is looked at, with all that stands in it; the connections of other things to that end
    // To the same places, or the nearest where all are free; a row with the racks in it.
    void moveToHall(HallId hall);

    // Locked things are not moved, turned or removed: core/model/locks.h.
    void setLocked(bool locked);

signals:
    void done(const QString& what);
    void refused(const QString& reason);

private:
    using Arrange = std::function<std::vector<Standing>(const std::vector<Standing>&)>;

    // Those of the selection that stand in the hall that is looked at; none, with a refusal, if there are none or one
    // is locked.
    std::vector<Standing> toArrange();
    void duplicateRows(const QString& what, const std::vector<Standing>& group);
    void arrange(const QString& what, const Arrange& how);
    void chooseRacksOfRows();
    QString refusalOfCopies(const std::vector<Standing>& group,
                            const std::vector<std::vector<Standing>>& copies) const;
    bool requireFree(const FreeFloor& floor, const std::vector<Standing>& put);
    // These three: why it was refused; empty: it is done.
    QString apply(const QString& what, const std::function<SitePtr(const SitePtr&)>& edit);
    QString addCopies(const QString& what, HallId hall, const std::vector<std::vector<Standing>>& copies);
    QString add(const QString& what, HallId hall,
                const std::function<std::vector<ObjectRef>(SiteEdit&)>& how);
    QString counted(const QString& verb,
                    const std::vector<ObjectRef>& objects) const; // "Turn 5 racks", "Turn rack A01"

    Document* document_;
    Selection* selection_;
};

// Why a locked one among them stays where it is; empty if none is locked.
QString lockRefusal(const Site& site, const std::vector<Standing>& standings);

} // namespace hallwright::app
