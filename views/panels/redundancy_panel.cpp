#include "views/panels/redundancy_panel.h"

#include "core/model/object_names.h"
#include "core/studies/availability/availability_words.h"
#include "views/panels/capacity_words.h"
#include "views/panels/failable_elements.h"
#include "views/panels/words.h"
#include "views/shared/format.h"

#include <QHeaderView>
#include <QLabel>
#include <QScopedValueRollback>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright::panels {

namespace {

constexpr int breakersRole = Qt::UserRole + 2; // their objects

} // namespace

RedundancyPanel::RedundancyPanel(QWidget* parent)
    : QWidget(parent), words_(new QLabel(this)), meaning_(new QLabel(this)), table_(new QTreeWidget(this))
{
    words_->setObjectName(QStringLiteral("verdictWords"));
    meaning_->setObjectName(QStringLiteral("verdictMeaning"));
    meaning_->setForegroundRole(QPalette::PlaceholderText);
    QFont bold = font();
    bold.setBold(true);
    words_->setFont(bold);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(words_);
    column->addWidget(table_, 1);
    column->addWidget(meaning_);
    for (QLabel* label : {words_, meaning_}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    table_->setObjectName(QStringLiteral("verdictTable"));
    table_->setAccessibleName(tr("Halls by what can fail before a rack goes down"));
    table_->setColumnCount(ColumnCount);
    table_->setHeaderLabels(
        {tr("Hall"), tr("Racks"), tr("Verdict"), tr("Fewest elements"), tr("What breaks it")});
    table_->headerItem()->setToolTip(FewestColumn, tr("The fewest that take one of its racks down together"));
    for (const int right : {RacksColumn, FewestColumn})
        table_->headerItem()->setTextAlignment(right, Qt::AlignRight | Qt::AlignVCenter);
    table_->setUniformRowHeights(true);
    constexpr int leastHeight = 40; // a small window stays as small
    table_->setMinimumHeight(leastHeight);
    table_->setAlternatingRowColors(true);
    table_->header()->setStretchLastSection(true);
    table_->setSortingEnabled(true);
    table_->sortByColumn(-1, Qt::AscendingOrder);
    connect(table_, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* line) {
        if (line && !filling_)
            emit chosen(line->data(HallColumn, breakersRole).value<std::vector<ObjectRef>>());
    });
}

QString RedundancyPanel::words() const
{
    return words_->text();
}

// A pump of a loop is its loop; all utilities at once are none.
std::vector<ObjectRef> RedundancyPanel::objectsOf(const std::vector<std::size_t>& elements) const
{
    std::vector<ObjectRef> objects;
    for (const std::size_t element : elements) {
        const ObjectRef object = redundancy_->blocks.elements[element].object;
        if (object != siteData() && std::ranges::find(objects, object) == objects.end())
            objects.push_back(object);
    }
    return objects;
}

void RedundancyPanel::addElement(QTreeWidgetItem* hall, std::size_t element)
{
    const SiteElement& of = redundancy_->blocks.elements[element];
    auto* line = new NumberLine(hall);
    line->setText(HallColumn, text(nameOf(*redundancy_->site, of)));
    line->setText(VerdictColumn, text(wordFor(of.kind)));
    line->setData(HallColumn, breakersRole, QVariant::fromValue(objectsOf({element})));
    line->setNumber(FewestColumn, 1.0, QStringLiteral("1"));
    line->setText(BreaksColumn, tr("by itself"));
}

void RedundancyPanel::addHall(const HallRedundancy& hall)
{
    auto* line = new NumberLine(table_);
    const QString verdict = text(inWords(hall.verdict));
    line->setText(HallColumn, text(placeName(*redundancy_->site, refTo(hall.hall))));
    line->setNumber(RacksColumn, static_cast<double>(hall.racks),
                    style::formatCount(static_cast<long long>(hall.racks)));
    line->setText(VerdictColumn, verdict.left(1).toUpper() + verdict.mid(1));
    const bool isKnown = hall.verdict != RedundancyVerdict::Unknown;
    line->setNumber(FewestColumn, isKnown ? std::optional(static_cast<double>(hall.fewest)) : std::nullopt,
                    isKnown ? style::formatCount(static_cast<long long>(hall.fewest)) : dash);
    const QString breaks = text(breaksText(*redundancy_, hall));
    line->setText(BreaksColumn, breaks);
    line->setToolTip(BreaksColumn, breaks);
    line->setToolTip(HallColumn, tr("A click goes to what breaks its verdict, and follows its failure"));
    line->setData(HallColumn, breakersRole, QVariant::fromValue(objectsOf(hall.breakers)));
    for (const std::size_t element : hall.singles)
        addElement(line, element);
}

void RedundancyPanel::setRedundancy(const RedundancyPtr& redundancy)
{
    const QScopedValueRollback filling(filling_, true);
    redundancy_ = redundancy;
    table_->clear();
    words_->setText(redundancy ? text(answerOf(*redundancy)) : QString());
    meaning_->setText(redundancy ? text(verdictsText()) : QString());
    if (!redundancy)
        return;
    table_->setSortingEnabled(false);
    for (const HallRedundancy& hall : redundancy->halls)
        addHall(hall);
    table_->setSortingEnabled(true);
    constexpr int widestName = 240;
    for (int i = 0; i < BreaksColumn; ++i) {
        table_->resizeColumnToContents(i);
        table_->setColumnWidth(i, std::min(widestName, table_->columnWidth(i)));
    }
}

QString RedundancyPanel::asText() const
{
    QStringList rows;
    const auto add = [&rows](const QTreeWidgetItem& line) {
        QStringList fields;
        for (int i = 0; i < ColumnCount; ++i)
            fields << line.text(i);
        rows << fields.join(QLatin1Char('\t'));
    };
    add(*table_->headerItem());
    for (int i = 0; i < table_->topLevelItemCount(); ++i)
        add(*table_->topLevelItem(i));
    return rows.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace hallwright::panels
