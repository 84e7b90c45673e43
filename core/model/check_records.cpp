#include "core/model/check_parts.h"
#include "core/model/names.h"
#include "core/model/object_names.h"
#include "core/model/requirements.h"

#include <algorithm>

namespace hallwright::check {

namespace {

constexpr std::size_t mostTags = 100;

void checkRecord(const Subject& s, const Record& record)
{
    for (const auto& [status, date] : record.dates) {
        if (!isDate(date))
            refuse(s, "the date of its {} is \"{}\", which is no day such as 2027-03-31.", nameOf(status),
                   date);
    }
    if (record.tags.size() > mostTags)
        refuse(s, "it has {} tags, more than {}.", record.tags.size(), mostTags);
    for (const std::string& tag : record.tags) {
        if (tag.empty() || std::count(record.tags.begin(), record.tags.end(), tag) > 1)
            refuse(s, "its tag \"{}\" is empty or given twice.", tag);
        requireShort(s.kind, s.id, "tag", tag);
    }
    for (const auto& [system, identifier] : record.identifiers) {
        if (system.empty() || identifier.empty())
            refuse(s, "an identifier of its needs both the system and the identifier there.");
        requireShort(s.kind, s.id, "system", system);
        requireShort(s.kind, s.id, "identifier", identifier);
    }
    for (const auto& [rule, reason] : record.waivers) {
        if (rule.empty() || reason.empty())
            refuse(s, "a waiver needs both the rule and the reason.");
        requireShort(s.kind, s.id, "rule", rule);
        requireShort(s.kind, s.id, "reason", reason, longestDescriptionCharacters);
    }
    requireShort(s.kind, s.id, "note", record.notes, longestDescriptionCharacters);
}

} // namespace

void checkRecords(const Site& site)
{
    for (const auto& [object, record] : site.records->byObject) {
        const std::string kind = sentenceCase(std::string(wordFor(object.kind)));
        const std::string name = nameOf(site, object);
        const Subject s{kind, name, object.id};
        if (!exists(site, object))
            refuse(s, "there is a record of it, but the site does not have it.");
        checkRecord(s, record);
    }
}

} // namespace hallwright::check
