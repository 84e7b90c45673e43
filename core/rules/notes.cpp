#include "core/rules/notes.h"

#include "core/model/object_names.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace hallwright {

namespace {

// What a note says that a rule finds too. Notes are sentences of core/simulation, which knows no rules; tst_notes makes
// each of them and fails when its words are others.
struct ToldTwice {
    std::string_view words;
    std::string_view rule;
};

constexpr std::array toldTwice = {
    ToldTwice{"on no CDU", "coolant"},
    ToldTwice{"too little for", "rack-airflow"},
    ToldTwice{"without cooling towers", "no-tower"},
    ToldTwice{"not joined to the plant", "not-joined"},
    ToldTwice{"do not join its equipment to its plant", "not-joined"},
    ToldTwice{"move next to no air", "air-flow"},
    ToldTwice{"did not settle", "unsettled"},
    ToldTwice{"do not agree", "unsettled"},
    ToldTwice{"not finite", "unsettled"},
};

// Notes of a hall or a loop begin with its name and a colon; those of the campus with neither.
bool isAbout(const Site& site, const Finding& finding, std::string_view note)
{
    const auto begins = [&](const std::string& name) {
        return note.size() > name.size() && note.starts_with(name) && note[name.size()] == ':';
    };
    if (finding.other.kind == ObjectKind::CoolantLoop) // of a unit on it
        return begins(nameOf(site, finding.other));
    if (finding.hall.valid())
        return begins(site.hall(finding.hall).name);
    const bool ofLoop = finding.subject.kind == ObjectKind::CoolantLoop;
    return !ofLoop || begins(nameOf(site, finding.subject));
}

} // namespace

std::vector<std::string> notesBeside(const Snapshot& snapshot, const Findings& findings)
{
    std::vector<const Finding*> all = findings.open;
    for (const WaivedFinding& waived : findings.waived)
        all.push_back(waived.finding);
    const auto isTold = [&](const std::string& note) {
        return std::ranges::any_of(toldTwice, [&](const ToldTwice& twice) {
            return note.find(twice.words) != std::string::npos &&
                   std::ranges::any_of(all, [&](const Finding* finding) {
                       return finding->rule == twice.rule && isAbout(*snapshot.site, *finding, note);
                   });
        });
    };
    std::vector<std::string> beside;
    std::ranges::remove_copy_if(snapshot.notes, std::back_inserter(beside), isTold);
    return beside;
}

} // namespace hallwright
