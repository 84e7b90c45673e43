// Whether anything may still come of what a window was given.
#pragma once

#include "app/gui/main_window.h"

namespace hallwright::app {

// Nothing is being evaluated, solved or made for the scene, and the window has been told of all that was. One follows
// from the other within one call, so that there is no moment between them when all of them seem idle.
inline bool isIdle(MainWindow& window)
{
    Workspace& workspace = *window.workspace();
    return window.results().isIdle() && workspace.hallAir()->session()->isIdle() &&
           workspace.airLayers()->isIdle();
}

} // namespace hallwright::app
