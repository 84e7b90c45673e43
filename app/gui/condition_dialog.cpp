#include "app/gui/condition_dialog.h"

#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/simulation/rack_query.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <set>
#include <utility>

namespace hallwright::app {

ConditionDialog::ConditionDialog(SnapshotPtr snapshot, HallId hall, const QString& text, QWidget* parent)
    : QDialog(parent), snapshot_(std::move(snapshot)), hall_(hall), text_(new QLineEdit(text, this)),
      where_(new QComboBox(this)),
      said_(new QLabel(
          tr("Racks with, for instance: power > 30 kW and inlet > 26, type = \"GB200*\" or row = A"), this))
{
    setObjectName(QStringLiteral("conditionDialog"));
    setWindowTitle(tr("Select by condition"));
    text_->setMinimumWidth(420);
    text_->selectAll();
    if (hall_.valid())
        where_->addItem(tr("In hall %1").arg(QString::fromStdString(snapshot_->site->hall(hall_).name)));
    where_->addItem(tr("In the whole site"));
    said_->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &ConditionDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* form = new QFormLayout(this);
    form->addRow(said_);
    form->addRow(tr("&Condition"), text_);
    form->addRow(tr("&Where"), where_);
    form->addRow(buttons);
}

QString ConditionDialog::text() const
{
    return text_->text();
}

void ConditionDialog::ask(const QString& text, bool wholeSite)
{
    text_->setText(text);
    where_->setCurrentIndex(wholeSite ? where_->count() - 1 : 0);
    accept();
}

void ConditionDialog::accept()
{
    try {
        const bool wholeSite = where_->currentIndex() == where_->count() - 1;
        racks_ = racksWith(*snapshot_, readRackQuery(text().toStdString()), wholeSite ? HallId{} : hall_);
        std::stable_partition(racks_.begin(), racks_.end(),
                              [this](RackId rack) { return snapshot_->site->hallOf(rack).id != hall_; });
        QDialog::accept();
    } catch (const InputError& error) {
        said_->setText(QString::fromUtf8(error.what()));
        said_->setForegroundRole(QPalette::BrightText);
        // A form gives a wrapped text the height of its best width, and a dialog does not grow by itself.
        said_->setMinimumHeight(said_->heightForWidth(said_->width()));
        resize(width(), std::max(height(), sizeHint().height()));
    }
}

QString ConditionDialog::words() const
{
    if (racks_.empty())
        return tr("No rack fulfils %1").arg(text());
    std::set<HallId> halls;
    for (const RackId rack : racks_)
        halls.insert(snapshot_->site->hallOf(rack).id);
    return tr("%1 in %2 selected: %3")
        .arg(QString::fromStdString(counted(racks_.size(), "rack")),
             QString::fromStdString(counted(halls.size(), "hall")), text());
}

} // namespace hallwright::app
