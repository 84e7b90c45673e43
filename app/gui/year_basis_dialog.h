// Asks what a year is to rest on beside its weather: files and figures, each with what holds without it.
#pragma once

#include "app/gui/year_basis.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace hallwright::app {

class YearBasisDialog : public QDialog
{
    Q_OBJECT

public:
    // `siteCarbonKgPerKwh` is what holds without a file.
    YearBasisDialog(const YearChoices& now, double siteCarbonKgPerKwh, QWidget* parent = nullptr);

    YearChoices choices() const;

private:
    QLineEdit* addFile(QFormLayout* form, const QString& label, const QString& without, const QString& file,
                       const char* name);
    QDoubleSpinBox* addPower(QFormLayout* form, const QString& label, double watts, const char* name);
    void addWaiting(QFormLayout* form, const BatchWork& batch);
    void check();

    QLineEdit* grid_;
    QLineEdit* price_;
    QLineEdit* prices_;
    QLineEdit* load_;
    QLineEdit* maintenance_;
    QLineEdit* heat_;
    QDoubleSpinBox* solar_;
    QDoubleSpinBox* wind_;
    QDoubleSpinBox* constant_;
    QDoubleSpinBox* share_ = nullptr;
    QSpinBox* deadline_ = nullptr;
    QComboBox* by_ = nullptr;
    QLabel* problem_;
    QPushButton* take_ = nullptr;
};

} // namespace hallwright::app
