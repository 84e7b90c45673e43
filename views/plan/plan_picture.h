// A hall's plan, or the campus's, with what a reader needs beside it: legends, scale bar and north arrow. The pane on screen
// and a picture file are the same.
#pragma once

#include "core/simulation/snapshot.h"
#include "views/plan/plan_options.h"
#include "views/plan/plan_transform.h"

class QPainter;

namespace hallwright::plan {

struct PlanPicture {
    const Site* site = nullptr;         // null: an empty sheet
    const Snapshot* snapshot = nullptr; // null: nothing is coloured by what it does
    HallId hall;                        // none, or one that is not in the site: the campus
    PlanOptions options;

    QRectF planArea(const QRectF& whole) const; // less the strip of the legends
    PlanTransform fitted(const QRectF& area) const;

    void paint(QPainter& painter, const QRectF& whole) const; // fitted
    void paint(QPainter& painter, const QRectF& whole, const PlanTransform& transform) const;

private:
    const Hall* shownHall() const;
    void paintPlan(QPainter& painter, const QRectF& area, const PlanTransform& transform) const;
    void paintStrip(QPainter& painter, const QRectF& strip, const PlanTransform& transform) const;
    void paintLegends(QPainter& painter, QRectF area) const;
    bool hasPositions() const;                             // of what is free, in the hall that is shown
    std::optional<style::ColourScale> stateLegend() const; // of the racks shown: what their marks mean
};

} // namespace hallwright::plan
