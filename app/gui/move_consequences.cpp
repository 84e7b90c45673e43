#include "app/gui/move_consequences.h"

#include "core/layout/standing.h"
#include "core/model/object_names.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace hallwright::app {

namespace {

// Changes that nobody would see are none.
QString signedTemperature(double kelvin)
{
    constexpr double leastK = 0.05;
    return std::abs(kelvin) < leastK ? QString()
                                     : QStringLiteral(", ") + style::formatTemperatureDifference(kelvin);
}

// Where the air before it comes from, if that got worse.
QString causeOf(const Site& site, const Rack& rack, const RackResult& before, const RackResult& after)
{
    constexpr double worthSaying = 0.005;
    if (after.recirculation - before.recirculation < worthSaying)
        return {};
    const Hall& hall = site.hallOf(rack.id);
    const auto aisle = std::find_if(hall.aisles.begin(), hall.aisles.end(), [&](const Aisle& a) {
        const Pose& pose = rack.pose;
        return pose.x > a.area.x && pose.x < a.area.right() && pose.y > a.area.y && pose.y < a.area.top();
    });
    const QString exhaust = QObject::tr("draws %1 exhaust").arg(style::formatShare(after.recirculation));
    if (aisle == hall.aisles.end() || aisle->kind == AisleKind::Cold)
        return QStringLiteral(" · ") + exhaust;
    return QObject::tr(" · stands in %1hot aisle %2, %3")
        .arg(aisle->contained ? QObject::tr("contained ") : QString(), QString::fromStdString(aisle->name),
             exhaust);
}

QString inletLine(const Snapshot& before, const Snapshot& after, const std::vector<RackId>& racks)
{
    RackId hottest;
    double inletC = -std::numeric_limits<double>::infinity();
    for (const RackId rack : racks) {
        const RackResult* result = after.rackResult(rack);
        if (result && result->inletC > inletC) {
            inletC = result->inletC;
            hottest = rack;
        }
    }
    const RackResult* now = hottest.valid() ? after.rackResult(hottest) : nullptr;
    const RackResult* then = hottest.valid() ? before.rackResult(hottest) : nullptr;
    if (!now || !then || !after.site->findRack(hottest))
        return {};
    const Rack& rack = after.site->rack(hottest);
    const QString who = racks.size() > 1
                            ? QObject::tr("Hottest of them, %1: ").arg(QString::fromStdString(rack.name))
                            : QString();
    return QObject::tr("%1Inlet %2%4, limit %3%5")
        .arg(who, style::formatTemperature(now->inletC), style::formatTemperature(now->inletLimitC),
             signedTemperature(now->inletC - then->inletC), causeOf(*after.site, rack, *then, *now));
}

// The feed nearest to its rating, and what is on it after the loss of the other side.
QString feedLine(const Snapshot& after, const std::vector<RackId>& racks)
{
    const std::vector<PowerNode>& nodes = after.site->power->nodes;
    QString line;
    double worst = 0.0;
    std::set<PowerNodeId> feeds;
    for (const RackId id : racks) {
        if (after.site->findRack(id)) {
            feeds.insert(after.site->rack(id).feedA);
            feeds.insert(after.site->rack(id).feedB);
        }
    }
    for (std::size_t i = 0; i < nodes.size() && i < after.powerNodes.size(); ++i) {
        const PowerNodeResult& result = after.powerNodes[i];
        if (!feeds.contains(nodes[i].id) || nodes[i].ratedW <= 0.0)
            continue;
        const double lost = std::max(result.outputW, result.outputOtherSideLostW) / nodes[i].ratedW;
        if (lost <= worst)
            continue;
        worst = lost;
        line = QObject::tr("%1 at %2 of its rating, %3 with the other side lost")
                   .arg(QString::fromStdString(nodes[i].name),
                        style::formatShare(result.outputW / nodes[i].ratedW), style::formatShare(lost));
    }
    return line;
}

QString pueLine(const Snapshot& before, const Snapshot& after)
{
    constexpr double least = 5e-4; // the last decimal that is shown
    if (!before.pue || !after.pue)
        return {};
    const double change = *after.pue - *before.pue;
    const QString by =
        std::abs(change) < least
            ? QString()
            : QStringLiteral(", %1%2").arg(change < 0 ? QStringLiteral("−") : QStringLiteral("+"),
                                           style::formatPue(std::abs(change)));
    return QObject::tr("PUE %1%2").arg(style::formatPue(*after.pue), by);
}

} // namespace

QString figuresOfMove(const Snapshot& before, const Snapshot& after, const std::vector<RackId>& racks)
{
    QStringList lines{inletLine(before, after, racks), feedLine(after, racks), pueLine(before, after)};
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QString newFinding(const Findings& before, const Findings& after)
{
    std::set<std::tuple<std::string_view, ObjectRef, ObjectRef>> known;
    for (const Finding* finding : before.open)
        known.emplace(finding->rule, finding->subject, finding->other);
    const auto fresh = std::find_if(after.open.begin(), after.open.end(), [&](const Finding* finding) {
        return !known.contains({finding->rule, finding->subject, finding->other});
    });
    if (fresh == after.open.end())
        return {};
    return style::sentence((*fresh)->sentence) + QLatin1Char(' ') + style::sentence((*fresh)->remedy);
}

MoveConsequences::MoveConsequences(Results* results, Selection* selection, Editor* editor, QObject* parent)
    : QObject(parent), results_(results), selection_(selection), editor_(editor)
{
    connect(editor, &Editor::moveBegan, this, &MoveConsequences::begin);
    connect(results, &Results::snapshotReady, this, qOverload<const SnapshotPtr&>(&MoveConsequences::take));
    connect(results->session(), &SimulationSession::findingsReady, this,
            qOverload<const SnapshotPtr&, const FindingsPtr&>(&MoveConsequences::take));
}

void MoveConsequences::begin()
{
    before_ = results_->shown();
    foundBefore_ = latestFindings_;
    finding_.clear();
    figures_.clear();
}

void MoveConsequences::take(const SnapshotPtr& snapshot)
{
    if (!editor_->isMoving() || !before_ || snapshot->site == before_->site)
        return;
    figures_ = figuresOfMove(*before_, *snapshot, selection_->set().racks());
    show();
}

void MoveConsequences::take(const SnapshotPtr& snapshot, const FindingsPtr& findings)
{
    latestFindings_ = findings;
    if (!editor_->isMoving() || !foundBefore_ || !before_ || snapshot->site == before_->site)
        return;
    finding_ = newFinding(*foundBefore_, *findings);
    show();
}

void MoveConsequences::show()
{
    QStringList parts{finding_, figures_};
    parts.removeAll(QString());
    editor_->setConsequences(parts.join(QLatin1Char('\n')));
}

} // namespace hallwright::app
