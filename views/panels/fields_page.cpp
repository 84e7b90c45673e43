#include "views/panels/fields_page.h"

#include "core/model/object_names.h"
#include "views/panels/field_choices.h"
#include "views/panels/words.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QScopedValueRollback>

#include <utility>

namespace hallwright::panels {

namespace {

// "Hall B1-H2, Building 1"; of what stands in a building or outside nothing more is known here.
QString placeOf(const Site& site, ObjectRef object)
{
    const HallId id = hallWith(site, object).value_or(HallId{});
    if (!id.valid() || object == refTo(id))
        return {};
    return FieldsPage::tr("In hall %1, %2").arg(text(site.hall(id).name), text(site.buildingOf(id).name));
}

} // namespace

FieldsPage::FieldsPage(QWidget* parent) : InspectorPage(parent)
{
    connect(&model_, &FieldsModel::edited, this, &FieldsPage::edited);
}

bool FieldsPage::setObject(const SitePtr& site, ObjectRef object)
{
    const SheetGroup group = values(site, object, text(sentenceCase(std::string(wordFor(object.kind)))));
    if (group.rows.empty())
        return false;
    showSheet({model_.title(), placeOf(*site, object), {group}});
    return true;
}

SheetGroup FieldsPage::values(const SitePtr& site, ObjectRef object, const QString& caption)
{
    SheetGroup group{caption, {}};
    if (!object.valid() || !exists(*site, object))
        return group;
    model_.show(site, {{object}, {}});
    const ObjectRef before = std::exchange(object_, object);
    if (before.kind != object.kind)
        makeFields();
    if (before != object)
        forgetEntries();
    for (int row = 0; row < model_.rowCount(); ++row) {
        showValue(row);
        for (SheetRow& shown : rowsOf(row))
            group.rows.push_back(std::move(shown));
    }
    return group;
}

void FieldsPage::makeFields()
{
    for (QWidget* old : editors_) {
        if (old)
            old->deleteLater(); // one of them may be telling of its edit
    }
    editors_.clear();
    for (int row = 0; row < model_.rowCount(); ++row)
        editors_.push_back(makeField(row));
}

// What was half typed was meant for the object before.
void FieldsPage::forgetEntries()
{
    for (QWidget* editor : editors_) {
        if (auto* line = qobject_cast<QLineEdit*>(editor))
            line->setModified(false);
    }
}

QWidget* FieldsPage::makeField(int row)
{
    const QModelIndex index = model_.index(row, FieldsModel::ValueColumn);
    if (!(model_.flags(index) & Qt::ItemIsEditable))
        return nullptr;
    const ObjectField& field = model_.field(row);
    const QString name = text(field.name);
    if (isChosen(field)) {
        auto* list = new QComboBox(this);
        list->setObjectName(name);
        list->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        list->setMinimumContentsLength(8);
        connect(list, &QComboBox::activated, this,
                [this, row, list] { enter(row, list->currentData(), list); });
        return list;
    }
    auto* line = new QLineEdit(this);
    line->setObjectName(name);
    line->setPlaceholderText(dash); // nothing is stated
    connect(line, &QLineEdit::editingFinished, this, [this, row, line] {
        if (std::exchange(isEntering_, true))
            return;
        if (line->isModified())
            enter(row, line->text(), line);
        isEntering_ = false;
    });
    return line;
}

// A field the reader is typing in is left alone.
void FieldsPage::showValue(int row)
{
    QWidget* editor = editors_[static_cast<std::size_t>(row)];
    if (auto* list = qobject_cast<QComboBox*>(editor)) {
        if (!list->view()->isVisible()) {
            fillChoices(*list, *model_.site(), model_.field(row));
            chooseValue(*list, model_.field(row));
        }
    } else if (auto* line = qobject_cast<QLineEdit*>(editor); line && !line->isModified()) {
        const QString now = model_.index(row, FieldsModel::ValueColumn).data(Qt::EditRole).toString();
        if (line->text() == now)
            return;
        line->setText(now);
        line->setCursorPosition(0); // of a long one the beginning is seen
    }
}

// What cannot be read stays in its field, to be mended there.
void FieldsPage::enter(int row, const QVariant& value, QWidget* field)
{
    QString refusal;
    const auto hears = connect(&model_, &FieldsModel::refused, this,
                               [&refusal](const QString& sentence) { refusal = sentence; });
    auto* line = qobject_cast<QLineEdit*>(field);
    if (line)
        line->setModified(false); // complete: what the edit leads to may be shown
    {
        const QScopedValueRollback now(entered_, field);
        model_.setData(model_.index(row, FieldsModel::ValueColumn), value);
    }
    disconnect(hears);
    if (refusal.isEmpty()) {
        showValue(row);
        return;
    }
    if (line)
        line->setModified(true);
    refuse(field, refusal);
}

std::vector<SheetRow> FieldsPage::rowsOf(int row) const
{
    const ObjectField& field = model_.field(row);
    if (field.name == "id")
        return {};
    const QString caption = model_.caption(row), explanation = model_.explanation(row);
    QWidget* editor = editors_[static_cast<std::size_t>(row)];
    const QString words = wordsFor(*model_.site(), field);
    if (!editor)
        return {{caption, words, explanation}};
    if (!model_.isPath(row))
        return {SheetRow::ofField(caption, editor, explanation)};
    return {{caption, words, {}},
            SheetRow::ofField(tr("Points on the campus"), editor,
                              tr("x, y, z of each point, to the east, to the north and up from the campus's "
                                 "origin, with a semicolon between points"))};
}

} // namespace hallwright::panels
