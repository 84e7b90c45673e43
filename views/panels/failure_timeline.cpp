#include "views/panels/failure_timeline.h"

#include "views/panels/words.h"
#include "views/shared/sentence_units.h"
#include "views/shared/severity_mark.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableWidget>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright::panels {

namespace {

enum TimelineColumn { TimeColumn, WhatColumn, TimelineColumns };

// How grave an event is: racks are lost, a limit is passed, something only changes.
QIcon iconOf(const FailureEvent& event)
{
    switch (event.kind) {
    case FailureEventKind::StoreEmpty:
    case FailureEventKind::SourceOverload:
    case FailureEventKind::Overload:
    case FailureEventKind::BreakerTrip:
    case FailureEventKind::InletLimit:
    case FailureEventKind::CoolantLimit:
    case FailureEventKind::CoolingLost:
    case FailureEventKind::PowerLost:
        return style::severityIcon(event.racksLost > 0 ? Severity::Critical : Severity::Major);
    case FailureEventKind::Shutdown:
        return style::severityIcon(Severity::Critical);
    case FailureEventKind::Failed:
    case FailureEventKind::OnStore:
    case FailureEventKind::Started:
    case FailureEventKind::End:
        break;
    }
    return {};
}

} // namespace

FailureTimeline::FailureTimeline(QWidget* parent)
    : QWidget(parent), words_(new QTextBrowser(this)), table_(new QTableWidget(this))
{
    words_->setObjectName(QStringLiteral("failureWords"));
    words_->setFrameShape(QFrame::NoFrame);
    words_->setOpenLinks(false);
    words_->viewport()->setAutoFillBackground(false);
    words_->setAccessibleName(tr("What follows, in words"));
    words_->document()->setDocumentMargin(2.0);
    table_->setObjectName(QStringLiteral("failureTimeline"));
    table_->setAccessibleName(tr("What follows, event by event"));
    table_->setColumnCount(TimelineColumns);
    table_->setHorizontalHeaderLabels({tr("[h:]min:s"), tr("What happens, and why")});
    table_->horizontalHeader()->setSectionResizeMode(WhatColumn, QHeaderView::Stretch);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setSectionResizeMode(TimeColumn, QHeaderView::ResizeToContents);
    table_->horizontalHeaderItem(WhatColumn)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->setShowGrid(false);
    table_->setAlternatingRowColors(true);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setTabKeyNavigation(false);
    table_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->setToolTip(tr("A click goes to what an event is about, and puts the charts' cursor there"));
    halves_ = new QSplitter(Qt::Vertical, this);
    halves_->addWidget(words_);
    halves_->addWidget(table_);
    halves_->setChildrenCollapsible(false);
    halves_->setStretchFactor(1, 1);
    constexpr int leastHeight = 40, wordsHeight = 116;
    words_->setMinimumHeight(leastHeight);
    table_->setMinimumHeight(leastHeight);
    halves_->setSizes({wordsHeight, 3 * wordsHeight});
    auto* fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    fill->addWidget(halves_);
    connect(table_, &QTableWidget::cellClicked, this, &FailureTimeline::choose);
    connect(table_, &QTableWidget::cellActivated, this, &FailureTimeline::choose); // by Enter
}

void FailureTimeline::setCascade(const CascadePtr& cascade)
{
    cascade_ = cascade;
    lines_ = cascade ? timelineOf(*cascade) : std::vector<TimelineLine>();
    showWords();
    fill();
    QTimer::singleShot(0, this, &FailureTimeline::giveWordsRoom); // once it is laid out
}

// As high as the answer, without what it rests on, and at most three fifths: the reader may move it after that.
void FailureTimeline::giveWordsRoom()
{
    constexpr double most = 0.6;
    const double height = halves_->height();
    if (!cascade_ || height <= 0.0)
        return;
    QTextBlock last = words_->document()->lastBlock(); // what it rests on
    const double wanted = words_->document()->documentLayout()->blockBoundingRect(last).top() + 6.0;
    const int words = static_cast<int>(std::min(wanted, most * height));
    halves_->setSizes({words, static_cast<int>(height) - words});
}

void FailureTimeline::showWords()
{
    if (!cascade_) {
        words_->clear();
        return;
    }
    const FailureAnswer answer = answerOf(*cascade_);
    const auto html = [](const std::string& sentence) { return style::sentence(sentence).toHtmlEscaped(); };
    const QString grave =
        cascade_->racksLost() > 0
            ? QStringLiteral(" style='color:%1'").arg(palette().color(QPalette::BrightText).name())
            : QString();
    words_->setHtml(QStringLiteral("<p style='margin:0 0 4px 0'><b><span%1>%2</span></b></p>"
                                   "<p style='margin:0 0 4px 0'>%3</p><p style='margin:0'>%4</p>"
                                   "<p style='margin:4px 0 0 0; color:%5'>%6. %7</p>")
                        .arg(grave, html(answer.what), html(answer.timeLeft), html(answer.survives),
                             palette().color(QPalette::PlaceholderText).name(),
                             html("At " + conditionsText(cascade_->conditions)),
                             html(assumptionsText(cascade_->options))));
}

QString FailureTimeline::words() const
{
    return words_->toPlainText();
}

void FailureTimeline::fill()
{
    const QSignalBlocker quiet(table_);
    table_->setRowCount(static_cast<int>(lines_.size()));
    const auto set = [this](int row, int column, const QString& words, Qt::Alignment where) {
        auto* item = new QTableWidgetItem(words);
        item->setTextAlignment(where | Qt::AlignTop);
        table_->setItem(row, column, item);
        return item;
    };
    for (int row = 0; row < static_cast<int>(lines_.size()); ++row) {
        const TimelineLine& line = lines_[static_cast<std::size_t>(row)];
        const FailureEvent& first = cascade_->events[line.events.front()];
        set(row, TimeColumn, text(clockText(line.timeS)), Qt::AlignRight)->setIcon(iconOf(first));
        auto* what = set(row, WhatColumn, style::sentence(line.sentence), Qt::AlignLeft);
        if (line.isFolded())
            what->setToolTip(tr("A click lists them"));
    }
}

void FailureTimeline::choose(int row)
{
    const TimelineLine line = lines_.at(static_cast<std::size_t>(row));
    if (line.isFolded())
        unfold(row);
    else
        emit eventChosen(line.events.front());
}

void FailureTimeline::unfold(int row)
{
    const auto at = lines_.begin() + row;
    const TimelineLine folded = *at;
    std::vector<TimelineLine> each;
    for (const std::size_t event : folded.events)
        each.push_back({cascade_->events[event].timeS, {event}, cascade_->events[event].sentence});
    lines_.insert(lines_.erase(at), each.begin(), each.end());
    fill();
    table_->setCurrentCell(row, WhatColumn);
}

void FailureTimeline::setMoment(double timeS)
{
    int last = -1;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        if (lines_[i].timeS <= timeS + 0.5)
            last = static_cast<int>(i);
    }
    const int now = table_->currentRow();
    const bool isThere =
        now >= 0 && last >= 0 && // one of several at that moment stays
        lines_[static_cast<std::size_t>(now)].timeS == lines_[static_cast<std::size_t>(last)].timeS;
    if (last < 0 || isThere)
        return;
    table_->setCurrentCell(last, WhatColumn);
    table_->scrollToItem(table_->item(last, WhatColumn));
}

QString FailureTimeline::asText() const
{
    QString rows = tr("Time [h:min:s]\tWhat happens, and why") + QLatin1Char('\n');
    for (int row = 0; row < table_->rowCount(); ++row)
        rows += QStringLiteral("%1\t%2\n")
                    .arg(table_->item(row, TimeColumn)->text(), table_->item(row, WhatColumn)->text());
    return rows;
}

void FailureTimeline::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showWords();
}

} // namespace hallwright::panels
