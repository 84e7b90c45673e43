// The rules a site is held against: one table, from which check, lists, panel and report are made.
#pragma once

#include "core/rules/finding.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace hallwright {

class FindingSink;      // core/rules/checked.h
struct CheckedGrounds;  // buildings, rooms, plant, pathways
struct CheckedLayout;   // a hall as it stands, and what feeds it
struct CheckedContents; // what stands in the racks of a hall
struct CheckedHall;     // what a hall's evaluation found
struct CheckedPower;    // the power network as it is joined up
struct CheckedSite;     // what the evaluation found of networks and buildings

// What a group of findings says beside its count.
enum class GroupFigure {
    Worst, // the value furthest beyond its limit
    Sum    // the values together: lost load
};

// What core/design offers that may clear a finding.
enum class DesignRemedy {
    None,
    Feed,    // feedHall of its hall
    Cool,    // coolHall of its hall
    Resize,  // resizeLoop of its loop
    Enlarge, // a larger type for the power equipment it is about
};

struct Rule {
    std::string_view id;    // "inlet-temperature"
    std::string_view title; // "Inlet too warm"
    std::string_view why;   // one sentence
    Severity severity = Severity::Major;
    GroupFigure figure = GroupFigure::Worst;
    DesignRemedy remedy = DesignRemedy::None;
    // What it looks at, one or several; each is checked again when that has changed.
    void (*checkGrounds)(const CheckedGrounds&, FindingSink&) = nullptr;
    void (*checkLayout)(const CheckedLayout&, FindingSink&) = nullptr;
    void (*checkContents)(const CheckedContents&, FindingSink&) = nullptr;
    void (*checkHall)(const CheckedHall&, FindingSink&) = nullptr;
    void (*checkPower)(const CheckedPower&, FindingSink&) = nullptr;
    void (*checkSite)(const CheckedSite&, FindingSink&) = nullptr;
};

// The worst severity first, and of one severity in the order in which they are listed.
std::span<const Rule> rules();

const Rule* findRule(std::string_view id); // nullptr if there is none

// Its rule's; none where it names nothing that the call could work on.
DesignRemedy remedyFor(const Finding& finding);

} // namespace hallwright
