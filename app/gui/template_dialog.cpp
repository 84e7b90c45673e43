#include "app/gui/template_dialog.h"

#include "core/model/errors.h"
#include "views/panels/quantity_field.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hallwright::app {

TemplateDialog::TemplateDialog(const design::HallParameters& has, std::vector<RackType> types,
                               Describe describe, QWidget* parent)
    : QDialog(parent), types_(std::move(types)), describe_(std::move(describe)), rows_(new QSpinBox(this)),
      racks_(new QSpinBox(this)), type_(new QComboBox(this)),
      cold_(new panels::QuantityField(panels::lengthField(), 0.6, 10.0, 0.3, this)),
      hot_(new panels::QuantityField(panels::lengthField(), 0.6, 10.0, 0.3, this)), words_(new QLabel(this))
{
    setObjectName(QStringLiteral("templateDialog"));
    setWindowTitle(tr("Hall from a template"));
    rows_->setRange(1, 100);
    rows_->setValue(has.rows);
    racks_->setRange(1, 200);
    racks_->setValue(has.racksPerRow);
    for (const RackType& type : types_)
        type_->addItem(tr("%1 — %2").arg(QString::fromStdString(type.name), style::formatPower(type.powerW)));
    const auto own = std::ranges::find(types_, has.rackType);
    type_->setCurrentIndex(own != types_.end() ? static_cast<int>(own - types_.begin()) : 0);
    cold_->setSi(has.coldAisleM);
    hot_->setSi(has.hotAisleM);
    auto* form = new QFormLayout;
    form->addRow(tr("&Rows"), rows_);
    form->addRow(tr("Racks per ro&w"), racks_);
    form->addRow(tr("Rack &type"), type_);
    form->addRow(tr("&Cold aisles"), cold_);
    form->addRow(tr("&Hot aisles"), hot_);
    words_->setObjectName(QStringLiteral("templateWords"));
    words_->setWordWrap(true);
    words_->setMinimumHeight(words_->fontMetrics().lineSpacing() * 4);
    words_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    build_ = buttons->button(QDialogButtonBox::Ok);
    build_->setText(tr("&Build"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (QSpinBox* count : {rows_, racks_})
        connect(count, &QSpinBox::valueChanged, this, &TemplateDialog::describe);
    connect(type_, &QComboBox::currentIndexChanged, this, &TemplateDialog::describe);
    for (panels::QuantityField* width : {cold_, hot_})
        connect(width, &panels::QuantityField::edited, this, &TemplateDialog::describe);
    auto* column = new QVBoxLayout(this);
    column->addLayout(form);
    column->addWidget(words_);
    column->addWidget(buttons);
    resize(480, sizeHint().height());
    this->describe();
}

void TemplateDialog::setReplaced(const QString& name, const QString& size)
{
    setWindowTitle(tr("Replace hall %1").arg(name));
    build_->setText(tr("&Replace"));
    before_ = size;
    words_->setMinimumHeight(words_->fontMetrics().lineSpacing() * 5);
    describe();
}

design::HallParameters TemplateDialog::parameters() const
{
    design::HallParameters of;
    of.rows = rows_->value();
    of.racksPerRow = racks_->value();
    of.rackType = types_[static_cast<std::size_t>(std::max(0, type_->currentIndex()))];
    of.coldAisleM = cold_->si();
    of.hotAisleM = hot_->si();
    return of;
}

void TemplateDialog::describe()
{
    try {
        const QString after = describe_(parameters());
        words_->setText(before_.isEmpty() ? after : tr("Now: %1\nThen: %2").arg(before_, after));
        build_->setEnabled(true);
    } catch (const InputError& error) {
        words_->setText(tr("Not possible: %1").arg(style::sentence(std::string_view(error.what()))));
        build_->setEnabled(false);
    }
}

} // namespace hallwright::app
