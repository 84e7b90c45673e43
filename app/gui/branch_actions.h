// Branches and named versions from the menus and the dock: asks for names, confirms what cannot be undone, merges.
#pragma once

#include "app/project/project.h"

#include <QObject>

#include <cstdint>
#include <functional>
#include <optional>

class QWidget;

namespace hallwright::app {

class BranchActions : public QObject
{
    Q_OBJECT

public:
    BranchActions(Project* project, QWidget* window); // both outlive it

    void create() { createFrom(project_->activeBranch()); }
    void createFrom(std::int64_t line); // asks for its name, and goes to it
    // Of what is shown, with this change as its first step, under this name or, where it is taken, one like it. The
    // change makes the next version of what is committed; null: it is not to be done any more.
    void createWith(const QString& name, const QString& step,
                    const std::function<SitePtr(const SitePtr&)>& change);
    void keepVersion(); // asks for its name
    void rename(std::int64_t line);
    void drop(std::int64_t line);
    void switchTo(std::int64_t branch);
    void merge(std::int64_t line); // into what is shown, after showing what it comes to

    // Replaced by tests. A name; nothing if the reader thinks better of it.
    std::function<std::optional<QString>(const QString& title, const QString& label, const QString& name)>
        askName;
    std::function<bool(const QString& question, const QString& button)> confirm;
    std::function<std::optional<Merge>(std::int64_t line)> askMerge;

signals:
    void aboutToLeave(); // the version that is shown: hand over what is half typed
    void said(const QString& message);
    void refused(const QString& title, const QString& sentence);

private:
    // Asks until the name is taken or the reader gives up.
    void askAndDo(const QString& title, const QString& label, QString name,
                  const std::function<void(const std::string&)>& act);
    QString freeName(const QString& pattern) const;
    bool isTaken(const QString& name) const;

    Project* project_;
    QWidget* window_;
};

} // namespace hallwright::app
