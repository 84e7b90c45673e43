#include "views/panels/key_figures_bar.h"

#include "core/simulation/inlet_uncertainty.h"
#include "views/panels/words.h"
#include "views/shared/figure_text.h"
#include "views/shared/format.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPaintEvent>
#include <QVBoxLayout>

#include <array>
#include <cmath>

namespace hallwright::panels {

namespace {

using namespace style;

QString signedText(const QString& text, double change)
{
    return change > 0.0 ? QLatin1Char('+') + text : text;
}

// Smaller changes are nothing that anybody acts on, and below them are what solvers leave.
constexpr double leastChangeW = 100.0;
constexpr double leastShare = 1e-5; // of a figure
constexpr double leastPueChange = 1e-4;
constexpr double leastChangeK = 0.01;

QString powerChange(double nowW, double beforeW)
{
    const double change = nowW - beforeW;
    return std::abs(change) < std::max(leastChangeW, leastShare * std::abs(nowW))
               ? QString()
               : signedText(formatPower(change), change);
}

// Unknown against anything is no change.
QString pueChange(double now, double before)
{
    const double change = now - before;
    return std::abs(change) >= leastPueChange ? signedText(QLocale().toString(change, 'f', 4), change)
                                              : QString();
}

QString countChange(double now, double before)
{
    return now == before ? QString()
                         : signedText(formatCount(static_cast<long long>(now - before)), now - before);
}

QString temperatureChange(double nowC, double beforeC)
{
    const double kelvin = nowC - beforeC;
    return std::abs(kelvin) >= leastChangeK ? formatTemperatureDifference(kelvin) : QString();
}

// "24.1 °C ± 2.3 K": of that rack
QString worstInlet(const Snapshot& snapshot)
{
    const HallResult* hall = snapshot.hallResult(snapshot.site->hallOf(snapshot.hottestRack).id);
    const auto uncertainty = hall ? inletUncertaintyOf(*hall) : std::nullopt;
    const QString inlet = valueText(campusFigure("max_inlet_c"), snapshot);
    return uncertainty ? inlet + QLatin1Char(' ') + formatUncertainty(uncertainty->worstK) : inlet;
}

QString rackName(const Snapshot& snapshot, RackId id)
{
    return id.valid() && snapshot.site->findRack(id) ? QString::fromStdString(snapshot.site->rack(id).name)
                                                     : dash;
}

// Shows its words whole, on as many lines as there is height for, or not at all; it asks for no height of its own.
class WholeLabel : public QLabel
{
public:
    using QLabel::QLabel;

    bool hasHeightForWidth() const override { return false; }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        const int flags = static_cast<int>(alignment()) | Qt::TextWordWrap;
        if (contentsRect().contains(fontMetrics().boundingRect(contentsRect(), flags, text())))
            QLabel::paintEvent(event);
    }
};

} // namespace

KeyFiguresBar::KeyFiguresBar(QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("keyFigures"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 2, 10, 4);
    row->setSpacing(14);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    it_ = addFigure(QStringLiteral("it"), "it_power_w",
                    tr("Power the racks draw, server fans included. Click for how it comes about."));
    facility_ = addFigure(QStringLiteral("facility"), "facility_power_w",
                          tr("IT power, cooling, distribution loss and other loads. Click for the parts."));
    pue_ = addFigure(
        QStringLiteral("pue"), "pue",
        tr("Power usage effectiveness: facility power divided by IT power, under the scenario chosen. "
           "Click for how it comes about."));
    wue_ = addFigure(QStringLiteral("wue"), "wue_l_per_kwh",
                     tr("Water usage effectiveness: make-up water of towers and adiabatic coolers per IT "
                        "energy. Click for how it comes about."));
    worst_ = addFigure(QStringLiteral("worst"), "max_inlet_c",
                       tr("The highest rack inlet temperature, and where. Click to go there."));
    over_ =
        addFigure(QStringLiteral("over"), "racks_over_limit",
                  tr("Racks whose inlet is above the lower of the hall's and the rack type's limit; "
                     "undecided are those within it by less than their ±. Click for how it comes about."));
    hall_ =
        addCard(QStringLiteral("hall"), tr("Hall"), tr("The active hall: IT power, mean and warmest inlet."));
    rack_ =
        addCard(QStringLiteral("rack"), tr("Rack"), tr("The selected rack: inlet and outlet temperature."));
    comparison_ = new WholeLabel(this);
    comparison_->setWordWrap(true);
    comparison_->setObjectName(QStringLiteral("comparedWith"));
    comparison_->setFont(it_.change->font());
    comparison_->setForegroundRole(QPalette::Link);
    comparison_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored); // without room: in the tooltips
    comparison_->setAlignment(Qt::AlignLeft | Qt::AlignBottom);
    row->addWidget(comparison_, 1);
    setFigures(nullptr, {}, {});
}

QSize KeyFiguresBar::minimumSizeHint() const
{
    return {0, QFrame::minimumSizeHint().height()};
}

// What there is no room for is left out whole, the least important first, and not cut in the middle of a number. Taken in
// again only where it fits with some to spare, so that nothing comes and goes as a number gains a digit.
void KeyFiguresBar::fitCards()
{
    constexpr int spare = 32; // px
    const QMargins margins = layout()->contentsMargins();
    int room = width() - margins.left() - margins.right();
    const std::array<const Card*, 8> byImportance{&worst_, &pue_,  &it_,       &over_,
                                                  &hall_,  &rack_, &facility_, &wue_};
    for (const Card* card : byImportance) {
        const int wanted = card->holder->sizeHint().width() + layout()->spacing();
        const bool fits =
            card == &worst_ || wanted + (card->holder->isHidden() ? spare : 0) <= room; // never none
        card->holder->setVisible(fits);
        room = fits ? room - wanted : 0; // none of less importance in its place
    }
}

void KeyFiguresBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    fitCards();
}

KeyFiguresBar::Card KeyFiguresBar::addFigure(const QString& name, const char* key, const QString& explanation)
{
    const CampusFigure& figure = campusFigure(key);
    Card card = addCard(name, titleText(figure.shortTitle), explanation);
    card.figure = &figure;
    card.holder->setCursor(Qt::PointingHandCursor);
    card.holder->installEventFilter(this);
    return card;
}

KeyFiguresBar::Card KeyFiguresBar::addCard(const QString& name, const QString& title,
                                           const QString& explanation)
{
    auto* holder = new QWidget(this);
    holder->setToolTip(explanation);
    auto* column = new QVBoxLayout(holder);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    Card card{holder, new QLabel(title, holder), new QLabel(dash, holder), new QLabel(holder)};
    card.title->setForegroundRole(QPalette::PlaceholderText);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    card.title->setFont(small);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.35);
    large.setWeight(QFont::DemiBold);
    card.value->setFont(large);
    card.value->setObjectName(name + QStringLiteral("Value"));
    card.change->setObjectName(name + QStringLiteral("Change"));
    card.change->setFont(small);
    card.change->setForegroundRole(QPalette::Link);
    // Whatever they say, or nothing: all below stays where it is as a change or an arrow comes and goes.
    card.value->setFixedHeight(QFontMetrics(large).height());
    card.change->setFixedHeight(QFontMetrics(small).height());
    for (QLabel* label : {card.title, card.value, card.change})
        column->addWidget(label);
    static_cast<QHBoxLayout*>(layout())->addWidget(holder);
    return card;
}

bool KeyFiguresBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        if (watched == worst_.holder && worstRack_.valid())
            emit chosen(refTo(worstRack_));
        for (const Card* card : {&it_, &facility_, &pue_, &wue_, &over_}) {
            if (watched == card->holder)
                emit explanationWanted(text(card->figure->key),
                                       card->holder->mapToGlobal(QPoint(0, card->holder->height())));
        }
    }
    return QFrame::eventFilter(watched, event);
}

QString KeyFiguresBar::value(const QString& card) const
{
    const auto* label = findChild<QLabel*>(card + QStringLiteral("Value"));
    return label ? label->text() : QString();
}

QString KeyFiguresBar::change(const QString& card) const
{
    const auto* label = findChild<QLabel*>(card + QStringLiteral("Change"));
    return label ? label->text() : QString();
}

QString KeyFiguresBar::comparedWith() const
{
    return comparison_->text();
}

// Said only where there is a change to be explained.
void KeyFiguresBar::showComparison(const QString& words)
{
    bool any = false;
    for (const Card& card : {it_, facility_, pue_, worst_, over_, hall_, rack_}) {
        const bool changed = !card.change->text().isEmpty();
        card.change->setToolTip(changed ? tr("Change %1").arg(words) : QString());
        any = any || changed;
    }
    comparison_->setText(any ? tr("Changes %1").arg(words) : QString());
    comparison_->setToolTip(comparison_->text());
}

void KeyFiguresBar::setFigures(const SnapshotPtr& snapshot, const ComparedWith& compared,
                               const SelectionSet& selection)
{
    if (!snapshot) {
        for (const Card& card : {it_, facility_, pue_, wue_, worst_, over_, hall_, rack_}) {
            card.value->setText(dash);
            card.change->clear();
        }
        worstRack_ = {};
        showComparison({});
        return;
    }
    const Snapshot& now = *snapshot;
    const Snapshot* before = compared.snapshot.get();
    for (const Card& card : {it_, facility_, pue_, wue_, over_})
        card.value->setText(valueText(*card.figure, now));
    const auto undecided = static_cast<long long>(campusFigure("racks_undecided").value(now));
    const QString over = titleText(over_.figure->shortTitle);
    over_.title->setText(undecided > 0 ? tr("%1 · %2 undecided").arg(over, formatCount(undecided)) : over);
    const QString worst = titleText(worst_.figure->shortTitle);
    worst_.value->setText(now.hottestRack.valid() ? worstInlet(now) : dash);
    worst_.title->setText(now.hottestRack.valid()
                              ? QStringLiteral("%1 · %2").arg(worst, rackName(now, now.hottestRack))
                              : worst);
    worstRack_ = now.hottestRack;
    const auto showChange = [&](const Card& card, QString (*changeText)(double now, double before)) {
        card.change->setText(before ? changeText(card.figure->value(now), card.figure->value(*before))
                                    : QString());
    };
    showChange(it_, powerChange);
    showChange(facility_, powerChange);
    showChange(pue_, pueChange);
    showChange(worst_, temperatureChange);
    if (before && (!before->hottestRack.valid() || !now.hottestRack.valid()))
        worst_.change->clear(); // there was no inlet
    showChange(over_, countChange);
    if (!now.steady) { // or the dashes would look like a fault
        const QString why = tr("no steady state: see findings");
        for (const Card& card : {pue_, wue_}) {
            if (std::isnan(card.figure->value(now)))
                card.change->setText(why);
        }
        if (!now.hottestRack.valid())
            worst_.change->setText(why);
    }
    showHall(now, before, selection.hall);
    showRack(now, before, selection.primaryOf<RackId>());
    showComparison(compared.words);
    fitCards();
}

void KeyFiguresBar::showHall(const Snapshot& snapshot, const Snapshot* baseline, HallId hall)
{
    const HallResult* now = hall.valid() ? snapshot.hallResult(hall) : nullptr;
    if (!now) {
        hall_.title->setText(tr("Hall"));
        hall_.value->setText(dash);
        hall_.change->clear();
        return;
    }
    hall_.title->setText(
        tr("Hall %1 · IT power, mean / warmest inlet").arg(QString::fromStdString(now->hall->name)));
    hall_.value->setText(QStringLiteral("%1 · %2 / %3")
                             .arg(valueText(hallFigure("it_power_w"), *now),
                                  valueText(hallFigure("mean_inlet_c"), *now),
                                  valueText(hallFigure("max_inlet_c"), *now)));
    const HallResult* before = baseline ? baseline->hallResult(hall) : nullptr;
    if (!before || before->racks.empty()) {
        hall_.change->clear();
        return;
    }
    QStringList changes;
    const auto add = [&](const char* key, QString (*changeText)(double, double)) {
        const double after = hallFigure(key).value(*now), earlier = hallFigure(key).value(*before);
        const QString change = changeText(after, earlier);
        changes << (std::isnan(after) != std::isnan(earlier) ? dash // there was none, or there is none
                    : change.isEmpty()                       ? QStringLiteral("±0")
                                                             : change);
    };
    add("it_power_w", powerChange);
    add("mean_inlet_c", temperatureChange);
    add("max_inlet_c", temperatureChange);
    const bool same = changes.count(QStringLiteral("±0")) == changes.size();
    hall_.change->setText(same ? QString() : changes.join(QStringLiteral(" · ")));
}

void KeyFiguresBar::showRack(const Snapshot& snapshot, const Snapshot* baseline, RackId rack)
{
    const RackResult* now = rack.valid() ? snapshot.rackResult(rack) : nullptr;
    if (!now) {
        rack_.title->setText(tr("Rack"));
        rack_.value->setText(dash);
        rack_.change->clear();
        return;
    }
    rack_.title->setText(tr("Rack %1 · inlet → outlet").arg(rackName(snapshot, rack)));
    rack_.value->setText(
        QStringLiteral("%1 → %2").arg(formatTemperature(now->inletC), formatTemperature(now->outletC)));
    const RackResult* before = baseline ? baseline->rackResult(rack) : nullptr;
    rack_.change->setText(before ? temperatureChange(now->inletC, before->inletC) : QString());
}

} // namespace hallwright::panels
