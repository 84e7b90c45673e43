#include "app/gui/waive_dialog.h"

#include "core/rules/rules.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hallwright::app {

namespace {

QString aboutText(const std::vector<Finding>& findings)
{
    const QString first = style::sentence(findings.front().sentence);
    if (findings.size() == 1)
        return first;
    const Rule* rule = findRule(findings.front().rule);
    return WaiveDialog::tr("%1 findings “%2”. The first: %3")
        .arg(style::formatCount(static_cast<long long>(findings.size())),
             rule ? QString::fromUtf8(rule->title) : QString(), first);
}

} // namespace

WaiveDialog::WaiveDialog(const std::vector<Finding>& findings, QWidget* parent)
    : QDialog(parent), reason_(new QPlainTextEdit(this))
{
    setWindowTitle(findings.size() == 1 ? tr("Waive a finding") : tr("Waive findings"));
    resize(460, 260);
    auto* about = new QLabel(aboutText(findings), this);
    about->setWordWrap(true);
    auto* question = new QLabel(tr("Why is this accepted? The reason is kept in the site's records."), this);
    question->setBuddy(reason_);
    reason_->setObjectName(QStringLiteral("waiverReason"));
    reason_->setTabChangesFocus(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    waive_ = buttons->addButton(tr("Waive"), QDialogButtonBox::AcceptRole);
    waive_->setObjectName(QStringLiteral("waive"));
    waive_->setEnabled(false);
    waive_->setToolTip(tr("Once a reason is written"));
    connect(reason_, &QPlainTextEdit::textChanged, this, [this] { waive_->setEnabled(!reason().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(about);
    column->addWidget(question);
    column->addWidget(reason_, 1);
    column->addWidget(buttons);
    reason_->setFocus();
}

QString WaiveDialog::reason() const
{
    return reason_->toPlainText().trimmed();
}

} // namespace hallwright::app
