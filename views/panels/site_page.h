// The inspector's page of the whole site: its place, its power, its efficiency.
#pragma once

#include "core/simulation/snapshot.h"
#include "views/panels/inspector_page.h"

class QLineEdit;

namespace hallwright::panels {

class QuantityField;

class SitePage : public InspectorPage
{
    Q_OBJECT

public:
    explicit SitePage(QWidget* parent = nullptr);
    void setSite(const Site& site, const Snapshot* snapshot); // `snapshot` may be null

signals:
    void outdoorEdited(double outdoorC);
    void nameEdited(const QString& name);

private:
    SheetGroup identity(const Site& site) const;
    static SheetGroup buildings(const Snapshot* snapshot);

    QLineEdit* name_;
    QuantityField* outdoor_;
};

} // namespace hallwright::panels
