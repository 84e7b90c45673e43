// Light and dark: the widgets' palette and the named colours of every drawing.
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

namespace hallwright::style {

enum class Theme { Light, Dark };

struct Colours {
    QColor background; // behind a scene or a plan
    QColor ground;     // campus ground
    QColor grid;       // tile and drawing grid
    QColor floor;      // of a hall
    QColor wall;
    QColor building; // shell of a building
    QColor roof;
    QColor column;
    QColor coldAisle; // translucent over the floor
    QColor hotAisle;
    QColor airHandler;
    QColor cdu;
    QColor plant; // chillers, dry coolers, towers
    QColor power; // transformers, UPS, busways
    QColor supplyPipe;
    QColor returnPipe;
    QColor fibre;
    QColor trench;
    QColor text;
    QColor dimText;
    QColor accent;    // of the program: buttons, focus
    QColor selection; // the selected rack
    QColor warning;
    QColor violation; // over a limit
};

const Colours& colours(Theme theme);
QPalette palette(Theme theme);

// The style sheet that gives the window its spacing and its quiet frames.
QString styleSheet(Theme theme);

} // namespace hallwright::style
