#include "app/gui/catalogue_dialog.h"

#include "core/design/type_uses.h"
#include "core/model/object_names.h"
#include "views/panels/fields_panel.h"
#include "views/shared/sentence_units.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace hallwright::app {

namespace {

constexpr int kindRole = Qt::UserRole;
constexpr int idRole = Qt::UserRole + 1;

QString kindTitle(ObjectKind kind)
{
    return QString::fromStdString(sentenceCase(std::string(wordFor(kind)))) + QLatin1Char('s');
}

ObjectRef refOf(const QTreeWidgetItem* item)
{
    return item && item->data(0, idRole).isValid()
               ? ObjectRef{static_cast<ObjectKind>(item->data(0, kindRole).toInt()),
                           item->data(0, idRole).toLongLong()}
               : ObjectRef{};
}

QString usesText(std::size_t uses)
{
    return uses == 0
               ? CatalogueDialog::tr("not used")
               : (uses == 1 ? CatalogueDialog::tr("used by 1") : CatalogueDialog::tr("used by %1").arg(uses));
}

// A device type's name is its maker's too.
QString typeTitle(const Site& site, ObjectRef type)
{
    const QString name = QString::fromStdString(nameOf(site, type));
    const DeviceType* device = site.catalogue->find(idIn<DeviceTypeId>(type));
    return device && !device->manufacturer.empty()
               ? QStringLiteral("%1 %2").arg(QString::fromStdString(device->manufacturer), name)
               : name;
}

} // namespace

CatalogueDialog::CatalogueDialog(Document* document, SiteCommands* commands, CatalogueCommands* catalogue,
                                 QWidget* parent)
    : QDialog(parent), document_(document), catalogue_(catalogue)
{
    setObjectName(QStringLiteral("catalogueDialog"));
    setWindowTitle(tr("Catalogue"));
    auto* splitter = new QSplitter(this);
    splitter->addWidget(buildList());
    splitter->addWidget(buildValues(commands));
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    copy_ = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    add_ = buttons->addButton(tr("&New"), QDialogButtonBox::ActionRole);
    remove_ = buttons->addButton(tr("&Remove"), QDialogButtonBox::ActionRole);
    QPushButton* import = buttons->addButton(tr("&Import device types …"), QDialogButtonBox::ActionRole);
    for (QPushButton* button : {copy_, add_, remove_, import})
        button->setAutoDefault(false);
    connect(copy_, &QPushButton::clicked, this, [this] { showType(catalogue_->copy(current())); });
    connect(add_, &QPushButton::clicked, this, &CatalogueDialog::addNew);
    connect(remove_, &QPushButton::clicked, this, [this] { catalogue_->remove(current()); });
    connect(import, &QPushButton::clicked, this, &CatalogueDialog::importWanted);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(catalogue_, &CatalogueCommands::done, this, &CatalogueDialog::say);
    connect(catalogue_, &CatalogueCommands::refused, this, &CatalogueDialog::say);
    connect(commands, &SiteCommands::done, this, &CatalogueDialog::say);
    connect(commands, &SiteCommands::refused, this, &CatalogueDialog::say);
    connect(document_, &Document::opened, this, &CatalogueDialog::fill);
    connect(document_, &Document::committedSiteChanged, this, &CatalogueDialog::fill);
    auto* column = new QVBoxLayout(this);
    column->addWidget(splitter, 1);
    column->addWidget(buttons);
    resize(900, 560);
}

QWidget* CatalogueDialog::buildList()
{
    auto* list = new QWidget(this);
    search_ = new QLineEdit(list);
    search_->setPlaceholderText(tr("Search types"));
    search_->setClearButtonEnabled(true);
    tree_ = new QTreeWidget(list);
    tree_->setHeaderLabels({tr("Type"), tr("Use")});
    tree_->header()->setStretchLastSection(false);
    tree_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree_->setAlternatingRowColors(true);
    connect(search_, &QLineEdit::textChanged, this, &CatalogueDialog::filter);
    connect(tree_, &QTreeWidget::currentItemChanged, this, &CatalogueDialog::showCurrent);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(search_);
    column->addWidget(tree_, 1);
    return list;
}

QWidget* CatalogueDialog::buildValues(SiteCommands* commands)
{
    auto* values = new QWidget(this);
    fields_ = new panels::FieldsPanel(values);
    used_ = new QLabel(values);
    used_->setWordWrap(true);
    used_->setContentsMargins(6, 2, 6, 2);
    said_ = new QLabel(values);
    said_->setWordWrap(true);
    said_->setContentsMargins(6, 2, 6, 2);
    said_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(fields_->model(), &panels::FieldsModel::edited, commands, &SiteCommands::setField);
    connect(fields_->model(), &panels::FieldsModel::refused, this, &CatalogueDialog::say);
    connect(commands, &SiteCommands::refused, fields_, &panels::FieldsPanel::refuse);
    auto* column = new QVBoxLayout(values);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(fields_, 1);
    column->addWidget(used_);
    column->addWidget(said_);
    return values;
}

void CatalogueDialog::addKind(ObjectKind kind, const std::map<ObjectRef, std::size_t>& uses)
{
    const Site& site = *document_->committedSite();
    const std::vector<ObjectRef> types = objectsOf(site, kind);
    auto* group = new QTreeWidgetItem(tree_, {kindTitle(kind), QString::number(types.size())});
    group->setData(0, kindRole, static_cast<int>(kind));
    QFont bold = font();
    bold.setBold(true);
    group->setFont(0, bold);
    group->setForeground(1, palette().placeholderText());
    for (const ObjectRef type : types) {
        const auto used = uses.find(type);
        auto* item = new QTreeWidgetItem(
            group, {typeTitle(site, type), usesText(used == uses.end() ? 0 : used->second)});
        item->setData(0, kindRole, static_cast<int>(kind));
        item->setData(0, idRole, static_cast<qlonglong>(type.id));
        item->setForeground(1, palette().placeholderText());
    }
    group->sortChildren(0, Qt::AscendingOrder);
}

// Nothing while it is hidden.
void CatalogueDialog::fill()
{
    if (!isVisible())
        return;
    const ObjectRef chosen = current();
    const ObjectKind kind = currentKind();
    std::map<ObjectKind, bool> open;
    for (int i = 0; i < tree_->topLevelItemCount(); ++i)
        open[static_cast<ObjectKind>(tree_->topLevelItem(i)->data(0, kindRole).toInt())] =
            tree_->topLevelItem(i)->isExpanded();
    {
        const QScopedValueRollback quiet(filling_, true);
        tree_->clear();
        if (document_->isOpen()) {
            const auto uses = design::typeUses(*document_->committedSite());
            for (const ObjectKind each : design::catalogueKinds())
                addKind(each, uses);
        }
        for (int i = 0; i < tree_->topLevelItemCount(); ++i) {
            QTreeWidgetItem* group = tree_->topLevelItem(i);
            const auto its = static_cast<ObjectKind>(group->data(0, kindRole).toInt());
            const auto was = open.find(its);
            group->setExpanded(was == open.end() ? i == 0 : was->second);
            if (its == kind && !chosen.valid())
                tree_->setCurrentItem(group);
        }
        filter();
    }
    if (chosen.valid())
        showType(chosen);
    else if (QTreeWidgetItem* group = tree_->currentItem(); group && group->childCount() > 0)
        showType(refOf(group->child(0)));
    else
        showCurrent();
}

void CatalogueDialog::filter()
{
    const QString wanted = search_->text().trimmed();
    for (int i = 0; i < tree_->topLevelItemCount(); ++i) {
        QTreeWidgetItem* group = tree_->topLevelItem(i);
        int shown = 0;
        for (int j = 0; j < group->childCount(); ++j) {
            const bool fits = group->child(j)->text(0).contains(wanted, Qt::CaseInsensitive);
            group->child(j)->setHidden(!fits);
            shown += fits ? 1 : 0;
        }
        group->setHidden(shown == 0 && !wanted.isEmpty());
        if (!wanted.isEmpty() && shown > 0)
            group->setExpanded(true);
    }
}

void CatalogueDialog::showType(ObjectRef type)
{
    for (int i = 0; type.valid() && i < tree_->topLevelItemCount(); ++i) {
        QTreeWidgetItem* group = tree_->topLevelItem(i);
        for (int j = 0; j < group->childCount(); ++j) {
            if (refOf(group->child(j)) != type)
                continue;
            group->child(j)->setHidden(false);
            group->setExpanded(true);
            tree_->setCurrentItem(group->child(j));
            tree_->scrollToItem(group->child(j));
        }
    }
    showCurrent();
}

ObjectRef CatalogueDialog::current() const
{
    return refOf(tree_->currentItem());
}

ObjectKind CatalogueDialog::currentKind() const
{
    return tree_->currentItem() ? static_cast<ObjectKind>(tree_->currentItem()->data(0, kindRole).toInt())
                                : ObjectKind::RackType;
}

void CatalogueDialog::showCurrent()
{
    if (filling_)
        return;
    const ObjectRef type = current();
    const bool isType = document_->isOpen() && type.valid() && exists(*document_->committedSite(), type);
    copy_->setEnabled(isType);
    remove_->setEnabled(isType);
    add_->setEnabled(document_->isOpen());
    fields_->setSite(isType ? document_->committedSite() : nullptr);
    if (!isType) {
        used_->setText(document_->isOpen()
                           ? tr("Choose a type to see and edit its values; New adds one of the kind.")
                           : tr("No site is open."));
        return;
    }
    fields_->setSelection({{type}, {}});
    const auto uses = design::typeUses(*document_->committedSite());
    const auto used = uses.find(type);
    used_->setText(used == uses.end()
                       ? tr("Nothing is of this type.")
                       : tr("Used by %1. What does not depart from the type follows every change.")
                             .arg(used->second == 1 ? tr("1 object") : tr("%1 objects").arg(used->second)));
}

void CatalogueDialog::addNew()
{
    showType(catalogue_->addNew(currentKind()));
}

void CatalogueDialog::say(const QString& sentence)
{
    said_->setText(style::sentence(sentence));
}

QString CatalogueDialog::said() const
{
    return said_->text();
}

void CatalogueDialog::showOtherUnits()
{
    showCurrent();
}

void CatalogueDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    fill();
}

} // namespace hallwright::app
