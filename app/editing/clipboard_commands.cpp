#include "app/editing/clipboard_commands.h"

#include "core/design/copies.h"
#include "core/exchange/rack_table.h"
#include "core/layout/arrangement.h"
#include "core/model/errors.h"

#include <QClipboard>
#include <QGuiApplication>

#include <cmath>
#include <utility>

namespace hallwright::app {

ClipboardCommands::ClipboardCommands(Document* document, Selection* selection, QObject* parent)
    : QObject(parent), document_(document), selection_(selection)
{
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this,
            &ClipboardCommands::lookAtClipboard);
    lookAtClipboard();
}

// By its first line, which names the columns: whatever lies there may be long.
void ClipboardCommands::lookAtClipboard()
{
    constexpr qsizetype longestHeader = 1000;
    const std::string begins = QGuiApplication::clipboard()->text().left(longestHeader).toStdString();
    if (const bool now = isRackTable(begins); now != std::exchange(canPaste_, now))
        emit canPasteChanged();
}

void ClipboardCommands::copy()
{
    const std::vector<RackId> racks = selection_->set().racks();
    if (!document_->isOpen() || racks.empty()) {
        emit refused(tr("No rack is selected; the clipboard is as it was."));
        return;
    }
    QGuiApplication::clipboard()->setText(
        QString::fromStdString(rackTableOf(*document_->committedSite(), racks)));
    emit done(racks.size() == 1 ? tr("Copied 1 rack") : tr("Copied %1 racks").arg(racks.size()));
}

void ClipboardCommands::paste(std::optional<Point2> at)
{
    const HallId hall = selection_->hall();
    const SitePtr site = document_->committedSite();
    if (!site || document_->isPreviewing())
        return;
    const std::string text = QGuiApplication::clipboard()->text().toStdString();
    try {
        if (!hall.valid())
            throw InputError("Choose the hall first that the racks go into.");
        const std::vector<TabledRack> racks = readRackTable(text);
        const FreeFloor floor(site, hall, {});
        std::vector<Standing> standings = standingsOf(*site, racks);
        const double tileM = floor.hall().tilePitchM;
        Point2 toHand;
        if (at && tileM > 0.0) {
            const Point2 way = *at - boundsOf(standings).centre();
            toHand = {std::round(way.x / tileM) * tileM, std::round(way.y / tileM) * tileM};
            standings = moved(standings, toHand);
        }
        auto by = design::nearestFreeMove(floor, standings, true);
        if (!by)
            throw InputError(
                "The hall has no place within 30 m where all of them are free; make room, or paste fewer.");
        SiteEdit edit(site);
        std::vector<ObjectRef> added;
        for (const RackId rack : addRacks(edit, hall, racks, toHand + *by))
            added.push_back(refTo(rack));
        const QString what = added.size() == 1 ? tr("Paste 1 rack") : tr("Paste %1 racks").arg(added.size());
        document_->commit(edit.done(), what);
        selection_->setTo({std::move(added), hall});
        emit done(what);
    } catch (const InputError& error) {
        emit refused(QString::fromUtf8(error.what()));
    }
}

} // namespace hallwright::app
