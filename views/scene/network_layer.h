// What joins the buildings: coolant pipes and plant, fibre pathways, and the power chain.
#pragma once

#include "core/model/site.h"
#include "views/scene/scene_kit.h"

namespace hallwright::scene {

class NetworkLayer
{
public:
    NetworkLayer(Qt3DCore::QEntity* parent, const SceneKit& kit);

    // Of an opened building, what stands on the roof is taken off with it.
    void setCooling(const SceneKit& kit, const CoolingNetwork& cooling,
                    const std::vector<BuildingPtr>& opened);
    void setPathways(const SceneKit& kit, const PathwayNetwork& pathways);
    void setPower(const SceneKit& kit, const PowerNetwork& power);

    void setPipesVisible(bool visible) { pipes_.setVisible(visible); }
    void setFibreVisible(bool visible) { fibre_.setVisible(visible); }
    void setPowerVisible(bool visible);

private:
    StaticMesh pipes_;
    StaticMesh fibre_;
    StaticMesh cables_;
    BoxLayer plant_;
    BoxLayer power_;
};

// Nodes that have a place of their own to be drawn at: those in no hall, the first of several at one spot, and none
// whose position was left at the campus origin.
std::vector<const PowerNode*> placedNodes(const PowerNetwork& power);

} // namespace hallwright::scene
