// What is selected, in full: values to edit, and what they lead to.
#pragma once

#include "core/simulation/snapshot.h"

#include <QWidget>

class QStackedWidget;

namespace hallwright::panels {

class RackPage;
class HallPage;
class SitePage;

class InspectorPanel : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorPanel(QWidget* parent = nullptr);

    // Shows the rack if valid, else the hall if valid, else the site; a null site shows an empty page.
    void setSelection(RackId rack, HallId hall);
    void setSite(const SitePtr& site);
    void setSnapshot(const SnapshotPtr& snapshot);

    // Takes what is half typed in a field as entered, before something else is selected, saved or closed.
    void completeEntry();

    // Makes the fields anew after the reader has chosen other units.
    void rebuild();

signals:
    // The reader has entered a value. `what` names it for the undo history: "Set power of rack B1-H1-A01".
    void rackEdited(const hallwright::Rack& changed, const QString& what);
    void rackPowerEdited(hallwright::RackId id, double powerW);
    void hallSupplyEdited(hallwright::HallId id, double supplyC);
    void outdoorEdited(double outdoorC);
    void siteNameEdited(const QString& name);

private:
    void refresh();

    SitePtr site_;
    SnapshotPtr snapshot_;
    RackId rack_;
    HallId hall_;
    QStackedWidget* stack_;
    QWidget* emptyPage_ = nullptr;
    RackPage* rackPage_ = nullptr;
    HallPage* hallPage_ = nullptr;
    SitePage* sitePage_ = nullptr;
};

} // namespace hallwright::panels
