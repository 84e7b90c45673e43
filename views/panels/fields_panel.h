// Every property of what is selected, to be read and set.
#pragma once

#include "views/panels/fields_model.h"

#include <QWidget>

class QLabel;
class QTreeView;

namespace hallwright::panels {

class RefusalNote;

class FieldsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FieldsPanel(QWidget* parent = nullptr);

    void setSite(const SitePtr& site);
    void setSelection(const SelectionSet& selection);
    void setSeen(bool seen); // behind another tab it is not, and counts as visible all the same
    FieldsModel* model() { return &model_; }
    // Why what is being entered will not do, shown at its field; of what was entered elsewhere, nothing.
    void refuse(const QString& sentence);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void refresh();

    SitePtr site_;
    SelectionSet selection_;
    FieldsModel model_;
    QLabel* title_;
    QTreeView* view_;
    RefusalNote* note_;
    bool seen_ = true;
};

} // namespace hallwright::panels
