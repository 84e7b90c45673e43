// What a report is to hold and how it is to look, asked before it is written. Paper, units and the fields of the title block
// are offered again the next time.
#pragma once

#include "views/report/report.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace hallwright::app {

class ReportDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ReportDialog(QWidget* parent = nullptr);

    // As chosen; the file, its hash, the date and the program are the caller's. Of a dialog that was accepted.
    report::ReportOptions options() const { return options_; }

private:
    void addChoices(QFormLayout* form);
    void addFields(QFormLayout* form);
    void chooseLogo();
    QString problem(); // reads what is typed into options_; a sentence where it means nothing
    void check();
    void keep() const;

    report::ReportOptions options_;
    QComboBox* pack_;
    QComboBox* paper_;
    QComboBox* orientation_;
    QComboBox* scale_;
    QComboBox* units_;
    QLineEdit* pages_;
    QLineEdit* title_;
    QLineEdit* project_;
    QLineEdit* author_;
    QLineEdit* checked_;
    QLineEdit* revision_;
    QLineEdit* logo_;
    QLabel* problem_;
    QPushButton* write_ = nullptr;
};

} // namespace hallwright::app
