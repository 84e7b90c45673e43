// Racks to the clipboard and from it, as the table of text that a spreadsheet takes too (core/exchange/rack_table.h).
#pragma once

#include "app/project/document.h"
#include "app/project/selection.h"

#include <QObject>

namespace hallwright::app {

class ClipboardCommands : public QObject
{
    Q_OBJECT

public:
    ClipboardCommands(Document* document, Selection* selection, QObject* parent = nullptr);

    void copy(); // the selected racks
    // Into the hall that is looked at, at the places that the table says, or the nearest move of all at which all are
    // free; one undo step. They become the selection.
    void paste();

signals:
    void done(const QString& what);
    void refused(const QString& reason);

private:
    Document* document_;
    Selection* selection_;
};

} // namespace hallwright::app
