#include "views/panels/fields_panel.h"

#include "core/model/object_names.h"
#include "views/shared/format.h"

#include <QComboBox>
#include <QCompleter>
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
    FieldDelegate(FieldsModel* model, QObject* parent) : QStyledItemDelegate(parent), model_(model) {}

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override
    {
        const ObjectField& field = model_->field(index.row());
        if (field.kind != FieldKind::Choice && field.kind != FieldKind::Truth &&
            field.kind != FieldKind::Reference)
            return QStyledItemDelegate::createEditor(parent, option, index);
        auto* list = new QComboBox(parent);
        for (const std::string& choice : field.choices)
            list->addItem(style::words(choice), QString::fromStdString(choice));
        if (field.kind == FieldKind::Truth) {
            list->addItem(tr("no"), QStringLiteral("0"));
            list->addItem(tr("yes"), QStringLiteral("1"));
        } else if (field.kind == FieldKind::Reference) {
            fillReferences(*list, field);
        }
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
        const ObjectField& field = model_->field(index.row());
        QString now = QStringLiteral("0");
        if (const auto* id = std::get_if<std::int64_t>(&field.value))
            now = QString::number(*id);
        else if (const auto* text = std::get_if<std::string>(&field.value))
            now = QString::fromStdString(*text);
        list->setCurrentIndex(model_->isCommon(index.row()) ? list->findData(now) : -1);
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
    // Found by a part of the name: there may be hundreds.
    void fillReferences(QComboBox& list, const ObjectField& field) const
    {
        if (field.mayBeNone)
            list.addItem(tr("none"), QStringLiteral("0"));
        for (const ObjectRef object : objectsOf(*model_->site(), field.refersTo))
            list.addItem(QString::fromStdString(nameOf(*model_->site(), object)), QString::number(object.id));
        list.setEditable(true);
        list.setInsertPolicy(QComboBox::NoInsert);
        list.completer()->setFilterMode(Qt::MatchContains);
        list.completer()->setCompletionMode(QCompleter::PopupCompletion);
    }

    FieldsModel* model_;
};

} // namespace

FieldsPanel::FieldsPanel(QWidget* parent)
    : QWidget(parent), title_(new QLabel(this)), view_(new QTreeView(this))
{
    QFont bold = font();
    bold.setBold(true);
    title_->setFont(bold);
    title_->setContentsMargins(6, 4, 6, 2);
    title_->setWordWrap(true);
    view_->setModel(&model_);
    view_->setRootIsDecorated(false);
    view_->setAlternatingRowColors(true);
    view_->setItemDelegateForColumn(FieldsModel::ValueColumn, new FieldDelegate(&model_, view_));
    view_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked |
                           QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    view_->header()->setSectionResizeMode(FieldsModel::NameColumn, QHeaderView::ResizeToContents);
    view_->setToolTip(tr("Double click a value to change it, of all that are selected"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title_);
    column->addWidget(view_, 1);
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
