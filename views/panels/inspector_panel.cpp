#include "views/panels/inspector_panel.h"

#include "core/layout/row_objects.h"
#include "core/model/locks.h"
#include "views/panels/equipment_page.h"
#include "views/panels/findings_strip.h"
#include "views/panels/hall_page.h"
#include "views/panels/quantity_field.h"
#include "views/panels/rack_page.h"
#include "views/panels/site_page.h"
#include "views/shared/format.h"
#include "views/shared/lock_mark.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>

namespace hallwright::panels {

InspectorPanel::InspectorPanel(QWidget* parent)
    : QWidget(parent), several_(new QLabel(this)), locked_(new QLabel(style::lockMeaning(), this)),
      strip_(new FindingsStrip(this)), stack_(new QStackedWidget(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    several_->setObjectName(QStringLiteral("several"));
    several_->setWordWrap(true);
    several_->setContentsMargins(10, 4, 10, 4);
    column->addWidget(several_);
    column->addWidget(stack_, 1);
    locked_->setObjectName(QStringLiteral("locked"));
    locked_->setWordWrap(true);
    locked_->setContentsMargins(10, 4, 10, 4);
    column->addWidget(locked_);
    column->addWidget(strip_);
    connect(strip_, &FindingsStrip::chosen, this, &InspectorPanel::findingChosen);
    connect(strip_, &FindingsStrip::allWanted, this, [this] { emit findingsWanted(shown()); });
    emptyPage_ = new QLabel(tr("Open a site to see its values here."), stack_);
    static_cast<QLabel*>(emptyPage_)->setAlignment(Qt::AlignCenter);
    emptyPage_->setForegroundRole(QPalette::PlaceholderText);
    stack_->addWidget(emptyPage_);
    rebuild();
}

void InspectorPanel::rebuild()
{
    for (QWidget* page :
         std::initializer_list<QWidget*>{rackPage_, hallPage_, sitePage_, equipmentPage_, objectPage_})
        delete page;
    rackPage_ = new RackPage(stack_);
    hallPage_ = new HallPage(stack_);
    sitePage_ = new SitePage(stack_);
    equipmentPage_ = new EquipmentPage(stack_);
    objectPage_ = new FieldsPage(stack_);
    for (InspectorPage* page : std::initializer_list<InspectorPage*>{rackPage_, hallPage_, sitePage_,
                                                                     equipmentPage_, objectPage_}) {
        stack_->addWidget(page);
        connect(page, &InspectorPage::refused, this, &InspectorPanel::refused);
    }
    for (QuantityField* field : stack_->findChildren<QuantityField*>()) {
        field->leaveRefusalToPage();
        connect(field, &QuantityField::refused, this, [this, field](const QString& sentence) {
            if (page() && page()->isAncestorOf(field))
                page()->noteRefusal(field, sentence);
            emit refused(sentence);
        });
    }
    for (FieldsPage* page : std::initializer_list<FieldsPage*>{equipmentPage_, objectPage_})
        connect(page, &FieldsPage::edited, this, &InspectorPanel::fieldEdited);
    for (InspectorPage* page : std::initializer_list<InspectorPage*>{hallPage_, sitePage_})
        connect(page, &InspectorPage::explanationWanted, this, &InspectorPanel::explanationWanted);
    connect(equipmentPage_, &EquipmentPage::serviceChanged, this, &InspectorPanel::serviceChanged);
    connect(equipmentPage_, &EquipmentPage::failureWanted, this, &InspectorPanel::failureWanted);
    connect(rackPage_, &RackPage::edited, this, &InspectorPanel::rackEdited);
    connect(rackPage_, &RackPage::powerEdited, this, &InspectorPanel::rackPowerEdited);
    connect(rackPage_, &RackPage::statusEdited, this, &InspectorPanel::rackStatusEdited);
    connect(hallPage_, &HallPage::supplyEdited, this, &InspectorPanel::hallSupplyEdited);
    connect(sitePage_, &SitePage::outdoorEdited, this, &InspectorPanel::outdoorEdited);
    connect(sitePage_, &SitePage::nameEdited, this, &InspectorPanel::siteNameEdited);
    refresh();
}

void InspectorPanel::setSelection(const SelectionSet& selection)
{
    completeEntry(); // it belongs to what was selected until now
    selection_ = selection;
    refresh();
    showFindings();
}

void InspectorPanel::completeEntry()
{
    for (QuantityField* field : findChildren<QuantityField*>())
        field->complete();
    for (QLineEdit* field : stack_->currentWidget()->findChildren<QLineEdit*>()) {
        if (field->isModified() && !qobject_cast<QuantityField*>(field->parentWidget()))
            emit field->editingFinished();
    }
}

InspectorPage* InspectorPanel::page() const
{
    return qobject_cast<InspectorPage*>(stack_->currentWidget());
}

void InspectorPanel::refuse(const QString& sentence)
{
    QWidget* field = page() && page()->entered() ? page()->entered() : QApplication::focusWidget();
    if (page() && field && page()->isAncestorOf(field))
        page()->noteRefusal(field, sentence);
}

void InspectorPanel::setSite(const SitePtr& site)
{
    if (page() && site != site_) // something was changed since
        page()->forgetRefusal();
    site_ = site;
    refresh();
}

void InspectorPanel::setSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    refresh();
}

void InspectorPanel::setFindings(const SnapshotPtr& checked, const FindingsPtr& findings)
{
    checked_ = checked;
    findings_ = findings;
    showFindings();
}

ObjectRef InspectorPanel::shown() const
{
    if (const ObjectRef primary = selection_.primary(); primary.valid())
        return primary;
    return selection_.hall.valid() ? refTo(selection_.hall) : ObjectRef{};
}

void InspectorPanel::showFindings()
{
    strip_->setFindings(checked_ ? checked_->site.get() : nullptr, findings_, shown());
}

bool InspectorPanel::showsPrimary() const
{
    const QWidget* page = stack_->currentWidget();
    return page == rackPage_ || page == equipmentPage_ || page == objectPage_;
}

void InspectorPanel::refresh()
{
    showPage();
    showHowMany();
    locked_->setVisible(site_ && showsPrimary() && isLocked(site_->records->of(selection_.primary())));
}

void InspectorPanel::showHowMany()
{
    const std::size_t count = withoutRows(selection_.objects).size();
    several_->setVisible(site_ && count > 1 && showsPrimary());
    if (!several_->isHidden())
        several_->setText(tr("%1 are selected. Shown and changed here is the last chosen alone; Properties "
                             "changes all.")
                              .arg(style::formatCount(static_cast<long long>(count))));
}

void InspectorPanel::showPage()
{
    if (!site_) {
        stack_->setCurrentWidget(emptyPage_);
        return;
    }
    const auto rack = selection_.primaryOf<RackId>();
    if (rack.valid() && site_->findRack(rack)) {
        rackPage_->setRack(*site_, snapshot_.get(), site_->rack(rack));
        stack_->setCurrentWidget(rackPage_);
    } else if (equipmentPage_->setEquipment(site_, snapshot_.get(), selection_.primary())) {
        stack_->setCurrentWidget(equipmentPage_);
    } else if (objectPage_->setObject(site_, selection_.primary())) {
        stack_->setCurrentWidget(objectPage_);
    } else if (selection_.hall.valid() && site_->findHall(selection_.hall)) {
        hallPage_->setHall(*site_, snapshot_.get(), site_->hall(selection_.hall));
        stack_->setCurrentWidget(hallPage_);
    } else {
        sitePage_->setSite(*site_, snapshot_.get());
        stack_->setCurrentWidget(sitePage_);
    }
}

} // namespace hallwright::panels
