// Many boxes in one draw call: racks, and every piece of equipment.
#pragma once

#include "core/simulation/rack_state.h"
#include "views/scene/mesh.h"

#include <QColor>

#include <span>

namespace hallwright::scene {

// How the faces of a box are drawn, see rackFragment and equipmentFragment in box_shaders.cpp.
enum class BoxVariant {
    Rack = 0,
    AirHandler = 1, // louvres, and from near fans at its foot
    Louvres = 2,    // on the sides
    TopFans = 3,    // and louvres
    FrontFans = 4,
    Doors = 5,       // on the front
    PumpCabinet = 6, // doors, or from near what is behind them
    Plain = 7,
    UnevaluatedRack = 8, // its light is off
};

enum class BoxState { Normal = 0, Selected = 1, DraggedLegal = 2, DraggedIllegal = 3 };

// As it lies in the buffer.
struct BoxInstance {
    float x = 0, y = 0, z = 0; // centre of the base
    float cosYaw = 1;
    float width = 0, depth = 0, height = 0;
    float flags = 0;
    float red = 0, green = 0, blue = 0;
    float sinYaw = 0;
};

BoxInstance makeBox(QVector3D base, double yawDeg, QVector3D size, const QColor& colour, BoxVariant variant,
                    BoxState state = BoxState::Normal, RackState mark = RackState::Fine);

class BoxLayer
{
public:
    BoxLayer(Qt3DCore::QEntity* parent, Qt3DRender::QMaterial* material);

    void set(std::span<const BoxInstance> boxes);
    void setVisible(bool visible);
    void setMaterial(Qt3DRender::QMaterial* material);

private:
    Qt3DCore::QEntity* entity_;
    Qt3DRender::QMaterial* material_;
    Qt3DCore::QBuffer* instances_;
    Qt3DRender::QGeometryRenderer* renderer_;
    std::vector<Qt3DCore::QAttribute*> attributes_;
    bool visible_ = true;
    bool empty_ = true;
};

} // namespace hallwright::scene
