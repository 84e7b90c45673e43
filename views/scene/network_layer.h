// What joins the buildings: coolant pipes and plant, fibre pathways, and the power chain.
#pragma once

#include "core/model/selection_set.h"
#include "core/model/site.h"
#include "views/scene/pipe_stretches.h"
#include "views/scene/scene_kit.h"

namespace hallwright::scene {

class NetworkLayer
{
public:
    NetworkLayer(Qt3DCore::QEntity* parent, const SceneKit& kit);

    // Of an opened building, what stands on the roof is taken off with it.
    void setPipes(const SceneKit& kit, const Site& site, const std::vector<FlowStretch>& stretches,
                  const std::vector<BuildingPtr>& opened);
    void setPlant(const SceneKit& kit, const CoolingNetwork& cooling, const std::vector<BuildingPtr>& opened,
                  const SelectionSet& selection);
    void setPathways(const SceneKit& kit, const PathwayNetwork& pathways);
    void setPowerBoxes(const SceneKit& kit, const PowerNetwork& power, const SelectionSet& selection);
    void setCables(const SceneKit& kit, const PowerNetwork& power);

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

} // namespace hallwright::scene
