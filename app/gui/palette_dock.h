// What can be put down: the tools, and the types of the site's catalogue. A click takes one in the hand; it can also be
// dragged into the plan or the scene.
#pragma once

#include "app/editing/editor.h"

#include <QDockWidget>

class QTreeWidget;
class QTreeWidgetItem;

namespace hallwright::app {

class PaletteDock : public QDockWidget
{
    Q_OBJECT

public:
    PaletteDock(Document* document, Editor* editor, QWidget* parent = nullptr);

    void showOtherUnits();                               // the reader has chosen others
    QList<std::pair<QString, QString>> toolHelp() const; // of each tool its name, and what mouse and keys do

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void addTools();
    void addTypes();
    QTreeWidgetItem* addGroup(const QString& title);
    void add(QTreeWidgetItem* group, const QString& name, const QString& figures, const ToolChoice& tool);
    void takeInHand(QTreeWidgetItem* item);
    void showTool();

    Document* document_;
    Editor* editor_;
    QTreeWidget* tree_;
    std::vector<ToolChoice> choices_; // of the entries, which know their position here
    std::shared_ptr<const Catalogue> shown_;
};

} // namespace hallwright::app
