#include "views/report/comparison_tables.h"

#include "core/model/change_set.h"
#include "core/model/object_names.h"
#include "core/model/replaced_hall.h"
#include "core/simulation/figures.h"
#include "views/report/words.h"
#include "views/shared/figure_text.h"
#include "views/shared/sentence_units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>

namespace hallwright::report {

namespace {

using namespace hallwright::style;

constexpr std::size_t mostChanges = 150; // sentences that a report has room for

QString nameText(const std::string& name)
{
    return QString::fromStdString(name);
}

// What a change comes to for who reads of it: a move is a change of nothing but where a thing stands.
enum class Deed { Added, Moved, Changed, Removed };

bool isPlace(const std::string& field)
{
    static const std::set<std::string> places{"x_m",         "y_m",     "z_m",        "yaw_deg", "hall_id",
                                              "building_id", "rack_id", "position_u", "face",    "side"};
    return places.contains(field);
}

Deed deedOf(const ObjectChange& change)
{
    if (change.kind == ObjectChangeKind::Added)
        return Deed::Added;
    if (change.kind == ObjectChangeKind::Removed)
        return Deed::Removed;
    return std::ranges::all_of(change.fields, isPlace, &FieldChange::field) ? Deed::Moved : Deed::Changed;
}

QString wordOf(Deed deed)
{
    switch (deed) {
    case Deed::Added:
        return QStringLiteral("Added");
    case Deed::Moved:
        return QStringLiteral("Moved");
    case Deed::Changed:
        return QStringLiteral("Changed");
    case Deed::Removed:
        return QStringLiteral("Removed");
    }
    return {};
}

class Compared
{
public:
    Compared(const Comparison& comparison, const Findings& before, const Findings& after)
        : names_{comparison.before.name, comparison.after.name}, before_(*comparison.before.snapshot),
          after_(*comparison.after.snapshot), findingsBefore_(before), findingsAfter_(after),
          changes_(diff(*before_.site, *after_.site))
    {
    }

    TableSheet sheet() const
    {
        TableSheet sheet{QStringLiteral("Comparison"), {}, {}};
        for (TableSection& section : std::vector{inShort(), figures(), halls(), findings(), changes()}) {
            if (!section.rows.empty())
                sheet.sections.push_back(std::move(section));
        }
        sheet.notes = {
            QStringLiteral(
                "From %1 to %2. Both are evaluated under the same scenario, and their inlets found alike.")
                .arg(names_[0], names_[1]),
            QStringLiteral("Difference: %2 less %1; empty where both read the same. A dash is not known.")
                .arg(names_[0], names_[1])};
        return sheet;
    }

private:
    TableSection inShort() const
    {
        TableSection section{QStringLiteral("In short"), {{QString(), 1.0, Qt::AlignLeft}}, {}};
        section.rows.push_back(
            {QStringList{
                 QStringLiteral("From %1 to %2: %3.").arg(names_[0], names_[1], nameText(summary(changes_)))},
             false});
        const auto come = onlyIn(findingsAfter_, findingsBefore_).size();
        const auto go = onlyIn(findingsBefore_, findingsAfter_).size();
        const QString told = come + go == 0 ? QStringLiteral("The same findings are found in both.")
                                            : QStringLiteral("Findings: %1 new in %2, %3 cleared.")
                                                  .arg(countText(come), names_[1], countText(go));
        section.rows.push_back({QStringList{told}, come > 0});
        return section;
    }

    std::vector<TableColumn> sideBySide(const QString& what) const
    {
        return {{what, 0.4, Qt::AlignLeft},
                {names_[0], 0.2},
                {names_[1], 0.2},
                {QStringLiteral("Difference"), 0.2}};
    }

    // Those that are known on either side.
    TableSection figures() const
    {
        TableSection section{
            QStringLiteral("Figures of the campus"), sideBySide(QStringLiteral("Figure")), {}};
        std::set<std::string_view> told; // a part of the overhead that is a figure of its own is told once
        for (const CampusFigure& figure : hallwright::campusFigures()) {
            const double before = figure.value(before_), after = figure.value(after_);
            const bool isCheck = figure.key.ends_with("residual"); // of the arithmetic, not of the campus
            if (!isCheck && (!std::isnan(before) || !std::isnan(after)) && told.insert(figure.title).second)
                section.rows.push_back(
                    {{titleText(figure.title), figureText(before, figure.unit),
                      figureText(after, figure.unit), gainText(before, after, figure.unit)}});
        }
        for (const Severity severity : {Severity::Critical, Severity::Major, Severity::Minor}) {
            const auto before = static_cast<long long>(findingsBefore_.count(severity));
            const auto after = static_cast<long long>(findingsAfter_.count(severity));
            section.rows.push_back({{QStringLiteral("%1 findings").arg(words(nameOf(severity))),
                                     formatCount(before), formatCount(after),
                                     before == after ? QString()
                                                     : QStringLiteral("%1%2")
                                                           .arg(QChar(after > before ? u'+' : u'−'))
                                                           .arg(std::abs(after - before))},
                                    after > before && severity != Severity::Minor});
        }
        return section;
    }

    // Halls of either version that hold something that differs.
    std::set<HallId> differing(const Site& site) const
    {
        std::set<HallId> halls;
        for (const ObjectChange& change : changes_.objects) {
            if (exists(site, change.object)) {
                if (const auto hall = hallWith(site, change.object); hall && hall->valid())
                    halls.insert(*hall);
            }
        }
        return halls;
    }

    TableRow hallRow(const QString& name, const HallResult* before, const HallResult* after) const
    {
        const auto both = [](const QString& first, const QString& second) {
            return QStringLiteral("%1 → %2").arg(first, second);
        };
        const auto pairOf = [&](const auto& value) {
            return both(before ? value(*before) : dash(), after ? value(*after) : dash());
        };
        const auto figure = [&](const char* key) {
            const HallFigure& of = hallFigure(key);
            return pairOf([&of](const HallResult& result) { return valueText(of, result); });
        };
        return {{name, pairOf([](const HallResult& result) { return countText(result.hall->racks.size()); }),
                 figure("it_power_w"), figure("cooling_power_w"), figure("max_inlet_c"),
                 figure("racks_over_limit")},
                after && after->racksOverLimit > (before ? before->racksOverLimit : 0)};
    }

    TableSection halls() const
    {
        TableSection section{QStringLiteral("Halls that differ, from %1 to %2").arg(names_[0], names_[1]),
                             {{QStringLiteral("Hall"), 0.25, Qt::AlignLeft},
                              {QStringLiteral("Racks"), 0.13},
                              {QStringLiteral("IT power"), 0.18},
                              {QStringLiteral("Fans and CDU pumps"), 0.16},
                              {QStringLiteral("Warmest inlet"), 0.16},
                              {QStringLiteral("Racks over their limit"), 0.12}},
                             {}};
        const std::set<HallId> changedAfter = differing(*after_.site);
        for (const HallResultPtr& result : after_.halls) {
            const HallId id = result->hall->id;
            const HallId was = sameOrReplaced(*after_.site, id, *before_.site);
            if (changedAfter.contains(id) || was != id)
                section.rows.push_back(hallRow(nameText(result->hall->name),
                                               was.valid() ? before_.hallResult(was) : nullptr,
                                               result.get()));
        }
        for (const HallResultPtr& result : before_.halls) {
            if (!sameOrReplaced(*before_.site, result->hall->id, *after_.site).valid())
                section.rows.push_back(hallRow(nameText(result->hall->name), result.get(), nullptr));
        }
        return section;
    }

    // New ones first; those of one rule at one place are one line.
    TableSection findings() const
    {
        TableSection section{QStringLiteral("Findings that come and go"),
                             {{QString(), 0.09, Qt::AlignLeft},
                              {QStringLiteral("Severity"), 0.08, Qt::AlignLeft},
                              {QStringLiteral("Rule"), 0.2, Qt::AlignLeft},
                              {QStringLiteral("What is wrong"), 0.63, Qt::AlignLeft}},
                             {}};
        const auto add = [&](const QString& what, const Findings& in, const Findings& others, bool alarming) {
            for (const FindingGroup& group : grouped(onlyIn(in, others)))
                section.rows.push_back({{what, words(nameOf(group.findings.front()->severity)),
                                         QString::fromUtf8(group.rule->title), sentence(sentenceOf(group))},
                                        alarming});
        };
        add(QStringLiteral("New"), findingsAfter_, findingsBefore_, true);
        add(QStringLiteral("Cleared"), findingsBefore_, findingsAfter_, false);
        return section;
    }

    // The sentences of the change set, sorted by what was done; what there is no room for is counted.
    TableSection changes() const
    {
        TableSection section{QStringLiteral("What was added, moved, changed and removed"),
                             {{QString(), 0.09, Qt::AlignLeft}, {QString(), 0.91, Qt::AlignLeft}},
                             {}};
        const std::vector<std::string> texts = sentences(changes_, *before_.site, *after_.site);
        std::size_t left = 0;
        for (const Deed deed : {Deed::Added, Deed::Moved, Deed::Changed, Deed::Removed}) {
            for (std::size_t i = 0; i < texts.size(); ++i) {
                if (deed != (i < changes_.objects.size() ? deedOf(changes_.objects[i]) : Deed::Changed))
                    continue;
                if (section.rows.size() < mostChanges)
                    section.rows.push_back({{wordOf(deed), sentence(texts[i])}});
                else
                    ++left;
            }
        }
        if (left > 0)
            section.rows.push_back(
                {{QString(),
                  QStringLiteral("and %1 more, which hallwright-cli diff lists.").arg(countText(left))}});
        return section;
    }

    std::array<QString, 2> names_;
    const Snapshot& before_;
    const Snapshot& after_;
    const Findings& findingsBefore_;
    const Findings& findingsAfter_;
    ChangeSet changes_;
};

} // namespace

TableSheet comparisonTables(const Comparison& comparison, const Findings& before, const Findings& after)
{
    return Compared(comparison, before, after).sheet();
}

} // namespace hallwright::report
