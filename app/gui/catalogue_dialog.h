// The catalogue of the site: every kind of type with what is of it, its values to be edited, copies made and types that
// nothing is of taken out. It stays open beside the window.
#pragma once

#include "app/editing/catalogue_commands.h"
#include "app/editing/site_commands.h"

#include <QDialog>

#include <map>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace hallwright::panels {
class FieldsPanel;
}

namespace hallwright::app {

class CatalogueDialog : public QDialog
{
    Q_OBJECT

public:
    CatalogueDialog(Document* document, SiteCommands* commands, CatalogueCommands* catalogue,
                    QWidget* parent);

    void showType(ObjectRef type);
    ObjectRef current() const; // none: a kind, or nothing
    void showOtherUnits();     // after the reader has chosen SI or IP

    QTreeWidget* tree() { return tree_; }
    QLineEdit* search() { return search_; }
    panels::FieldsPanel* fields() { return fields_; }
    QString said() const; // under the values: what became of the last command

signals:
    void importWanted();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildList();
    QWidget* buildValues(SiteCommands* commands);
    void fill();
    void addKind(ObjectKind kind, const std::map<ObjectRef, std::size_t>& uses);
    void filter();
    void showCurrent();
    void say(const QString& sentence);
    void addNew();
    ObjectKind currentKind() const;

    Document* document_;
    CatalogueCommands* catalogue_;
    QLineEdit* search_;
    QTreeWidget* tree_;
    panels::FieldsPanel* fields_;
    QLabel* used_;
    QLabel* said_;
    QPushButton* copy_;
    QPushButton* add_;
    QPushButton* remove_;
    bool filling_ = false;
};

} // namespace hallwright::app
