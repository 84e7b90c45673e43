// One line of work: the versions of a site since it was opened, and what undoes them.
#pragma once

#include "core/model/site.h"

#include <QUndoStack>

#include <memory>
#include <utility>

namespace hallwright::app {

// Its steps are the document's (document.cpp).
struct History {
    explicit History(SitePtr site) : committed(std::move(site)) {}

    SitePtr committed; // null: no site
    QUndoStack undo;
};

using HistoryPtr = std::shared_ptr<History>;

} // namespace hallwright::app
