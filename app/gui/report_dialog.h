// What a report is to hold and how it is to look, asked before it is written. Paper, units and the fields of the title block
// are offered again the next time.
#pragma once

#include "views/report/report.h"

#include <QDialog>

#include <cstdint>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace hallwright::app {

class ReportDialog : public QDialog
{
    Q_OBJECT

public:
    // A branch or version that what is reported can be held against.
    struct Version {
        std::int64_t line = 0;
        QString name;
    };
    explicit ReportDialog(const std::vector<Version>& versions, QWidget* parent = nullptr);

    // As chosen; the file, its hash, the date and the program are the caller's. These are of a dialog that was accepted.
    report::ReportOptions options() const { return options_; }
    std::optional<std::int64_t> comparedWith() const;   // none: with nothing
    bool wantsTables() const;                           // CSV files beside it
    bool wantsPreview() const { return wantsPreview_; } // to be shown and printed; else written

private:
    void addChoices(QFormLayout* form);
    void addFields(QFormLayout* form);
    void addButtons(QVBoxLayout* column);
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
    QComboBox* comparedWith_;
    QCheckBox* tables_;
    QLineEdit* pages_;
    QLineEdit* title_;
    QLineEdit* project_;
    QLineEdit* author_;
    QLineEdit* checked_;
    QLineEdit* revision_;
    QLineEdit* logo_;
    QLabel* problem_;
    QPushButton* write_ = nullptr;
    QPushButton* preview_ = nullptr;
    bool wantsPreview_ = false;
};

} // namespace hallwright::app
