// A building's shell: closed with its roof on, or opened to show the rooms inside.
#pragma once

#include "views/scene/scene_kit.h"

namespace hallwright::scene {

class BuildingLayer
{
public:
    BuildingLayer(Qt3DCore::QEntity* parent, const SceneKit& kit);

    void set(const SceneKit& kit, const Building& building);
    void setOpen(bool open);

private:
    StaticMesh base_;   // slab and apron, always there
    StaticMesh closed_; // facade and roof
    StaticMesh open_;   // cut walls and room floors
};

} // namespace hallwright::scene
