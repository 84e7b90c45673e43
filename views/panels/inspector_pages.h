// The three pages of the inspector.
#pragma once

#include "core/simulation/snapshot.h"
#include "views/panels/inspector_page.h"
#include "views/panels/quantity_field.h"

#include <QComboBox>
#include <QLineEdit>

#include <vector>

namespace hallwright::panels {

class RackPage : public InspectorPage
{
    Q_OBJECT

public:
    explicit RackPage(QWidget* parent = nullptr);
    void setRack(const Site& site, const Rack& rack);
    void setResult(const Snapshot* snapshot);

signals:
    void edited(const hallwright::Rack& changed, const QString& what);
    void powerEdited(hallwright::RackId id, double powerW);
    void statusEdited(hallwright::RackId id, hallwright::LifecycleStatus status);

private:
    template <class Change>
    void edit(const QString& what, Change change);

    Rack rack_;
    QLineEdit* name_;
    QLabel* type_;
    QComboBox* role_;
    QComboBox* status_;
    QuantityField* x_;
    QuantityField* y_;
    QComboBox* facing_;
    QuantityField* power_;
    QuantityField* liquid_;
    QuantityField* mass_;
    QLabel* gpus_;
    QLabel* feeds_;
    QLabel* cdu_;
    QLabel* floorLoad_;
    QLabel* drawn_;
    QLabel* inlet_;
    QLabel* outlet_;
    QLabel* airflow_;
    QLabel* toAir_;
    QLabel* toLiquid_;
    QLabel* recirculated_;
    QLabel* fanPower_;
    QLabel* coolant_;
    QLabel* coolantTemperatures_;
    QLabel* rearDoor_;
    QLabel* circuits_;
};

class HallPage : public InspectorPage
{
    Q_OBJECT

public:
    explicit HallPage(QWidget* parent = nullptr);
    void setHall(const Site& site, const Hall& hall);
    void setResult(const Snapshot* snapshot);

signals:
    void supplyEdited(hallwright::HallId id, double supplyC);

private:
    HallId id_;
    QuantityField* supply_;
    QLabel* size_;
    QLabel* floor_;
    QLabel* rating_;
    QLabel* containment_;
    QLabel* racks_;
    QLabel* airHandlers_;
    QLabel* cdus_;
    QLabel* it_;
    QLabel* density_;
    QLabel* inlets_;
    QLabel* inletsFrom_;
    QLabel* return_;
    QLabel* airflow_;
    QLabel* toAir_;
    QLabel* toLiquid_;
    QLabel* fans_;
    QLabel* partialPue_;
    QLabel* supplied_;
};

class SitePage : public InspectorPage
{
    Q_OBJECT

public:
    explicit SitePage(QWidget* parent = nullptr);
    void setSite(const Site& site);
    void setResult(const Snapshot* snapshot);

signals:
    void outdoorEdited(double outdoorC);
    void nameEdited(const QString& name);

private:
    void showEfficiency(const Snapshot& snapshot);

    QLineEdit* name_;
    QuantityField* outdoor_;
    QLabel* wetBulb_;
    QLabel* place_;
    QLabel* counts_;
    QLabel* fibre_;
    QLabel* it_;
    QLabel* cooling_;
    QLabel* losses_;
    QLabel* other_;
    QLabel* facility_;
    QLabel* pue_;
    QLabel* wue_;
    QLabel* water_;
    QLabel* cue_;
    QLabel* ere_;
    QLabel* tue_;
    std::vector<QLabel*> overheads_;
    QLabel* energy_;
    QLabel* mass_;
    QLabel* electricity_;
    QLabel* buildings_;
};

} // namespace hallwright::panels
