#include "app/gui/what_if_bar.h"

#include "views/panels/equipment_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace hallwright::app {

namespace {

constexpr std::size_t mostChips = 5;

QString equipmentName(const Site& site, const ObjectRef& equipment)
{
    return panels::equipmentSheet(site, nullptr, equipment).title;
}

} // namespace

WhatIfBar::WhatIfBar(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("whatIf"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 6, 8, 6);
    column->setSpacing(2);
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    auto* caption = new QLabel(tr("What if"), this);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    caption->setFont(bold);
    row->addWidget(caption);
    chips_ = new QWidget(this);
    chipRow_ = new QHBoxLayout(chips_);
    chipRow_->setContentsMargins(0, 0, 0, 0);
    chipRow_->setSpacing(6);
    row->addWidget(chips_);
    row->addWidget(new QLabel(tr("out of service"), this));
    row->addStretch(1);
    auto* all = new QToolButton(this);
    all->setObjectName(QStringLiteral("restoreAll"));
    all->setText(tr("Restore all"));
    all->setToolTip(tr("Everything back into service (Ctrl+Backspace)"));
    connect(all, &QToolButton::clicked, this, &WhatIfBar::restoreAllWanted);
    row->addWidget(all);
    column->addLayout(row);
    consequences_ = new QLabel(this);
    consequences_->setObjectName(QStringLiteral("consequences"));
    consequences_->setWordWrap(true);
    column->addWidget(consequences_);
    hide();
}

void WhatIfBar::setOutages(const SitePtr& site, const Outages& outages)
{
    const bool shown = site && !outages.empty();
    setVisible(shown);
    if (outages == outages_ && (site == nullptr) == (site_ == nullptr)) {
        site_ = site;
        return;
    }
    site_ = site;
    outages_ = outages;
    while (QLayoutItem* item = chipRow_->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was clicked
        delete item;
    }
    if (!shown)
        return;
    const std::vector<ObjectRef> parts = partsOf(outages);
    const std::size_t count = parts.size() > mostChips ? mostChips - 1 : parts.size();
    for (std::size_t i = 0; i < count; ++i)
        addChip(equipmentName(*site, parts[i]), parts[i]);
    if (count < parts.size())
        addMore({parts.begin() + static_cast<std::ptrdiff_t>(count), parts.end()});
}

void WhatIfBar::addChip(const QString& name, const ObjectRef& equipment)
{
    auto* chip = new QToolButton(chips_);
    chip->setText(name + QStringLiteral("  ✕"));
    chip->setToolTip(tr("Put %1 back into service").arg(name));
    connect(chip, &QToolButton::clicked, this, [this, equipment] { emit restoreWanted(equipment); });
    chipRow_->addWidget(chip);
}

void WhatIfBar::addMore(const std::vector<ObjectRef>& rest)
{
    auto* more = new QToolButton(chips_);
    more->setText(tr("%1 more").arg(rest.size()));
    more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(more);
    for (const ObjectRef& equipment : rest)
        menu->addAction(tr("Put %1 back into service").arg(equipmentName(*site_, equipment)), this,
                        [this, equipment] { emit restoreWanted(equipment); });
    more->setMenu(menu);
    chipRow_->addWidget(more);
}

void WhatIfBar::setResult(const SnapshotPtr& now, const SnapshotPtr& before)
{
    if (outages_.empty())
        return;
    const bool known = now && before && now->conditions.outages == outages_;
    consequences_->setText(
        known ? sentencesOf(consequencesOf(*now, *before), *now).join(QStringLiteral("  ·  "))
              : tr("being evaluated …"));
}

QString WhatIfBar::consequences() const
{
    return consequences_->text();
}

} // namespace hallwright::app
