#include "app/gui/failure_choice_dialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright::app {

namespace {

constexpr int failableRole = Qt::UserRole + 1;

ObjectRef failableIn(const QTreeWidgetItem& line)
{
    return line.data(0, failableRole).value<ObjectRef>();
}

} // namespace

FailureChoiceDialog::FailureChoiceDialog(const Site& site, const std::vector<ObjectRef>& chosen,
                                         QWidget* parent)
    : QDialog(parent), words_(new QLineEdit(this)), list_(new QTreeWidget(this)), count_(new QLabel(this))
{
    setObjectName(QStringLiteral("failureChoice"));
    setWindowTitle(tr("What fails"));
    words_->setObjectName(QStringLiteral("failureChoiceWords"));
    words_->setPlaceholderText(tr("Name, kind or place: ups b1"));
    words_->setAccessibleName(tr("Words of the name, kind or place of what is listed"));
    words_->setClearButtonEnabled(true);
    list_->setObjectName(QStringLiteral("failureChoiceList"));
    list_->setHeaderLabels({tr("Element"), tr("Kind"), tr("Place")});
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setAlternatingRowColors(true);
    list_->setAccessibleName(tr("What can fail; Space chooses"));
    auto* none = new QPushButton(tr("Choose &none"), this);
    none->setObjectName(QStringLiteral("failureChoiceNone"));
    none->setAutoDefault(false);
    connect(none, &QPushButton::clicked, this, &FailureChoiceDialog::chooseNone);
    auto* foot = new QHBoxLayout;
    foot->addWidget(count_, 1);
    foot->addWidget(none);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    accept_ = buttons->addButton(tr("&Follow"), QDialogButtonBox::AcceptRole);
    accept_->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addWidget(new QLabel(tr("They fail in the same second, from the steady state before."), this));
    column->addWidget(words_);
    column->addWidget(list_, 1);
    column->addLayout(foot);
    column->addWidget(buttons);
    fill(site, chosen);
    connect(words_, &QLineEdit::textChanged, this, &FailureChoiceDialog::filter);
    connect(list_, &QTreeWidget::itemChanged, this, &FailureChoiceDialog::showCount);
    connect(list_, &QTreeWidget::itemDoubleClicked, this, [this](QTreeWidgetItem* line) {
        setChosen(failableIn(*line), line->checkState(0) != Qt::Checked);
    });
    constexpr QSize size(620, 480);
    resize(size);
    words_->setFocus();
}

void FailureChoiceDialog::fill(const Site& site, const std::vector<ObjectRef>& chosen)
{
    QList<QTreeWidgetItem*> lines;
    for (const panels::FailableElement& element : panels::failableElements(site)) {
        auto* line = new QTreeWidgetItem({element.name, element.kind, element.place});
        line->setData(0, failableRole, QVariant::fromValue(element.ref));
        line->setCheckState(0, std::ranges::find(chosen, element.ref) != chosen.end() ? Qt::Checked
                                                                                      : Qt::Unchecked);
        lines << line;
    }
    list_->addTopLevelItems(lines);
    constexpr int names = 260, kinds = 150;
    list_->setColumnWidth(0, names);
    list_->setColumnWidth(1, kinds);
    showCount();
}

std::vector<ObjectRef> FailureChoiceDialog::chosen() const
{
    std::vector<ObjectRef> all;
    for (int i = 0; i < list_->topLevelItemCount(); ++i) {
        if (list_->topLevelItem(i)->checkState(0) == Qt::Checked)
            all.push_back(failableIn(*list_->topLevelItem(i)));
    }
    return all;
}

void FailureChoiceDialog::filter(const QString& words)
{
    if (words_->text() != words)
        words_->setText(words); // and comes back here
    const QStringList each = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (int i = 0; i < list_->topLevelItemCount(); ++i) {
        QTreeWidgetItem* line = list_->topLevelItem(i);
        const QString all =
            line->text(0) + QLatin1Char(' ') + line->text(1) + QLatin1Char(' ') + line->text(2);
        line->setHidden(!std::ranges::all_of(
            each, [&all](const QString& word) { return all.contains(word, Qt::CaseInsensitive); }));
    }
    showCount();
}

void FailureChoiceDialog::setChosen(ObjectRef element, bool on)
{
    for (int i = 0; i < list_->topLevelItemCount(); ++i) {
        if (failableIn(*list_->topLevelItem(i)) == element)
            list_->topLevelItem(i)->setCheckState(0, on ? Qt::Checked : Qt::Unchecked);
    }
}

void FailureChoiceDialog::chooseNone()
{
    const QSignalBlocker quiet(list_);
    for (int i = 0; i < list_->topLevelItemCount(); ++i)
        list_->topLevelItem(i)->setCheckState(0, Qt::Unchecked);
    list_->viewport()->update();
    showCount();
}

void FailureChoiceDialog::showCount()
{
    int listed = 0;
    for (int i = 0; i < list_->topLevelItemCount(); ++i)
        listed += list_->topLevelItem(i)->isHidden() ? 0 : 1;
    const auto chosenCount = static_cast<qlonglong>(chosen().size());
    count_->setText(
        listed == 0
            ? tr("Nothing that can fail has these words")
            : tr("%1 chosen, %2 listed").arg(QLocale().toString(chosenCount), QLocale().toString(listed)));
    accept_->setEnabled(chosenCount > 0);
}

} // namespace hallwright::app
