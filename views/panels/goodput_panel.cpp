#include "views/panels/goodput_panel.h"

#include "core/studies/failure/failure.h"
#include "views/panels/capacity_words.h"
#include "views/panels/words.h"
#include "views/shared/format.h"

#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright::panels {

namespace {

QTreeWidget* numbersList(const char* name, const QString& title, const QStringList& titles, QWidget* parent)
{
    auto* list = new QTreeWidget(parent);
    list->setObjectName(QString::fromLatin1(name));
    list->setAccessibleName(title);
    list->setColumnCount(static_cast<int>(titles.size()));
    list->setHeaderLabels(titles);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setAlternatingRowColors(true);
    constexpr int leastHeight = 40; // a small window stays as small
    list->setMinimumHeight(leastHeight);
    list->header()->setStretchLastSection(true);
    return list;
}

QString percent(double share)
{
    return QObject::tr("%1 %").arg(100.0 * share, 0, 'f', 2);
}

QString wholeNumber(std::size_t count)
{
    return style::formatCount(static_cast<long long>(count));
}

void fitTo(QTreeWidget& list, int widest)
{
    for (int i = 0; i + 1 < list.columnCount(); ++i) {
        list.resizeColumnToContents(i);
        list.setColumnWidth(i, std::min(widest, list.columnWidth(i)));
    }
}

QString costWords(const FailureCost& cost)
{
    return cost.jobsHit == 0 ? dash
                             : QObject::tr("%1, %2 of a job")
                                   .arg(wholeNumber(cost.jobsHit), percent(cost.largestShareOfAJob));
}

} // namespace

GoodputPanel::GoodputPanel(QWidget* parent)
    : QWidget(parent), words_(new QLabel(this)), assumed_(new QLabel(this)),
      parts_(new QSplitter(Qt::Horizontal, this)),
      figures_(numbersList("goodputFigures", tr("The job's time and interruptions"),
                           {tr("Figure"), tr("Packed"), tr("Spread")}, parts_)),
      domains_(
          numbersList("goodputDomains", tr("What one failure costs"),
                      {tr("Failure of a"), tr("There"), tr("With loss"), tr("Racks down"), tr("GPUs down"),
                       tr("Packed: jobs stop"), tr("Spread: jobs stop"), tr("The worst")},
                      parts_))
{
    words_->setObjectName(QStringLiteral("goodputWords"));
    assumed_->setObjectName(QStringLiteral("goodputAssumed"));
    assumed_->setForegroundRole(QPalette::PlaceholderText);
    QFont bold = font();
    bold.setBold(true);
    words_->setFont(bold);
    for (QLabel* label : {words_, assumed_}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    for (int i = PackedColumn; i < FigureColumnCount; ++i)
        figures_->headerItem()->setTextAlignment(i, Qt::AlignRight | Qt::AlignVCenter);
    constexpr int firstNumber = 1, lastNumber = 6;
    for (int i = firstNumber; i <= lastNumber; ++i)
        domains_->headerItem()->setTextAlignment(i, Qt::AlignRight | Qt::AlignVCenter);
    parts_->setChildrenCollapsible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(words_);
    column->addWidget(parts_, 1);
    column->addWidget(assumed_);
}

void GoodputPanel::addPicture(QWidget* picture)
{
    parts_->insertWidget(1, picture);
    constexpr int figuresWidth = 480, pictureWidth = 300, domainsWidth = 300;
    parts_->setSizes({figuresWidth, pictureWidth, domainsWidth});
}

QString GoodputPanel::words() const
{
    return words_->text();
}

void GoodputPanel::fillFigures()
{
    const Goodput& packed = *compared_->packed;
    const Goodput& spread = *compared_->spread;
    const auto add = [&](const QString& title, const auto& shown) {
        auto* line = new NumberLine(figures_);
        line->setText(TitleColumn, title);
        line->setNumber(PackedColumn, std::nullopt, shown(packed));
        line->setNumber(SpreadColumn, std::nullopt, shown(spread));
    };
    const std::vector<TimeUse> uses = timeUsesOf(packed);
    for (std::size_t i = 0; i < uses.size(); ++i) {
        QString what = text(uses[i].what);
        what[0] = what[0].toUpper();
        add(what, [i](const Goodput& of) { return percent(timeUsesOf(of)[i].share); });
    }
    const auto lasting = [](double seconds) { return text(durationText(seconds)); };
    add(tr("Interrupted every"), [&](const Goodput& of) { return lasting(of.mtbfS); });
    add(tr("By components, a day"),
        [](const Goodput& of) { return QString::number(of.componentsPerDay, 'f', 1); });
    add(tr("By power and cooling, a year"), [](const Goodput& of) {
        return of.facilityIsKnown ? QString::number(of.facility.outagesPerYear, 'g', 3) : dash;
    });
    add(tr("Checkpoints every"), [&](const Goodput& of) { return lasting(of.intervalS); });
    add(tr("Young's interval"), [&](const Goodput& of) { return lasting(of.youngS); });
    add(tr("Daly's interval"), [&](const Goodput& of) { return lasting(of.dalyS); });
    add(tr("Best interval of the model"), [&](const Goodput& of) { return lasting(of.bestS); });
    add(tr("Simulated, without the facility's repairs"), [](const Goodput& of) {
        return QObject::tr("%1 ± %2").arg(percent(of.simulated.shares.useful),
                                          percent(of.simulated.halfWidth));
    });
    add(tr("By the formulas, likewise"),
        [](const Goodput& of) { return percent(of.expected.shares.useful); });
    add(tr("Racks of the job"), [](const Goodput& of) { return wholeNumber(of.jobRacks); });
    add(tr("Jobs like it on the site"), [](const Goodput& of) { return wholeNumber(of.jobs); });
    add(tr("Spare servers of each"), [](const Goodput& of) { return wholeNumber(of.spareServers); });
    add(tr("Free servers beside the jobs"), [](const Goodput& of) { return wholeNumber(of.freeServers); });
}

void GoodputPanel::fillDomains()
{
    for (const SharedDomain& domain : compared_->packed->domains.domains) {
        auto* line = new NumberLine(domains_);
        int column = 0;
        QString what = text(domain.what);
        what[0] = what[0].toUpper();
        line->setText(column++, what);
        for (const std::size_t count : {domain.things, domain.withLoss, domain.racksDown, domain.gpusDown})
            line->setNumber(column++, static_cast<double>(count), wholeNumber(count));
        for (const FailureCost* cost : {&domain.packed, &domain.spread})
            line->setNumber(column++, static_cast<double>(cost->jobsHit), costWords(*cost));
        line->setText(column, text(domain.worst));
        line->setToolTip(column, text(domain.worst));
    }
}

void GoodputPanel::setGoodput(const GoodputComparisonPtr& compared)
{
    compared_ = compared;
    figures_->clear();
    domains_->clear();
    words_->setText(compared ? text(answerOf(*compared)) : QString());
    assumed_->setText(compared ? text(assumptionsOf(*compared->packed)) : QString());
    if (!compared)
        return;
    fillFigures();
    fillDomains();
    constexpr int widestFigure = 190, widestDomain = 150;
    fitTo(*figures_, widestFigure);
    fitTo(*domains_, widestDomain);
}

QString GoodputPanel::asText() const
{
    QStringList rows;
    for (const QTreeWidget* list : {figures_, domains_}) {
        const auto add = [&](const QTreeWidgetItem& line) {
            QStringList fields;
            for (int i = 0; i < list->columnCount(); ++i)
                fields << line.text(i);
            rows << fields.join(QLatin1Char('\t'));
        };
        add(*list->headerItem());
        for (int i = 0; i < list->topLevelItemCount(); ++i)
            add(*list->topLevelItem(i));
        rows << QString();
    }
    return rows.join(QLatin1Char('\n'));
}

} // namespace hallwright::panels
