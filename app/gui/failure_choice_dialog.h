// Which elements fail together: of all that can, by name, kind and place.
#pragma once

#include "views/panels/failable_elements.h"

#include <QDialog>

#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace hallwright::app {

class FailureChoiceDialog : public QDialog
{
    Q_OBJECT

public:
    FailureChoiceDialog(const Site& site, const std::vector<ObjectRef>& chosen, QWidget* parent = nullptr);

    std::vector<ObjectRef> chosen() const; // in the order of the list
    // As if a person had done it.
    void filter(const QString& words); // each of them is in name, kind or place
    void setChosen(ObjectRef element, bool on);
    QTreeWidget* list() { return list_; }

private:
    void fill(const Site& site, const std::vector<ObjectRef>& chosen);
    void chooseNone();
    void showCount();

    QLineEdit* words_;
    QTreeWidget* list_;
    QLabel* count_;
    QPushButton* accept_ = nullptr;
};

} // namespace hallwright::app
