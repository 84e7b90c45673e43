#include "app/gui/file_questions.h"

#include "core/model/change_set.h"
#include "core/model/shown_text.h"
#include "views/shared/sentence_units.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QProgressDialog>
#include <QPushButton>

#include <algorithm>
#include <chrono>

namespace hallwright::app {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("FileQuestions", text);
}

// Words of a file would be taken for markup, which may name pictures to be read.
void makePlain(QMessageBox& box, const QString& more = {})
{
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(more);
}

QString timeText(std::chrono::system_clock::time_point at)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch());
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms.count()), QLocale::ShortFormat);
}

QString holderText(const Holder& holder)
{
    const QString user = QString::fromStdString(shortMessage(holder.user));
    const QString host = QString::fromStdString(shortMessage(holder.host));
    if (user.isEmpty() || host.isEmpty())
        return tr("another window");
    return holder.process > 0 ? tr("%1 on %2 (process %3)").arg(user, host).arg(holder.process)
                              : tr("%1 on %2").arg(user, host);
}

} // namespace

QString sentenceOf(const std::exception& error)
{
    return QString::fromStdString(shortMessage(error.what()));
}

QString changesText(const Site& before, const Site& after)
{
    constexpr std::size_t most = 6;
    const ChangeSet changes = diff(before, after);
    if (changes.empty())
        return tr("The site itself is the same; branches or scenarios may differ.");
    const std::vector<std::string> all = sentences(changes, before, after);
    QString text = QString::fromStdString(shortMessage(summary(changes))) + QLatin1Char(':');
    for (std::size_t i = 0; i < std::min(most, all.size()); ++i)
        text += QStringLiteral("\n• ") + style::sentence(shortMessage(all[i], 160));
    if (all.size() > most)
        text += tr("\n• and %1 more").arg(all.size() - most);
    return text;
}

void tellInDialog(QWidget* window, const QString& title, const QString& sentence)
{
    QMessageBox box(QMessageBox::Warning, title, sentence, QMessageBox::Ok, window);
    makePlain(box);
    box.exec();
}

LeftoverAnswer askAboutLeftover(QWidget* window, const QString& name, const RecoveredSite& recovered,
                                const QString& changes)
{
    QString question = tr("Hallwright ended before your changes to %1 were saved. Restore them as of %2?")
                           .arg(name, timeText(recovered.writtenAt));
    if (!recovered.baseUnchanged)
        question += tr(
            "\n\nThe file has been saved by another program since; restoring replaces that in this window, "
            "and Undo brings it back.");
    QMessageBox box(QMessageBox::Question, tr("Unsaved changes found"), question, QMessageBox::NoButton,
                    window);
    makePlain(box, changes);
    const QPushButton* restore = box.addButton(tr("Restore"), QMessageBox::AcceptRole);
    QPushButton* keep = box.addButton(tr("Keep in a file"), QMessageBox::RejectRole);
    const QPushButton* remove = box.addButton(tr("Delete"), QMessageBox::DestructiveRole);
    box.setEscapeButton(keep);
    box.exec();
    return box.clickedButton() == restore  ? LeftoverAnswer::Restore
           : box.clickedButton() == remove ? LeftoverAnswer::Delete
                                           : LeftoverAnswer::KeepAside;
}

ConflictAnswer askAboutConflict(QWidget* window, const QString& file, const QString& changes)
{
    QMessageBox box(QMessageBox::Question, tr("The file has changed"),
                    tr("%1 was changed by another program since you opened it.").arg(file),
                    QMessageBox::NoButton, window);
    makePlain(box, changes.isEmpty() ? tr("What it holds now cannot be read.") : changes);
    const QPushButton* mine = box.addButton(tr("Keep mine"), QMessageBox::DestructiveRole);
    QPushButton* theirs = box.addButton(tr("Take theirs"), QMessageBox::ActionRole);
    theirs->setEnabled(!changes.isEmpty());
    const QPushButton* saveAs = box.addButton(tr("Save mine as …"), QMessageBox::AcceptRole);
    QPushButton* later = box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(later);
    box.exec();
    return box.clickedButton() == mine     ? ConflictAnswer::KeepMine
           : box.clickedButton() == theirs ? ConflictAnswer::TakeTheirs
           : box.clickedButton() == saveAs ? ConflictAnswer::SaveAs
                                           : ConflictAnswer::Later;
}

SharedAnswer askAboutShared(QWidget* window, const QString& file, const Holder& holder)
{
    QMessageBox box(QMessageBox::Question, tr("This site is open elsewhere"),
                    tr("%1 is being worked on by %2.").arg(file, holderText(holder)), QMessageBox::NoButton,
                    window);
    makePlain(box, tr("Read-only, it is shown here and can be saved under another name only."));
    QPushButton* readOnly = box.addButton(tr("Open read-only"), QMessageBox::AcceptRole);
    const QPushButton* copy = box.addButton(tr("Open a copy …"), QMessageBox::ActionRole);
    box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(readOnly);
    box.exec();
    return box.clickedButton() == readOnly ? SharedAnswer::ReadOnly
           : box.clickedButton() == copy   ? SharedAnswer::Copy
                                           : SharedAnswer::Cancel;
}

// With a default suffix the dialog itself asks before replacing the file that would really be written.
QString askWhereToSave(QWidget* window, const QString& title, const QString& suggestion, const QString& kind,
                       const QString& suffix)
{
    QFileDialog dialog(window, title, QFileInfo(suggestion).absolutePath(),
                       QStringLiteral("%1 (*.%2)").arg(kind, suffix));
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    dialog.selectFile(QFileInfo(suggestion).fileName());
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().first() : QString();
}

QString suggestedFile(Project& project, const QString& appended, const QString& suffix)
{
    const QString ending =
        QString(appended + QLatin1Char('.') + suffix).replace(QLatin1Char('/'), QLatin1Char('-'));
    const std::filesystem::path& file = project.file();
    if (file.empty())
        return QString::fromStdString(project.document()->committedSite()->info.name)
                   .replace(QLatin1Char('/'), QLatin1Char('-')) +
               ending;
    return QString::fromStdString((file.parent_path() / file.stem()).string()) + ending;
}

QPointer<QProgressDialog> showProgress(QWidget* window, const QString& what, const std::stop_source& stop)
{
    constexpr int patienceMs = 300;
    auto* progress = new QProgressDialog(what, tr("Cancel"), 0, 0, window);
    progress->setWindowModality(Qt::WindowModal);
    progress->setMinimumDuration(patienceMs);
    QObject::connect(progress, &QProgressDialog::canceled, progress, [stop] { stop.request_stop(); });
    return progress;
}

bool wantsSaveAs(QWidget* window, const QString& title, const QString& sentence)
{
    QMessageBox box(QMessageBox::Warning, title, sentence, QMessageBox::Cancel, window);
    makePlain(box);
    QPushButton* saveAs = box.addButton(tr("Save as …"), QMessageBox::AcceptRole);
    box.setDefaultButton(saveAs);
    box.exec();
    return box.clickedButton() == saveAs;
}

} // namespace hallwright::app
