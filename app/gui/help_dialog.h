// What mouse and keys do, and what each part of the window is for: one text, of which a word shows what has it.
#pragma once

#include <QDialog>
#include <QList>

#include <utility>

class QTextBrowser;

namespace hallwright::app {

struct HelpSection {
    QString title;
    QList<std::pair<QString, QString>> rows; // a key or a name, and what it does
};

class HelpDialog : public QDialog
{
    Q_OBJECT

public:
    HelpDialog(QList<HelpSection> sections, QWidget* parent);

    QString text() const; // as it is shown now, without its looks

private:
    void showRowsWith(const QString& words);

    QList<HelpSection> sections_;
    QTextBrowser* text_;
};

} // namespace hallwright::app
