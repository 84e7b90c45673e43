#include "views/panels/fields_panel.h"

#include "views/panels/field_choices.h"
#include "views/panels/refusal_note.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace hallwright::panels {

namespace {

// Choices, truths and references in a list; the rest as words.
class FieldDelegate : public QStyledItemDelegate
{
public:
    FieldDelegate(FieldsModel* model, QWidget* note, QObject* parent)
        : QStyledItemDelegate(parent), model_(model), note_(note)
    {
    }

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override
    {
        note_->hide(); // it was of the entry before
        const ObjectField& field = model_->field(index.row());
        if (!isChosen(field))
            return QStyledItemDelegate::createEditor(parent, option, index);
        auto* list = new QComboBox(parent);
        fillChoices(*list, *model_->site(), field);
        connect(list, &QComboBox::activated, this, [this, list] {
            auto* self = const_cast<FieldDelegate*>(this);
            emit self->commitData(list);
            emit self->closeEditor(list);
        });
        return list;
    }

    void setEditorData(QWidget* editor, const QModelIndex& index) const override
    {
        auto* list = qobject_cast<QComboBox*>(editor);
        if (!list) {
            QStyledItemDelegate::setEditorData(editor, index);
            return;
        }
        chooseValue(*list, model_->field(index.row()));
        if (!model_->isCommon(index.row()))
            list->setCurrentIndex(-1);
    }

    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override
    {
        auto* list = qobject_cast<QComboBox*>(editor);
        if (!list)
            QStyledItemDelegate::setModelData(editor, model, index);
        else if (list->currentIndex() >= 0)
            model->setData(index, list->currentData());
    }

private:
    FieldsModel* model_;
    QWidget* note_;
};

} // namespace

FieldsPanel::FieldsPanel(QWidget* parent)
    : QWidget(parent), title_(new QLabel(this)), view_(new QTreeView(this)),
      note_(new RefusalNote(view_->viewport()))
{
    QFont bold = font();
    bold.setBold(true);
    title_->setFont(bold);
    title_->setContentsMargins(6, 4, 6, 2);
    title_->setWordWrap(true);
    view_->setModel(&model_);
    view_->setRootIsDecorated(false);
    view_->setAlternatingRowColors(true);
    view_->setItemDelegateForColumn(FieldsModel::ValueColumn, new FieldDelegate(&model_, note_, view_));
    view_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked |
                           QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    view_->header()->setSectionResizeMode(FieldsModel::NameColumn, QHeaderView::ResizeToContents);
    view_->setToolTip(tr("Double click a value to change it, of all that are selected"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title_);
    column->addWidget(view_, 1);
    connect(&model_, &FieldsModel::refused, this, &FieldsPanel::refuse);
}

void FieldsPanel::refuse(const QString& sentence)
{
    const auto row = model_.entered();
    if (!row)
        return;
    const QModelIndex field = model_.index(*row, FieldsModel::ValueColumn);
    view_->scrollTo(field);
    note_->showAt(view_->visualRect(field), sentence);
}

void FieldsPanel::setSite(const SitePtr& site)
{
    site_ = site;
    refresh();
}

void FieldsPanel::setSelection(const SelectionSet& selection)
{
    selection_ = selection;
    refresh();
}

void FieldsPanel::setSeen(bool seen)
{
    if (std::exchange(seen_, seen) != seen)
        refresh();
}

// Nothing while it is hidden: a thousand objects at drag rate would be read for nobody.
void FieldsPanel::refresh()
{
    if (model_.entered()) { // the view has to close its editor first
        QMetaObject::invokeMethod(this, &FieldsPanel::refresh, Qt::QueuedConnection);
        return;
    }
    note_->hide();
    const int row = view_->currentIndex().row();
    const int scrolled = view_->verticalScrollBar()->value();
    const auto before = model_.objects();
    model_.show(isVisible() && seen_ ? site_ : nullptr, selection_);
    title_->setText(model_.title());
    if (before == model_.objects() && row >= 0) {
        view_->setCurrentIndex(model_.index(row, FieldsModel::ValueColumn));
        view_->verticalScrollBar()->setValue(scrolled);
    }
}

void FieldsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace hallwright::panels
