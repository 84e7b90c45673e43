// Racks to the clipboard and from it, as the table of text that a spreadsheet takes too (core/exchange/rack_table.h).
#pragma once

#include "app/project/document.h"
#include "app/project/selection.h"

#include <QObject>

#include <optional>

namespace hallwright::app {

class ClipboardCommands : public QObject
{
    Q_OBJECT

public:
    ClipboardCommands(Document* document, Selection* selection, QObject* parent = nullptr);

    // Whether the clipboard holds a table of racks.
    bool canPaste() const { return canPaste_; }

    void copy(); // the selected racks
    // Into the hall that is looked at: with their middle `at` a point of its floor, or at the places that the table says; there, or
    // the nearest move of all at which all are free; one undo step. They become the selection.
    void paste(std::optional<Point2> at = {});

signals:
    void canPasteChanged();
    void done(const QString& what);
    void refused(const QString& reason);

private:
    void lookAtClipboard();

    Document* document_;
    Selection* selection_;
    bool canPaste_ = false; // kept: to ask the clipboard is to wait for the program that filled it
};

} // namespace hallwright::app
