// The inspector's page of a rack: what it is, where it stands, what it draws.
#pragma once

#include "core/simulation/snapshot.h"
#include "views/panels/inspector_page.h"

class QComboBox;
class QLineEdit;

namespace hallwright::panels {

class QuantityField;

class RackPage : public InspectorPage
{
    Q_OBJECT

public:
    explicit RackPage(QWidget* parent = nullptr);
    // `snapshot` may be null or of another version: what it does not know stays open.
    void setRack(const Site& site, const Snapshot* snapshot, const Rack& rack);

signals:
    void edited(const hallwright::Rack& changed, const QString& what);
    void powerEdited(hallwright::RackId id, double powerW);
    void statusEdited(hallwright::RackId id, hallwright::LifecycleStatus status);

private:
    template <class Change>
    void edit(const QString& what, Change change);
    void makeFields();
    void connectFields();
    void fillFields(const Record& record);
    SheetGroup identity(const Site& site) const;
    SheetGroup position() const;
    SheetGroup load(const Site& site) const;

    Rack rack_;
    QLineEdit* name_;
    QComboBox* role_;
    QComboBox* status_;
    QuantityField* x_;
    QuantityField* y_;
    QComboBox* facing_;
    QuantityField* power_;
    QuantityField* liquid_;
    QuantityField* mass_;
};

} // namespace hallwright::panels
