// How many rows of which racks a hall out of a template is to have.
#pragma once

#include "core/design/hall_parameters.h"

#include <QDialog>

#include <functional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace hallwright::panels {
class QuantityField;
}

namespace hallwright::app {

class TemplateDialog : public QDialog
{
    Q_OBJECT

public:
    // What a hall of these parameters comes to, in words. Throws InputError where it cannot be built.
    using Describe = std::function<QString(const design::HallParameters&)>;

    // `has` are the template's own, the type among `types`.
    TemplateDialog(const design::HallParameters& has, std::vector<RackType> types, Describe describe,
                   QWidget* parent = nullptr);

    // The hall that is to go for it: then the dialog is one of replacing, and says what that one is.
    void setReplaced(const QString& name, const QString& size);

    design::HallParameters parameters() const;

private:
    void describe();

    std::vector<RackType> types_;
    Describe describe_;
    QSpinBox* rows_;
    QSpinBox* racks_;
    QComboBox* type_;
    panels::QuantityField* cold_;
    panels::QuantityField* hot_;
    QLabel* words_;
    QString before_; // of what is replaced; empty: nothing is
    QPushButton* build_;
};

} // namespace hallwright::app
