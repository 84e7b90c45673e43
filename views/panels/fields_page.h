// The inspector's page for what has no page of its own: every value of it, to be edited in its row.
#pragma once

#include "views/panels/fields_model.h"
#include "views/panels/inspector_page.h"

namespace hallwright::panels {

class FieldsPage : public InspectorPage
{
    Q_OBJECT

public:
    explicit FieldsPage(QWidget* parent = nullptr);

    // False if the site has no such object.
    bool setObject(const SitePtr& site, ObjectRef object);

signals:
    void edited(const std::vector<hallwright::ObjectRef>& objects, const QString& field,
                const std::vector<hallwright::FieldValue>& values);

protected:
    // All values of the object; without rows if the site does not have it. Fields that another kind of object had are
    // gone with the next turn of the event loop: show a sheet of these before.
    SheetGroup values(const SitePtr& site, ObjectRef object, const QString& caption);

private:
    void makeFields();
    void forgetEntries();
    QWidget* makeField(int row);
    void showValue(int row);
    void enter(int row, const QVariant& value, QWidget* field);
    std::vector<SheetRow> rowsOf(int row) const;

    FieldsModel model_;
    ObjectRef object_;
    bool isEntering_ = false;       // a field that loses the focus to a refusal ends its editing twice
    std::vector<QWidget*> editors_; // of the model's rows, null for what is only shown
};

} // namespace hallwright::panels
