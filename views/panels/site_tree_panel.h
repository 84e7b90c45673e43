// The site tree with its search field. Choosing a line anywhere selects its thing everywhere.
#pragma once

#include "core/model/selection_set.h"
#include "core/rules/findings.h"
#include "core/simulation/snapshot.h"
#include "views/panels/site_tree_lines.h"

#include <QWidget>

#include <map>
#include <memory>
#include <set>
#include <vector>

class QLabel;
class QLineEdit;
class QStackedWidget;
class QTimer;
class QTreeWidget;

namespace hallwright::panels {

class SiteSearch;
class SiteTreeModel;
class StillTree;

class SiteTreePanel : public QWidget
{
    Q_OBJECT

public:
    explicit SiteTreePanel(QWidget* parent = nullptr);
    ~SiteTreePanel() override;

    void setSite(const SitePtr& site); // null before another site, of which nothing is opened yet
    void setSnapshot(const SnapshotPtr& snapshot);
    void setFindings(const FindingsPtr& findings);
    // Shows what is selected, else the hall; tells no signal.
    void setSelection(const SelectionSet& selection);
    void focusSearch();

signals:
    void chosen(hallwright::ObjectRef object);
    // Several things of one hall, or several outside halls; the primary last.
    void chosenTogether(const std::vector<hallwright::ObjectRef>& objects);
    void findingsWanted(hallwright::ObjectRef object);               // by a double click on how many it has
    void moveWanted(hallwright::HallId hall);                        // what is selected was dragged onto it
    void menuWanted(hallwright::ObjectRef object, QPoint globalPos); // by a right click

protected:
    bool eventFilter(QObject* watched,
                     QEvent* event) override; // arrows in the search field go through the hits

private:
    void buildTree();
    void buildSearch();
    void joinTree();
    int nameWidth() const;
    void fitColumns();
    void joinSearch();
    void chooseSelected();
    void chooseFound();
    void search(const QString& text);
    void open(const QModelIndex& index); // it and what was open below it
    void spanNames(const QModelIndex& parent, int first, int last);
    std::vector<ObjectRef> selectedObjects() const;

    SiteTreeModel* model_;
    std::map<int, int> columnWidths_; // of the figures beside the names
    std::unique_ptr<SiteSearch> search_;
    QLineEdit* searchField_;
    QStackedWidget* stack_;
    StillTree* tree_;
    QTreeWidget* found_;
    QLabel* foundCount_;
    QTimer* searchAgain_;
    std::set<TreeLine> opened_; // also what this version does not have, in case it comes back
    bool selecting_ = false;
    bool chosenByPress_ = false;
};

} // namespace hallwright::panels
