// Everything the menus can do, found by typing: Ctrl+K, a few letters of each word, Enter.
#pragma once

#include <QDialog>
#include <QPointer>
#include <QString>

#include <vector>

class QAction;
class QLineEdit;
class QMenuBar;
class QTreeWidget;
class QTreeWidgetItem;

namespace hallwright::app {

struct Command {
    QString path; // "Edit › Array …"
    QPointer<QAction> action;
};

// Of the menus as they are now, their submenus included, in their order; submenus that are filled when they open are
// filled.
std::vector<Command> commandsOf(const QMenuBar& bar);

// How well a path answers what was typed: 0 not at all, more is better. Each word typed is somewhere in it, best at the
// beginning of one of its words, or stands there in another word of the trade. An entry that is called as was typed, or
// begins so, is before all others.
int matchOf(const QString& path, const QString& typed);

class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    CommandPalette(const QMenuBar* bar, QWidget* window); // `bar` outlives it

    void ask(); // shows it, empty: what was used last stands first

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void run(QTreeWidgetItem* item);

    const QMenuBar* bar_;
    QLineEdit* typed_;
    QTreeWidget* list_;
    std::vector<Command> commands_;
    QStringList used_; // paths, the last one first
};

} // namespace hallwright::app
