// What a tool shows over a hall's plan while it works.
#pragma once

#include "views/plan/plan_options.h"
#include "views/plan/plan_transform.h"
#include "views/shared/edit_overlay.h"

class QPainter;

namespace hallwright::plan {

void paintOverlay(QPainter& painter, const PlanTransform& transform, const style::EditOverlay& overlay,
                  const PlanOptions& options);

} // namespace hallwright::plan
