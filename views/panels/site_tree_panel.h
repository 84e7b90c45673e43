// The site tree with its search field.
#pragma once

#include "core/model/selection_set.h"
#include "core/rules/findings.h"
#include "core/simulation/snapshot.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QStackedWidget;
class QTreeView;

namespace hallwright::panels {

class SiteTreeModel;

class SiteTreePanel : public QWidget
{
    Q_OBJECT

public:
    explicit SiteTreePanel(QWidget* parent = nullptr);

    void setSite(const SitePtr& site);
    void setSnapshot(const SnapshotPtr& snapshot);
    void setFindings(const FindingsPtr& findings);
    // Shows the rack that is the primary, else the hall; tells no signal.
    void setSelection(const SelectionSet& selection);
    void focusSearch();

signals:
    void chosen(hallwright::ObjectRef object);         // a rack, a hall or a building
    void findingsWanted(hallwright::ObjectRef object); // by a double click on how many it has

private:
    void choose(const QModelIndex& index);
    void search(const QString& text);
    ObjectRef objectAt(const QModelIndex& index) const;
    void keepPlace();    // before another structure
    void restorePlace(); // after it

    SiteTreeModel* model_;
    QLineEdit* searchField_;
    QStackedWidget* stack_;
    QTreeView* tree_;
    QListWidget* found_;
    QLabel* foundCount_;
    bool selecting_ = false;
    bool movedByClick_ = false;
    std::vector<ObjectRef> expanded_;
    bool known_ = false; // there was a structure before this one
    int scrolled_ = 0;
};

} // namespace hallwright::panels
