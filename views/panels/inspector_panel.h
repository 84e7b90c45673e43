// What is selected, in full: values to edit, and what they lead to.
#pragma once

#include "core/model/object_fields.h"
#include "core/model/selection_set.h"
#include "core/rules/findings.h"
#include "core/simulation/snapshot.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace hallwright::panels {

class RackPage;
class HallPage;
class InspectorPage;
class SitePage;
class EquipmentPage;
class FieldsPage;
class FindingsStrip;

class InspectorPanel : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorPanel(QWidget* parent = nullptr);

    // Shows the primary, else the hall, else the site; a null site shows an empty page.
    void setSelection(const SelectionSet& selection);
    bool showsPrimary() const; // false: what is shown is the hall or the site
    void setSite(const SitePtr& site);
    void setSnapshot(const SnapshotPtr& snapshot);
    // Those of what is shown stand under it; null: not known.
    void setFindings(const SnapshotPtr& checked, const FindingsPtr& findings);

    // Takes what is half typed in a field as entered, before something else is selected, saved or closed.
    void completeEntry();

    // Shows at the field that is being edited why what was entered there will not do.
    void refuse(const QString& sentence);

    // Makes the fields anew after the reader has chosen other units.
    void rebuild();

signals:
    // The reader has entered a value. `what` names it for the undo history: "Set power of rack B1-H1-A01".
    void rackEdited(const hallwright::Rack& changed, const QString& what);
    void rackPowerEdited(hallwright::RackId id, double powerW);
    void rackStatusEdited(hallwright::RackId id, hallwright::LifecycleStatus status);
    void hallSupplyEdited(hallwright::HallId id, double supplyC);
    void outdoorEdited(double outdoorC);
    void siteNameEdited(const QString& name);
    void fieldEdited(const std::vector<hallwright::ObjectRef>& objects, const QString& field,
                     const std::vector<hallwright::FieldValue>& values);
    void refused(const QString& sentence); // what was entered will not do, as the field says
    void serviceChanged(hallwright::ObjectRef equipment, bool outOfService);
    void failureWanted(hallwright::ObjectRef equipment);
    // A figure was clicked; `below` is where its explanation fits. Keys of core/simulation/explain.h.
    void explanationWanted(const QString& key, QPoint below);
    void findingChosen(const hallwright::Finding& finding);
    void findingsWanted(hallwright::ObjectRef of); // all of what is shown

private:
    void refresh();
    void showPage();
    void showHowMany();
    void showFindings();
    InspectorPage* page() const; // that is seen; null: none
    ObjectRef shown() const;     // none: the site

    SitePtr site_;
    SnapshotPtr snapshot_;
    SelectionSet selection_;
    SnapshotPtr checked_;
    FindingsPtr findings_;
    QLabel* several_; // where more than one is selected
    QLabel* locked_;  // stands under the page of what is locked
    FindingsStrip* strip_;
    QStackedWidget* stack_;
    QWidget* emptyPage_ = nullptr;
    RackPage* rackPage_ = nullptr;
    HallPage* hallPage_ = nullptr;
    SitePage* sitePage_ = nullptr;
    EquipmentPage* equipmentPage_ = nullptr;
    FieldsPage* objectPage_ = nullptr; // of all else
};

} // namespace hallwright::panels
