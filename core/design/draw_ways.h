// Ways that a hand draws from point to point: cable pathways, and pipe runs of a loop.
#pragma once

#include "core/model/site_edit.h"

#include <optional>
#include <vector>

namespace hallwright::design {

// A point of a way to be, in the campus frame: on an existing way, whose level it has, or free.
struct WayCorner {
    Point3 atM;
    bool joins = false;
};

// From corner to corner, level by level: where the levels of two differ, the way rises or falls at the one that joins,
// else at the second. Corners that follow on one another at the same place are one.
std::vector<Point3> wayThrough(const std::vector<WayCorner>& corners);

// Where a way would be joined by one that comes near: its points before those between, and of several above each
// other the nearest to the level. Nothing if none is within reach in the plan.
std::optional<Point3> joinNear(const std::vector<const std::vector<Point3>*>& waysM, Point2 onCampus,
                               double levelM, double reachM);

struct Section {
    double widthM = 0.0, depthM = 0.0;

    bool operator==(const Section&) const = default;
};

// That of the site's last pathway of this kind first, then a usual one, then those of the catalogue.
std::vector<Section> sectionsOf(const Site& site, PathwayKind kind);

// "Tray 3": the next of its kind, of the catalogue's type of this section.
PathwayId putPathway(SiteEdit& edit, PathwayKind kind, const Section& section, std::vector<Point3> pathM);

struct PipeDrawing {
    CoolantLoopId loop;
    PipeRole role = PipeRole::Supply;
    std::vector<Point3> pathM;
    int sizesLarger = 0; // than the rule's
};

// What a drawn pipe is: it carries the design flow of the loop's equipment that would be nearer to it than to the
// loop's other pipes of its role, or the whole loop's where that is none, and is the least standard pipe in which
// that flow keeps to the design velocity, or so many sizes larger.
struct PlannedRun {
    PipeRun pipe;
    double flowM3s = 0.0;
    double velocityMs = 0.0;
    int serves = 0; // pieces of equipment; 0: it carries the whole loop's flow
};

// Throws RuleError where the largest pipe is too small by half.
PlannedRun planPipe(const Site& site, const PipeDrawing& drawing);
PipeRunId putPipe(SiteEdit& edit, const PipeDrawing& drawing);

} // namespace hallwright::design
