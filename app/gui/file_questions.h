// What a person is asked and told about files. Each waits for the answer.
#pragma once

#include "app/project/project.h"
#include "core/model/site.h"
#include "core/storage/recovery.h"

#include <QPointer>
#include <QString>

#include <stop_token>

class QProgressDialog;
class QWidget;

namespace hallwright::app {

// A sentence of an error as it is shown: one line, of a length that can be read.
QString sentenceOf(const std::exception& error);

// What differs, in sentences: the whole in one, then the first few objects.
QString changesText(const Site& before, const Site& after);

// Tells in a dialog; words of a file are no markup.
void tellInDialog(QWidget* window, const QString& title, const QString& sentence);

enum class LeftoverAnswer { Restore, KeepAside, Delete };
// `changes`: what the unsaved work contains, in sentences; may be empty. Closing the question keeps it.
LeftoverAnswer askAboutLeftover(QWidget* window, const QString& name, const RecoveredSite& recovered,
                                const QString& changes);

enum class ConflictAnswer { KeepMine, TakeTheirs, SaveAs, Later };
// `changes`: what the other program did, in sentences; empty if its file cannot be read, and then it cannot be taken.
ConflictAnswer askAboutConflict(QWidget* window, const QString& file, const QString& changes);

enum class SharedAnswer { ReadOnly, Copy, Cancel };
SharedAnswer askAboutShared(QWidget* window, const QString& file, const Holder& holder);

// Where to write; asks itself before replacing the file that would really be written. Empty: nowhere.
QString askWhereToSave(QWidget* window, const QString& title, const QString& suggestion, const QString& kind,
                       const QString& suffix);
// Beside the site's file, with another suffix and what is appended to its name.
QString suggestedFile(Project& project, const QString& appended, const QString& suffix);

// Waits with the reader for work on another thread, which is stopped by its button.
QPointer<QProgressDialog> showProgress(QWidget* window, const QString& what, const std::stop_source& stop);

// A file that cannot be written: whether another is to be chosen.
bool wantsSaveAs(QWidget* window, const QString& title, const QString& sentence);

} // namespace hallwright::app
