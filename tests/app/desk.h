// A hand over the small campus, for tests of the tools.
#pragma once

#include "app/editing/editor.h"
#include "app/editing/layout_commands.h"
#include "app/editing/selection_commands.h"
#include "tests/support/campus.h"

#include <cmath>

namespace hallwright::app {

inline constexpr double metresPerPixel = 0.02;

// An open site, a hand, and what it does.
struct Desk {
    Document document;
    Selection selection;
    Editor editor{&document, &selection};
    LayoutCommands layout{&document, &selection};
    SelectionCommands choosing{&document, &selection};
    SitePtr start = test::smallCampus();
    HallId hall = start->buildings.front()->halls.front()->id;
    QStringList said;

    Desk()
    {
        document.open(start);
        selection.selectHall(hall);
        QObject::connect(&document, &Document::committedSiteChanged, &selection,
                         [this] { selection.keepWithin(document.committedSite().get()); });
        const auto hear = [this](const QString& sentence) { said << sentence; };
        QObject::connect(&editor, &Editor::said, &document, hear);
        QObject::connect(&layout, &LayoutCommands::refused, &document, hear);
    }

    const Hall& room() const { return document.committedSite()->hall(hall); }
    const Rack& rack(std::size_t i) const { return room().racks[i]; }

    void tell(style::PointerPhase phase, Point2 place, ObjectRef under = {}, Qt::KeyboardModifiers keys = {})
    {
        editor.pointer({phase, hall, place, under, keys, metresPerPixel, {}});
    }

    void dragTo(ObjectRef under, Point2 from, Point2 to, Qt::KeyboardModifiers keys = {})
    {
        tell(style::PointerPhase::Press, from, under, keys);
        for (int i = 1; i <= 4; ++i)
            tell(style::PointerPhase::Move, from + (to - from) * (i / 4.0), under, keys);
    }

    void drag(ObjectRef under, Point2 from, Point2 to, Qt::KeyboardModifiers keys = {})
    {
        dragTo(under, from, to, keys);
        tell(style::PointerPhase::Release, to, under, keys);
    }

    int steps() { return document.undoStack()->count(); }

    void undoAll()
    {
        while (document.undoStack()->canUndo())
            document.undoStack()->undo();
    }
};

inline bool near(Point2 a, Point2 b)
{
    return std::hypot(a.x - b.x, a.y - b.y) < 1e-6;
}

} // namespace hallwright::app
