// The site tree with its search field.
#pragma once

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
    void select(HallId hall, RackId rack); // shows the rack, or the hall if the rack is none; tells no signal
    void focusSearch();

signals:
    void rackChosen(hallwright::RackId id);
    void hallChosen(hallwright::HallId id);
    void buildingChosen(hallwright::BuildingId id);

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
