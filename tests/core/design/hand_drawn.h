// Rows drawn by a hand in the first hall of a new site, to be fed and cooled.
#pragma once

#include "core/design/equip.h"
#include "core/design/new_site.h"
#include "core/design/rack_rows.h"
#include "core/design/rule_error.h"
#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"

#include <QString>

#include <algorithm>
#include <initializer_list>

namespace hallwright::test {

using namespace design;

inline QString textOf(const Choices& choices)
{
    QString text;
    for (const std::string& choice : choices)
        text += QString::fromStdString(choice) + '\n';
    return text;
}

inline QString findingsIn(const SitePtr& site)
{
    const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
    const FindingsPtr findings = findingsOf(*snapshot);
    QString text;
    for (const Finding* finding : findings->open)
        text += QString::fromStdString(finding->sentence) + '\n';
    return text;
}

inline SitePtr emptySite()
{
    NewSite wanted;
    wanted.hall.start = HallStart::Empty;
    return newSite(wanted);
}

inline HallId firstHall(const SitePtr& site)
{
    return site->buildings.front()->halls.front()->id;
}

inline RackTypeId typeNamed(const Site& site, const std::string& name)
{
    return std::ranges::find(site.catalogue->rackTypes, name, &RackType::name)->id;
}

// Four rows of ten across two contained hot aisles.
inline RowRule fourRows(RackTypeId type)
{
    return {{6.0, 2.4}, AisleKind::Cold, 1.8, 1.8, {{4, {{type, 10}}}}, AisleKind::Hot};
}

inline SitePtr withRows(const SitePtr& site, HallId hall, const std::string& type)
{
    SiteEdit edit(site);
    layOutRows(edit, hall, fourRows(typeNamed(*site, type)));
    return edit.done();
}

using Equip = Choices (*)(SiteEdit&, HallId);

inline SitePtr with(const SitePtr& site, HallId hall, std::initializer_list<Equip> calls)
{
    SitePtr next = site;
    for (const Equip call : calls) {
        SiteEdit edit(next);
        call(edit, hall);
        next = edit.done();
    }
    return next;
}

template <class Call>
QString refusal(Call call)
{
    try {
        call();
    } catch (const RuleError& e) {
        return e.what();
    }
    return {};
}

} // namespace hallwright::test
