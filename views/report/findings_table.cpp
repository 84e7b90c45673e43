#include "core/rules/notes.h"
#include "views/report/engineering_tables.h"
#include "views/report/words.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

namespace hallwright::report {

namespace {

TableSection findingsSection(const Site& site, const Findings& findings)
{
    TableSection section{QStringLiteral("Findings, by rule and place"),
                         {{QStringLiteral("Severity"), 0.06, Qt::AlignLeft},
                          {QStringLiteral("Finding"), 0.13, Qt::AlignLeft},
                          {QStringLiteral("Place"), 0.14, Qt::AlignLeft},
                          {QStringLiteral("What"), 0.13, Qt::AlignLeft},
                          {QStringLiteral("The worst or first of them"), 0.54, Qt::AlignLeft}},
                         {}};
    for (const FindingGroup& group : grouped(findings.open))
        section.rows.push_back(
            {{words(nameOf(group.rule->severity)), QString::fromUtf8(group.rule->title),
              QString::fromStdString(placeOf(site, group)), QString::fromStdString(countOf(group)),
              style::sentence(group.worst->sentence)},
             group.rule->severity != Severity::Minor});
    return section;
}

TableSection waivedSection(const Site& site, const Findings& findings)
{
    TableSection section{QStringLiteral("Waived"),
                         {{QStringLiteral("Finding"), 0.13, Qt::AlignLeft},
                          {QStringLiteral("Place"), 0.14, Qt::AlignLeft},
                          {QStringLiteral("Reason"), 0.25, Qt::AlignLeft},
                          {QStringLiteral("What is accepted"), 0.48, Qt::AlignLeft}},
                         {}};
    for (const WaivedFinding& waived : findings.waived) {
        const std::vector<FindingGroup> alone = grouped({waived.finding});
        section.rows.push_back(
            {{QString::fromUtf8(alone[0].rule->title), QString::fromStdString(placeOf(site, alone[0])),
              QString::fromStdString(waived.reason), style::sentence(waived.finding->sentence)}});
    }
    return section;
}

TableSection notesSection(const Snapshot& snapshot, const Findings& findings)
{
    TableSection section{QStringLiteral("Notes: what the figures depend on"),
                         {{QStringLiteral("Note"), 1.0, Qt::AlignLeft}},
                         {}};
    for (const std::string& note : notesBeside(snapshot, findings))
        section.rows.push_back({{style::sentence(note)}});
    return section;
}

} // namespace

TableSheet findingsTables(const Snapshot& snapshot, const Findings& findings)
{
    const Site& site = *snapshot.site;
    TableSheet sheet{QStringLiteral("Findings"), {}, {}};
    for (TableSection& section : std::vector{findingsSection(site, findings), waivedSection(site, findings),
                                             notesSection(snapshot, findings)}) {
        if (!section.rows.empty())
            sheet.sections.push_back(std::move(section));
    }
    sheet.notes = {
        QStringLiteral("%1 findings (%2 critical, %3 major, %4 minor), %5 waived; %6 rules, %7 objects.")
            .arg(countText(findings.open.size()))
            .arg(countText(findings.count(Severity::Critical)))
            .arg(countText(findings.count(Severity::Major)))
            .arg(countText(findings.count(Severity::Minor)))
            .arg(countText(findings.waived.size()))
            .arg(countText(rules().size()))
            .arg(countText(findings.objectCount)),
        QStringLiteral(
            "Critical: something is dark or lost. Major: a limit is exceeded or a rule broken. Minor: "
            "redundancy is lost, or a limit would be exceeded after the loss of a side.")};
    return sheet;
}

} // namespace hallwright::report
