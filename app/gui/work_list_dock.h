// What a change brought about, as work to do: each finding is checked off by the site, when it no longer has it.
#pragma once

#include "core/rules/findings.h"

#include <QDockWidget>

#include <vector>

class QLabel;
class QProgressBar;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace hallwright::app {

class WorkListDock : public QDockWidget
{
    Q_OBJECT

public:
    explicit WorkListDock(QWidget* parent = nullptr);

    // `what` is the change that caused them. In front of its neighbours.
    void begin(const QString& what, const SitePtr& site, std::vector<Finding> caused);
    // The same of a change that was made earlier, where it stands.
    void resume(const QString& what, const SitePtr& site, std::vector<Finding> caused);
    void setFindings(const FindingsPtr& findings); // of the site now; null: another one, or none
    void clear();

    const QString& what() const { return what_; }
    std::vector<Finding> caused() const; // solved or not
    std::size_t total() const { return work_.size(); }
    std::size_t solved() const;
    QTreeWidget* tree() { return tree_; }

signals:
    void chosen(hallwright::ObjectRef subject); // by Enter or a double click: select it and go there
    void openWanted();
    void dropped(); // by the reader, who wants no more of it
    void
    remedyWanted(const std::vector<hallwright::Finding>& which); // of one rule at one place, to be designed

private:
    struct Work {
        Finding finding;
        bool solved = false;
        QTreeWidgetItem* item = nullptr;
    };
    void fill(const Site& site);
    void showProgress();
    void showRemedy();
    std::vector<Finding> chosenFindings() const; // unsolved ones of what is current, which is a group or one

    std::vector<Work> work_;
    QString what_;
    QLabel* title_;
    QProgressBar* progress_;
    QToolButton* drop_;
    QToolButton* remedy_; // has what is current designed
    QTreeWidget* tree_;
};

} // namespace hallwright::app
