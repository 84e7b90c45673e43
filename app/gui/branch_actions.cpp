#include "app/gui/branch_actions.h"

#include "app/gui/merge_dialog.h"
#include "core/model/errors.h"

#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace hallwright::app {

BranchActions::BranchActions(Project* project, QWidget* window)
    : QObject(window), project_(project), window_(window)
{
    askName = [this](const QString& title, const QString& label,
                     const QString& name) -> std::optional<QString> {
        bool accepted = false;
        const QString given =
            QInputDialog::getText(window_, title, label, QLineEdit::Normal, name, &accepted);
        return accepted ? std::optional(given.trimmed()) : std::nullopt;
    };
    confirm = [this](const QString& question, const QString& button) {
        QMessageBox box(QMessageBox::Question, tr("Branches"), question, QMessageBox::Cancel, window_);
        const QPushButton* yes = box.addButton(button, QMessageBox::DestructiveRole);
        box.setDefaultButton(QMessageBox::Cancel);
        box.exec();
        return box.clickedButton() == yes;
    };
    askMerge = [this](std::int64_t line) -> std::optional<Merge> {
        MergeDialog dialog(*project_, line, window_);
        if (dialog.exec() != QDialog::Accepted)
            return std::nullopt;
        return dialog.merge();
    };
}

void BranchActions::askAndDo(const QString& title, const QString& label, QString name,
                             const std::function<void(const std::string&)>& act)
{
    QString words = label;
    while (const auto given = askName(title, words, name)) {
        try {
            act(given->toStdString());
            return;
        } catch (const InputError& error) {
            name = *given;
            words = QString::fromUtf8(error.what()) + QLatin1Char('\n') + label;
        }
    }
}

QString BranchActions::freeName(const QString& pattern) const
{
    for (int number = 1;; ++number) {
        if (QString name = pattern.arg(number); !isTaken(name))
            return name;
    }
}

bool BranchActions::isTaken(const QString& name) const
{
    const std::vector<Branch> all = project_->branches();
    return std::any_of(all.begin(), all.end(), [&](const Branch& branch) {
        return QString::fromStdString(branch.info.name) == name;
    });
}

void BranchActions::createFrom(std::int64_t line)
{
    emit aboutToLeave();
    askAndDo(
        tr("New branch"),
        tr("Name of the branch, which starts as %1 is now and leaves it alone:").arg(project_->nameOf(line)),
        freeName(tr("Option %1")), [&](const std::string& name) {
            project_->createBranch(line, name);
            emit said(tr("Working on branch %1").arg(QString::fromStdString(name)));
        });
}

void BranchActions::createWith(const QString& name, const QString& step,
                               const std::function<SitePtr(const SitePtr&)>& change)
{
    emit aboutToLeave();
    Document& document = *project_->document();
    const SitePtr next = change(document.committedSite());
    if (!next) {
        emit said(tr("The site was changed meanwhile; nothing was done"));
        return;
    }
    try {
        const QString other = QString(name).replace(QLatin1Char('%'), QLatin1Char(' ')) + tr(" (%1)");
        project_->createBranch(project_->activeBranch(),
                               (isTaken(name) ? freeName(other) : name).toStdString());
        document.commit(next, step);
        emit said(tr("Working on branch %1; dropping it undoes this")
                      .arg(project_->nameOf(project_->activeBranch())));
    } catch (const InputError& error) {
        emit refused(tr("No branch %1 can be made").arg(name), QString::fromUtf8(error.what()));
    }
}

void BranchActions::keepVersion()
{
    emit aboutToLeave();
    askAndDo(tr("Name this version"), tr("A name under which the site as it is now is kept in its file:"),
             freeName(tr("Version %1")), [&](const std::string& name) {
                 project_->keepVersion(name);
                 emit said(tr("Kept as version %1").arg(QString::fromStdString(name)));
             });
}

void BranchActions::rename(std::int64_t line)
{
    askAndDo(tr("Rename"), tr("Another name for %1:").arg(project_->nameOf(line)), project_->nameOf(line),
             [&](const std::string& name) { project_->rename(line, name); });
}

void BranchActions::drop(std::int64_t line)
{
    const QString name = project_->nameOf(line);
    if (!confirm(tr("Drop %1? What was done on it goes with it, and Undo does not bring it back. A file "
                    "that has it keeps it until the site is saved.")
                     .arg(name),
                 tr("Drop")))
        return;
    project_->drop(line);
    emit said(tr("Dropped %1").arg(name));
}

void BranchActions::switchTo(std::int64_t branch)
{
    if (branch == project_->activeBranch())
        return;
    emit aboutToLeave();
    project_->switchTo(branch);
    emit said(branch == Project::mainLine ? tr("Working on the site itself")
                                          : tr("Working on branch %1").arg(project_->nameOf(branch)));
}

void BranchActions::merge(std::int64_t line)
{
    emit aboutToLeave();
    const QString name = project_->nameOf(line);
    try {
        const auto merge = askMerge(line);
        if (!merge || merge->site == project_->document()->committedSite())
            return;
        project_->document()->commit(merge->site, tr("Merge %1").arg(name));
        emit said(tr("Merged %1: %2").arg(name, QString::fromStdString(summary(merge->brought))));
    } catch (const InputError& error) {
        emit refused(tr("%1 cannot be merged").arg(name), QString::fromUtf8(error.what()));
    }
}

} // namespace hallwright::app
