// Everything that is wrong with an evaluated site.
#pragma once

#include "core/rules/finding.h"
#include "core/rules/rules.h"
#include "core/simulation/snapshot.h"

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace hallwright {

// A finding that somebody has accepted, for a reason kept in the record of its subject.
struct WaivedFinding {
    const Finding* finding = nullptr;
    std::string reason;
};

struct CheckedParts; // core/rules/findings.cpp: the findings of each hall and network, for the next check

// Constant once made. The pointers are into parts that it shares with earlier and later ones, and hold as long as it.
struct Findings {
    std::vector<const Finding*> open; // the worst severity first, then by rule, then in the order of the site
    std::vector<WaivedFinding> waived; // likewise
    std::size_t objectCount = 0;       // that were checked
    std::shared_ptr<const CheckedParts> parts;

    bool clean() const { return open.empty(); }
    std::size_t count(Severity severity) const; // of those open
};

using FindingsPtr = std::shared_ptr<const Findings>;

// Checks every rule of the table. Of `previous` is used again what is about parts that have not changed: halls by the
// identity of their results. The answer does not depend on it.
FindingsPtr findingsOf(const Snapshot& snapshot, const Findings* previous = nullptr);

// Whether a finding is about an object: its subject, what else it concerns, the hall or the building it is in.
bool concerns(const Finding& finding, ObjectRef object);

// Those open in `findings` whose rule finds nothing of the same objects in `others`: what a change brought about, or the
// other way round what it cleared.
std::vector<const Finding*> onlyIn(const Findings& findings, const Findings& others);

// Findings of one rule at one place: a hall, else a building, else the site.
struct FindingGroup {
    const Rule* rule = nullptr;
    BuildingId building;
    HallId hall;
    std::vector<const Finding*> findings; // not empty; in their order
    const Finding* worst = nullptr; // furthest beyond its limit, relative; the first where there is no figure
    double sum = 0.0;               // of the values, where the rule's figure is their sum
};

// How far a finding is beyond its limit, relative to that, upward and downward alike; 0 where it compares no figure.
double excessOf(const Finding& finding);

// By that, and where it is the same by their values, the largest first.
std::vector<const Finding*> worstFirst(const FindingGroup& group);

// In the order of `findings`.
std::vector<FindingGroup> grouped(const std::vector<const Finding*>& findings);

std::string placeOf(const Site& site,
                    const FindingGroup& group); // "B1-H4 in Building 1", "Building 1", "the site"

std::string countOf(const FindingGroup& group); // "28 racks, 1120.0 kW together", "1 power node"

// "12 racks. The worst: ..." or "28 racks, 1120.0 kW together. The first: ..."; for a group of one its sentence.
std::string sentenceOf(const FindingGroup& group);

} // namespace hallwright
