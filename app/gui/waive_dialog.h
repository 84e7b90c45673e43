// Asks why findings are accepted.
#pragma once

#include "core/rules/finding.h"

#include <QDialog>

#include <vector>

class QPlainTextEdit;
class QPushButton;

namespace hallwright::app {

class WaiveDialog : public QDialog
{
    Q_OBJECT

public:
    WaiveDialog(const std::vector<Finding>& findings, QWidget* parent); // at least one

    QString reason() const; // not empty once it is accepted

private:
    QPlainTextEdit* reason_;
    QPushButton* waive_;
};

} // namespace hallwright::app
