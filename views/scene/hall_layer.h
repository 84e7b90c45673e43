// A data hall: floor, aisles, walls, equipment and racks.
#pragma once

#include "core/model/selection_set.h"
#include "core/model/site.h"
#include "views/scene/scene_kit.h"

#include <QRgb>

#include <span>
#include <vector>

namespace hallwright::scene {

class HallLayer
{
public:
    HallLayer(Qt3DCore::QEntity* parent, const SceneKit& kit);

    // Floor, walls and containment.
    void setInterior(const SceneKit& kit, const Site& site, const Building& building, const Hall& hall);
    void setEquipment(const SceneKit& kit, const Site& site, const Building& building, const Hall& hall,
                      const SelectionSet& selection);
    // Colours and states in the order of hall.racks; `selected` in ascending order.
    void setRacks(const SceneKit& kit, const Site& site, const Building& building, const Hall& hall,
                  std::span<const QRgb> colours, std::span<const RackState> states,
                  std::span<const RackId> selected, bool areEvaluated);

    void setVisible(bool visible);
    void setInView(bool inView); // out of the picture nothing need be drawn
    // From near with handles and lights, from afar as plain boxes of a few pixels.
    enum class Distance { Near, Middle, Far };
    void setDistance(const SceneKit& kit, Distance distance);
    void setCeilingVisible(bool visible);       // and the walls above the cut: for someone standing inside
    void setBuswaysVisible(bool visible);
    bool showsBusways() const; // not from afar

private:
    void show();

    StaticMesh floor_;
    StaticMesh ceiling_;
    StaticMesh glass_;
    BoxLayer equipment_;
    BoxLayer busways_;
    BoxLayer racks_;
    bool visible_ = true;
    bool inView_ = true;
    Distance distance_ = Distance::Middle;
    bool ceilingVisible_ = false;
    bool buswaysVisible_ = true;
};

// Whether two versions of a hall differ in their racks at most.
bool sameInterior(const Hall& a, const Hall& b);

} // namespace hallwright::scene
