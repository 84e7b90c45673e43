// The site tree with its search field.
#pragma once

#include "core/model/selection_set.h"
#include "core/rules/findings.h"
#include "core/simulation/snapshot.h"

#include <QWidget>

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
    void chosen(hallwright::ObjectRef object); // a rack, a hall or a building

private:
    void choose(const QModelIndex& index);
    void search(const QString& text);

    SiteTreeModel* model_;
    QLineEdit* searchField_;
    QStackedWidget* stack_;
    QTreeView* tree_;
    QListWidget* found_;
    QLabel* foundCount_;
    bool selecting_ = false;
    bool movedByClick_ = false;
};

} // namespace hallwright::panels
