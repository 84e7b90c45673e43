#include "app/gui/array_dialog.h"

#include "views/panels/quantity_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <utility>

namespace hallwright::app {

namespace {

constexpr int mostCopies = 1000;
constexpr double farthestM = 200.0;
constexpr double stepM = 0.6;
constexpr double aisleM = 1.2; // between rows, unless another is entered

QSpinBox* counter(int value, QWidget* parent)
{
    auto* box = new QSpinBox(parent);
    box->setRange(1, mostCopies);
    box->setValue(value);
    return box;
}

// Rows are seen as their racks.
std::size_t countOf(const std::vector<Standing>& group)
{
    const auto things = std::ranges::count_if(
        group, [](const Standing& standing) { return standing.object.kind != ObjectKind::Row; });
    return things > 0 ? static_cast<std::size_t>(things) : group.size();
}

} // namespace

ArrayDialog::ArrayDialog(const std::vector<Standing>& group, Make make, QWidget* parent)
    : QDialog(parent), bounds_(boundsOf(group)), size_(countOf(group)), make_(std::move(make)),
      axis_(new QComboBox(this)), count_(counter(2, this)),
      pitch_(new panels::QuantityField(panels::lengthField(), -farthestM, farthestM, stepM, this)),
      rows_(counter(1, this)),
      rowPitch_(new panels::QuantityField(panels::lengthField(), -farthestM, farthestM, stepM, this)),
      mirror_(new QCheckBox(tr("Every second row faces the one before it"), this)), outcome_(new QLabel(this))
{
    setWindowTitle(tr("Array"));
    axis_->addItems({tr("West to east"), tr("South to north")});
    auto* form = new QFormLayout(this);
    form->addRow(tr("Side by side"), axis_);
    form->addRow(tr("How many"), count_);
    form->addRow(tr("From one to the next"), pitch_);
    form->addRow(tr("Rows of these"), rows_);
    form->addRow(tr("From row to row"), rowPitch_);
    form->addRow(QString(), mirror_);
    outcome_->setObjectName(QStringLiteral("arrayOutcome"));
    outcome_->setWordWrap(true);
    outcome_->setMinimumHeight(2 * outcome_->fontMetrics().lineSpacing()); // a refusal moves no button
    outcome_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    form->addRow(outcome_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Make array"));
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(axis_, &QComboBox::currentIndexChanged, this, &ArrayDialog::showPitches);
    connect(count_, &QSpinBox::valueChanged, this, &ArrayDialog::showCount);
    connect(rows_, &QSpinBox::valueChanged, this, &ArrayDialog::showCount);
    showPitches();
    showCount();
}

void ArrayDialog::showPitches()
{
    const bool x = axis_->currentIndex() == 0;
    pitch_->setSi(x ? bounds_.width : bounds_.depth);
    rowPitch_->setSi((x ? bounds_.depth : bounds_.width) + aisleM);
}

void ArrayDialog::showCount()
{
    outcome_->setForegroundRole(QPalette::WindowText);
    const qsizetype groups = qsizetype(count_->value()) * rows_->value();
    outcome_->setText(tr("%1 objects in all, %2 of them new")
                          .arg(groups * qsizetype(size_))
                          .arg((groups - 1) * qsizetype(size_)));
}

void ArrayDialog::accept()
{
    const QString refusal = make_(rule());
    if (refusal.isEmpty()) {
        QDialog::accept();
        return;
    }
    outcome_->setText(refusal);
    outcome_->setForegroundRole(QPalette::BrightText);
    outcome_->setMinimumHeight(
        std::max(outcome_->minimumHeight(), outcome_->heightForWidth(outcome_->width())));
}

ArrayRule ArrayDialog::rule() const
{
    return {count_->value(),
            pitch_->si(),
            rows_->value(),
            rowPitch_->si(),
            axis_->currentIndex() == 0 ? FloorAxis::X : FloorAxis::Y,
            mirror_->isChecked()};
}

} // namespace hallwright::app
